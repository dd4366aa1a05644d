import { sql } from 'kysely'
import type { Trx } from '../platform/db/index.ts'

/** Clients that the operator approved, whose names are reserved (contract, security S27). */
export async function up(trx: Trx): Promise<void> {
  await sql`alter table client add column approved_at timestamptz`.execute(trx)
  // A client without owner was registered by the hub itself: the till's.
  await sql`update client set approved_at = now() where owner_id is null and deleted_at is null`.execute(trx)
}
