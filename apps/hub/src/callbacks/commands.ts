import type { Scope } from '@hub/contract'
import type { Db, Trx } from '../platform/db/index.ts'
import { transaction } from '../platform/db/index.ts'
import { type Events, subscriptions } from './rules.ts'
import { dueAtOnce } from './schedule.ts'
import * as store from './store.ts'
import * as targets from './target-store.ts'

/** The parts of a connection that decide which events it receives. */
export interface Listener {
  accountId: string
  id: string
  clientId: string
  locationId: string | null
  scope: Scope
  catalogId: string | null
  customerListId: string | null
}

/**
 * Creates or replaces the callback (callbacks §2). Pending events of types that are no longer listened to are dropped.
 * The others are sent if there is a URL, and otherwise wait to be polled.
 */
export async function setCallback(
  db: Db,
  listener: Listener,
  url: string | null,
  events: Events,
  nowMs: number,
): Promise<void> {
  await transaction(db, async (trx) => {
    const connection = { accountId: listener.accountId, connectionId: listener.id }
    await store.saveCallback(trx, { ...connection, url, events: JSON.stringify(events) })
    await subscribe(trx, listener, { url, events })
    if (url === null) await targets.forget(trx, connection)
    else await targets.register(trx, { ...connection, url })
    await store.scheduleAll(trx, { ...connection, dueAt: url === null ? null : dueAtOnce(nowMs) })
    await targets.releaseReplayed(trx, { ...connection, dueAt: dueAtOnce(nowMs) })
  })
}

/** Removes the callback and drops its pending events (callbacks §2). */
export async function removeCallback(db: Db, accountId: string, connectionId: string): Promise<void> {
  await transaction(db, async (trx) => {
    await store.saveCallback(trx, { accountId, connectionId, url: null, events: null })
    await unsubscribe(trx, accountId, connectionId)
  })
}

/** For a connection that is revoked or disconnected: it gets no more events, pending ones included (callbacks §7). */
export async function unsubscribe(trx: Trx, accountId: string, connectionId: string): Promise<void> {
  await store.deleteSubscriptions(trx, { accountId, connectionId })
  await targets.forget(trx, { accountId, connectionId })
  await store.dropUnlistened(trx, { accountId, connectionId, topics: [] })
}

/**
 * Updates the subscriptions after the connection's scope or bound resources changed. The callback is kept; event types
 * that the scope no longer covers stop (callbacks §7).
 */
export async function resubscribe(trx: Trx, listener: Listener): Promise<void> {
  const callback = await findCallback(trx, listener.accountId, listener.id)
  if (callback) await subscribe(trx, listener, callback)
}

async function subscribe(
  trx: Trx,
  listener: Listener,
  { url, events }: { url: string | null; events: Events },
): Promise<void> {
  const { accountId, id: connectionId, clientId, locationId } = listener
  const wanted = subscriptions(events, listener)
  await store.deleteSubscriptions(trx, { accountId, connectionId })
  await store.insertSubscriptions(trx, {
    accountId,
    connectionId,
    clientId,
    locationId,
    active: url !== null,
    subscriptions: wanted,
  })
  const topics = wanted.map(({ topic }) => topic)
  await store.dropUnlistened(trx, { accountId, connectionId, topics })
}

/** The callback of a connection, or undefined if none is set. */
export async function findCallback(db: Db, accountId: string, connectionId: string) {
  const row = await store.findCallback(db, { accountId, connectionId })
  if (!row || row.callback_events === null) return undefined
  return { url: row.callback_url, events: JSON.parse(row.callback_events) as Events }
}
