import type { EventType, ResourceType } from '@hub/contract'
import { newId } from '../platform/ids.ts'
import { formatTime } from '../platform/time.ts'

/** A change of a resource. It is recorded once and yields an event for every connection that listens to it. */
export interface Change {
  id: string
  topic: string
  accountId: string
  /** Location of the resource; null if it belongs to the account. */
  locationId: string | null
  /** The catalog or customer list, for connections bound to one. */
  targetId: string | null
  /** The order that the change concerns, if any. */
  orderId: string | null
  /**
   * The client that made the change, which gets no event for it; null for the back office and timers (contract,
   * callbacks §3).
   */
  clientId: string | null
  createdAtMs: number
  /** The members that all receivers' events share, as JSON without braces. */
  head: string
  previousState: string | null
  newState: string | null
  stateChange: string | null
  /** Ids of the objects whose private refs are filled into the states for each receiver. */
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
  /** Time zone of `created_at`: the location's, or that of the account's first location. */
  zone: string
  /** Ids of the resource and its parents, except `account_id` and `location_id`: `{ order_id: … }`. */
  ids?: Record<string, string>
  /** States as JSON text, with every private ref null. */
  previousState?: string
  newState?: string
  stateChange?: string
  refObjects?: readonly string[]
}

/** Contract, callbacks §6: every event has the ids of the resource and its parents; absent fields are omitted. */
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
