import { dottedText } from '@hub/money'
import { type CreditedLine, creditLines } from '../../src/sales/credit-lines.ts'
import type { SaleLine } from '../../src/sales/wire.ts'
import { milliOf, quantityText } from '../../src/stock/quantity.ts'

export type Creditable = Pick<SaleLine, 'quantity' | 'creditedQuantity'>

/** What no credit note gave back yet, above 0, in thousandths. */
export const leftMilli = ({ quantity, creditedQuantity }: Creditable) =>
  Math.abs(milliOf(quantity)) - Math.abs(milliOf(creditedQuantity))

/** Thousandths of a typed quantity, `1` or `0,250`; empty is 0, undefined what is no quantity. */
export function readMilli(typed: string): number | undefined {
  const text = dottedText(typed)
  if (text === '') return 0
  return /^\d{1,6}(\.\d{1,3})?$/.test(text) ? milliOf(text) : undefined
}

/** `0,25`, as it is typed back. */
export const typedMilli = (milli: number) => quantityText(milli).replace('.', ',')

/** What the customer is paid back for these lines: the total of the credit note that they would make. */
export const creditedCents = (lines: SaleLine[], wanted: CreditedLine[]): number =>
  // From 0, not negated: nothing at all is 0 €, not -0 €.
  0 -
  creditLines(lines, wanted).reduce(
    (sum, { totalCents, sharedDiscountCents }) => sum + totalCents - sharedDiscountCents,
    0,
  )
