/** A whole number of hundredths of the currency's unit, at most 12 digits before the point (contract, general §7). */
export type Cents = number

export interface Money {
  cents: Cents
  /** ISO 4217 code. */
  currency: string
}

/** The largest amount of 12 digits before the point. */
export const maxCents: Cents = 99_999_999_999_999

const moneyText = /^\s*(-?)(\d{1,12})\.(\d{2})\s+([A-Z]{3})\s*$/

/** In characters, including surrounding spaces. */
const maxTextLength = 255

/**
 * Reads `"12.50 EUR"`: exactly two decimals, at least one space before the code; surrounding spaces are allowed
 * (contract, general §7 and orders O8). Returns undefined for any other form; never throws.
 */
export function parseMoney(text: string): Money | undefined {
  if (text.length > maxTextLength) return undefined
  const match = moneyText.exec(text)
  if (!match) return undefined
  const cents = Number(match[2]) * 100 + Number(match[3])
  return { cents: match[1] === '-' && cents !== 0 ? -cents : cents, currency: match[4]! }
}

/** Writes `"-0.30 EUR"`: always two decimals, also for currencies without cents. */
export function formatMoney(cents: Cents, currency: string): string {
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)} ${currency}`
}
