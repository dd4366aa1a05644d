import type { Trx } from '../platform/db/index.ts'

/** Usage of each quota in its current window, for all processes together. */
export async function up(trx: Trx): Promise<void> {
  // granted: how much the latest request got. The statement that writes it also returns it.
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
