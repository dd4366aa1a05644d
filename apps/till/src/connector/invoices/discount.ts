// «Remise» as whoever reads the order takes it. Pure: values in, values out.
import { type DraftLine, vatTotals } from '../../sales/index.ts'
import { spreadOrderDiscount } from '../../weborders/index.ts'

type Discounted = Pick<DraftLine, 'vatRate' | 'discountCents' | 'sharedDiscountCents' | 'totalCents'>

/** By which rounding may move the total of a rate: the items of an order are not always the lines of the sale. */
const roundingCents = 2

/**
 * A discount is read pro rata of every line and fee (contract, kezia D42). One that left some of them alone («Port», «Pas de
 * remise», menus) would be read with another VAT per rate: it is then in the prices, and no discount of the order.
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
