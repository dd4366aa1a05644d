import { useQuery } from '@tanstack/react-query'
import type { RefObject } from 'react'
import type { PricedLine } from '../../src/sales/pricing.ts'
import { type LabelKey, t } from '../labels/index.ts'
import { formatMoney } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'
import type { CounterDialog } from './CounterDialogs.tsx'
import { McuKeys } from './McuKeys.tsx'
import { parkedSalesQuery } from './queries.ts'
import type { Counter } from './useCounter.ts'

const digits = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '0', '.'] as const

interface KeypadProps {
  counter: Counter
  entry: RefObject<HTMLInputElement | null>
  /** «Valid.», or Enter: takes the typed value; with nothing typed, the same as «TOTAL». */
  onSubmit(): void
  onTotal(): void
  onDialog(dialog: CounterDialog): void
  onCancelAll(): void
  /** Shows a ticket. */
  onDocument(number: number): void
  /** «FONCTIONS». */
  onFunctions(): void
  onQuit(): void
}

/** The middle of W-6. Every key gives the focus back to the field. */
export function Keypad(props: KeypadProps) {
  const { counter, entry, onSubmit, onTotal, onDialog, onDocument, onCancelAll, onFunctions, onQuit } = props
  const { seller, draft, dispatch, line, warn, notify } = counter
  const currency = useQuery(shopQuery).data?.currency ?? 'EUR'
  const { data: parked = [] } = useQuery(parkedSalesQuery)
  const isEmpty = draft.basket.lines.length === 0
  const select = (by: number) => {
    const { length } = draft.basket.lines
    if (length > 0)
      dispatch({ type: 'select', line: Math.max(0, Math.min(length - 1, (draft.selected ?? 0) + by)) })
  }
  const discountLine = () => {
    if (!line) return warn(t('counter.noLine'))
    if (line.article.isDiscountForbidden || line.composition?.isDiscountForbidden)
      return warn(t('counter.noDiscountHere', { definition: line.article.definition }))
    const isFound = ({ source, menu }: PricedLine) => menu && !menu.isComposed && source === draft.selected
    if (counter.priced.lines.some(isFound)) return warn(t('counter.noMenuDiscount'))
    onDialog({ kind: 'lineDiscount', typed: counter.takeEntry() })
  }
  const recall = () => {
    if (!isEmpty) return warn(t('counter.finishFirst'))
    if (parked.length === 0) return warn(t('counter.noneParked'))
    if (parked.length === 1) return counter.recall(parked[0]!.id)
    onDialog({ kind: 'recall' })
  }
  const showPrice = () =>
    counter.look(({ definition, unitCents }) =>
      notify(t('counter.price.answer', { definition, price: formatMoney(unitCents, currency) })),
    )
  const key = (
    label: LabelKey,
    press: () => void,
    { look = '', isDisabled = false, count = 0, shortcut = '' } = {},
  ) => (
    <button
      type="button"
      className={`ckey ${look}`}
      disabled={isDisabled}
      aria-keyshortcuts={shortcut || undefined}
      onClick={() => {
        entry.current?.focus()
        press()
      }}
    >
      {t(label, { count })}
      <Shortcut name={shortcut} />
    </button>
  )
  return (
    <div className="counter-middle">
      <fieldset disabled={!seller} className="counter-pad" aria-label={t('counter.entry')}>
        <input
          ref={entry}
          className="counter-entry"
          aria-label={t('counter.entry')}
          placeholder={t('counter.entry')}
          autoComplete="off"
          maxLength={60}
          value={counter.entry}
          onChange={(event) => counter.setEntry(event.target.value)}
          onKeyDown={(event) => {
            // Key repeat is ignored: held down, Enter would go on to «TOTAL» and pay.
            if (event.key === 'Enter') !event.repeat && onSubmit()
            else if (event.key === 'ArrowUp') select(-1)
            else if (event.key === 'ArrowDown') select(1)
            else if (event.key === 'Delete' && counter.entry === '') dispatch({ type: 'removeLine' })
            else if (event.key === '+' && counter.entry === '') counter.editOptions()
            else if (event.key === 'Escape' && counter.entry !== '') counter.setEntry('')
            else return
            event.preventDefault()
          }}
        />
        {digits.map((digit) => (
          <button
            key={digit}
            type="button"
            className={`ckey ckey-digit ckey-at-${digit === '.' ? 'point' : digit}`}
            onClick={() => {
              counter.setEntry(counter.entry + digit)
              entry.current?.focus()
            }}
          >
            {digit}
          </button>
        ))}
        {key('counter.clear', () => counter.setEntry(''))}
        {key('counter.quantity', counter.setQuantity, { look: 'ckey-at-quantity' })}
        {key('counter.validate', onSubmit, { look: 'ckey-at-validate' })}
      </fieldset>
      <div className="counter-functions">
        <fieldset disabled={!seller} aria-label={t('counter.functions')}>
          {key('counter.price', showPrice)}
          <button
            type="button"
            className="ckey"
            aria-pressed={draft.isReturn}
            aria-keyshortcuts="F10"
            onClick={() => {
              dispatch({ type: 'toggleReturn' })
              entry.current?.focus()
            }}
          >
            {t('counter.return')}
            <Shortcut name="F10" />
          </button>
          <McuKeys counter={counter} onDocument={onDocument} />
          {key('counter.cancelLine', () => dispatch({ type: 'removeLine' }), { isDisabled: isEmpty })}
          {key('counter.cancelAll', onCancelAll, { isDisabled: isEmpty })}
          {key('counter.subtotal', counter.subtotal, { isDisabled: isEmpty })}
          {key('counter.lineDiscount', discountLine, { isDisabled: isEmpty, shortcut: 'F4' })}
          {key(
            'counter.totalDiscount',
            () => onDialog({ kind: 'totalDiscount', typed: counter.takeEntry() }),
            { isDisabled: isEmpty },
          )}
          {key('counter.park', counter.park, { isDisabled: isEmpty, shortcut: 'F7' })}
          {key('counter.recall', recall, { count: parked.length, shortcut: isEmpty ? 'F7' : '' })}
          {key('counter.functions', onFunctions)}
        </fieldset>
        <button type="button" className="ckey ckey-quit" onClick={onQuit}>
          {t('counter.quit')}
        </button>
        <button
          type="button"
          className="ckey ckey-total"
          disabled={!seller || isEmpty}
          onClick={() => {
            entry.current?.focus()
            onTotal()
          }}
        >
          {t('counter.total')}
        </button>
      </div>
    </div>
  )
}

/** The function key with the same action. */
const Shortcut = ({ name }: { name: string }) =>
  name === '' ? null : (
    <span className="ckey-shortcut" aria-hidden="true">
      {name}
    </span>
  )
