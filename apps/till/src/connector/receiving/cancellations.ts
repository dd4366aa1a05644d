// An order that is called off in the very instant in which it is acknowledged: the hub takes `received` after
// `cancelled`, and shows a waiting order that nobody wants. No status of the till stands over one that is final
// (contract, kezia D37): it is put back.
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

/** Between the arrival here and the event, by two clocks; an order that someone opens again later is another story. */
const nearMs = 120_000

/** The event says that the order was over, and the hub shows it waiting: the acknowledgement came in between. */
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
    // Validated meanwhile: whoever did saw it as it was then.
    if (findWebOrderBySource(database, said.id)?.status !== 'pending') return
    recordOrder(connector, said)
    putBack(connector, known, said.location_id, said.status)
  })
}

/**
 * How the order ended while its acknowledgement was under way, in the word of the hub; undefined when it did not. A seller
 * who refuses it meanwhile tells the hub by himself.
 */
export function endedMeanwhile({ database }: Connector, orderId: string): OrderStatus | undefined {
  const known = findWebOrderBySource(database, orderId)
  const said = known?.content.sourceStatus
  return known && isFinal(known.status) && isStatus(said) && isFinal(statusOf(said)) ? said : undefined
}

/** In the caller's transaction. */
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

/** The order as the event found it. */
async function stateOf(client: HubClient, eventId: string): Promise<Order | undefined> {
  try {
    const { new_state: state } = await client.events.get(eventId)
    return isOrder(state) ? state : undefined
  } catch (error) {
    if (error instanceof NotFound) return undefined // deleted already: its content was heeded then
    throw error
  }
}

const isStatus = (value: unknown): value is OrderStatus => orderStatuses.some((status) => status === value)

const isOrder = (state: unknown): state is Order =>
  typeof state === 'object' && state !== null && 'id' in state && 'status' in state && isStatus(state.status)
