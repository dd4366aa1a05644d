import type { OpeningHours, OrderAcceptance } from '@hub/contract'
import type { Logger } from 'pino'
import type { Publisher } from '../callbacks/index.ts'
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

/** Contract, extensions X6. */
const aliveMs = 90_000
const everyMs = 5000
const placesAtOnce = 200
const unreachable: OrderAcceptance = { mode: 'paused', resume_at: null, reason: 'Caisse injoignable' }

export interface SilenceParts {
  db: Db
  publisher: Publisher
  clock: Clock
  log: Logger
}

/**
 * Pauses locations whose till does not answer any more, and gives them back what they were once it returns (contract,
 * extensions X6). Any number of processes may do so.
 */
export function startSilenceWatch(parts: SilenceParts): Ticker {
  // While this hub was down nobody could be heard: everyone gets the time to come back.
  const startedMs = parts.clock.now()
  return startTicker({
    name: 'watching for silent tills',
    everyMs,
    log: parts.log,
    async work() {
      const nowMs = parts.clock.now()
      if (nowMs - startedMs < aliveMs) return
      const since = new Date(nowMs - aliveMs)
      for (const { account_id, id, silent } of await store.listChanged(parts.db, [since, placesAtOnce])) {
        await transaction(parts.db, async (trx) => {
          const [row] = await (silent ? store.lockSilent : store.lockBack)(trx, [since, account_id, id])
          if (row) await (silent ? pause : giveBack)(trx, parts.publisher, account_id, row, nowMs)
        })
      }
    },
  })
}

/** Of those accounts, the locations that are open now and whose till does not answer. */
export async function silentLocations(
  { db, clock }: { db: Db; clock: Clock },
  accountIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (accountIds.length === 0) return new Set()
  const nowMs = clock.now()
  const rows = await store.listSilent(db, [new Date(nowMs - aliveMs), accountIds])
  const open = rows.filter(({ opening_hours, cutoff_time, timezone }) =>
    isOpen(JSON.parse(opening_hours) as OpeningHours, cutoff_time, timezone, nowMs),
  )
  return new Set(open.map(({ id }) => id))
}

async function pause(
  trx: Trx,
  publisher: Publisher,
  accountId: string,
  row: store.WatchedRow,
  nowMs: number,
) {
  const settings = readSettings(row)
  const current = resumed(settings, row.timezone, nowMs) ?? settings
  // A pause set by hand stays, and ends by hand.
  if (current.order_acceptance.mode === 'paused') return
  await store.remember(trx, [accountId, row.id, JSON.stringify(current.order_acceptance)])
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
  await store.remember(trx, [accountId, row.id, null])
  // Somebody has decided otherwise meanwhile.
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
