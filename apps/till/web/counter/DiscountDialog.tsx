import { dottedText, formatTypedAmount, isDecimalText, isPercentage, parseTypedAmount } from '@hub/money'
import { useState } from 'react'
import { sum } from '../../src/sales/amounts.ts'
import { discountableCents, priceBasket } from '../../src/sales/pricing.ts'
import type { Discount } from '../../src/sales/wire.ts'
import { t } from '../labels/index.ts'
import { Button } from '../ui/Button.tsx'
import { Radios, TextField } from '../ui/fields.tsx'
import { Modal } from '../ui/Modal.tsx'
import { AmountPad } from './AmountPad.tsx'
import type { Counter } from './useCounter.ts'

interface DiscountDialogProps {
  counter: Counter
  scope: 'lineDiscount' | 'totalDiscount'
  /** Typed before the key was pressed, `10`; empty if nothing was. */
  typed: string
  onClose(): void
}

/** «REMISE LIGNE» and «REMISE TOTAL»: percent or amount; an empty field removes the discount. */
export function DiscountDialog({ counter, scope, typed, onClose }: DiscountDialogProps) {
  const { dispatch, line, priced, draft } = counter
  const before = scope === 'lineDiscount' ? line?.discount : draft.basket.discount
  const [kind, setKind] = useState<Discount['kind']>(before?.kind ?? 'percent')
  // The first digit replaces the earlier discount, but continues what was already typed.
  const [kept] = useState(() => (typed === '' ? typedOf(before) : undefined))
  const [value, setValue] = useState(kept ?? typed)
  const [error, setError] = useState<string>()
  const most =
    scope === 'lineDiscount' ? Math.abs(maxOfLine(counter)) : sum(priced.lines.map(discountableCents))
  const apply = (discount: Discount | null) => {
    dispatch({ type: scope, discount })
    onClose()
  }
  const write = (text: string) => {
    setValue(text)
    setError(undefined)
  }
  const submit = () => {
    if (value.trim() === '') return apply(null)
    const discount = kind === 'percent' ? readPercent(value) : readAmount(value, most)
    if (discount !== undefined) apply(discount)
    else
      setError(
        kind === 'percent'
          ? t('discount.badPercent')
          : t('discount.badAmount', { most: formatTypedAmount(most) }),
      )
  }
  return (
    <Modal
      title={t(scope === 'lineDiscount' ? 'counter.lineDiscount' : 'counter.totalDiscount')}
      onClose={onClose}
      onSubmit={submit}
    >
      <div className="typed">
        <TextField
          label={t('discount.value')}
          value={value}
          inputMode="decimal"
          autoFocus
          onFocus={(event) => kept !== undefined && event.target.select()}
          onChange={write}
          {...(error !== undefined && { error })}
        />
        <AmountPad value={value === kept ? '' : value} onChange={write} />
        <Radios
          legend={t('discount.kind')}
          value={kind}
          onChange={(next) => setKind(next)}
          choices={[
            { value: 'percent', label: t('discount.percent') },
            { value: 'amount', label: t('discount.amount') },
          ]}
        />
      </div>
      <div className="confirm-buttons">
        <Button onClick={() => apply(null)}>{t('discount.none')}</Button>
        <Button onClick={onClose}>{t('app.cancel')}</Button>
        <Button look="primary" type="submit">
          {t('app.confirm')}
        </Button>
      </div>
    </Modal>
  )
}

/** The whole price before discount of a composed menu; of another line, its price without options. */
function maxOfLine({ line, draft }: Counter): number {
  if (!line) return 0
  const { lines } = priceBasket({ ...draft.basket, lines: [{ ...line, discount: null }], discount: null }, [])
  return line.composition ? sum(lines.map(({ totalCents }) => totalCents)) : (lines[0]?.grossCents ?? 0)
}

function typedOf(discount: Discount | null | undefined): string {
  if (!discount) return ''
  return discount.kind === 'percent' ? discount.percent.replace('.', ',') : formatTypedAmount(discount.cents)
}

/** Null for 0, undefined for invalid input. */
function readPercent(text: string): Discount | null | undefined {
  const percent = dottedText(text).replace(/\s*%$/, '')
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(percent) || !isDecimalText(percent) || !isPercentage(percent))
    return undefined
  return /[1-9]/.test(percent) ? { kind: 'percent', percent: percent.replace(/^0+(?=\d)/, '') } : null
}

function readAmount(text: string, most: number): Discount | null | undefined {
  const cents = parseTypedAmount(text)
  if (cents === undefined || cents < 0 || cents > most) return undefined
  return cents === 0 ? null : { kind: 'amount', cents }
}
