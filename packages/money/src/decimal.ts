import type { Cents } from './money.ts'

/** An exact decimal: `unscaled` / 10^`scale`. */
export interface Decimal {
  unscaled: bigint
  /** Digits after the point, from 0. */
  scale: number
}

const decimalText = /^(-?)(\d{1,12})(?:\.(\d+))?$/

/** Whether the text is a decimal of the contract: no exponent, no plus sign, at most 12 integer digits (general §7). */
export const isDecimalText = (text: string) => decimalText.test(text)

/** Whether a text that {@link isDecimalText} accepts is from 0 to 100. The text may have millions of digits. */
export function isPercentage(text: string): boolean {
  const [integer, fraction = ''] = text.replace(/^-/, '').split('.') as [string, string?]
  const isWhole = !/[1-9]/.test(fraction)
  if (text.startsWith('-')) return Number(integer) === 0 && isWhole
  return Number(integer) < 100 || (Number(integer) === 100 && isWhole)
}

/**
 * Reads `"2"`, `"-2.5"`.
 * @throws {RangeError} if the text is not a decimal of the contract
 */
export function parseDecimal(text: string): Decimal {
  const match = decimalText.exec(text)
  if (!match) throw new RangeError(`not a decimal: ${text}`)
  const fraction = match[3] ?? ''
  const unscaled = BigInt(match[2]! + fraction)
  return { unscaled: match[1] === '-' ? -unscaled : unscaled, scale: fraction.length }
}

/** Writes at least one decimal and no superfluous zeros: `"1.0"`, `"2.25"` (contract, orders §2). */
export function formatDecimal({ unscaled, scale }: Decimal): string {
  const negative = unscaled < 0n
  const digits = (negative ? -unscaled : unscaled).toString().padStart(scale + 1, '0')
  const integer = digits.slice(0, digits.length - scale)
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '')
  const text = `${integer}.${fraction === '' ? '0' : fraction}`
  return negative && /[1-9]/.test(text) ? `-${text}` : text
}

/** The exact sum. */
export function addDecimals(left: Decimal, right: Decimal): Decimal {
  const scale = Math.max(left.scale, right.scale)
  const at = ({ unscaled, scale: own }: Decimal) => unscaled * 10n ** BigInt(scale - own)
  return { unscaled: at(left) + at(right), scale }
}

/** Divides by a positive number, halves away from zero. */
function divided(product: bigint, unit: bigint): bigint {
  const magnitude = product < 0n ? -product : product
  const rounded = (magnitude * 2n + unit) / (unit * 2n)
  return product < 0n ? -rounded : rounded
}

/** The decimal with at most `scale` digits after the point, halves away from zero (contract, orders O52). */
export function roundDecimal(decimal: Decimal, scale: number): Decimal {
  if (decimal.scale <= scale) return decimal
  return { unscaled: divided(decimal.unscaled, 10n ** BigInt(decimal.scale - scale)), scale }
}

/**
 * `cents` × `quantity`, rounded to the cent with halves away from zero, after the whole multiplication
 * (contract, orders O18).
 */
export function multiplyCents(cents: Cents | bigint, quantity: Decimal): Cents {
  const product = BigInt(cents) * quantity.unscaled
  return Number(quantity.scale === 0 ? product : divided(product, 10n ** BigInt(quantity.scale)))
}
