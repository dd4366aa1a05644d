import type { Delivery, DeliveryCreate, DeliveryUpdate } from '@hub/contract'
import { type Change, change } from '../callbacks/index.ts'
import {
  lockOrder,
  type OrderCommandParts,
  type OrderPlace,
  type OrderRequest,
  orderUpdated,
  saveOrder,
} from '../orders/index.ts'
import { transaction } from '../platform/db/index.ts'
import { notFound } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { jsonEqual } from '../platform/json.ts'
import { formatTime } from '../platform/time.ts'
import { readDelivery } from './present.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

/**
 * Creates the delivery of an order, which it locks (contract, orders §12.3).
 * @throws {ApiError} 404 on the order; 422 that lists every problem
 */
export function createDelivery(
  { db, publisher }: OrderCommandParts,
  place: OrderPlace,
  orderId: string,
  { input, problems, refuse }: OrderRequest<DeliveryCreate>,
): Promise<Delivery> {
  const { caller, zone } = place
  return transaction(db, async (trx) => {
    const order = await lockOrder(trx, place, orderId)
    rules.checkDelivered(order, problems)
    if (order.delivery) problems.push({ field: 'delivery', message: 'the order has a delivery already' })
    refuse()
    const now = formatTime(place.nowMs, zone)
    const delivery = rules.createDelivery(input, { id: newId(), order, now })
    const document = JSON.stringify(delivery)
    await store.insert(trx, { accountId: caller.accountId, orderId, zone, document })
    const next = { ...order, delivery: rules.inOrder(delivery) }
    const changes = [deliveryChange(place, delivery), orderUpdated(place, order, next)]
    await saveOrder(trx, publisher, place, next, changes)
    return delivery
  })
}

/**
 * Applies a PATCH or PUT to the delivery of an order, which it locks. The order changes too, unless only the driver's
 * position changed (contract, orders §13).
 * @throws {ApiError} 404 without order or delivery; 422 that lists every problem
 */
export function changeDelivery(
  { db, publisher }: OrderCommandParts,
  place: OrderPlace,
  orderId: string,
  { input, refuse }: OrderRequest<DeliveryUpdate>,
): Promise<Delivery> {
  const { zone } = place
  const key = { accountId: place.caller.accountId, orderId }
  return transaction(db, async (trx) => {
    const order = await lockOrder(trx, place, orderId)
    const row = await store.find(trx, key)
    if (!row) throw notFound()
    refuse()
    const previous = readDelivery(row, zone)
    const next = rules.updateDelivery(previous, input, formatTime(place.nowMs, zone))
    if (jsonEqual(previous, next)) return previous
    await store.update(trx, { ...key, zone, document: JSON.stringify(next) })
    const ofDelivery = deliveryChange(place, next, previous)
    const delivery = rules.inOrder(next)
    if (jsonEqual(rules.inOrder(previous), delivery)) await publisher.publish(trx, [ofDelivery])
    else {
      const nextOrder = { ...order, delivery }
      const changes = [ofDelivery, orderUpdated(place, order, nextOrder)]
      await saveOrder(trx, publisher, place, nextOrder, changes)
    }
    return next
  })
}

function deliveryChange(
  { caller, locationId, zone, nowMs }: OrderPlace,
  delivery: Delivery,
  previous?: Delivery,
): Change {
  return change({
    resource: 'delivery',
    type: previous ? 'update' : 'create',
    accountId: caller.accountId,
    locationId,
    clientId: caller.clientId,
    createdAtMs: nowMs,
    zone,
    ids: { delivery_id: delivery.id, order_id: delivery.order_id },
    ...(previous ? { previousState: JSON.stringify(previous) } : {}),
    newState: JSON.stringify(delivery),
  })
}
