/** The separators that a spreadsheet expects in a given language. */
export interface CsvStyle {
  separator: ';' | ','
  decimalPoint: ',' | '.'
}

export const csvStyle = (locale: string): CsvStyle =>
  locale.startsWith('fr') ? { separator: ';', decimalPoint: ',' } : { separator: ',', decimalPoint: '.' }

/** A text, an exact decimal, or an empty cell. */
export type Cell = string | null | { decimal: string }

/** Prefixes text that a spreadsheet would evaluate as a formula (contract, back-office 10.9). */
const inert = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)
const quoted = (text: string) => (/[";,\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

function cellText(cell: Cell, { decimalPoint }: CsvStyle): string {
  if (cell === null) return ''
  return typeof cell === 'string' ? quoted(inert(cell)) : quoted(cell.decimal.replace('.', decimalPoint))
}

/** First character of a file. Without it, spreadsheets do not read the file as UTF-8. */
export const byteOrderMark = '\ufeff'

export const csvLine = (style: CsvStyle, cells: readonly Cell[]) =>
  `${cells.map((cell) => cellText(cell, style)).join(style.separator)}\r\n`

/** The amount in a money string such as `"12.50 EUR"`, without the currency. */
export const amountCell = (money: string | null): Cell =>
  money === null ? null : { decimal: money.split(' ', 1)[0]! }
