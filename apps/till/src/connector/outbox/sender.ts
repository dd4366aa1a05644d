import {
  NetworkFailure,
  type Order,
  type OrderStatus,
  type OrderUpdate,
  revokeToken,
  ValidationFailed,
} from '@hub/client'
import { createAlarm } from '../../platform/alarm.ts'
import { ensureDeviceId } from '../../shop/index.ts'
import { findWebOrderBySource, instantText, markHandledElsewhere } from '../../weborders/index.ts'
import { mayExchange, NotConnected, oauthOptions, pinned, withHub } from '../access.ts'
import * as connection from '../connection/store.ts'
import { type Connector, orderObject } from '../context.ts'
import { sendCustomer } from '../customers/outgoing.ts'
import { sendInvoice } from '../invoices/send.ts'
import { sendOwnOrder } from '../own-orders/send.ts'
import { endedMeanwhile, putBack } from '../receiving/cancellations.ts'
import { fetchOrder, recordOrder } from '../receiving/import.ts'
import { type DecisionMark, earlierDecision, markKeyOf } from './marks.ts'
import {
  amendsFor,
  isPaidAsSettled,
  lighten,
  mayStand,
  type OrderPayload,
  requestOf,
  verdictOf,
} from './requests.ts'
import { failureOf, longestDelaySeconds, retryDelaySeconds } from './rules.ts'
import * as store from './store.ts'

/** Max entries sent at once, each of another object. A slow answer delays only its own object. */
const mostInFlight = 4
/** An order read this recently is not read again before it is acknowledged. */
const freshSeconds = 5

type OrderEntry = store.OutboxEntry & { payload: OrderPayload }

/** Sends queued entries until the signal aborts, then waits for those in flight. */
export async function sendForever(connector: Connector, signal: AbortSignal): Promise<void> {
  const inFlight = new Map<string, Promise<void>>()
  const { clock, database, outboxAlarm, health } = connector
  while (!signal.aborted) {
    const isOpen = mayExchange(connector) && health.limitedUntil === null
    const locationId = isOpen ? connection.get(database).locationId : null
    const now = clock.now()
    const due = store.listDue(database, {
      locationId,
      now: instantText(now),
      longest: instantText(now.add({ seconds: longestDelaySeconds })),
      busy: [...inFlight.keys()],
      most: mostInFlight - inFlight.size,
    })
    for (const entry of due) {
      const sent = send(connector, entry, signal).finally(() => {
        inFlight.delete(entry.object)
        outboxAlarm.ring()
      })
      inFlight.set(entry.object, sent)
    }
    await outboxAlarm.wait(nextWake(connector, locationId), signal)
  }
  await Promise.all(inFlight.values())
}

function nextWake(
  { health, clock, database }: Connector,
  locationId: string | null,
): Temporal.Instant | undefined {
  const soonest = store.nextDueAt(database, locationId, instantText(clock.now()))
  return health.limitedUntil ?? (soonest === null ? undefined : Temporal.Instant.from(soonest))
}

/** One attempt. Never throws; a failure is stored with the entry. */
async function send(connector: Connector, entry: store.OutboxEntry, signal: AbortSignal): Promise<void> {
  const { clock, http, live } = connector
  try {
    try {
      await attempt(pinned(connector), entry)
    } catch (error) {
      noteFailure(connector, entry, error)
    }
  } catch (error) {
    // On a full disk the failure cannot be stored either. Hold the entry here, so that it is not retried at
    // once.
    http.log.error(error)
    await createAlarm(clock).wait(clock.now().add({ seconds: retryDelaySeconds(1) }), signal)
  }
  live.push('hub')
}

async function attempt(connector: Connector, entry: store.OutboxEntry): Promise<void> {
  const { payload } = entry
  if ('orderId' in payload) await sendOrder(connector, { ...entry, payload })
  else if (payload.kind === 'customer-saved') await sendCustomer(connector, { ...entry, payload })
  else if (payload.kind === 'own-order') await sendQueuedOrder(connector, entry, payload.number)
  else if (payload.kind === 'invoice') await sendQueuedInvoice(connector, entry, payload.saleNumber)
  else await sendRevocation(connector, entry)
}

