// The payments of an order once it is settled here (contract, kezia D40). Pure: values in, values out.
import type { OrderPaymentInput } from '@hub/client'
import { formatMoney } from '@hub/money'
import { cashModeId, isCash, modeIdOf, webModeId } from '../../weborders/index.ts'

/** A payment mode of the till with what it settles, «À Rendre» taken off. */
export interface SettledPayment {
  modeId: number
  name: string
  isCash: boolean
  cents: number
}

/** A payment that the hub holds; deleted ones left out. */
export interface HeldPayment {
  /** Null where only its amount matters. */
  id: string | null
  type: string | null
  ref: string | null
  cents: number
}

export interface PaymentChanges {
  deletedIds: string[]
  added: SettledPayment[]
}

/**
 * What makes the hub's payments those of the settlement: nothing when it was settled in cash as promised; else promises
 * of cash give way to one payment for each mode used. What was paid before stays.
 */
export function paymentChanges(held: HeldPayment[], settled: SettledPayment[]): PaymentChanges {
  const promises = held.filter((payment) => isCash(payment, cashModeId))
  const paid = held.filter((payment) => !isCash(payment, cashModeId))
  const ids = settled.map(({ modeId }) => modeId)
  const paidBy = (mode: number) =>
    sum(paid.filter((payment) => modeIdOf(payment, ids, { cashModeId, webModeId }) === mode))
  const added = byMode(settled)
    .map((payment) => ({ ...payment, cents: payment.cents - paidBy(payment.modeId) }))
    // More may have been paid before than the order is worth; only a refund adds less than nothing.
    .filter(({ cents }) => cents > 0 || (cents < 0 && paid.length === 0))
  const isAsPromised = added.every((payment) => payment.isCash) && sum(added) === sum(promises)
  if (isAsPromised) return { deletedIds: [], added: [] }
  return { deletedIds: promises.flatMap(({ id }) => (id === null ? [] : [id])), added }
}

export const isNothing = ({ deletedIds, added }: PaymentChanges) =>
  deletedIds.length === 0 && added.length === 0

/** The mode's id is the `ref`, so that a till knows its own again (contract, kezia D39). */
export const paymentOf = ({ modeId, name, isCash, cents }: SettledPayment, currency: string) =>
  ({
    name,
    ref: String(modeId),
    type: isCash ? 'cash' : 'online',
    amount: formatMoney(cents, currency),
  }) satisfies OrderPaymentInput

function byMode(payments: SettledPayment[]): SettledPayment[] {
  const modes = new Map<number, SettledPayment>()
  for (const payment of payments) {
    const before = modes.get(payment.modeId)
    modes.set(payment.modeId, { ...payment, cents: (before?.cents ?? 0) + payment.cents })
  }
  return [...modes.values()]
}

const sum = (payments: { cents: number }[]) => payments.reduce((total, { cents }) => total + cents, 0)
