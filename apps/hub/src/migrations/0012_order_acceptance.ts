import { sql } from 'kysely'
import type { Trx } from '../platform/db/index.ts'

/** When a location accepts orders as usual again by itself, so that those that are due are found. */
export async function up(trx: Trx): Promise<void> {
  await sql`alter table location add column resume_at timestamptz`.execute(trx)
  await sql`update location set resume_at = (order_acceptance::jsonb ->> 'resume_at')::timestamptz
    where order_acceptance::jsonb ->> 'resume_at' is not null`.execute(trx)
  await sql`create index location_resume on location (resume_at) where resume_at is not null`.execute(trx)
}
