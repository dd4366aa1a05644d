import { type Cents, parseDecimal, withoutTax } from '@hub/money'
import { sum } from '../sales/amounts.ts'
import { spreadDiscount } from '../sales/discount-spread.ts'
import type { OrderLine } from './model.ts'

export interface OrderTotals {
  /** «Sous Total HT», after the discount. */
  netCents: Cents
  vatCents: Cents
  /** «Remise», TTC. */
  discountCents: Cents
  /** What the lines and the discount add up to. */
  computedCents: Cents
  /** Received total − computed total: 0, or shown as «Écart de total» (contract, kezia R-K13). */
  gapCents: Cents
}

/** Each line's share of the discount; lines below 0 take none (contract, counter T22). */
export const spreadOrderDiscount = (
  lines: readonly Pick<OrderLine, 'totalCents' | 'vatRate'>[],
  discountCents: Cents,
): Cents[] =>
  spreadDiscount(
    lines.map(({ vatRate, totalCents }) => ({ vatRate, weightCents: Math.max(totalCents, 0) })),
    discountCents,
  )

export function totalsOf(
  lines: Pick<OrderLine, 'totalCents' | 'vatRate'>[],
  discountCents: Cents,
  receivedCents: Cents,
): OrderTotals {
  const amounts = lines.map(({ totalCents }) => totalCents)
  const shares = spreadOrderDiscount(lines, discountCents)
  const net = sum(
    lines.map(({ totalCents, vatRate }, index) =>
      withoutTax(totalCents - (shares[index] ?? 0), parseDecimal(vatRate)),
    ),
  )
  const taxed = sum(amounts) - sum(shares)
  const computed = sum(amounts) - discountCents
  return {
    netCents: net,
    vatCents: taxed - net,
    discountCents,
    computedCents: computed,
    gapCents: receivedCents - computed,
  }
}
