import type { Bus } from '../platform/bus.ts'
import type { Db } from '../platform/db/index.ts'
import { missing } from './form.ts'
import * as store from './store.ts'

/**
 * Suspends or resumes an account or a location, effective at the next call in every process (contract, oauth §9).
 * @throws {ApiError} 404
 */
export async function operatorSuspends(
  { db, bus }: { db: Db; bus: Bus },
  level: 'account' | 'location',
  id: string,
  action: store.Suspension,
) {
  const accountId = level === 'account' ? id : id.replace(/-\d+$/, '')
  const isThere =
    level === 'account'
      ? await store.suspendAccount(db, { accountId, action })
      : await store.suspendLocation(db, { accountId, locationId: id, action })
  if (!isThere) throw missing(level, id)
  bus.send('account', accountId)
  return { id, suspended: action === 'suspend' }
}
