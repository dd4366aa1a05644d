import { formatTypedAmount, parseTypedAmount } from '@hub/money'
import { useState } from 'react'
import { t } from '../labels/index.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/fields.tsx'
import { Modal } from '../ui/Modal.tsx'
import { AmountPad } from './AmountPad.tsx'
import type { Counter } from './useCounter.ts'

const mostCents = 99_999_999

interface PriceDialogProps {
  counter: Counter
  /** Index in the basket. */
  line: number
  onClose(): void
}

/** Sets another price for this sale; the article keeps its own. */
export function PriceDialog({ counter: { draft, changePrice }, line, onClose }: PriceDialogProps) {
  const { article, unitCents } = draft.basket.lines[line] ?? { article: undefined, unitCents: 0 }
  const before = formatTypedAmount(unitCents)
  const [value, setValue] = useState(before)
  const [error, setError] = useState<string>()
  if (!article) return null
  const problem = (cents: number | undefined) => {
    if (cents === undefined || Math.abs(cents) > mostCents) return t('priceDialog.bad')
    if (cents === 0 && !article.isZeroPriceAllowed) return t('priceDialog.zero')
    if (cents < 0 && !article.isNegativePriceAllowed) return t('priceDialog.negative')
    return undefined
  }
  const submit = () => {
    const cents = parseTypedAmount(value)
    const wrong = problem(cents)
    if (wrong !== undefined || cents === undefined) return setError(wrong)
    changePrice(line, cents)
    onClose()
  }
  const write = (text: string) => {
    setValue(text)
    setError(undefined)
  }
  return (
    <Modal
      title={t('priceDialog.title', { definition: article.definition })}
      onClose={onClose}
      onSubmit={submit}
    >
      <div className="typed">
        <TextField
          label={t('priceDialog.price')}
          value={value}
          inputMode="decimal"
          autoFocus
          onFocus={(event) => event.target.select()}
          onChange={write}
          {...(error !== undefined && { error })}
        />
        <AmountPad
          // The first digit replaces the earlier price.
          value={value === before ? '' : value}
          onChange={write}
        />
      </div>
      <div className="confirm-buttons">
        <Button onClick={onClose}>{t('app.cancel')}</Button>
        <Button look="primary" type="submit">
          {t('app.confirm')}
        </Button>
      </div>
    </Modal>
  )
}
