import { createReach } from '../permissions/index.ts'
import type { Db } from '../platform/db/index.ts'
import { type AppInstance, isSameScope } from './apps.ts'
import { type AuthorizationRequest, isOutOfBand } from './authorization-request.ts'

/**
 * Whether that user may use the App's connection that the request names: not at all, at once, or after the page was
 * shown (contract, oauth §4 and §8). `ask` also for a request that names none.
 */
export async function accessTo(
  db: Db,
  userId: string,
  request: AuthorizationRequest,
): Promise<'none' | 'ask' | AppInstance> {
  const { instance, scope, asksAgain } = request
  if (!instance) return 'ask'
  const { accountId, locationId } = instance
  const account = await createReach(db).find(userId, accountId)
  const place =
    locationId === null ? account : account?.locations.find((location) => location.id === locationId)
  if (!place?.abilities?.connect) return 'none'
  const isAsIs = isSameScope(scope, instance.scope) && !instance.blocked && !place.suspended
  return isAsIs && !asksAgain && !isOutOfBand(request) ? instance : 'ask'
}
