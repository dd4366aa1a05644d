import type { Trx } from '../platform/db/index.ts'

/** Records which user exported which data, and when. */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`create table data_export (
    account_id text not null references account,
    person_id text not null,
    created_at timestamptz not null,
    what text not null,
    filters text not null,
    row_count integer not null)`)
  await trx.run(`create index data_export_of_account on data_export (account_id, created_at)`)
}
