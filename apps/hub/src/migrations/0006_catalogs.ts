import type { Trx } from '../platform/db/index.ts'

/** Catalogs of an account or of one location, each one document with ids assigned. */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`create table catalog (
    account_id text not null references account,
    id text not null,
    location_id text,
    name text not null check (name <> ''),
    created_at timestamptz(3) not null default now(),
    data text not null,
    primary key (account_id, id))`)
  await trx.run(`create unique index catalog_name on catalog (account_id, coalesce(location_id, ''), name)`)
}
