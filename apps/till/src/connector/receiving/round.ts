import {
  type CallbackEventSummary,
  type HubClient,
  NetworkFailure,
  NotFound,
  type Order,
  RateLimited,
  ServerFailure,
  Unauthorized,
  UnexpectedAnswer,
} from '@hub/client'
import { isStorageFailure } from '../../platform/storage.ts'
import { instantText, listOpenSourceIds, newestCreationOf, type Receipt } from '../../weborders/index.ts'
import { NotConnected, withHub } from '../access.ts'
import * as connection from '../connection/store.ts'
import type { Connector } from '../context.ts'
import { fetchCustomer } from '../customers/incoming.ts'
import * as outbox from '../outbox/store.ts'
import { heedCancellation } from './cancellations.ts'
import { fetchOrder, recordOrder } from './import.ts'
import type { RecentIds } from './recent-ids.ts'
import * as store from './store.ts'

/** Contract, kezia D26. */
const events = { order: ['create', 'update'], customer: ['create', 'update'] }
const catchUpHours = 24
/**
 * The catch-up starts this much earlier, because the two clocks may differ. Reading an order twice does no
 * harm.
 */
const overlapMinutes = 10

/** The three calls that follow a connection, in this order (contract, kezia R-C5). */
export async function setUpConnection(connector: Connector, signal: AbortSignal): Promise<void> {
  const { database, clock, live, outboxAlarm } = connector
  const location = await withHub(connector, (client) => client.location.get())
  database.transaction(() => {
    connection.update(database, {
      locationName: location.name,
      accountId: location.account?.id,
      accountName: location.account?.name,
      currency: location.account?.currency,
      timeZone: location.timezone?.name,
      country: location.country,
      trouble: null,
    })
    database.afterCommit(() => live.push('hub'))
  })
  await withHub(connector, (client) => client.callback.set({ events }))
  await catchUp(connector, signal)
  database.transaction(() => {
    connection.update(database, { isSetUp: true })
    outbox.hurry(database, instantText(clock.now()))
    database.afterCommit(() => outboxAlarm.ring())
  })
}

/**
 * Reads the orders placed while the till did not listen. Orders that were over before this till knew them are
 * left out (contract, kezia D26). Returns how many are new or changed.
 */
export async function catchUp(connector: Connector, signal: AbortSignal): Promise<number> {
  const { clock, heavy } = connector
  const startedAt = clock.now()
  let received = 0
  const since = catchUpFrom(connector) ?? startedAt.subtract({ hours: catchUpHours })
  await withHub(connector, async (client) => {
    await heavy.turn(signal)
    const orders = client.orders.list({ after: instantText(since), beforePage: () => heavy.turn(signal) })
    for await (const order of orders) {
      const outcome = recordListed(connector, order)
      if (outcome === 'created' || outcome === 'updated') received += 1
    }
  })
  noteReception(connector, startedAt)
  return received
}

/** An order that cannot be recorded blocks neither the others nor the connection. */
export function recordListed(connector: Connector, order: Order): Receipt['outcome'] | 'failed' {
  try {
    return connector.database.transaction(() => recordOrder(connector, order)).outcome
  } catch (error) {
    if (isStorageFailure(error)) throw error
    noteUnreadable(connector, `Commande ${order?.id}`, error)
    return 'failed'
  }
}

/**
 * The last reception, by the till's clock, or the newest known order, by the hub's, whichever is earlier: a
 * till whose clock is an hour ahead would otherwise miss the orders of that hour. A clock is trusted to
 * within a day.
 */
function catchUpFrom({ database }: Connector): Temporal.Instant | undefined {
  const { lastReceptionAt } = connection.get(database)
  if (lastReceptionAt === null) return undefined
  const last = Temporal.Instant.from(lastReceptionAt)
  const newest = newestCreationOf(database)
  const candidates = [last, newest === null ? last : Temporal.Instant.from(newest)]
  const [earliest] = candidates.toSorted(Temporal.Instant.compare)
  const least = last.subtract({ hours: catchUpHours })
  const from = Temporal.Instant.compare(earliest!, least) < 0 ? least : earliest!
  return from.subtract({ minutes: overlapMinutes })
}

/**
 * Handles the waiting events, oldest first: fetches and stores the order or customer, then deletes the event
 * (contract, kezia R-O1, R-E6). Events of other resources, or of other customer lists, are deleted unread.
 * Returns the failure when the hub cannot return one of the objects; its event waits and blocks no other.
 */
export async function receiveEvents(
  connector: Connector,
  done: RecentIds,
): Promise<ServerFailure | undefined> {
  const startedAt = connector.clock.now()
  const fetched = new Set<string>()
  // An object of a later page may have changed since it was fetched for an earlier one.
  const beforePage = async () => fetched.clear()
  const failure = await withHub(connector, (client) =>
    handleEvents(connector, client, client.events.list({ beforePage }), done, fetched),
  )
  if (!failure) noteReception(connector, startedAt)
  return failure
}

