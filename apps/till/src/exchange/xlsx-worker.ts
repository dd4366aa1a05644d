// The thread that writes a spreadsheet.
import { parentPort, workerData } from 'node:worker_threads'
import writeXlsxFile from 'write-excel-file/node'
import type { Cell } from './cells.ts'

const { heading, rows } = workerData as { heading: string[]; rows: Cell[][] }
const head = heading.map((value) => ({ value, type: String, fontWeight: 'bold' as const }))
const columns = heading.map(() => ({ width: 20 }))
const bytes = await writeXlsxFile([head, ...rows.map((row) => row.map(cellOf))], { columns }).toBuffer()
parentPort!.postMessage(new Uint8Array(bytes))

function cellOf({ kind, text }: Cell) {
  if (text === '') return null
  if (kind === 'text') return { value: text, type: String }
  if (kind === 'day') return { value: dayOf(text), type: Date, format: 'dd/mm/yyyy' }
  const decimals = text.split(',')[1]?.length ?? 0
  const format = decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`
  return { value: Number(text.replace(',', '.')), type: Number, format }
}

/** Midnight at Greenwich, as the library counts days. */
function dayOf(text: string): Date {
  const [day, month, year] = text.split('/').map(Number) as [number, number, number]
  return new Date(Date.UTC(year, month - 1, day))
}
