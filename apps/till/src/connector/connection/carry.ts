import type { Database } from '../../platform/database.ts'
import * as store from './store.ts'

/**
 * The connection belongs to this machine, not to the day of a backup: a restored database takes the present one, in the
 * caller's transaction of it. What was received since is read again after «Dernière récup commande» of the backup.
 */
export function carryConnection(present: Database, restored: Database): void {
  const { lastReceptionAt: _, isSetUp: _made, ...connection } = store.get(present)
  store.update(restored, { ...connection, isSetUp: false })
}
