import type { Trx } from '../platform/db/index.ts'

/** Clients approved by the operator, whose names are reserved (contract, security S27). */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`alter table client add column approved_at timestamptz`)
  // A client without an owner is the till's, which the hub registered.
  await trx.run(`update client set approved_at = now() where owner_id is null and deleted_at is null`)
}
