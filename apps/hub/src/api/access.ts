import { grants, type Operation } from '@hub/contract'
import type { FastifyRequest } from 'fastify'
import { type Caller, canReach, reachesInventories } from '../oauth/caller.ts'
import { forbidden, notFound } from '../platform/errors.ts'
import type { Places } from './places.ts'

const wrongLevel = () => forbidden('Operation not allowed for the current scope')
/** The message that existing integrations display (contract, general §8). */
export const scopeRequired = (resource: string, right: 'read' | 'write') =>
  forbidden(`A '${resource}' ${right} scope is required`)

/** Matches `/location/…`, also after a catalog. */
const shortLocationPath = /\/location(\/|$)/

/**
 * Checks level and permission (403) before the location (404) (contract, general §2). The table of levels and
 * permissions is in oauth §11. Sets `request.place` on operations below a location.
 */
export async function checkAccess(
  request: FastifyRequest,
  operation: Operation,
  places: Places,
): Promise<void> {
  const caller = request.caller!
  const { scope } = caller
  if (operation.level === 'any') {
    if (scope.profile === null) throw forbidden('A profile scope is required')
    return
  }
  const isShort = shortLocationPath.test(request.routeOptions.url ?? '')
  if (scope.level === null) throw wrongLevel()
  if (operation.level === 'account' && scope.level !== 'account') throw wrongLevel()
  if (isShort && scope.level !== 'location') throw wrongLevel()
  checkPermission(caller, operation)
  const { location_id, account_id } = request.params as { location_id?: string; account_id?: string }
  if (account_id !== undefined && account_id !== caller.accountId) throw notFound()
  const wanted = isShort ? caller.locationId! : location_id
  if (wanted === undefined) return
  if (caller.locationId !== null && wanted !== caller.locationId) throw notFound()
  const place = await places(caller.accountId, wanted)
  if (!place) throw notFound()
  // Contract, oauth §9: account-level tokens are refused on a suspended location, but still work on the others.
  if (place.suspended) throw forbidden('The location has been suspended')
  request.place = place
}

function checkPermission({ scope }: Caller, { permission }: Operation): void {
  if (permission === 'any' || permission === 'profile') return
  if (permission === 'any.write') {
    if (scope.permissions.some(({ right }) => right === 'write')) return
    throw forbidden('A write scope is required')
  }
  const [resource, right] = permission.split('.') as [string, 'read' | 'write']
  const held =
    resource === 'catalog' || resource === 'customer_list'
      ? canReach(scope, resource, right)
      : resource === 'inventory'
        ? reachesInventories(scope, right)
        : grants(scope, resource as 'orders' | 'all_catalogs' | 'all_customer_lists', right)
  if (!held) throw scopeRequired(resource, right)
}
