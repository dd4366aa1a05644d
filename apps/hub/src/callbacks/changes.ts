import type { EventType, ResourceType } from '@hub/contract'
import { newId } from '../platform/ids.ts'
import { formatTime } from '../platform/time.ts'

/** A change of a resource, to be recorded once and told to every connection that listens to it. */
export interface Change {
  id: string
  topic: string
  accountId: string
  /** Location of the resource; null for what belongs to the account. */
  locationId: string | null
  /** The catalog or customer list, for connections bound to one. */
  targetId: string | null
  /** The order that it is about. */
  orderId: string | null
  /** The client that caused it, which is not told; null for the back office and timers (contract, callbacks §3). */
  clientId: string | null
  createdAtMs: number
  /** What all receivers' events have in common, as JSON members without braces. */
  head: string
  previousState: string | null
  newState: string | null
  stateChange: string | null
  /** Objects whose private refs belong into the states, filled in for each receiver. */
  refObjects: readonly string[]
}

export interface ChangeDescription {
  resource: ResourceType
  type: EventType
  accountId: string
  locationId?: string | null
  targetId?: string | null
  clientId: string | null
  createdAtMs: number
  /** Zone of `created_at`: the location's, or the account's first location's. */
  zone: string
  /** Ids of the resource and its parents besides `account_id` and `location_id`, `{ order_id: … }`. */
  ids?: Record<string, string>
  /** States as JSON texts, with every private ref null. */
  previousState?: string
  newState?: string
  stateChange?: string
  refObjects?: readonly string[]
}

/** Contract, callbacks §6: ids of the resource and its parents are on every event, absent fields are omitted. */
export function change(described: ChangeDescription): Change {
  const { resource, type, accountId, locationId = null, createdAtMs, zone } = described
  const head = {
    resource_type: resource,
    event_type: type,
    created_at: formatTime(createdAtMs, zone),
    account_id: accountId,
    ...(locationId !== null ? { location_id: locationId } : {}),
    ...described.ids,
  }
  return {
    id: newId(12),
    topic: `${resource}.${type}`,
    accountId,
    locationId,
    targetId: described.targetId ?? null,
    orderId: described.ids?.order_id ?? null,
    clientId: described.clientId,
    createdAtMs,
    head: JSON.stringify(head).slice(1, -1),
    previousState: described.previousState ?? null,
    newState: described.newState ?? null,
    stateChange: described.stateChange ?? null,
    refObjects: described.refObjects ?? [],
  }
}
