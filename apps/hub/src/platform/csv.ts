/** How a spreadsheet of that language reads a file. */
export interface CsvStyle {
  separator: ';' | ','
  decimalPoint: ',' | '.'
}

export const csvStyle = (locale: string): CsvStyle =>
  locale.startsWith('fr') ? { separator: ';', decimalPoint: ',' } : { separator: ',', decimalPoint: '.' }

/** A text, an exact decimal as text, or nothing. */
export type Cell = string | null | { decimal: string }

/** What a spreadsheet would take for a formula stays a text (contract, back-office 10.9). */
const inert = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)
const quoted = (text: string) => (/[";,\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

function cellText(cell: Cell, { decimalPoint }: CsvStyle): string {
  if (cell === null) return ''
  return typeof cell === 'string' ? quoted(inert(cell)) : quoted(cell.decimal.replace('.', decimalPoint))
}

/** Starts a file: spreadsheets know UTF-8 by it. */
export const byteOrderMark = '\ufeff'

export const csvLine = (style: CsvStyle, cells: readonly Cell[]) =>
  `${cells.map((cell) => cellText(cell, style)).join(style.separator)}\r\n`

/** The amount of `"12.50 EUR"`. */
export const amountCell = (money: string | null): Cell =>
  money === null ? null : { decimal: money.split(' ', 1)[0]! }