/** A retry with the same body keeps its key. If the order has changed, the new body gets another key. */
async function sendQueuedOrder(connector: Connector, entry: store.OutboxEntry, number: number) {
  const { database } = connector
  const { id, attempts, lastError } = entry
  let { request, idempotencyKey } = entry
  const free = await sendOwnOrder(connector, number, {
    request,
    keep: (next) =>
      keep(connector, () => {
        if (request === null) store.freezeRequest(database, id, next)
        else if (JSON.stringify(request) !== JSON.stringify(next))
          idempotencyKey = store.replaceRequest(database, id, next)
        request = next
        return idempotencyKey
      }),
  })
  keep(connector, () => {
    if (!free) return store.remove(database, id)
    const nextAt = instantText(free.add({ seconds: 1 }))
    return store.postpone(database, id, { attempts, nextAt, lastError })
  })
}

/** Stores the body of the first attempt and repeats it unchanged. */
async function sendQueuedInvoice(connector: Connector, entry: store.OutboxEntry, saleNumber: number) {
  const { database } = connector
  const { attempts, lastError } = entry
  const free = await sendInvoice(connector, saleNumber, {
    request: entry.request,
    idempotencyKey: entry.idempotencyKey,
    freeze: (request) => keep(connector, () => store.freezeRequest(database, entry.id, request)),
    replace: (request) => keep(connector, () => store.replaceRequest(database, entry.id, request)),
  })
  keep(connector, () => {
    if (!free) return store.remove(database, entry.id)
    const nextAt = instantText(free.add({ seconds: 1 }))
    return store.postpone(database, entry.id, { attempts, nextAt, lastError })
  })
}

async function sendRevocation(connector: Connector, { id, payload }: store.OutboxEntry): Promise<void> {
  if (payload.kind !== 'revoke') return
  await revokeToken(oauthOptions(connector), connector.vault.open(payload.sealedToken))
  connector.database.transaction(() => store.remove(connector.database, id))
}

async function sendOrder(connector: Connector, entry: OrderEntry): Promise<void> {
  const { payload } = entry
  const current = isFresh(connector, entry)
    ? null
    : await withHub(connector, (client) => client.orders.get(payload.orderId))
  const verdict = current ? verdictOf(entry, current) : 'send'
  if (current && verdict !== 'send') return drop(connector, entry, current, verdict)
  if (current && payload.kind === 'order-paid' && isPaidAsSettled(payload, current))
    return drop(connector, entry, current, 'done')

  const markKey = markKeyOf(ensureDeviceId(connector))
  let request = (entry.request ?? requestOf(payload, current, markKey)) as OrderUpdate
  let idempotencyKey = entry.idempotencyKey
  if (entry.request === null)
    keep(connector, () => store.freezeRequest(connector.database, entry.id, request))
  for (;;) {
    try {
      const key = idempotencyKey
      const object = orderObject(payload.orderId)
      const sending = { isOvertaken: false }
      connector.sends.set(object, sending)
      const answer = await withHub(connector, (client) =>
        client.orders.update(payload.orderId, request, { idempotencyKey: key }),
      ).finally(() => connector.sends.delete(object))
      const ended = payload.kind === 'order-received' && endedMeanwhile(connector, payload.orderId)
      if (ended) return restoreEnd(connector, entry, ended)
      const earlier = earlierDecision(answer.custom_fields, markKey)
      if (isDecision(payload) && earlier && !mayStand(payload, earlier))
        giveWay(connector, entry, answer, earlier)
      else finish(connector, entry, sending.isOvertaken ? null : answer)
      // The order was read during the update, before or after the hub applied it. Only another read shows its
      // current state.
      if (sending.isOvertaken) await fetchOrder(connector, payload.orderId)
      return
    } catch (error) {
      const lighter =
        error instanceof ValidationFailed
          ? lighten(
              request,
              error.errors.map(({ field }) => field),
            )
          : undefined
      if (!lighter) throw error
      request = lighter
      idempotencyKey = keep(connector, () => store.replaceRequest(connector.database, entry.id, lighter))
    }
  }
}

