import type { Logger } from 'pino'
import type { Clock } from '../platform/clock.ts'
import { startTicker, type Ticker } from '../platform/ticker.ts'
import { expireEntries, type InventoryParts } from './commands.ts'
import * as store from './store.ts'

/** Short enough for contract, catalogs §15: the removal and its event happen within 60 seconds. */
const everyMs = 10_000
const placesAtOnce = 200

/** Removes entries in all accounts as they expire. Safe to run in several processes at once. */
export function startExpiry(parts: InventoryParts & { clock: Clock; log: Logger }): Ticker {
  return startTicker({
    name: 'removing expired stock entries',
    everyMs,
    log: parts.log,
    async work() {
      const nowMs = parts.clock.now()
      const places = await store.listExpiredPlaces(parts.db, { now: new Date(nowMs), limit: placesAtOnce })
      for (const { account_id, location_id } of places) {
        await expireEntries(parts, { accountId: account_id, locationId: location_id, nowMs })
      }
    },
  })
}
