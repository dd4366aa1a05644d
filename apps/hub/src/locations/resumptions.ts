import type { Logger } from 'pino'
import type { Publisher } from '../callbacks/index.ts'
import type { Clock } from '../platform/clock.ts'
import { type Db, transaction } from '../platform/db/index.ts'
import { resume } from './commands.ts'
import * as store from './store.ts'

/** Maximum delay of a return that was planned by another process, or before a restart. */
const maxWaitMs = 30_000
/** Delay before checking again while another process handles a return that is due. */
const minWaitMs = 50
const batchSize = 100

/** Returns locations to normal order acceptance when their time comes (contract, accounts §5). */
export interface Resumptions {
  /** Schedules a sweep for a return at that instant, unless an earlier sweep is planned. */
  expect(atMs: number): void
  /** Returns every location that is due to normal. */
  sweep(): Promise<void>
  close(): Promise<void>
}

export interface ResumptionParts {
  db: Db
  clock: Clock
  publisher: Publisher
  log: Logger
  /** False in a process that leaves this to others (`HUB_ROLE=web`). */
  works: boolean
}

/**
 * The time of the return is stored in the location's row, not in a job: it commits with the change that sets it, the
 * next change replaces it, and it follows the hub's own clock.
 */
export function startResumptions({ db, clock, publisher, log, works }: ResumptionParts): Resumptions {
  let timer: NodeJS.Timeout | undefined
  let plannedMs = Number.POSITIVE_INFINITY
  let running: Promise<void> = Promise.resolve()
  let closed = false

  function plan(atMs: number) {
    clearTimeout(timer)
    plannedMs = atMs
    const waitMs = Math.min(Math.max(atMs - clock.now(), minWaitMs), maxWaitMs)
    if (!closed) timer = setTimeout(look, waitMs)
  }

  function look() {
    plannedMs = Number.POSITIVE_INFINITY
    running = sweep()
      .then(() => nextMs())
      .then((atMs) => plan(Math.min(atMs, plannedMs)))
      .catch((error: unknown) => {
        log.error({ err: error }, 'locations could not return to accepting orders')
        plan(Number.POSITIVE_INFINITY)
      })
  }

  const nextMs = async () => (await store.findNextResumption(db))?.getTime() ?? Number.POSITIVE_INFINITY

  async function sweep() {
    const nowMs = clock.now()
    const now = new Date(nowMs)
    const due = await store.listDue(db, { now, limit: batchSize })
    for (const { account_id: accountId, id: locationId } of due) {
      await transaction(db, async (trx) => {
        const row = await store.lockDue(trx, { accountId, locationId, now })
        if (!row) return
        const account = { id: accountId, name: row.account_name, currency: row.currency }
        await resume(trx, publisher, account, row, nowMs)
      })
    }
  }

  if (works) look()
  return {
    expect(atMs) {
      if (works && atMs < plannedMs) plan(atMs)
    },
    sweep,
    async close() {
      closed = true
      clearTimeout(timer)
      await running
    },
  }
}
