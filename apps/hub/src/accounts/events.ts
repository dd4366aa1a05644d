import { type Change, change } from '../callbacks/index.ts'
import { type LocationRow, listLocations, locationUpdated, presentLocation } from '../locations/index.ts'
import type { Trx } from '../platform/db/index.ts'

interface AccountState {
  id: string
  name: string
  currency: string
}

interface Moment {
  nowMs: number
  /** The account before and after; both equal if it did not change. */
  before: AccountState
  after: AccountState
}

/** Only the fields of an account that the API shows. */
const shown = ({ id, name, currency }: AccountState): AccountState => ({ id, name, currency })

/**
 * The events for a renamed account: `account.update`, and `location.update` for each of its locations, which contain
 * its name (contract, accounts §8). The back office has no client id, so every connection gets them.
 */
export async function accountRenamed(trx: Trx, { nowMs, before, after }: Moment): Promise<Change[]> {
  const locations = await listLocations(trx, { accountId: after.id, after: -1, limit: null })
  const ofAccount = change({
    resource: 'account',
    type: 'update',
    accountId: after.id,
    clientId: null,
    createdAtMs: nowMs,
    zone: locations[0]?.timezone ?? 'UTC',
    previousState: JSON.stringify(shown(before)),
    newState: JSON.stringify(shown(after)),
  })
  const ofLocations = locations.map((row) => locationChanged({ nowMs, before, after }, row, row)!)
  return [ofAccount, ...ofLocations]
}

/** `location.update`; undefined if nothing that the API returns has changed. */
export function locationChanged(
  { nowMs, before, after }: Moment,
  previous: LocationRow,
  next: LocationRow,
): Change | undefined {
  return locationUpdated(
    { clientId: null, nowMs },
    presentLocation(previous, shown(before), nowMs),
    presentLocation(next, shown(after), nowMs),
  )
}
