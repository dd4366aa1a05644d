import type { Trx } from '../platform/db/index.ts'

/**
 * When a connection last showed a sign of life, and whether it polls. Locations that are paused while all their tills
 * are silent, with their former order acceptance.
 */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`alter table connection add column heard_at timestamptz,
    add column polls boolean not null default false`)
  await trx.run(`alter table location add column pause_when_silent boolean not null default false,
    add column acceptance_before_silence text`)
  await trx.run(`create index location_watched on location (account_id, id)
    where pause_when_silent or acceptance_before_silence is not null`)
}
