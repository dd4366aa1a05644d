import type { ProfileLocale } from '@hub/contract/manager'
import { Json } from '../api/index.ts'
import { byteOrderMark, type Cell, csvLine, csvStyle } from '../platform/csv.ts'
import type { Db } from '../platform/db/index.ts'
import { formatTime } from '../platform/time.ts'
import { mapInTurns } from '../platform/turns.ts'
import * as store from './store.ts'

/** Maximum orders or customers of one file; larger exports need narrower filters. */
export const maxExportRows = 100_000

export interface DataExport<Row> {
  accountId: string
  userId: string
  locale: ProfileLocale
  nowMs: number
  /** IANA time zone of the date in the file's name. */
  zone: string
  /** `orders`, `customers` or `catalog`; part of the file's name. */
  what: string
  filters: Readonly<Record<string, unknown>>
  header: readonly string[]
  rows: readonly Row[]
  cells: (row: Row) => readonly Cell[]
}

/** The text as the inside of a JSON string, without the quotes. */
const inJson = (text: string) => JSON.stringify(text).slice(1, -1)

/**
 * Builds the file, a `CsvFile`, and records who exported which data (contract, back-office §7). Lines are written in
 * batches, because a file of 100,000 lines would block the event loop (security S10).
 */
export async function exportFile<Row>(db: Db, given: DataExport<Row>): Promise<Json> {
  const { accountId, userId, locale, nowMs, zone, what, filters, header, rows, cells } = given
  await store.insert(db, {
    accountId,
    userId,
    createdAt: new Date(nowMs),
    what,
    filters: JSON.stringify(filters),
    rowCount: rows.length,
  })
  const style = csvStyle(locale)
  const lines = await mapInTurns(rows, (row) => inJson(csvLine(style, cells(row))))
  const filename = `${what}-${accountId}-${formatTime(nowMs, zone).slice(0, 10)}.csv`
  const text = byteOrderMark + inJson(csvLine(style, header)) + lines.join('')
  return new Json(`{"filename":${JSON.stringify(filename)},"text":"${text}","rows":${rows.length}}`)
}
