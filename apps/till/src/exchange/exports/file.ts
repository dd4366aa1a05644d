import { stringify } from 'csv-stringify/sync'
import writeXlsxFile from 'write-excel-file/node'
import { type Cell, safeText } from '../cells.ts'
import type { FileFormat } from '../wire.ts'

export const writeFile = async (format: FileFormat, heading: string[], rows: Cell[][]): Promise<Buffer> =>
  format === 'csv' ? writeCsv(heading, rows) : writeXlsx(heading, rows)

/** `;`, UTF-8 with BOM, decimal comma (contract, kezia D63). */
function writeCsv(heading: string[], rows: Cell[][]): Buffer {
  const texts = rows.map((row) => row.map(({ kind, text }) => (kind === 'text' ? safeText(text) : text)))
  return Buffer.from(
    stringify([heading, ...texts], { delimiter: ';', bom: true, record_delimiter: 'windows' }),
  )
}

function writeXlsx(heading: string[], rows: Cell[][]): Promise<Buffer> {
  const head = heading.map((value) => ({ value, type: String, fontWeight: 'bold' as const }))
  const columns = heading.map(() => ({ width: 20 }))
  return writeXlsxFile([head, ...rows.map((row) => row.map(cellOf))], { columns }).toBuffer()
}

function cellOf({ kind, text }: Cell) {
  if (text === '') return null
  if (kind === 'text') return { value: text, type: String }
  if (kind === 'day') return { value: dayOf(text), type: Date, format: 'dd/mm/yyyy' }
  const decimals = text.split(',')[1]?.length ?? 0
  const format = decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`
  return { value: Number(text.replace(',', '.')), type: Number, format }
}

/** Midnight in UTC, which the library uses for dates. */
function dayOf(text: string): Date {
  const [day, month, year] = text.split('/').map(Number) as [number, number, number]
  return new Date(Date.UTC(year, month - 1, day))
}
