import type { Order } from '@hub/client'
import {
  type IncomingOrder,
  instantText,
  isFinal,
  type Receipt,
  receiveOrder,
  webCode,
} from '../../weborders/index.ts'
import { withHub } from '../access.ts'
import * as connection from '../connection/store.ts'
import { type Connector, orderObject } from '../context.ts'
import * as outbox from '../outbox/store.ts'
import { receiveOwnOrder } from '../own-orders/receive.ts'
import { eposOf, toIncomingOrder } from './mapping.ts'
import * as store from './store.ts'

export interface ImportOptions {
  /** Read on the till's own initiative, without an event. */
  unannounced?: boolean
}

/** Reads an order and records it. Reads again if the outbox received a newer state meanwhile. */
export async function fetchOrder(connector: Connector, orderId: string, options: ImportOptions = {}) {
  const { reads, database } = connector
  const object = orderObject(orderId)
  for (;;) {
    const read = { isStale: false }
    reads.set(object, read)
    try {
      const order = await withHub(connector, (client) => client.orders.get(orderId))
      if (read.isStale) continue
      // Looked up before recording: an update that this read triggers is not overtaken by it.
      const send = connector.sends.get(object)
      const receipt = database.transaction(() => recordOrder(connector, order, options))
      if (send) send.isOvertaken = true
      return receipt
    } finally {
      reads.delete(object)
    }
  }
}

/**
 * Records an order as returned by the hub, and queues its acknowledgement when it is `new`, in the caller's
 * transaction (contract, kezia R-O2, R-O3, D29).
 */
export function recordOrder(
  connector: Connector,
  order: Order,
  { unannounced }: ImportOptions = {},
): Receipt {
  const { database, clock, orders } = connector
  if (receiveOwnOrder(connector, order)) return { outcome: 'ignored', number: null }
  const now = instantText(clock.now())
  const waiting = outbox.listOf(database, orderObject(order.id))
  const incoming = withKnownCustomer(connector, order, toIncomingOrder(order, now))
  const isDeciding = waiting.some(
    ({ payload: { kind } }) => !['order-received', 'order-commented', 'order-paid'].includes(kind),
  )
  const receipt = receiveOrder(orders, incoming, {
    // A waiting decision cannot override a final status, and the kitchen must know now (contract, kezia D37).
    keepStatus: isDeciding && !isFinal(incoming.status),
    keepSellerNotes: waiting.some(({ payload }) => payload.kind === 'order-commented'),
    unannounced,
  })
  if (receipt.number === null) return receipt
  const locationId = order.location_id ?? connection.get(database).locationId ?? ''
  store.noteRead(database, order.id, locationId, now)
  if (isFinal(incoming.status) && outbox.hurryDecisions(database, orderObject(order.id), now))
    database.afterCommit(() => connector.outboxAlarm.ring())
  if (order.status === 'new' && waiting.length === 0) {
    enqueueAcknowledgement(connector, { ...order, location_id: locationId }, String(receipt.number), now)
    database.afterCommit(() => connector.outboxAlarm.ring())
  }
  return receipt
}

/** Drops the id of a customer from another list, which is no link (contract, kezia R-C8). */
function withKnownCustomer(
  { database }: Connector,
  { customer }: Order,
  incoming: IncomingOrder,
): IncomingOrder {
  const { customerListId } = connection.get(database)
  const isOwn = !customer?.customer_list_id || !customerListId || customer.customer_list_id === customerListId
  return isOwn ? incoming : { ...incoming, customer: { ...incoming.customer, sourceId: null } }
}

function enqueueAcknowledgement(connector: Connector, order: Order, tillNumber: string, now: string): void {
  const epos = eposOf(order.custom_fields)
  outbox.insert(connector.database, {
    object: orderObject(order.id),
    locationId: order.location_id,
    subject: webCode(order.created_by ?? '', order.id),
    payload: {
      kind: 'order-received',
      orderId: order.id,
      readAt: now,
      // Private refs belong to the application: another till may have set its own number (contract, kezia D29).
      ...(order.private_ref ? {} : { privateRef: tillNumber }),
      ...(epos.order_id ? {} : { epos: { ...epos, order_id: tillNumber } }),
    },
    createdAt: now,
  })
}