function isFresh({ clock }: Connector, { payload, attempts }: OrderEntry): boolean {
  if (payload.kind !== 'order-received' || attempts > 0) return false
  const ageSeconds = clock.now().since(Temporal.Instant.from(payload.readAt)).total('seconds')
  return ageSeconds >= 0 && ageSeconds < freshSeconds
}

/** The hub accepted the update. Its answer is the current order, unless a read overtook it (null). */
function finish(connector: Connector, { id, payload }: OrderEntry, answer: Order | null): void {
  outdateReads(connector, payload)
  connector.database.transaction(() => {
    store.remove(connector.database, id)
    if (answer) recordOrder(connector, answer)
  })
  // Another till may reject the order at the same moment, and the hub would not report it (contract, kezia
  // D28).
  if (payload.kind === 'order-accepted') connector.secondLooks.add(payload.orderId)
}

/** The order was over before the acknowledgement arrived. Queues its final status again. */
function restoreEnd(connector: Connector, { id, locationId, payload }: OrderEntry, ended: OrderStatus): void {
  const { database } = connector
  outdateReads(connector, payload)
  database.transaction(() => {
    store.remove(database, id)
    const known = findWebOrderBySource(database, payload.orderId)
    if (known) putBack(connector, known, locationId, ended)
  })
}

const isDecision = ({ kind }: OrderPayload) => kind === 'order-accepted' || kind === 'order-rejected'

/** Another till decided in between. Restores its decision and notifies the seller (contract, kezia D28). */
function giveWay(connector: Connector, entry: OrderEntry, answer: Order, earlier: DecisionMark): void {
  const { database, orders, clock, outboxAlarm } = connector
  const { object, locationId, subject, payload } = entry
  outdateReads(connector, payload)
  database.transaction(() => {
    store.remove(database, entry.id)
    const { status, confirmed_time = answer.confirmed_time } = earlier
    const { number } = recordOrder(connector, { ...answer, status, confirmed_time })
    const amends = amendsFor(payload.orderId, earlier, answer)
    const createdAt = instantText(clock.now())
    if (amends) store.insert(database, { object, locationId, subject, payload: amends, createdAt })
    if (number !== null) markHandledElsewhere(orders, number)
    database.afterCommit(() => outboxAlarm.ring())
  })
}

/**
 * Drops an entry unsent: the hub has it already, or another till decided first and the seller is notified
 * (contract, kezia D28, D37).
 */
function drop(
  connector: Connector,
  { id, payload }: OrderEntry,
  current: Order,
  verdict: 'done' | 'late',
): void {
  const { database, orders } = connector
  outdateReads(connector, payload)
  database.transaction(() => {
    store.remove(database, id)
    const { number } = recordOrder(connector, current)
    // A cancellation has its own alert.
    if (verdict === 'done' || number === null || current.status === 'cancelled') return
    markHandledElsewhere(orders, number)
  })
}

function outdateReads({ reads }: Connector, { orderId }: OrderPayload): void {
  const read = reads.get(orderObject(orderId))
  if (read) read.isStale = true
}

function noteFailure(connector: Connector, { id, attempts }: store.OutboxEntry, error: unknown): void {
  if (error instanceof NotConnected) return
  const { database, clock } = connector
  const failure = failureOf(error)
  const lastError = error instanceof Error ? error.message : String(error)
  // The receiving loop detects an outage. Wake it now rather than at its next poll.
  if (error instanceof NetworkFailure) connector.receivingAlarm.ring()
  if (failure.kind === 'wait' || failure.kind === 'unauthorized') return
  keep(connector, () => {
    if (failure.kind === 'stop') return store.stop(database, id, lastError)
    const nextAt = instantText(clock.now().add({ seconds: retryDelaySeconds(attempts + 1) }))
    store.postpone(database, id, { attempts: attempts + 1, nextAt, lastError })
  })
}

const keep = <T>({ database }: Connector, change: () => T): T => database.transaction(change)
