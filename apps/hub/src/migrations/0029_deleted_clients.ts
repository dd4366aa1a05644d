import type { Trx } from '../platform/db/index.ts'

/** Keeps the rows of deleted clients, so that the logs of their connections still show the client. */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`alter table client add column deleted_at timestamptz`)
  await trx.run(`create index client_of_owner on client (owner_id, created_at) where deleted_at is null`)
  await trx.run(`create index connection_of_client on connection (client_id) where ended_at is null`)
}
