import type { LiveHint, OrdersHint } from '@hub/contract/manager'
import type { QueryKey } from '@tanstack/react-query'

/**
 * How long hints are gathered before what they concern is read again, in milliseconds: what is dear, or settles late,
 * is read less often. A list that is not named here is not followed.
 */
const waits: Readonly<Record<string, number>> = {
  orders: 250,
  journal: 500,
  connections: 500,
  session: 500,
  // Read together: their figures are compared.
  dashboard: 2000,
  // A request is in the log once it was answered, and written with others.
  logs: 3000,
  sales: 2000,
}

export const followed = Object.keys(waits)
export const waitMs = (family: string) => waits[family] ?? 0

interface PlaceKey {
  account_id?: string
  location_id?: string
}
/** The account of an account's or a location's id. */
const accountOf = (id: unknown) => String(id).replace(/-\d+$/, '')
const isPlace = (key: unknown): key is PlaceKey => typeof key === 'object' && key !== null

function isOfAccount([, place, subject]: QueryKey, accountId: string): boolean {
  const at = place === 'ended' ? subject : place
  return (isPlace(at) ? at.account_id : accountOf(at)) === accountId
}

/** Of a list: whether its account, or the one location that it shows, has an order that moved. */
const isListOf = ({ account_id, location_id }: PlaceKey, hint: OrdersHint) =>
  account_id === hint.account_id && (location_id === undefined || location_id === hint.location_id)

const isOrderOf = (locationId: unknown, orderId: unknown, { location_id, order_ids }: OrdersHint) =>
  locationId === location_id && (order_ids === null || order_ids.includes(String(orderId)))

/** Whether what is shown by that query may have changed. Keys are those of the features' own queries. */
export function concerns(key: QueryKey, hint: LiveHint): boolean {
  switch (hint.kind) {
    case 'orders':
      return concernsOrders(key, hint)
    case 'journal':
      return key[0] === 'journal' && isOfAccount(key, hint.account_id)
    case 'connections':
      return concernsConnections(key, hint.account_id)
  }
}

function concernsConnections(key: QueryKey, accountId: string): boolean {
  const family = String(key[0])
  // The dots of the selectors.
  if (family === 'session') return true
  // The page of an order shows the connections that should hear of it.
  const shows = ['connections', 'dashboard', 'orders'].includes(family) && !isOrderList(key)
  return shows && isOfAccount(key, accountId)
}

function concernsOrders([family, place, subject]: QueryKey, hint: OrdersHint): boolean {
  switch (family) {
    case 'orders':
    case 'dashboard':
    case 'sales':
      return isPlace(place) ? isListOf(place, hint) : isOrderOf(place, subject, hint)
    case 'journal':
      return place === hint.account_id || isOrderOf(place, subject, hint)
    case 'logs': {
      const { location_id, order_id } = (subject ?? {}) as PlaceKey & { order_id?: string }
      return order_id !== undefined && isOrderOf(location_id, order_id, hint)
    }
    default:
      return false
  }
}

const isOrderList = ([family, place]: QueryKey) => family === 'orders' && isPlace(place)
