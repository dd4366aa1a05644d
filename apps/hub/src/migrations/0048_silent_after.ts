import type { Trx } from '../platform/db/index.ts'

/**
 * When a connection that polls or streams is silent without another sign of life: one that polls may take 90 s, one
 * that streams as long as its stream lasts, and the time to come back.
 */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`alter table connection add column silent_after timestamptz`)
  await trx.run(
    `update connection set silent_after = heard_at + interval '90 seconds' where heard_at is not null`,
  )
}
