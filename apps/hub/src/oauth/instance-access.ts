import { createReach } from '../permissions/index.ts'
import type { Db } from '../platform/db/index.ts'
import { type AppInstance, isSameScope } from './apps.ts'
import { type AuthorizationRequest, isOutOfBand } from './authorization-request.ts'

/**
 * Whether the user may use the App connection named by the request: not at all (`none`), immediately, or after the
 * consent page (`ask`) (contract, oauth §4 and §8). Also `ask` if the request names none.
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
