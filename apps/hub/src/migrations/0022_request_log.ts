import { sql } from 'kysely'
import type { Trx } from '../platform/db/index.ts'

/** What a line of the request log is about, and the bodies of writes; found by connection and by object. */
export async function up(trx: Trx): Promise<void> {
  await sql`alter table request_log
    add column location_id text,
    add column order_id text,
    add column customer_list_id text,
    add column customer_id text,
    add column catalog_id text,
    add column request_body text,
    add column answer_body text`.execute(trx)
  await sql`create index request_log_connection on request_log (account_id, connection_id, created_at)`.execute(
    trx,
  )
  for (const column of ['order_id', 'customer_list_id', 'customer_id', 'catalog_id']) {
    const name = sql.ref(column)
    await sql`create index ${sql.ref(`request_log_${column}`)} on request_log (account_id, ${name}, created_at)
      where ${name} is not null`.execute(trx)
  }
}
