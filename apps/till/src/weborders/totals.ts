import { type Cents, parseDecimal, withoutTax } from '@hub/money'
import { spread, sum } from '../sales/amounts.ts'
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

/**
 * The discount's share of each line, pro rata of their amounts; the cents that rounding leaves go to the largest line
 * (contract, kezia D42). One that takes off more than the lines come to is taken off those above 0 alone: pro rata, a line
 * below 0 would make the others carry many times their amount.
 */
export function spreadDiscount(lineCents: Cents[], discountCents: Cents): Cents[] {
  const positive = lineCents.map((cents) => Math.max(cents, 0))
  const isCovered = Math.abs(discountCents) <= sum(lineCents) || sum(positive) === 0
  return spread(isCovered ? lineCents : positive, discountCents)
}

export function totalsOf(
  lines: Pick<OrderLine, 'totalCents' | 'vatRate'>[],
  discountCents: Cents,
  receivedCents: Cents,
): OrderTotals {
  const amounts = lines.map(({ totalCents }) => totalCents)
  const shares = spreadDiscount(amounts, discountCents)
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
