import { type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react'

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
  useEffect(() => dialog.current?.showModal(), [])
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
