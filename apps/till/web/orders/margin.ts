import { multiplyCents, parseDecimal, withoutTax } from '@hub/money'
import type { PricedBasket } from '../../src/sales/pricing.ts'

export interface Margin {
  /** What is sold without tax − what it was bought for; «Port» left out. */
  cents: number
  /** Of what it was bought for, in tenths of a percent. */
  ratePermille: number
}

/**
 * «Marge» and «Taux marge»; undefined while what one of the articles is bought for is not known.
 * @param prices without tax, in cents by IDART
 */
export function marginOf(
  { lines }: Pick<PricedBasket, 'lines'>,
  prices: Record<string, number>,
): Margin | undefined {
  let [net, cost] = [0, 0]
  for (const { article, menu, quantity, totalCents, sharedDiscountCents, vatRate } of lines) {
    if (article.idart === 0) continue
    net += withoutTax(totalCents - sharedDiscountCents, parseDecimal(vatRate))
    // The line of a menu above its articles is bought with them; a free option costs nothing to speak of.
    if (menu?.isHeading || (totalCents === 0 && !menu)) continue
    const price = prices[article.idart] ?? 0
    if (price === 0) return undefined
    cost += multiplyCents(price, parseDecimal(quantity))
  }
  return cost <= 0 ? undefined : { cents: net - cost, ratePermille: Math.round(((net - cost) * 1000) / cost) }
}
