import { dottedText, formatDecimal, isDecimalText, parseDecimal, roundDecimal } from '@hub/money'

const places = 3
/** A million units. */
const mostMilli = 1_000_000_000

/** `2.5` for 2500, `3` for 3000. */
export const quantityText = (milli: number) =>
  formatDecimal({ unscaled: BigInt(milli), scale: places }).replace(/\.0$/, '')

/** Thousandths of a quantity such as `-2.5`. Rounds further decimals, which only web orders may have. */
export function milliOf(quantity: string): number {
  const { unscaled, scale } = roundDecimal(parseDecimal(quantity), places)
  return Number(unscaled * 10n ** BigInt(places - scale))
}

/** Thousandths of a typed quantity, `2,5` or `3`; undefined for anything else, 0 and negative numbers included. */
export function parseTypedQuantity(typed: string): number | undefined {
  const milli = parseTypedCount(typed)
  return milli === 0 ? undefined : milli
}

/** As {@link parseTypedQuantity}, but allows 0, for a count. */
export function parseTypedCount(typed: string): number | undefined {
  const milli = parseTypedStock(typed)
  return milli === undefined || milli < 0 ? undefined : milli
}

/** As {@link parseTypedQuantity}, but allows 0 and negative numbers, for a stock level (contract, kezia R-S2). */
export function parseTypedStock(typed: string): number | undefined {
  const text = dottedText(typed)
  if (!isDecimalText(text)) return undefined
  const { unscaled, scale } = parseDecimal(text)
  if (scale > places) return undefined
  const milli = Number(unscaled * 10n ** BigInt(places - scale))
  return Math.abs(milli) <= mostMilli ? milli : undefined
}
