import type { Trx } from '../platform/db/index.ts'

/** Headers of writes in the request log, as JSON text with masked secrets; an index of delivery attempts by time. */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`alter table request_log add column request_headers text, add column answer_headers text`)
  await trx.run(
    `create index callback_attempt_of_connection on callback_attempt (account_id, connection_id, created_at)`,
  )
}
