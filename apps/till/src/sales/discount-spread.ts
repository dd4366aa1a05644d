import { type Cents, formatDecimal, parseDecimal, spread } from '@hub/money'
import { sum } from './amounts.ts'

export interface WeightedLine {
  /** A percentage as text; `20` and `20.00` are one rate. */
  vatRate: string
  /** The line's total if it is above 0 and may be discounted, else 0. */
  weightCents: Cents
}

/**
 * Each line's share of a discount. The discount is spread over the VAT rates first, where the lowest rate wins a tie,
 * and then over the lines of each rate (contract, counter T22). This keeps each rate's total exact to the cent, however
 * many lines it has.
 */
export function spreadDiscount(lines: readonly WeightedLine[], discountCents: Cents): Cents[] {
  // Fast path: most sales have no discount.
  if (discountCents === 0) return lines.map(() => 0)
  const ranksByRate = new Map<string, number[]>()
  for (const [rank, { vatRate }] of lines.entries()) {
    const rate = formatDecimal(parseDecimal(vatRate))
    ranksByRate.set(rate, [...(ranksByRate.get(rate) ?? []), rank])
  }
  const rates = [...ranksByRate].sort(([a], [b]) => Number(a) - Number(b)).map(([, ranks]) => ranks)
  const weightsOf = (ranks: number[]) => ranks.map((rank) => lines[rank]?.weightCents ?? 0)
  const ofRates = spread(
    rates.map((ranks) => sum(weightsOf(ranks))),
    discountCents,
  )
  const parts = lines.map(() => 0)
  for (const [place, ranks] of rates.entries())
    for (const [index, cents] of spread(weightsOf(ranks), ofRates[place] ?? 0).entries())
      parts[ranks[index] ?? 0] = cents
  return parts
}
