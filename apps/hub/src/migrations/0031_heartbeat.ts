import { sql } from 'kysely'
import type { Trx } from '../platform/db/index.ts'

/**
 * When a connection was last known to be alive, and whether it asks for events by itself; locations that are paused
 * while nobody there does, with what they were before.
 */
export async function up(trx: Trx): Promise<void> {
  await sql`alter table connection add column heard_at timestamptz,
    add column polls boolean not null default false`.execute(trx)
  await sql`alter table location add column pause_when_silent boolean not null default false,
    add column acceptance_before_silence text`.execute(trx)
  await sql`create index location_watched on location (account_id, id)
    where pause_when_silent or acceptance_before_silence is not null`.execute(trx)
}
