import type { Location } from '@hub/contract'
import { type Change, change } from '../callbacks/index.ts'
import { jsonEqual } from '../platform/json.ts'

export interface LocationOrigin {
  /** Null for the back office and the automatic return: every connection gets the event (contract, callbacks §3). */
  clientId: string | null
  nowMs: number
}

/** `location.update`; undefined if nothing that the API returns has changed (contract, accounts §8). */
export function locationUpdated(
  { clientId, nowMs }: LocationOrigin,
  previous: Location,
  next: Location,
): Change | undefined {
  return jsonEqual(previous, next)
    ? undefined
    : change({
        resource: 'location',
        type: 'update',
        accountId: next.account.id,
        locationId: next.id,
        clientId,
        createdAtMs: nowMs,
        zone: next.timezone.name,
        previousState: JSON.stringify(previous),
        newState: JSON.stringify(next),
      })
}
