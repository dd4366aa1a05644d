import type { Order } from '@hub/contract'
import { formatMoney } from '@hub/money'
import type { Problem } from '../platform/errors.ts'
import { centsOf, isAmount, tooLarge } from './elements.ts'

type Elements = Pick<Order, 'items' | 'charges' | 'discounts' | 'payments'>

const sum = <T extends { deleted: boolean }>(elements: readonly T[], amount: (element: T) => string) =>
  elements.reduce((total, element) => (element.deleted ? total : total + centsOf(amount(element))), 0)

/** Σ item subtotals + Σ charges − Σ discounts, without deleted elements (contract, orders §6). */
export const totalCents = ({ items, charges, discounts }: Elements): number =>
  sum(items, ({ subtotal }) => subtotal) +
  sum(charges, ({ price }) => price) -
  sum(discounts, ({ price_off }) => price_off)

const paidCents = ({ payments }: Elements) => sum(payments, ({ amount }) => amount)

/** Reports sums that are too large to be written as amounts. */
export function checkTotals(elements: Elements, problems: Problem[]): void {
  if (!isAmount(totalCents(elements))) problems.push({ field: 'base', message: `makes a total ${tooLarge}` })
  if (!isAmount(paidCents(elements))) problems.push({ field: 'payments', message: `make a sum ${tooLarge}` })
}

/** Σ payments − total; null if all payments are deleted or there are none (contract, orders O29). */
export function paymentDiscrepancy(elements: Elements, currency: string): string | null {
  if (elements.payments.every(({ deleted }) => deleted)) return null
  return formatMoney(paidCents(elements) - totalCents(elements), currency)
}
