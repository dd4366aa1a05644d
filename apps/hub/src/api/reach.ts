import { grants, type Right, type Scope } from '@hub/contract'
import { forbidden, notFound, unauthorized } from '../platform/errors.ts'
import { scopeRequired } from './access.ts'

/** Who asks, as far as catalogs and customer lists are concerned: a connection. */
export interface Holder {
  scope: Scope
  /** null for an account-level connection. */
  locationId: string | null
  /** The one catalog and the one list that the user selected, if the scope asked for one. */
  catalogId: string | null
  customerListId: string | null
}

/** A catalog or customer list of the holder's account. */
export interface Owned {
  id: string
  /** null: of the account, for all its locations. */
  locationId: string | null
  /** Whether its location is suspended. */
  suspended?: boolean
}

export type OwnedKind = 'catalog' | 'customer_list'
/** `write` is its content and its name; `add_image` is another way to write, with refusals of its own. */
export type OwnedAction = Right | 'delete' | 'add_image'
export type Decision = 'granted' | 'not_found' | 'forbidden' | 'account_token_required' | 'suspended'

const allOf = { catalog: 'all_catalogs', customer_list: 'all_customer_lists' } as const

/** Contract, oauth §3: what a permission on one selected resource, or on all, grants on this one. */
export function decideReach(holder: Holder, kind: OwnedKind, owned: Owned, action: OwnedAction): Decision {
  const { scope, locationId } = holder
  const boundId = kind === 'catalog' ? holder.catalogId : holder.customerListId
  const isBound = owned.id === boundId
  const isOwn = locationId === null || owned.locationId === locationId
  const isAccounts = owned.locationId === null
  const byBound = (right: Right) => isBound && grants(scope, kind, right)
  const byAll = (right: Right) => grants(scope, allOf[kind], right)

  if (!byBound('read') && !(byAll('read') && (isOwn || isAccounts))) return 'not_found'
  // Contract, oauth §9: a suspended location is refused to the account-level tokens that reach it.
  if (owned.suspended && locationId === null) return 'suspended'
  if (action === 'read') return 'granted'
  if (action !== 'delete' && byBound('write')) return 'granted'
  if (byAll('write')) return isOwn ? 'granted' : 'account_token_required'
  return 'forbidden'
}

/**
 * Refuses what the holder may not do, a resource that he cannot read in the words of one that does not exist.
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
      // Contract, oauth §3: for PUT and DELETE only, everywhere else it is a 403.
      if (kind === 'catalog' && action !== 'add_image')
        throw unauthorized('An account-level access token is required to modify this catalog')
      throw forbidden('Operation not allowed for the current scope')
    case 'forbidden':
      throw scopeRequired(action === 'delete' ? allOf[kind] : kind, 'write')
  }
}

/** What an index shows of the lists or catalogs of its place: all of them, or the selected one only (oauth §11). */
export function listable(holder: Holder, kind: OwnedKind): { all: boolean; boundId: string | null } {
  const boundId = kind === 'catalog' ? holder.catalogId : holder.customerListId
  return {
    all: grants(holder.scope, allOf[kind], 'read'),
    boundId: grants(holder.scope, kind, 'read') ? boundId : null,
  }
}
