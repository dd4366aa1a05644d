import type { Cents } from './money.ts'

// Allows ordinary and non-breaking spaces between groups of three digits, since people paste them (Intl writes U+202F).
const typedAmount = /^(-?)(?=[.,]?\d)(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{0,12})(?:[.,](\d{1,2}))?$/

/**
 * Reads an amount as people type it: `12,80`, `12.8`, `12`, `,5`, `1 234,50`, with at most 12 digits before the comma.
 * Returns undefined for anything else; never throws.
 */
export function parseTypedAmount(text: string): Cents | undefined {
  const match = typedAmount.exec(text.trim())
  if (!match) return undefined
  const units = match[2]!.replace(/\D/g, '')
  if (units.length > 12) return undefined
  const cents = Number(units) * 100 + Number((match[3] ?? '').padEnd(2, '0'))
  return match[1] === '-' && cents !== 0 ? -cents : cents
}

/**
 * Converts a decimal as people type it to the form of the contract: `2,5` to `2.5`, `,5` to `0.5`. Does not validate:
 * the caller checks the result.
 */
export const dottedText = (typed: string): string =>
  typed
    .trim()
    .replace(',', '.')
    .replace(/(?<!\d)\.(?=\d)/, '0.')

/** Writes `-1234,50`, the form for input fields, without currency or spaces. */
export function formatTypedAmount(cents: Cents): string {
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)},${digits.slice(-2)}`
}
