import type { Trx } from '../platform/db/index.ts'

/** Apps: clients that merchants can also connect, open and disconnect in the back office (contract, oauth §10). */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`create table app (
    client_id text primary key references client on delete cascade,
    account_scope text,
    location_scope text,
    connect_url text,
    open_url text,
    disconnect_url text)`)
  await trx.run(`alter table connection add column app_instance_id text`)
  // Finds the account of an id that an app sends, as access_token does for tokens.
  await trx.run(`create table app_instance (
    id text primary key,
    client_id text not null,
    account_id text not null,
    connection_id text not null)`)
}
