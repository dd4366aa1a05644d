import type { Trx } from '../platform/db/index.ts'

/** What was taken of each quota in its current window, by all processes together. */
export async function up(trx: Trx): Promise<void> {
  // granted is what the last one who asked was given; it is read back by the statement that writes it.
  await trx.run(`create table quota (
    account_id text not null,
    owner text not null,
    kind text not null,
    starts_at timestamptz not null,
    taken int not null,
    granted int not null,
    maximum int not null,
    primary key (account_id, owner, kind)) with (fillfactor = 50)`)
}
