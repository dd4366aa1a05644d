import type { Trx } from '../platform/db/index.ts'

/** Who ended a connection. From now on, the hash of its token stays for a while, so that calls with it are logged. */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`alter table connection add column ended_by_kind text
      check (ended_by_kind in ('user', 'app', 'operator', 'developer', 'takeover')),
    add column ended_by_name text`)
  await trx.run(
    `create index connection_ended on connection (account_id, ended_at) where ended_at is not null`,
  )
}
