import type { Level } from '@hub/contract'
import type { AuthorizeCandidate } from '@hub/contract/manager'
import { createReach, type ReachedAccount, type ReachedLocation } from '../permissions/index.ts'
import type { Db } from '../platform/db/index.ts'
import type { AppInstance } from './apps.ts'
import type { AuthorizationRequest } from './authorization-request.ts'
import * as store from './connection-store.ts'
import { isKeyOf, reuseKey } from './connections.ts'
import { loadChoices, type Place } from './selection.ts'

/**
 * A consent option: an account or location where the user may connect the client, in the form for the page and for
 * the connection.
 */
export interface Candidate {
  shown: AuthorizeCandidate
  place: Place
}

interface Reached {
  account: ReachedAccount
  location: ReachedLocation | null
}

function connectable(account: ReachedAccount, level: Level): Reached[] {
  if (level === 'account') return account.abilities?.connect ? [{ account, location: null }] : []
  const locations = account.locations.filter(({ abilities }) => abilities.connect)
  return locations.map((location) => ({ account, location }))
}

/** Contract, oauth §8: an App connection that changes its scope keeps its own account or location. */
const isWithin = ({ account, location }: Reached, instance: AppInstance | null) =>
  instance === null ||
  (account.id === instance.accountId &&
    (location === null || instance.locationId === null || location.id === instance.locationId))

/** All consent options, ordered by account name, then location number (contract, oauth §4; back-office §5.1). */
export async function listCandidates(
  db: Db,
  userId: string,
  request: AuthorizationRequest,
): Promise<Candidate[]> {
  const { scope, clientId, deviceId } = request
  const instanceId = request.instance?.connectionId
  const { level } = scope
  if (level === null) return []
  const reached = await createReach(db).list(userId)
  const places = reached
    .flatMap((account) => connectable(account, level))
    .filter((place) => isWithin(place, request.instance))
  const accountIds = [...new Set(places.map(({ account }) => account.id))]
  const choices = await loadChoices(db, accountIds, scope)
  const current = await store.listOfClient(db, { clientId, accountIds })
  return places.map(({ account, location }) => {
    const place = { accountId: account.id, locationId: location?.id ?? null }
    const here = current.filter(
      (row) => row.account_id === place.accountId && row.location_id === place.locationId,
    )
    const key = reuseKey({ clientId, scope, ...place, userId, deviceId })
    const first = here.find((row) => row.reuse_key === key)
    const named = here.find(({ id, reuse_key }) => id === instanceId && isKeyOf(key, id, reuse_key))
    const living = named ?? first
    // Contract, security S26 and S27: the same decision as at the exchange of the code.
    const mayReuse = (location ?? account).abilities?.disconnect === true && request.pairing === null
    const same = mayReuse ? living : undefined
    const shown = {
      id: (location ?? account).id,
      account_name: account.name,
      location_name: location?.name ?? null,
      suspended: (location ?? account).suspended,
      catalogs: choices(place, 'catalog'),
      customer_lists: choices(place, 'customer_list'),
      connected: here.length > 0,
      makes_another: living !== undefined && !mayReuse,
      catalog_id: same?.catalog_id ?? null,
      customer_list_id: same?.customer_list_id ?? null,
    }
    return { shown, place }
  })
}

/** Whether the user already lets the client know as much about them. If so, they are not asked again (oauth §4). */
export async function hasGranted(db: Db, userId: string, request: AuthorizationRequest): Promise<boolean> {
  const { scope, clientId } = request
  if (scope.level !== null) return false
  const granted = await store.listGeneralScopes(db, { clientId, userId })
  return granted.some((row) => row.scope === scope.profile || row.scope === 'profile_with_email')
}
