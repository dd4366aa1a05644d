import { grants, type Right, type Scope } from '@hub/contract'
import { forbidden, notFound, unauthorized } from '../platform/errors.ts'
import { scopeRequired } from './access.ts'

/** The connection whose access to catalogs and customer lists is checked. */
export interface Holder {
  scope: Scope
  /** Null for an account-level connection. */
  locationId: string | null
  /** The catalog and the list that the user selected, if the scope asked for one. */
  catalogId: string | null
  customerListId: string | null
}

/** A catalog or customer list in the connection's account. */
export interface Owned {
  id: string
  /** Null if it belongs to the account and is shared by all its locations. */
  locationId: string | null
  /** Whether its location is suspended. */
  suspended?: boolean
}

export type OwnedKind = 'catalog' | 'customer_list'
/** `write` changes content and name. `add_image` is also a write, but has its own errors. */
export type OwnedAction = Right | 'delete' | 'add_image'
export type Decision = 'granted' | 'not_found' | 'forbidden' | 'account_token_required' | 'suspended'

const allOf = { catalog: 'all_catalogs', customer_list: 'all_customer_lists' } as const

/** Contract, oauth §3: decides what permissions on the selected resource, or on all resources, allow on this one. */
export function decideReach(holder: Holder, kind: OwnedKind, owned: Owned, action: OwnedAction): Decision {
  const { scope, locationId } = holder
  const boundId = kind === 'catalog' ? holder.catalogId : holder.customerListId
  const isBound = owned.id === boundId
  const isOwn = locationId === null || owned.locationId === locationId
  const isAccounts = owned.locationId === null
  const byBound = (right: Right) => isBound && grants(scope, kind, right)
  const byAll = (right: Right) => grants(scope, allOf[kind], right)

  if (!byBound('read') && !(byAll('read') && (isOwn || isAccounts))) return 'not_found'
  // Contract, oauth §9: account-level tokens are refused on a suspended location.
  if (owned.suspended && locationId === null) return 'suspended'
  if (action === 'read') return 'granted'
  if (action !== 'delete' && byBound('write')) return 'granted'
  if (byAll('write')) return isOwn ? 'granted' : 'account_token_required'
  return 'forbidden'
}

/**
 * Throws if the action is not allowed. A resource that the connection cannot read gets the same error as a missing
 * one.
 * @throws {ApiError} 404, 403, or the one 401 of the contract (oauth §3)
 */
export function checkReach<T extends Owned>(
  holder: Holder,
  kind: OwnedKind,
  owned: T | undefined,
  action: OwnedAction,
): T {
  if (!owned) throw notFound()
  switch (decideReach(holder, kind, owned, action)) {
    case 'granted':
      return owned
    case 'not_found':
      throw notFound()
    case 'suspended':
      throw forbidden('The location has been suspended')
    case 'account_token_required':
      // Contract, oauth §3: a 401 for PUT and DELETE only, otherwise a 403.
      if (kind === 'catalog' && action !== 'add_image')
        throw unauthorized('An account-level access token is required to modify this catalog')
      throw forbidden('Operation not allowed for the current scope')
    case 'forbidden':
      throw scopeRequired(action === 'delete' ? allOf[kind] : kind, 'write')
  }
}

/** Which of its location's lists or catalogs an index contains: all, or only the selected one (oauth §11). */
export function listable(holder: Holder, kind: OwnedKind): { all: boolean; boundId: string | null } {
  const boundId = kind === 'catalog' ? holder.catalogId : holder.customerListId
  return {
    all: grants(holder.scope, allOf[kind], 'read'),
    boundId: grants(holder.scope, kind, 'read') ? boundId : null,
  }
}
