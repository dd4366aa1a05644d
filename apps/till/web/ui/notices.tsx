import { createContext, type ReactNode, use, useCallback, useEffect, useRef, useState } from 'react'
import type { ApiFailure } from '../lib/api.ts'

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
/** More than three lines of the smaller one hold. */
const longestFrom = 165

const NotifyContext = createContext<Notify>(() => {})
const NoticeContext = createContext<Notice | undefined>(undefined)
const ClearFailureContext = createContext<() => void>(() => {})

/** `notify('Article enregistré')` writes a line in the title bar for some seconds, read aloud by screen readers. */
export const useNotify = () => use(NotifyContext)

/**
 * Tells of a refusal whose fields are all on screen: what concerns one of them stands under it, and only the rest is a
 * line (contract, counter T21).
 */
export function useNotifyFailure(): (failure: ApiFailure) => void {
  const notify = useNotify()
  return (failure) => {
    if (Object.keys(failure.fields).length === 0) notify(failure.message, 'failed')
  }
}

/** What failed was put right: its line goes before its time (contract, counter T21). */
export const useClearFailure = () => use(ClearFailureContext)

export function NoticeProvider({ children }: { children: ReactNode }) {
  const [notice, setNotice] = useState<Notice>()
  const notify = useCallback<Notify>((text, kind = 'done') => setNotice({ text, kind }), [])
  const clearFailure = useCallback(
    () => setNotice((shown) => (shown?.kind === 'failed' ? undefined : shown)),
    [],
  )
  useEffect(() => {
    if (!notice) return
    const timer = setTimeout(() => setNotice(undefined), visibleMs[notice.kind])
    return () => clearTimeout(timer)
  }, [notice])
  return (
    <NotifyContext value={notify}>
      <ClearFailureContext value={clearFailure}>
        <NoticeContext value={notice}>{children}</NoticeContext>
      </ClearFailureContext>
    </NotifyContext>
  )
}

/** Where the line appears: over dialogs too, and over no control. */
export function NoticeLine() {
  const notice = use(NoticeContext)
  const clearFailure = useClearFailure()
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
      <div role="alert">{notice?.kind === 'failed' && <Line {...notice} onTouch={clearFailure} />}</div>
    </div>
  )
}

/** Touched, a failure goes; the keyboard has no business with it, since it goes by itself. */
const Line = ({ kind, text, onTouch }: Notice & { onTouch?(): void }) => (
  <p className={`notice notice-${kind} ${lengthClass(text)}`} onPointerDown={onTouch}>
    {text}
  </p>
)

function lengthClass({ length }: string): string {
  if (length > longestFrom) return 'notice-longest'
  return length > longFrom ? 'notice-long' : ''
}
