import type { OpeningHours, OrderAcceptance } from '@hub/contract'
import type { Logger } from 'pino'
import type { Publisher } from '../callbacks/index.ts'
import { createCache } from '../platform/cache.ts'
import type { Clock } from '../platform/clock.ts'
import { type Db, type Trx, transaction } from '../platform/db/index.ts'
import { jsonEqual } from '../platform/json.ts'
import { startTicker, type Ticker } from '../platform/ticker.ts'
import { saveSettings } from './commands.ts'
import { locationUpdated } from './events.ts'
import { isOpen } from './opening-hours.ts'
import { describeLocation, readSettings } from './present.ts'
import { type LocationSettings, resumed } from './rules.ts'
import * as store from './silence-store.ts'
import { isUsuallyOpen, type OrderedDay } from './usual-hours.ts'

/** Contract, extensions X6: how long tills have to reconnect after the hub was down. */
const returnMs = 90_000
const everyMs = 5000
const placesAtOnce = 200
const usualDays = 14
/** Longer than the watch interval of a few seconds, since locations stay closed for hours. */
const usualDaysCacheMs = 10 * 60_000
const dayMs = 24 * 60 * 60 * 1000
const unreachable: OrderAcceptance = { mode: 'paused', resume_at: null, reason: 'Caisse injoignable' }

export interface SilenceParts {
  db: Db
  publisher: Publisher
  clock: Clock
  log: Logger
}

/**
 * Pauses locations whose till no longer answers, and reinstates their former order acceptance once it returns
 * (contract, extensions X6). Any number of processes may run this.
 */
export function startSilenceWatch(parts: SilenceParts): Ticker {
  // While this hub was down it heard no till, so all of them get time to reconnect.
  const startedMs = parts.clock.now()
  const known = createCache<OrderedDay[]>(parts.clock, usualDaysCacheMs)
  const daysOf: DaysOf = (...place) => known.get(place[1], () => orderedDays(...place))
  return startTicker({
    name: 'watching for silent tills',
    everyMs,
    log: parts.log,
    async work() {
      const nowMs = parts.clock.now()
      if (nowMs - startedMs < returnMs) return
      const now = new Date(nowMs)
      let after = { accountId: '', locationId: '' }
      for (;;) {
        const rows = await store.listChanged(parts.db, { now, after, limit: placesAtOnce })
        for (const row of rows) {
          // A location whose till is back gets its former order acceptance even if it is closed.
          if (!row.silent || (await isOpenNow(parts.db, row, nowMs, daysOf))) await settle(parts, row, nowMs)
        }
        const last = rows.at(-1)
        if (!last || rows.length < placesAtOnce) return
        after = { accountId: last.account_id, locationId: last.id }
      }
    },
  })
}

async function settle(
  { db, publisher }: SilenceParts,
  { account_id: accountId, id: locationId, silent }: store.OpeningRow & { silent: boolean },
  nowMs: number,
) {
  await transaction(db, async (trx) => {
    const lock = silent ? store.lockSilent : store.lockBack
    const row = await lock(trx, { now: new Date(nowMs), accountId, locationId })
    if (row) await (silent ? pause : giveBack)(trx, publisher, accountId, row, nowMs)
  })
}

/** The locations of the accounts that are open now and whose till does not answer. */
export async function silentLocations(
  { db, clock }: { db: Db; clock: Clock },
  accountIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (accountIds.length === 0) return new Set()
  const nowMs = clock.now()
  const rows = await store.listSilent(db, { now: new Date(nowMs), accountIds })
  const silent = new Set<string>()
  for (const row of rows) if (await isOpenNow(db, row, nowMs, orderedDays)) silent.add(row.id)
  return silent
}

/** Judged by the opening hours, or by the times of its usual orders (contract, support U3). */
async function isOpenNow(db: Db, row: store.OpeningRow, nowMs: number, daysOf: DaysOf): Promise<boolean> {
  const { id, timezone: zone, cutoff_time: cutoff, opening_hours } = row
  if (opening_hours !== null) return isOpen(JSON.parse(opening_hours) as OpeningHours, cutoff, zone, nowMs)
  return isUsuallyOpen(await daysOf(db, id, row, nowMs), { cutoff, zone, nowMs })
}

type DaysOf = (db: Db, locationId: string, row: store.OpeningRow, nowMs: number) => Promise<OrderedDay[]>
const orderedDays: DaysOf = (db, locationId, { account_id, timezone, cutoff_time }, nowMs) =>
  store.listOrderedDays(db, {
    accountId: account_id,
    locationId,
    since: new Date(nowMs - usualDays * dayMs),
    zone: timezone,
    cutoff: cutoff_time,
  })

async function pause(
  trx: Trx,
  publisher: Publisher,
  accountId: string,
  row: store.WatchedRow,
  nowMs: number,
) {
  const settings = readSettings(row)
  const current = resumed(settings, row.timezone, nowMs) ?? settings
  // A manual pause stays until it is ended manually.
  if (current.order_acceptance.mode === 'paused') return
  const acceptance = JSON.stringify(current.order_acceptance)
  await store.remember(trx, { accountId, locationId: row.id, acceptance })
  await change(trx, publisher, accountId, row, { ...current, order_acceptance: unreachable }, nowMs)
}

async function giveBack(
  trx: Trx,
  publisher: Publisher,
  accountId: string,
  row: store.WatchedRow,
  nowMs: number,
) {
  const settings = readSettings(row)
  await store.remember(trx, { accountId, locationId: row.id, acceptance: null })
  // The order acceptance was changed meanwhile, so it is kept.
  if (!jsonEqual(settings.order_acceptance, unreachable)) return
  const before = JSON.parse(row.acceptance_before_silence!) as OrderAcceptance
  const former = { ...settings, order_acceptance: before }
  await change(trx, publisher, accountId, row, resumed(former, row.timezone, nowMs) ?? former, nowMs)
}

async function change(
  trx: Trx,
  publisher: Publisher,
  accountId: string,
  row: store.WatchedRow,
  next: LocationSettings,
  nowMs: number,
) {
  const account = { id: accountId, name: row.account_name, currency: row.currency }
  await saveSettings(trx, accountId, row, next)
  const show = (settings: LocationSettings) => describeLocation(row, account, nowMs, settings)
  const told = locationUpdated({ clientId: null, nowMs }, show(readSettings(row)), show(next))
  if (told) await publisher.publish(trx, [told])
}
