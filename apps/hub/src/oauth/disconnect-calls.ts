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
/** Longer than an attempt takes. A call claimed by a process that died is repeated after this time. */
const inHandMs = 60_000

/** Plans the call that informs the App. Run it before the connection ends, in the same transaction. */
export const planDisconnectCall = (trx: Trx, accountId: string, connectionId: string, nowMs: number) =>
  store.insert(trx, { accountId, connectionId, dueAt: new Date(nowMs) })

/** The GET on an App's Disconnect callback URL, with the schedule and rules of event deliveries (oauth §10). */
export interface DisconnectCalls {
  /** Makes all calls that are due, and returns once each has been answered or has failed. */
  run(): Promise<void>
  /** Makes newly planned calls now, without waiting for them. */
  hurry(): void
  /** Waits for the calls in flight. To abort them, close the sender after calling this. */
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
    // Aborted by our own shutdown: no attempt is counted, and the next process to start repeats it.
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
  // Calls left by a process that was stopped are overdue.
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
