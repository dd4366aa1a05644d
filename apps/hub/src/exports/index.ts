import type { CsvFile, ProfileLocale } from '@hub/contract/manager'
import { type Cell, csvStyle, csvText } from '../platform/csv.ts'
import { type Db, statement } from '../platform/db/index.ts'
import { formatTime } from '../platform/time.ts'

/** Orders and customers of one file at most: more are narrowed down first. */
export const maxExportRows = 100_000

const insert = statement(
  `insert into data_export (account_id, person_id, created_at, what, filters, row_count)
   values ($1, $2, $3, $4, $5, $6)`,
)

export interface DataExport {
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
  rows: readonly (readonly Cell[])[]
}

/** Makes the file, and records who took which data away (contract, back-office §7). */
export async function exportFile(db: Db, given: DataExport): Promise<CsvFile> {
  const { accountId, userId, locale, nowMs, zone, what, filters, header, rows } = given
  await insert(db, [accountId, userId, new Date(nowMs), what, JSON.stringify(filters), rows.length])
  return {
    filename: `${what}-${accountId}-${formatTime(nowMs, zone).slice(0, 10)}.csv`,
    text: csvText(csvStyle(locale), header, rows),
    rows: rows.length,
  }
}