/**
 * The same for streamed events, without those already handled from a list. This saves a list call
 * per order at peak times.
 */
export async function receiveStreamed(
  connector: Connector,
  events: CallbackEventSummary[],
  done: RecentIds,
): Promise<ServerFailure | undefined> {
  const left = events.filter(({ id }) => !done.has(id))
  if (left.length === 0) return undefined
  return withHub(connector, (client) => handleEvents(connector, client, left, done, new Set()))
}

/** After this many consecutive failures, the hub is down rather than one order unreadable. */
const mostFailures = 3

async function handleEvents(
  connector: Connector,
  client: HubClient,
  events: AsyncIterable<CallbackEventSummary> | Iterable<CallbackEventSummary>,
  done: RecentIds,
  fetched: Set<string>,
): Promise<ServerFailure | undefined> {
  let failure: ServerFailure | undefined
  let inARow = 0
  for await (const event of events) {
    try {
      if (!(await handleEvent(connector, client, event, fetched))) continue
      await deleteEvent(client, event.id)
    } catch (error) {
      inARow += 1
      if (!(error instanceof ServerFailure) || inARow === mostFailures) throw error
      failure = error
      continue
    }
    inARow = 0
    done.add(event.id)
  }
  return failure
}

/** Returns whether the event is done. One that cannot be handled now stays, without blocking the others. */
async function handleEvent(
  connector: Connector,
  client: HubClient,
  event: CallbackEventSummary,
  fetched: Set<string>,
): Promise<boolean> {
  const subject = subjectOf(connector, event)
  if (!subject || fetched.has(subject.name)) return true
  try {
    await subject.fetch()
    fetched.add(subject.name)
    if (event.order_id) await heedCancellation(connector, client, event)
    return true
  } catch (error) {
    if (error instanceof NotFound) return true // out of reach by now, so there is nothing to receive
    if (concernsConnection(error)) throw error
    noteUnreadable(connector, subject.name, error)
    return false
  }
}

function noteUnreadable({ http, trace }: Connector, name: string, error: unknown): void {
  http.log.error(error)
  trace.record({ text: `${name} : ${String(error)}` })
}

/** The object of an event; undefined when the event does not concern this till. */
function subjectOf(
  connector: Connector,
  { resource_type, order_id, customer_id, customer_list_id }: CallbackEventSummary,
): { name: string; fetch(): Promise<unknown> } | undefined {
  if (resource_type === 'order' && order_id)
    return { name: `Commande ${order_id}`, fetch: () => fetchOrder(connector, order_id) }
  const { customerListId } = connection.get(connector.database)
  if (resource_type === 'customer' && customer_id && customer_list_id === customerListId)
    return { name: `Client ${customer_id}`, fetch: () => fetchCustomer(connector, customer_id) }
}

/** Failures that every other event would meet too. */
const concernsConnection = (error: unknown) =>
  [NotConnected, NetworkFailure, Unauthorized, RateLimited, ServerFailure, UnexpectedAnswer].some(
    (family) => error instanceof family,
  )

async function deleteEvent(client: HubClient, id: string): Promise<void> {
  try {
    await client.events.delete(id)
  } catch (error) {
    if (!(error instanceof NotFound)) throw error // deleted already, by a call whose answer was lost
  }
}

const rereadAfterMinutes = 5
const mostRereads = 20

/**
 * Rereads the open orders that were not read for 5 minutes, because the hub does not report to a till what
 * another till of the same application did (contract, kezia D65).
 * @param most how many orders the daily budget still allows
 * @returns how many were read
 */
export async function rereadOpenOrders(connector: Connector, most: number): Promise<number> {
  const { database, clock } = connector
  const { locationId } = connection.get(database)
  const now = clock.now()
  const before = instantText(now.subtract({ minutes: rereadAfterMinutes }))
  const ids = store.listStale(database, listOpenSourceIds(database), {
    locationId: locationId ?? '',
    before,
    now: instantText(now),
    most: Math.min(most, mostRereads),
  })
  for (const id of ids) {
    try {
      await fetchOrder(connector, id, { unannounced: true })
    } catch (error) {
      if (!(error instanceof NotFound || error instanceof ServerFailure)) throw error
      // Gone from the hub, or the hub cannot return it: read again in 5 minutes, after the others.
      database.transaction(() => store.noteRead(database, id, locationId ?? '', instantText(clock.now())))
      if (error instanceof ServerFailure) throw error
    }
  }
  return ids.length
}

function noteReception({ database, live }: Connector, at: Temporal.Instant): void {
  database.transaction(() => {
    connection.update(database, { lastReceptionAt: at.toString({ smallestUnit: 'millisecond' }) })
    database.afterCommit(() => live.push('hub'))
  })
}
