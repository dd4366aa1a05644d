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
  const decimals = text.split(',')[1]?.length ?? 0
  const format = decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`
  return { value: Number(text.replace(',', '.')), type: Number, format }
}
