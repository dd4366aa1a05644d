import { dottedText, formatDecimal, isDecimalText, parseDecimal, roundDecimal } from '@hub/money'

const places = 3
/** A million units. */
const mostMilli = 1_000_000_000

/** `2.5` for 2500: no useless zero. */
export const quantityText = (milli: number) =>
  formatDecimal({ unscaled: BigInt(milli), scale: places }).replace(/\.0$/, '')

/** Thousandths of a quantity such as `-2.5`; further decimals, which only a web order may have, are rounded. */
export function milliOf(quantity: string): number {
  const { unscaled, scale } = roundDecimal(parseDecimal(quantity), places)
  return Number(unscaled * 10n ** BigInt(places - scale))
}

/** Thousandths of what someone typed, `2,5` or `3`; undefined for anything else, 0 and negatives included. */
export function parseTypedQuantity(typed: string): number | undefined {
  const milli = parseTypedCount(typed)
  return milli === 0 ? undefined : milli
}

/** The same where 0 is an answer: what was counted on a shelf. */
export function parseTypedCount(typed: string): number | undefined {
  const milli = parseTypedStock(typed)
  return milli === undefined || milli < 0 ? undefined : milli
}

/** The same of a stock, which may be negative (contract, kezia R-S2). */
export function parseTypedStock(typed: string): number | undefined {
  const text = dottedText(typed)
  if (!isDecimalText(text)) return undefined
  const { unscaled, scale } = parseDecimal(text)
  if (scale > places) return undefined
  const milli = Number(unscaled * 10n ** BigInt(places - scale))
  return Math.abs(milli) <= mostMilli ? milli : undefined
}
