import type { Cents } from '@hub/money'
import { lineDiscount, sum } from './amounts.ts'
import { spreadDiscount } from './discount-spread.ts'
import type { BasketLine, SoldArticle } from './wire.ts'

interface DiscountedLine {
  /** Index of its line in the basket. */
  source: number
  article: Pick<SoldArticle, 'isDiscountForbidden'>
  vatRate: string
  discountCents: Cents
  totalCents: Cents
}

/**
 * Takes «REMISE LIGNE» off a composed menu as a whole, options included, and spreads it over the lines that may be
 * discounted (contract, counter T13, T22).
 */
export function discountComposed<Line extends DiscountedLine>(
  lines: Line[],
  basket: readonly BasketLine[],
): Line[] {
  const reduced = new Map<Line, Line>()
  for (const [source, group] of Map.groupBy(lines, (line) => line.source)) {
    const sold = basket[source]
    if (!sold?.composition || !sold.discount) continue
    const shares = sharesOf(group, sold)
    for (const [index, line] of group.entries()) {
      const cents = shares[index] ?? 0
      reduced.set(line, {
        ...line,
        discountCents: line.discountCents + cents,
        totalCents: line.totalCents - cents,
      })
    }
  }
  return lines.map((line) => reduced.get(line) ?? line)
}

/** A returned menu is discounted like a sold one, with negative amounts. */
function sharesOf(group: DiscountedLine[], { quantity, discount }: BasketLine): Cents[] {
  const sign = quantity.startsWith('-') ? -1 : 1
  const weighted = group.map(({ article, vatRate, totalCents }) => ({
    vatRate,
    weightCents: article.isDiscountForbidden ? 0 : Math.max(sign * totalCents, 0),
  }))
  const cents = lineDiscount(sum(weighted.map(({ weightCents }) => weightCents)), discount)
  return spreadDiscount(weighted, cents).map((share) => (share === 0 ? 0 : sign * share))
}
