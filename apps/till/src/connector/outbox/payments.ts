// The payments of an order once it is settled here (contract, kezia D40). Pure: values in, values out.
import type { OrderPaymentInput } from '@hub/client'
import { formatMoney } from '@hub/money'
import { cashModeId, isCash, modeIdOf, webModeId } from '../../weborders/index.ts'

/** A payment mode of the till with the amount it settles, «À Rendre» subtracted. */
export interface SettledPayment {
  modeId: number
  name: string
  isCash: boolean
  cents: number
}

/** A payment that the hub has; deleted ones are left out. */
export interface HeldPayment {
  /** Null where only its amount matters. */
  id: string | null
  type: string | null
  ref: string | null
  cents: number
}

export interface PaymentChanges {
  /** Null for a payment given without its id. */
  deletedIds: (string | null)[]
  added: SettledPayment[]
}

/** A payment of an invoice that a credit note gave back. */
export type GivenBackPayment = Pick<SettledPayment, 'modeId' | 'cents'>

/**
 * The changes that make the hub's payments match the settlement. None when the order was settled in cash as
 * promised; otherwise one payment per mode used replaces the promises of cash. Earlier payments stay, unless
 * a credit note gave them back or more was refunded than paid. The new payments replace those, so that the
 * hub never counts both.
 */
export function paymentChanges(
  held: HeldPayment[],
  settled: SettledPayment[],
  givenBack: GivenBackPayment[] = [],
): PaymentChanges {
  const promises = held.filter((payment) => isCash(payment, cashModeId))
  const allPaid = held.filter((payment) => !isCash(payment, cashModeId))
  const isContrary = sum(allPaid) * sum(settled) < 0
  const returned = isContrary ? allPaid : returnedOf(allPaid, settled, givenBack)
  const paid = allPaid.filter((payment) => !returned.includes(payment))
  const ids = settled.map(({ modeId }) => modeId)
  const paidBy = (mode: number) =>
    sum(paid.filter((payment) => modeIdOf(payment, ids, { cashModeId, webModeId }) === mode))
  const isRefund = sum(settled) < 0
  const added = byMode(settled)
    .map((payment) => ({ ...payment, cents: payment.cents - paidBy(payment.modeId) }))
    // More than the order is worth may have been paid before. Only a refund adds a negative amount.
    .filter(({ cents }) => (isRefund ? cents < 0 : cents > 0))
  const isAsPromised = added.every((payment) => payment.isCash) && sum(added) === sum(promises)
  const deleted = isAsPromised ? returned : [...promises, ...returned]
  return { deletedIds: deleted.map(({ id }) => id), added: isAsPromised ? [] : added }
}

/**
 * The payments given back, even in part. One that the new settlement repeats, with the same mode and amount,
 * may stay.
 */
function returnedOf(
  paid: HeldPayment[],
  settled: SettledPayment[],
  givenBack: GivenBackPayment[],
): HeldPayment[] {
  const left = new Map(givenBack.map(({ modeId, cents }) => [modeId, cents]))
  const wanted = new Map(byMode(settled).map(({ modeId, cents }) => [modeId, cents]))
  const ids = [...left.keys()]
  return paid.filter((payment) => {
    const modeId = modeIdOf(payment, ids, { cashModeId, webModeId })
    const rest = left.get(modeId) ?? 0
    // A negative payment is a refund made by the source, so it is left alone.
    if (payment.cents <= 0 || rest === 0) return false
    left.set(modeId, Math.max(rest - payment.cents, 0))
    const isPaidAgain = wanted.get(modeId) === payment.cents
    if (isPaidAgain) wanted.delete(modeId)
    return !isPaidAgain
  })
}

export const isNothing = ({ deletedIds, added }: PaymentChanges) =>
  deletedIds.length === 0 && added.length === 0

/** The mode's id is the `ref`, by which a till recognises its own payments (contract, kezia D39). */
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
