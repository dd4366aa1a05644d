import type { Account, Location, LocationUpdate } from '@hub/contract'
import type { Change, Publisher } from '../callbacks/index.ts'
import { afterCommit, type Db, type Trx, transaction } from '../platform/db/index.ts'
import { notFound, type Problem } from '../platform/errors.ts'
import { jsonEqual } from '../platform/json.ts'
import { locationUpdated } from './events.ts'
import { describeLocation, readSettings } from './present.ts'
import type { Resumptions } from './resumptions.ts'
import { type LocationSettings, resumed, resumesAtMs, updateSettings } from './rules.ts'
import * as store from './store.ts'

export interface LocationChange {
  account: Account
  locationId: string
  /** Null for the back office, so that every connection gets the events. */
  clientId: string | null
  nowMs: number
  input: LocationUpdate
  problems: Problem[]
  /** Throws if there are problems. */
  refuse: () => void
}

/**
 * Applies a PATCH (contract, accounts §3.2) to the locked location. If an automatic return of the order acceptance is
 * due, its event is published first, because the change would hide it.
 * @throws {ApiError} 404; 422 with every problem
 */
export function changeLocation(
  { db, publisher, resumptions }: { db: Db; publisher: Publisher; resumptions: Resumptions },
  { account, locationId, clientId, nowMs, input, problems, refuse }: LocationChange,
): Promise<Location> {
  return transaction(db, async (trx) => {
    const row = await store.lock(trx, { accountId: account.id, locationId })
    if (!row) throw notFound()
    const { timezone: zone } = row
    const stored = readSettings(row)
    const previous = resumed(stored, zone, nowMs) ?? stored
    const next = updateSettings(previous, input, { zone, nowMs, problems })
    refuse()
    const show = (settings: LocationSettings) => describeLocation(row, account, nowMs, settings)
    const changes = [
      locationUpdated({ clientId: null, nowMs }, show(stored), show(previous)),
      locationUpdated({ clientId, nowMs }, show(previous), show(next)),
    ]
    if (!jsonEqual(stored, next)) await saveSettings(trx, account.id, row, next)
    await publisher.publish(trx, present(changes))
    const atMs = resumesAtMs(next, zone)
    if (atMs !== null) afterCommit(trx, () => resumptions.expect(atMs))
    return show(next)
  })
}

const present = (changes: (Change | undefined)[]) => changes.filter((change) => change !== undefined)

/** Returns the locked location to `normal` and publishes the event to every connection (contract, accounts §5). */
export async function resume(
  trx: Trx,
  publisher: Publisher,
  account: Account,
  row: store.LocationRow,
  nowMs: number,
): Promise<void> {
  const stored = readSettings(row)
  const next = resumed(stored, row.timezone, nowMs)
  if (!next) return
  await saveSettings(trx, account.id, row, next)
  const show = (settings: LocationSettings) => describeLocation(row, account, nowMs, settings)
  const change = locationUpdated({ clientId: null, nowMs }, show(stored), show(next))
  await publisher.publish(trx, present([change]))
}

export async function saveSettings(
  trx: Trx,
  accountId: string,
  row: store.LocationRow,
  next: LocationSettings,
) {
  const atMs = resumesAtMs(next, row.timezone)
  await store.saveSettings(trx, {
    accountId,
    locationId: row.id,
    cutoffTime: next.cutoff_time,
    openingHours: next.opening_hours && JSON.stringify(next.opening_hours),
    preparationTime: next.preparation_time,
    orderAcceptance: JSON.stringify(next.order_acceptance),
    resumeAt: atMs === null ? null : new Date(atMs),
    customFields: JSON.stringify(next.custom_fields),
  })
}
