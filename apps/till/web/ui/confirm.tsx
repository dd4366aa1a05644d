import { createContext, type ReactNode, use, useCallback, useId, useRef, useState } from 'react'
import { t } from '../labels/index.ts'
import { restoreCaret } from './caret.ts'

interface Question {
  title: string
  message: string
  /** The button that goes on; «Confirmer» unless told. */
  action?: string
}
type Confirm = (question: Question) => Promise<boolean>

const Context = createContext<Confirm>(async () => false)

/** `if (!(await confirm({ title, message }))) return` */
export const useConfirm = () => use(Context)

export function ConfirmProvider({ children }: { children: ReactNode }) {
  const [question, setQuestion] = useState<Question>()
  const answer = useRef<(agreed: boolean) => void>(undefined)
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  const messageId = useId()

  const confirm = useCallback<Confirm>((asked) => {
    answer.current?.(false)
    setQuestion(asked)
    dialog.current?.showModal()
    return new Promise((resolve) => {
      answer.current = resolve
    })
  }, [])
  const finish = (agreed: boolean) => {
    answer.current?.(agreed)
    answer.current = undefined
    dialog.current?.close()
    restoreCaret()
  }
  return (
    <Context value={confirm}>
      {children}
      {/* A native modal: the rest of the page, windows and menus, is out of reach until it is answered. */}
      <dialog
        ref={dialog}
        className="confirm"
        role="alertdialog"
        aria-labelledby={titleId}
        aria-describedby={messageId}
        // The browser tells it late: the next question may be open by then.
        onClose={({ currentTarget }) => currentTarget.open || finish(false)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.nativeEvent.stopPropagation()
          else if (event.key === 'Enter' && event.repeat) event.preventDefault()
        }}
      >
        <h2 id={titleId}>{question?.title}</h2>
        <p id={messageId}>{question?.message}</p>
        <div className="confirm-buttons">
          <button type="button" className="button" onClick={() => finish(false)}>
            {t('app.cancel')}
          </button>
          <button type="button" className="button button-primary" onClick={() => finish(true)}>
            {question?.action ?? t('app.confirm')}
          </button>
        </div>
      </dialog>
    </Context>
  )
}
