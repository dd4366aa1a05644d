import { type Cents, formatDecimal, parseDecimal, spread } from '@hub/money'
import { sum } from './amounts.ts'

export interface WeightedLine {
  /** A percentage as text; `20` and `20.00` are one rate. */
  vatRate: string
  /** What a discount may take from it: the total of a line above 0 that may be discounted, else 0. */
  weightCents: Cents
}

/**
 * The part of each line in a discount: spread over the VAT rates first, lowest rate first among equals, then inside each
 * rate over its lines (contract, counter T22). So the total of a rate is right to the cent, however many lines it has.
 */
export function spreadDiscount(lines: readonly WeightedLine[], discountCents: Cents): Cents[] {
  // Most sales have none.
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
