import { formatTypedAmount, parseTypedAmount } from '@hub/money'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { PaymentKind } from '../../src/payment-modes/wire.ts'
import type { VoucherLimit } from '../../src/sales/meal-vouchers.ts'
import type { Payment, Sale } from '../../src/sales/wire.ts'
import { t } from '../labels/index.ts'
import type { ApiFailure } from '../lib/api.ts'
import { formatMoney } from '../lib/format.ts'
import { paymentModesQuery, shopQuery } from '../lib/queries.ts'
import { Button } from '../ui/Button.tsx'
import { Radios, TextField } from '../ui/fields.tsx'
import { Modal } from '../ui/Modal.tsx'
import { AmountPad } from './AmountPad.tsx'
import type { PrintFormat } from './usePrinter.tsx'

const mostCents = 99_999_999

/** The kinds of payment used for a refund at the counter (contract, counter T23). */
const refundKinds = new Set<PaymentKind>(['cash', 'card', 'gift_voucher'])

type PrintChoice = PrintFormat | 'none'
const printChoices: PrintChoice[] = ['ticket', 'a4', 'none']

export interface SettlementProps {
  /** Amount left to pay, in cents; negative for a refund. */
  totalCents: number
  /** Throws an `ApiFailure`. `isPrinted`: print on the ticket printer, if there is one. */
  settle(payments: Payment[], isPrinted: boolean): Promise<Sale>
  /** The share that titres-restaurant may pay. Without it only the server checks. */
  mealVouchers?: VoucherLimit
  /** False while there is no seller. */
  isReady?: boolean
  /** The mode focused first; the first of the list by default. */
  modeId?: number | null
  /** Shown above the amounts, such as the seller. */
  children?: ReactNode
  onClose(): void
  /** `format` is what the browser still has to print. */
  onSold(sale: Sale, format: PrintFormat | undefined): void
}

