// An order may be cancelled at the moment it is acknowledged. The hub then takes `received` after `cancelled`
// and shows an order that is over as waiting. No status of the till may replace a final one (contract, kezia
// D37), so the final status is sent again.
import {
  type CallbackEventSummary,
  type HubClient,
  NotFound,
  type Order,
  type OrderStatus,
} from '@hub/client'
import { orderStatuses } from '@hub/contract'
import { findWebOrderBySource, instantText, isFinal, type WebOrder, webCode } from '../../weborders/index.ts'
import { type Connector, orderObject } from '../context.ts'
import * as outbox from '../outbox/store.ts'
import { recordOrder } from './import.ts'
import { statusOf } from './mapping.ts'

/**
 * Max time between the arrival here and the event, measured by two clocks. An order reopened later is another
 * case.
 */
const nearMs = 120_000

/**
 * Queues the final status again when the event shows the order over but the hub shows it waiting, because the
 * acknowledgement came in between.
 */
export async function heedCancellation(
  connector: Connector,
  client: HubClient,
  { id, order_id, event_type, created_at }: CallbackEventSummary,
): Promise<void> {
  const { database } = connector
  const known = order_id === undefined ? undefined : findWebOrderBySource(database, order_id)
  if (event_type !== 'update' || known?.status !== 'pending') return
  if (Math.abs(Date.parse(created_at) - Date.parse(known.arrivedAt)) > nearMs) return
  const said = await stateOf(client, id)
  if (!said || !isFinal(statusOf(said.status))) return
  database.transaction(() => {
    // A seller who validated it meanwhile saw it in its current state.
    if (findWebOrderBySource(database, said.id)?.status !== 'pending') return
    recordOrder(connector, said)
    putBack(connector, known, said.location_id, said.status)
  })
}

/**
 * The hub's final status of an order that ended while its acknowledgement was in flight; undefined when it
 * did not. A seller's rejection does not count, because it queues its own update.
 */
export function endedMeanwhile({ database }: Connector, orderId: string): OrderStatus | undefined {
  const known = findWebOrderBySource(database, orderId)
  const said = known?.content.sourceStatus
  return known && isFinal(known.status) && isStatus(said) && isFinal(statusOf(said)) ? said : undefined
}

/** Queues a final status again, in the caller's transaction. */
export function putBack(
  { database, clock, outboxAlarm }: Connector,
  { sourceId, content }: Pick<WebOrder, 'sourceId' | 'content'>,
  locationId: string | null,
  status: OrderStatus,
): void {
  outbox.insert(database, {
    object: orderObject(sourceId),
    locationId,
    subject: webCode(content.channel, sourceId),
    payload: { kind: 'order-moved', orderId: sourceId, from: 'pending', status },
    createdAt: instantText(clock.now()),
  })
  database.afterCommit(() => outboxAlarm.ring())
}

/** The order as the event recorded it. */
async function stateOf(client: HubClient, eventId: string): Promise<Order | undefined> {
  try {
    const { new_state: state } = await client.events.get(eventId)
    return isOrder(state) ? state : undefined
  } catch (error) {
    if (error instanceof NotFound) return undefined // the event is deleted already, so its content was handled
    throw error
  }
}

const isStatus = (value: unknown): value is OrderStatus => orderStatuses.some((status) => status === value)

const isOrder = (state: unknown): state is Order =>
  typeof state === 'object' && state !== null && 'id' in state && 'status' in state && isStatus(state.status)
