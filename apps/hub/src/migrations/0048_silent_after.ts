import type { Trx } from '../platform/db/index.ts'

/**
 * When a connection becomes silent without another sign of life: 90 s for one that polls; for one that streams, the
 * lifetime of its stream plus the time to reconnect.
 */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`alter table connection add column silent_after timestamptz`)
  await trx.run(
    `update connection set silent_after = heard_at + interval '90 seconds' where heard_at is not null`,
  )
}
