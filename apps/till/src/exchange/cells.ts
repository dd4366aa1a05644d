import { formatTypedAmount } from '@hub/money'
import { quantityText } from '../stock/index.ts'

/** One cell of an export. A number keeps its exact digits, with a decimal comma; a day is `29/07/2021`. */
export interface Cell {
  kind: 'text' | 'number' | 'day'
  text: string
}

export const textCell = (text: string | null): Cell => ({ kind: 'text', text: text ?? '' })

/** A real date cell, so that a spreadsheet can sort and filter by it. */
export const dayCell = (text: string): Cell => ({ kind: 'day', text })

export const wholeCell = (number: number): Cell => ({ kind: 'number', text: String(number) })

export const amountCell = (cents: number): Cell => ({ kind: 'number', text: formatTypedAmount(cents) })

export const quantityCell = (milli: number): Cell => ({
  kind: 'number',
  text: decimalComma(quantityText(milli)),
})

/** `5,5` for the stored `5.5`, `20` for `20.0`. */
export const rateCell = (rate: string): Cell => ({
  kind: 'number',
  text: decimalComma(rate.replace(/\.0$/, '')),
})

export const yesCell = (isYes: boolean): Cell => textCell(isYes ? 'Oui' : 'Non')

const decimalComma = (text: string) => text.replace('.', ',')

/**
 * Prefixes text that starts like a formula with an apostrophe: a spreadsheet would run it otherwise. {@link plainText}
 * removes the apostrophe on import, so that an exported file imports without changes.
 */
export const safeText = (text: string) => (/^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text)

export const plainText = (text: string) => (/^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text)
