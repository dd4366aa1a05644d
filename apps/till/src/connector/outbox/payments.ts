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
  /** Null for a payment whose id nobody asked for. */
  deletedIds: (string | null)[]
  added: SettledPayment[]
}

/** What a facture that was given back had been paid with. */
export type GivenBackPayment = Pick<SettledPayment, 'modeId' | 'cents'>

/**
 * What makes the hub's payments those of the settlement: nothing when it was settled in cash as promised; else promises
 * of cash give way to one payment for each mode used. What was paid before stays, unless an avoir gave it back, or no part
 * of it is of this settlement (more refunded than paid): then the new payments take its place, and the hub never counts
 * both.
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
    // More may have been paid before than the order is worth; only a refund adds less than nothing.
    .filter(({ cents }) => (isRefund ? cents < 0 : cents > 0))
  const isAsPromised = added.every((payment) => payment.isCash) && sum(added) === sum(promises)
  const deleted = isAsPromised ? returned : [...promises, ...returned]
  return { deletedIds: deleted.map(({ id }) => id), added: isAsPromised ? [] : added }
}

/** Those that were given back, if only in part, but for what the new settlement pays by the same mode: it may stay. */
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
    // One below 0 is a refund that its source made: it counts for itself.
    if (payment.cents <= 0 || rest === 0) return false
    left.set(modeId, Math.max(rest - payment.cents, 0))
    const isPaidAgain = wanted.get(modeId) === payment.cents
    if (isPaidAgain) wanted.delete(modeId)
    return !isPaidAgain
  })
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
