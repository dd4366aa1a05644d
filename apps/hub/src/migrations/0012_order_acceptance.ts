import type { Trx } from '../platform/db/index.ts'

/** When a location accepts orders as usual again by itself, so that those that are due are found. */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`alter table location add column resume_at timestamptz`)
  await trx.run(`update location set resume_at = (order_acceptance::jsonb ->> 'resume_at')::timestamptz
    where order_acceptance::jsonb ->> 'resume_at' is not null`)
  await trx.run(`create index location_resume on location (resume_at) where resume_at is not null`)
}
