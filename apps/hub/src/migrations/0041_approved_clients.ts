import type { Trx } from '../platform/db/index.ts'

/** Clients that the operator approved, whose names are reserved (contract, security S27). */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`alter table client add column approved_at timestamptz`)
  // A client without owner was registered by the hub itself: the till's.
  await trx.run(`update client set approved_at = now() where owner_id is null and deleted_at is null`)
}
