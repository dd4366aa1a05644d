import { multiplyCents, parseDecimal } from '@hub/money'
import { useQuery } from '@tanstack/react-query'
import { t } from '../labels/index.ts'
import { formatMoney } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'
import { Button } from '../ui/Button.tsx'
import { Modal } from '../ui/Modal.tsx'
import { formatCount } from './basket.ts'
import type { Question } from './useQuestions.ts'

/**
 * Asks about an unusual quantity, price or line: Enter corrects it, only the other key sells it (contract,
 * counter T20).
 */
export function UnusualDialog({ question }: { question: Extract<Question, { kind: 'unusual' }> }) {
  const { line, answer } = question
  const currency = useQuery(shopQuery).data?.currency ?? 'EUR'
  const totalCents = multiplyCents(line.unitCents, parseDecimal(line.quantity))
  const title = t('counter.check', {
    quantity: formatCount(line.quantity),
    price: formatMoney(line.unitCents, currency),
    total: formatMoney(totalCents, currency),
  })
  return (
    <Modal title={title} onClose={() => answer(undefined)}>
      <p>{line.article.definition}</p>
      <div className="confirm-buttons">
        <Button look="primary" autoFocus onClick={() => answer(undefined)}>
          {t('counter.check.correct')}
        </Button>
        <Button onClick={() => answer(true)}>{t('counter.check.sell')}</Button>
      </div>
    </Modal>
  )
}
