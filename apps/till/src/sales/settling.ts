import { formatTypedAmount } from '@hub/money'
import { refused } from '../platform/errors.ts'
import { sum } from './amounts.ts'

/**
 * «À Rendre»: what was given above the total, and only out of cash.
 * @throws {TillError} 422 when the payments do not settle the total
 */
export function changeOf(payments: { cents: number; isCash: boolean }[], totalCents: number): number {
  const given = sum(payments.map(({ cents }) => cents))
  const isRefund = totalCents < 0
  if (payments.some(({ cents }) => cents < 0 !== isRefund))
    throw refused(isRefund ? 'Un remboursement se rend, il ne se reçoit pas.' : 'Un règlement est positif.')
  const excess = given - totalCents
  if (isRefund && excess !== 0)
    throw refused(`Le remboursement est de ${formatTypedAmount(-totalCents)}, ni plus ni moins.`)
  if (excess < 0) throw refused(`Il reste ${formatTypedAmount(-excess)} à régler.`)
  if (!isRefund && excess > sum(payments.filter(({ isCash }) => isCash).map(({ cents }) => cents)))
    throw refused('Seules des espèces se rendent : le règlement dépasse le total.')
  return excess
}
