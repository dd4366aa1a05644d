import { type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { restoreCaret } from './caret.ts'

interface ModalProps {
  title: string
  /** Escape, or a button of the caller. */
  onClose(): void
  /** Enter, or the submit button of the caller. */
  onSubmit?(): void
  children: ReactNode
}

/** A question with fields, over everything; the rest of the page is out of reach until it closes. */
export function Modal({ title, onClose, onSubmit, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const opener = document.activeElement
    dialog.current?.showModal()
    startAtChosen(dialog.current)
    return () => giveBack(opener)
  }, [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit?.()
  }
  return (
    <dialog
      ref={dialog}
      className="confirm"
      aria-labelledby={titleId}
      onClose={onClose}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.nativeEvent.stopPropagation()
        // A key held down answers one question, not the next one too.
        else if (event.key === 'Enter' && event.repeat) event.preventDefault()
      }}
    >
      <h2 id={titleId}>{title}</h2>
      <form onSubmit={submit}>{children}</form>
    </dialog>
  )
}

/** A modal starts at its first field: among radios, that is the chosen one, as by Tab. */
function startAtChosen(dialog: HTMLElement | null): void {
  if (document.activeElement?.matches('[type=radio]:not(:checked)'))
    dialog?.querySelector<HTMLElement>('[type=radio]:checked')?.focus()
}

/** The keyboard goes back to where the question was asked, unless it is somewhere else by then. */
function giveBack(opener: Element | null): void {
  requestAnimationFrame(() => {
    const isLost = document.activeElement === document.body
    if (isLost && opener instanceof HTMLElement && opener.isConnected) opener.focus()
    restoreCaret()
  })
}
