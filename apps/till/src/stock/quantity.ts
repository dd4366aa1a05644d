import { formatDecimal, isDecimalText, parseDecimal } from '@hub/money'

const places = 3
/** A million units. */
const mostMilli = 1_000_000_000

/** `2.5` for 2500: no useless zero. */
export const quantityText = (milli: number) =>
  formatDecimal({ unscaled: BigInt(milli), scale: places }).replace(/\.0$/, '')

/** Thousandths of a quantity of at most three decimals, `-2.5`. */
export function milliOf(quantity: string): number {
  const { unscaled, scale } = parseDecimal(quantity)
  return Number(unscaled * 10n ** BigInt(places - scale))
}

/** Thousandths of what someone typed, `2,5` or `3`; undefined for anything else, 0 and negatives included. */
export function parseTypedQuantity(typed: string): number | undefined {
  const text = typed.trim().replace(',', '.')
  if (!isDecimalText(text) || text.startsWith('-')) return undefined
  const { unscaled, scale } = parseDecimal(text)
  if (scale > places) return undefined
  const milli = unscaled * 10n ** BigInt(places - scale)
  return milli > 0n && milli <= BigInt(mostMilli) ? Number(milli) : undefined
}
