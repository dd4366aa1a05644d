import { grants, parseScope, type Right, type Scope, unauthorizedMessages } from '@hub/contract'

/** The caller of the API: the connection of its token, with the data that every request needs. */
export interface Caller {
  /** The connection's id. */
  id: string
  /** `''` for a token with general permissions only. */
  accountId: string
  /** Null for an account-level or general-only token. */
  locationId: string | null
  clientId: string
  clientName: string
  userId: string | null
  deviceId: string | null
  /** The public id of an App's connection; null for other clients. */
  appInstanceId: string | null
  scope: Scope
  /** The catalog and list that the user chose, if the scope asked for one. */
  catalogId: string | null
  customerListId: string | null
  account: { id: string; name: string; currency: string; zone: string }
  /** Whether the hub delivers events to a callback of the connection; they are then not streamed. */
  hasActiveCallback: boolean
  /** Why the token is refused for now (contract, oauth §9), or null. */
  refusal: string | null
}

/** A row of the authentication query: connection, client, account and location. */
export interface CallerRow {
  id: string
  account_id: string
  location_id: string | null
  client_id: string
  client_name: string
  user_id: string | null
  device_id: string | null
  app_instance_id: string | null
  scope: string
  catalog_id: string | null
  customer_list_id: string | null
  blocked: boolean
  suspended: boolean
  has_active_callback: boolean
  account_name: string | null
  currency: string | null
  zone: string | null
}

export function toCaller(row: CallerRow): Caller {
  const scope = parseScope(row.scope)
  if (!scope) throw new Error(`connection ${row.id} has the scope '${row.scope}', which is not one`)
  return {
    id: row.id,
    accountId: row.account_id,
    locationId: row.location_id,
    clientId: row.client_id,
    clientName: row.client_name,
    userId: row.user_id,
    deviceId: row.device_id,
    appInstanceId: row.app_instance_id,
    scope,
    catalogId: row.catalog_id,
    customerListId: row.customer_list_id,
    account: {
      id: row.account_id,
      name: row.account_name ?? '',
      currency: row.currency ?? '',
      zone: row.zone ?? 'UTC',
    },
    hasActiveCallback: row.has_active_callback,
    // Contract, oauth §9: suspended comes before blocked.
    refusal: row.suspended
      ? unauthorizedMessages.suspended
      : row.blocked
        ? unauthorizedMessages.blocked
        : null,
  }
}

/** Whether the scope grants this right on catalogs or lists at all, on the bound one or on all of them. */
export const canReach = (scope: Scope, kind: 'catalog' | 'customer_list', right: Right) =>
  grants(scope, kind, right) ||
  grants(scope, kind === 'catalog' ? 'all_catalogs' : 'all_customer_lists', right)

/**
 * Contract, oauth §3: rights on catalogs also grant the same rights on stock, as integrations older than `inventory`
 * expect.
 */
export const reachesInventories = (scope: Scope, right: Right) =>
  grants(scope, 'inventory', right) || canReach(scope, 'catalog', right)
