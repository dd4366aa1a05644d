/** Two columns copied from a spreadsheet, «Code» and «Quantité» (contract, kezia D63). */
export interface PastedLine {
  code: string
  /** As typed, with a decimal comma or point; one when the column is empty. */
  quantity: string
}

/** Undefined for a text that is no more than one code, which goes into the field as any other. */
export function readPasted(text: string): PastedLine[] | undefined {
  const rows = text
    .split(/\r?\n/)
    .map((row) => row.split(row.includes('\t') ? '\t' : ';').map((cell) => cell.trim()))
    .filter((cells) => cells.some(Boolean))
  const isTable = rows.length > 1 || rows.some((cells) => cells.length > 1)
  if (!isTable) return undefined
  return rows
    .filter((cells, index) => index > 0 || !isHeading(cells))
    .map(([code = '', quantity = '']) => ({ code, quantity: quantity || '1' }))
}

const isHeading = ([code = '', quantity = '']: string[]) =>
  /^code$/i.test(code) && /^(quantit|qt)/i.test(quantity)
