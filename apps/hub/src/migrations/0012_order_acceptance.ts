import type { Trx } from '../platform/db/index.ts'

/** When a location resumes normal order acceptance, as an indexed column, so that due locations are found. */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`alter table location add column resume_at timestamptz`)
  await trx.run(`update location set resume_at = (order_acceptance::jsonb ->> 'resume_at')::timestamptz
    where order_acceptance::jsonb ->> 'resume_at' is not null`)
  await trx.run(`create index location_resume on location (resume_at) where resume_at is not null`)
}
