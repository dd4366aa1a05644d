import { t } from '../labels/index.ts'
import { Button } from '../ui/Button.tsx'
import { Modal } from '../ui/Modal.tsx'
import type { Question } from './useQuestions.ts'

/** What a recalled sale lost since it was parked. It stays on screen until the user closes it. */
export function RecalledDialog({ question }: { question: Extract<Question, { kind: 'recalled' }> }) {
  const { sentences, answer } = question
  const done = () => answer(true)
  return (
    <Modal title={t('recalled.title')} onClose={done} onSubmit={done}>
      <ul className="recalled">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <div className="confirm-buttons">
        <Button look="primary" type="submit">
          {t('recalled.seen')}
        </Button>
      </div>
    </Modal>
  )
}
