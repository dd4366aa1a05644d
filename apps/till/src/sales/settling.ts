import { displayMoney } from '@hub/money'
import { refused } from '../platform/errors.ts'
import { sum } from './amounts.ts'

interface Given {
  cents: number
  isCash: boolean
  /** Received earlier, in another day's cash: it yields no change. */
  isDeposit?: boolean
}

/**
 * «À Rendre»: the amount given above the total. Only cash given now yields change.
 * @throws {TillError} 422 when the payments do not settle the total, or exceed it by more than that cash
 */
export function changeOf(payments: Given[], totalCents: number, currency: string): number {
  const given = sum(payments.map(({ cents }) => cents))
  const isRefund = totalCents < 0
  if (payments.some(({ cents }) => cents < 0 !== isRefund))
    throw refused(isRefund ? 'Un remboursement se rend, il ne se reçoit pas.' : 'Un règlement est positif.')
  const excess = given - totalCents
  if (isRefund && excess !== 0)
    throw refused(`Le remboursement est de ${displayMoney(-totalCents, currency)}, ni plus ni moins.`)
  if (excess < 0) throw refused(`Il reste ${displayMoney(-excess, currency)} à régler.`)
  const cash = payments.filter(({ isCash, isDeposit }) => isCash && !isDeposit)
  if (!isRefund && excess > sum(cash.map(({ cents }) => cents)))
    throw refused('Seules des espèces se rendent : le règlement dépasse le total.')
  return excess
}
