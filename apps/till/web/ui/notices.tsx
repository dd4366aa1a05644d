import { createContext, type ReactNode, use, useCallback, useEffect, useState } from 'react'

type Kind = 'done' | 'failed'
interface Notice {
  kind: Kind
  text: string
}
type Notify = (text: string, kind?: Kind) => void

const visibleMs = 5000

const NotifyContext = createContext<Notify>(() => {})
const NoticeContext = createContext<Notice | undefined>(undefined)

/** `notify('Article enregistré')` writes a line at the foot of the screen, read aloud by screen readers. */
export const useNotify = () => use(NotifyContext)

export function NoticeProvider({ children }: { children: ReactNode }) {
  const [notice, setNotice] = useState<Notice>()
  const notify = useCallback<Notify>((text, kind = 'done') => setNotice({ text, kind }), [])
  useEffect(() => {
    if (!notice) return
    const timer = setTimeout(() => setNotice(undefined), visibleMs)
    return () => clearTimeout(timer)
  }, [notice])
  return (
    <NotifyContext value={notify}>
      <NoticeContext value={notice}>{children}</NoticeContext>
    </NotifyContext>
  )
}

/** Where the line appears. */
export function NoticeLine() {
  const notice = use(NoticeContext)
  return (
    <div className="notices">
      <div role="status">
        {notice?.kind === 'done' && <p className="notice notice-done">{notice.text}</p>}
      </div>
      <div role="alert">
        {notice?.kind === 'failed' && <p className="notice notice-failed">{notice.text}</p>}
      </div>
    </div>
  )
}
