import type { Logger } from 'pino'
import { retryWaitMs, type Sender } from '../callbacks/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Db, Trx } from '../platform/db/index.ts'
import type { Secrets } from '../platform/secrets.ts'
import { startTicker } from '../platform/ticker.ts'
import * as store from './disconnect-call-store.ts'
import { withParameters } from './redirect-uri.ts'

const everyMs = 5000
const atOnce = 50
/** Longer than an attempt takes: a call that a dead process had in hand is made again after this. */
const inHandMs = 60_000

/** The App is to be told, if it wants to be: commits with the end of the connection, and is made before it. */
export const planDisconnectCall = (trx: Trx, accountId: string, connectionId: string, nowMs: number) =>
  store.insert(trx, { accountId, connectionId, dueAt: new Date(nowMs) })

/** The GET on an App's Disconnect callback URL, with the schedule and the rules of event deliveries (oauth §10). */
export interface DisconnectCalls {
  /** Makes what is due; returns once each call was answered or has failed. */
  run(): Promise<void>
  /** Makes what was just planned, without waiting for it. */
  hurry(): void
  /** Ends with the call that is under way: close the sender, which cuts it. */
  close(): Promise<void>
}

export interface DisconnectCallParts {
  db: Db
  secrets: Secrets
  clock: Clock
  sender: Sender
  log: Logger
}

export function createDisconnectCalls(parts: DisconnectCallParts): DisconnectCalls {
  const { db, secrets, clock, sender, log } = parts
  let closing = false

  async function call({ account_id, app_instance_id, url, attempts, secret_sealed }: store.DueRow) {
    const key = { accountId: account_id, instanceId: app_instance_id }
    const outcome = await sender.call({
      method: 'GET',
      url: withParameters(url, { app_instance_id }),
      secret: secrets.decrypt(secret_sealed),
    })
    const { acknowledged, status, error, endedAtMs } = outcome
    // Cut by ourselves: no attempt is used, and whoever starts next makes it again.
    if (closing && status === null) {
      await store.retry(db, { ...key, attempts, dueAt: new Date(endedAtMs) })
      return
    }
    const failed = attempts + 1
    const waitMs = acknowledged ? undefined : retryWaitMs(failed)
    log.info({ account: account_id, app: app_instance_id, status, error }, 'an App was told of its end')
    if (waitMs === undefined) await store.remove(db, key)
    else await store.retry(db, { ...key, attempts: failed, dueAt: new Date(endedAtMs + waitMs) })
  }

  async function work() {
    let due: store.DueRow[]
    do {
      if (closing) return
      const nowMs = clock.now()
      due = await store.take(db, {
        now: new Date(nowMs),
        inHandUntil: new Date(nowMs + inHandMs),
        limit: atOnce,
      })
      await Promise.all(due.map(call))
    } while (due.length === atOnce)
  }

  const ticker = startTicker({ name: 'telling Apps of their end', everyMs, log, work })
  const hurry = () => {
    ticker.run().catch((error: unknown) => log.error({ err: error }, 'telling Apps of their end failed'))
  }
  // Those of a process that was stopped are overdue.
  hurry()
  return {
    run: ticker.run,
    hurry,
    close() {
      closing = true
      return ticker.close()
    },
  }
}
