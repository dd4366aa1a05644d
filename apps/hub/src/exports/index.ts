import type { ProfileLocale } from '@hub/contract/manager'
import { Json } from '../api/index.ts'
import { byteOrderMark, type Cell, csvLine, csvStyle } from '../platform/csv.ts'
import type { Db } from '../platform/db/index.ts'
import { formatTime } from '../platform/time.ts'
import { mapInTurns } from '../platform/turns.ts'
import * as store from './store.ts'

/** Orders and customers of one file at most: more are narrowed down first. */
export const maxExportRows = 100_000

export interface DataExport<Row> {
  accountId: string
  userId: string
  locale: ProfileLocale
  nowMs: number
  /** IANA zone of the file's name. */
  zone: string
  /** `orders`, `customers`, `catalog`: the file is called so. */
  what: string
  filters: Readonly<Record<string, unknown>>
  header: readonly string[]
  rows: readonly Row[]
  cells: (row: Row) => readonly Cell[]
}

/** What is inside the quotes of the text as JSON. */
const inJson = (text: string) => JSON.stringify(text).slice(1, -1)

/**
 * Makes the file, a `CsvFile`, and records who took which data away (contract, back-office §7). Line by line: a file of
 * 100,000 would hold the server (security S10).
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
