import type { Database } from '../../platform/database.ts'
import * as store from './store.ts'

/**
 * The connection belongs to this machine, not to a backup. Copies the present connection into a restored
 * database, in the caller's transaction on it. «Dernière récup commande» stays that of the backup, so that
 * the till reads again what it received since.
 */
export function carryConnection(present: Database, restored: Database): void {
  const { lastReceptionAt: _, isSetUp: _made, ...connection } = store.get(present)
  store.update(restored, { ...connection, isSetUp: false })
}
