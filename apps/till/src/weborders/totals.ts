import { type Cents, parseDecimal, withoutTax } from '@hub/money'
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
 * (contract, kezia D42).
 */
export function spreadDiscount(lineCents: Cents[], discountCents: Cents): Cents[] {
  const sum = lineCents.reduce((total, cents) => total + cents, 0)
  if (discountCents === 0 || sum === 0) return lineCents.map(() => 0)
  const shares = lineCents.map((cents) => Number((BigInt(discountCents) * BigInt(cents)) / BigInt(sum)))
  const rest = discountCents - shares.reduce((total, share) => total + share, 0)
  const largest = lineCents.indexOf(Math.max(...lineCents))
  return shares.map((share, index) => (index === largest ? share + rest : share))
}

export function totalsOf(
  lines: Pick<OrderLine, 'totalCents' | 'vatRate'>[],
  discountCents: Cents,
  receivedCents: Cents,
): OrderTotals {
  const amounts = lines.map(({ totalCents }) => totalCents)
  const shares = spreadDiscount(amounts, discountCents)
  const net = lines.reduce(
    (sum, { totalCents, vatRate }, index) =>
      sum + withoutTax(totalCents - (shares[index] ?? 0), parseDecimal(vatRate)),
    0,
  )
  const spread = shares.reduce((sum, share) => sum + share, 0)
  const taxed = amounts.reduce((sum, cents) => sum + cents, 0) - spread
  const computed = taxed + spread - discountCents
  return {
    netCents: net,
    vatCents: taxed - net,
    discountCents,
    computedCents: computed,
    gapCents: receivedCents - computed,
  }
}
