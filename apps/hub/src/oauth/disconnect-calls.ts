import type { Logger } from 'pino'
import { retryWaitMs, type Sender } from '../callbacks/index.ts'
import type { Clock } from '../platform/clock.ts'
import { type Db, statement, type Trx } from '../platform/db/index.ts'
import type { Secrets } from '../platform/secrets.ts'
import { startTicker } from '../platform/ticker.ts'
import { withParameters } from './redirect-uri.ts'

const everyMs = 5000
const atOnce = 50
/** Longer than an attempt takes: a call that a dead process had in hand is made again after this. */
const inHandMs = 60_000

const insert = statement<{ app_instance_id: string }>(
  `insert into disconnect_call (account_id, app_instance_id, client_id, url, next_at)
   select c.account_id, c.app_instance_id, c.client_id, p.disconnect_url, $3
   from connection c join app p on p.client_id = c.client_id
   where c.account_id = $1 and c.id = $2 and c.ended_at is null
     and c.app_instance_id is not null and p.disconnect_url is not null
   returning app_instance_id`,
)

/** The App is to be told, if it wants to be: commits with the end of the connection, and is made before it. */
export const planDisconnectCall = (trx: Trx, accountId: string, connectionId: string, nowMs: number) =>
  insert(trx, [accountId, connectionId, new Date(nowMs)])

interface DueRow {
  account_id: string
  app_instance_id: string
  url: string
  attempts: number
  secret_sealed: string
}

/** Parameters: now, until when they are in hand, limit. */
const take = statement<DueRow>(
  `with due as (
     select account_id, app_instance_id from disconnect_call where next_at <= $1
     order by next_at limit $3 for update skip locked)
   update disconnect_call d set next_at = $2
   from due, client k
   where d.account_id = due.account_id and d.app_instance_id = due.app_instance_id and k.id = d.client_id
   returning d.account_id, d.app_instance_id, d.url, d.attempts, k.secret_sealed`,
)
const remove = statement(`delete from disconnect_call where account_id = $1 and app_instance_id = $2`)
/** Parameters: account, id, failed attempts, when the next one is due. */
const retry = statement(
  `update disconnect_call set attempts = $3, next_at = $4 where account_id = $1 and app_instance_id = $2`,
)

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

  async function call({ account_id, app_instance_id, url, attempts, secret_sealed }: DueRow) {
    const outcome = await sender.call({
      method: 'GET',
      url: withParameters(url, { app_instance_id }),
      secret: secrets.decrypt(secret_sealed),
    })
    const { acknowledged, status, error, endedAtMs } = outcome
    // Cut by ourselves: no attempt is used, and whoever starts next makes it again.
    if (closing && status === null) {
      await retry(db, [account_id, app_instance_id, attempts, new Date(endedAtMs)])
      return
    }
    const failed = attempts + 1
    const waitMs = acknowledged ? undefined : retryWaitMs(failed)
    log.info({ account: account_id, app: app_instance_id, status, error }, 'an App was told of its end')
    if (waitMs === undefined) await remove(db, [account_id, app_instance_id])
    else await retry(db, [account_id, app_instance_id, failed, new Date(endedAtMs + waitMs)])
  }

  async function work() {
    let due: DueRow[]
    do {
      if (closing) return
      const nowMs = clock.now()
      due = await take(db, [new Date(nowMs), new Date(nowMs + inHandMs), atOnce])
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
