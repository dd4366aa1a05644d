import { createContext, type ReactNode, use, useCallback, useEffect, useRef, useState } from 'react'

type Kind = 'done' | 'failed'
interface Notice {
  kind: Kind
  text: string
}
type Notify = (text: string, kind?: Kind) => void

/** What went wrong takes longer to read, and to put right. */
const visibleMs: Record<Kind, number> = { done: 5000, failed: 8000 }
/** More signs than two lines of the usual size hold. */
const longFrom = 75

const NotifyContext = createContext<Notify>(() => {})
const NoticeContext = createContext<Notice | undefined>(undefined)

/** `notify('Article enregistré')` writes a line in the title bar for some seconds, read aloud by screen readers. */
export const useNotify = () => use(NotifyContext)

export function NoticeProvider({ children }: { children: ReactNode }) {
  const [notice, setNotice] = useState<Notice>()
  const notify = useCallback<Notify>((text, kind = 'done') => setNotice({ text, kind }), [])
  useEffect(() => {
    if (!notice) return
    const timer = setTimeout(() => setNotice(undefined), visibleMs[notice.kind])
    return () => clearTimeout(timer)
  }, [notice])
  return (
    <NotifyContext value={notify}>
      <NoticeContext value={notice}>{children}</NoticeContext>
    </NotifyContext>
  )
}

/** Where the line appears: over dialogs too, and over no control. */
export function NoticeLine() {
  const notice = use(NoticeContext)
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!notice) return
    const element = line.current
    // Shown anew it is above the dialog that opened since.
    element?.showPopover()
    return () => element?.hidePopover()
  }, [notice])
  return (
    <div className="notices" popover="manual" ref={line}>
      <div role="status">{notice?.kind === 'done' && <Line {...notice} />}</div>
      <div role="alert">{notice?.kind === 'failed' && <Line {...notice} />}</div>
    </div>
  )
}

const Line = ({ kind, text }: Notice) => (
  <p className={`notice notice-${kind}${text.length > longFrom ? ' notice-long' : ''}`}>{text}</p>
)