/** W-7. Enter pays the rest with the selected mode, then validates. */
export function Settlement({
  totalCents,
  settle,
  mealVouchers,
  isReady = true,
  modeId = null,
  children,
  onClose,
  onSold,
}: SettlementProps) {
  const currency = useQuery(shopQuery).data?.currency ?? 'EUR'
  const { data = [] } = useQuery(paymentModesQuery)
  const isRefund = totalCents < 0
  const isFree = totalCents === 0
  const modes = data.filter(
    ({ isAsleep, isLocked, kind }) =>
      !isAsleep && !isLocked && kind !== 'web' && (!isRefund || refundKinds.has(kind)),
  )
  const [payments, setPayments] = useState<Payment[]>([])
  const [chosenIndex, setModeIndex] = useState<number>()
  /** Undefined until the user types: the field proposes the amount left. */
  const [typed, setTyped] = useState<string>()
  const field = useRef<HTMLInputElement>(null)
  const validation = useRef<HTMLButtonElement>(null)
  const [error, setError] = useState<string>()
  /** Why a mode paid less than the amount left. */
  const [notice, setNotice] = useState<string>()
  const [isSending, setIsSending] = useState(false)
  // Asked at every sale, «SANS» by default: the choice of the sale before is not kept (contract, counter
  // T61).
  const [print, setPrint] = useState<PrintChoice>('none')
  const modeIndex =
    chosenIndex ??
    Math.max(
      modes.findIndex(({ id }) => id === modeId),
      0,
    )
  // A modal gives the keyboard to its first field, which may be who sells: once that is known, amounts are typed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as it opens
  useEffect(() => {
    if (isReady) (field.current ?? validation.current)?.focus()
  }, [])
  // A refund is typed without its sign.
  const sign = isRefund ? -1 : 1
  const restCents = payments.reduce((rest, { cents }) => rest - cents, totalCents) * sign
  const isSettled = restCents <= 0
  const mode = modes[modeIndex % Math.max(modes.length, 1)]
  const money = (cents: number) => formatMoney(cents, currency)
  /** «Type TPE»: the terminal is not connected, the seller types the amount on it. */
  const onTerminal = payments.flatMap(({ modeId, cents }) => {
    const name = modes.find(({ id }) => id === modeId)?.terminalType
    return name ? [t('settlement.terminal', { name, amount: money(cents) })] : []
  })
  const proposed = isSettled ? '' : formatTypedAmount(restCents)
  const write = (text: string) => {
    setTyped(text === proposed ? undefined : text)
    setError(undefined)
  }
  const paidByVouchers = payments.reduce(
    (sum, { modeId, cents }) =>
      modes.find(({ id }) => id === modeId)?.kind === 'meal_voucher' ? sum + cents : sum,
    0,
  )
  const nameOf = (modeId: number) => modes.find(({ id }) => id === modeId)?.name ?? ''

  function pay(by: typeof mode) {
    if (!by || isSettled) return
    const limit = by.kind === 'meal_voucher' ? mealVouchers : undefined
    const mostByVoucher = limit ? Math.max(limit.maxCents - paidByVouchers, 0) : restCents
    const cents = typed === undefined ? Math.min(restCents, mostByVoucher) : parseTypedAmount(typed)
    if (limit && (mostByVoucher === 0 || (cents ?? 0) > mostByVoucher)) return setError(limit.sentence)
    if (cents === undefined || cents <= 0) return setError(t('settlement.bad'))
    if (cents > mostCents) return setError(t('settlement.tooBig', { most: money(mostCents) }))
    if (cents > restCents && (sign < 0 || by.kind !== 'cash'))
      return setError(t('settlement.tooMuch', { rest: money(restCents), mode: by.name }))
    setNotice(limit && typed === undefined && cents < restCents ? limit.sentence : undefined)
    setPayments([...payments, { modeId: by.id, cents: cents * sign }])
    setTyped(undefined)
    setError(undefined)
  }
  // What is proposed gives way to the first digit.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another rest is proposed
  useEffect(() => {
    if (document.activeElement === field.current) field.current?.select()
  }, [proposed])
  async function validate() {
    if (!isReady || !isSettled || isSending) return
    setIsSending(true)
    try {
      const sale = await settle(payments, print === 'ticket')
      // A ticket already counted as printed went to the printer.
      const isDone = print === 'none' || (print === 'ticket' && sale.prints > 0)
      onSold(sale, isDone ? undefined : print)
    } catch (failure) {
      setError(sentenceOf(failure as ApiFailure))
      setIsSending(false)
    }
  }
  const proceed = () => (isSettled ? void validate() : pay(mode))
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') {
      // Enter does not submit a form whose button is disabled. Held down, it pays once.
      event.preventDefault()
      return event.repeat ? undefined : proceed()
    }
    if (typed === undefined && /^[\d,.]$/.test(event.key)) event.currentTarget.select()
    const step = { ArrowDown: 1, ArrowUp: modes.length - 1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    setModeIndex((modeIndex + step) % modes.length)
  }
  return (
    <Modal title={t('settlement.title')} onClose={onClose} onSubmit={proceed}>
      <div className="settlement">
        {children}
        <dl className="settlement-figures">
          <Figure
            label={t(isRefund ? 'counter.giveBack' : 'settlement.due')}
            value={money(Math.abs(totalCents))}
          />
          {!isFree && (
            <Figure
              label={t(isRefund ? 'settlement.restBack' : 'settlement.rest')}
              value={money(Math.max(restCents, 0))}
            />
          )}
          {!isRefund && !isFree && (
            <Figure label={t('settlement.change')} value={money(Math.max(-restCents, 0))} />
          )}
        </dl>
        {!isFree && (
          <>
            <div className="settlement-entry">
              <TextField
                label={t('settlement.amount')}
                ref={field}
                value={typed ?? proposed}
                onChange={write}
                placeholder={formatTypedAmount(0)}
                inputMode="decimal"
                onFocus={(event) => typed === undefined && event.target.select()}
                onKeyDown={onKeyDown}
                autoFocus
                {...(error !== undefined && { error })}
              />
              <p className="help" role="status">
                {[...onTerminal, ...(notice ? [notice] : [])].map((sentence) => (
                  <strong key={sentence}>{sentence} </strong>
                ))}
                {isSettled ? t('settlement.hintDone') : t('settlement.hint', { mode: mode?.name ?? '' })}
              </p>
              <AmountPad value={typed ?? ''} onChange={write} />
            </div>
            <fieldset className="settlement-modes">
              <legend>{t('settlement.modes')}</legend>
              {modes.map((one) => (
                <button
                  key={one.id}
                  type="button"
                  className={one === mode ? 'ckey ckey-mode is-chosen' : 'ckey ckey-mode'}
                  disabled={isSettled}
                  onClick={({ detail }) => {
                    // A double click pays once.
                    if (detail < 2) pay(one)
                    // Enter must work from here, whatever was touched.
                    field.current?.focus()
                  }}
                >
                  {one.name}
                </button>
              ))}
            </fieldset>
            <ul className="settlement-list" aria-label={t('settlement.list')}>
              {payments.map(({ modeId, cents }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a payment has no identity but its place
                <li key={index}>
                  <span>{nameOf(modeId)}</span>
                  <span>{money(cents)}</span>
                  <button
                    type="button"
                    className="button button-square"
                    aria-label={t('settlement.remove', { mode: nameOf(modeId), amount: money(cents) })}
                    onClick={() => {
                      setPayments(payments.filter((_, at) => at !== index))
                      field.current?.focus()
                    }}
                  >
                    ×
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
        <Radios<PrintChoice>
          legend={t('settlement.print')}
          value={print}
          onChange={setPrint}
          choices={printChoices.map((value) => ({ value, label: t(`settlement.print.${value}`) }))}
        />
        {isFree && error !== undefined && (
          <p className="field-error" role="alert">
            {error}
          </p>
        )}
        <div className="confirm-buttons">
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button
            look="primary"
            type="submit"
            ref={validation}
            disabled={!isReady || !isSettled || isSending}
          >
            {t('settlement.validate')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

/** A field's own error says more than the general message. */
const sentenceOf = ({ fields, message }: ApiFailure) => Object.values(fields)[0] ?? message

/** `123 456,70 €` still fits in large digits. */
const longFigure = 12

const Figure = ({ label, value }: { label: string; value: string }) => (
  <div>
    <dt>{label}</dt>
    <dd className={value.length > longFigure ? 'is-long' : undefined}>{value}</dd>
  </div>
)
