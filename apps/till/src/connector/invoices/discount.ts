// «Remise» as the readers of an order interpret it. Pure: values in, values out.
import { type DraftLine, vatTotals } from '../../sales/index.ts'
import { spreadOrderDiscount } from '../../weborders/index.ts'

type Discounted = Pick<DraftLine, 'vatRate' | 'discountCents' | 'sharedDiscountCents' | 'totalCents'>

/**
 * Max rounding difference in a rate's total, because the items of an order are not always the lines of the
 * sale.
 */
const roundingCents = 2

/**
 * Readers spread a discount pro rata over every line and fee (contract, kezia D42). One that spared some of
 * them («Port», «Pas de remise», menus) would give another VAT per rate, so it is moved into the prices.
 */
export function readableDiscount<T extends Discounted>(
  lines: T[],
  discountCents: number,
): { lines: T[]; discountCents: number } {
  const shares = spreadOrderDiscount(lines, discountCents)
  const read = vatTotals(lines.map((line, index) => ({ ...line, sharedDiscountCents: shares[index]! })))
  const isReadAsSold = vatTotals(lines).every(
    ({ totalCents }, index) => Math.abs(totalCents - read[index]!.totalCents) <= roundingCents,
  )
  if (isReadAsSold) return { lines, discountCents }
  return { lines: lines.map(withShare), discountCents: 0 }
}

const withShare = <T extends Discounted>(line: T): T => ({
  ...line,
  discountCents: line.discountCents + line.sharedDiscountCents,
  totalCents: line.totalCents - line.sharedDiscountCents,
  sharedDiscountCents: 0,
})
