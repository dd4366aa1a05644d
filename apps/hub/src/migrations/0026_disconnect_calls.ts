import type { Trx } from '../platform/db/index.ts'

/** Pending calls that notify apps of their disconnection by a user (contract, oauth §10). */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`create table disconnect_call (
    account_id text not null,
    app_instance_id text not null,
    client_id text not null references client on delete cascade,
    url text not null,
    attempts int not null default 0,
    next_at timestamptz(3) not null,
    primary key (account_id, app_instance_id))`)
  await trx.run(`create index disconnect_call_due on disconnect_call (next_at)`)
}
