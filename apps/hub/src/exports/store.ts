import type { Db } from '../platform/db/index.ts'

export interface NewExport {
  accountId: string
  userId: string
  createdAt: Date
  what: string
  /** As JSON. */
  filters: string
  rowCount: number
}
export const insert = (sql: Db, { accountId, userId, createdAt, what, filters, rowCount }: NewExport) => sql`
  insert into data_export (account_id, person_id, created_at, what, filters, row_count)
  values (${accountId}, ${userId}, ${createdAt}, ${what}, ${filters}, ${rowCount})`
