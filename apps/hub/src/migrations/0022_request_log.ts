import type { Trx } from '../platform/db/index.ts'

/** The objects that a request log entry concerns, and the bodies of writes; indexed by connection and object. */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`alter table request_log
    add column location_id text,
    add column order_id text,
    add column customer_list_id text,
    add column customer_id text,
    add column catalog_id text,
    add column request_body text,
    add column answer_body text`)
  await trx.run(`create index request_log_connection on request_log (account_id, connection_id, created_at)`)
  for (const column of ['order_id', 'customer_list_id', 'customer_id', 'catalog_id']) {
    await trx.run(`create index request_log_${column} on request_log (account_id, ${column}, created_at)
      where ${column} is not null`)
  }
}
