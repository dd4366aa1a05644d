import type { Order } from '@hub/client'
import { findOwnOrder } from '../../orders/index.ts'
import * as connection from '../connection/store.ts'
import type { Connector } from '../context.ts'
import * as outbox from '../outbox/store.ts'
import { ownOrderObject } from './queue.ts'
import * as store from './store.ts'

/**
 * Returns whether an order of the hub is an own order of this till. It is then never imported; only its
 * cancellation by others is applied (contract, kezia R-O4). If the answer to its creation was lost, it is
 * recognised by its number. In the caller's transaction.
 */
export function receiveOwnOrder(connector: Connector, order: Order): boolean {
  const { database } = connector
  const number = store.findNumber(database, order.id) ?? adopt(connector, order)
  if (number === undefined) return false
  const { locationId } = connection.get(database)
  const isWaiting = outbox.listFor(database, ownOrderObject(number), locationId).length > 0
  const isCalledOff = ['cancelled', 'rejected', 'delivery_failed'].includes(order.status)
  if (isCalledOff && !isWaiting) connector.ownOrders.cancelElsewhere(number)
  return true
}

/** Links an order that carries the number of an own order in flight. */
function adopt({ database }: Connector, { id, ref, private_ref }: Order): number | undefined {
  if (!private_ref || private_ref !== ref || !/^\d{1,15}$/.test(private_ref)) return undefined
  const number = Number(private_ref)
  const { locationId } = connection.get(database)
  const waiting = outbox.listFor(database, ownOrderObject(number), locationId)
  const isOnItsWay = waiting.some(({ request }) => request !== null)
  if (!findOwnOrder(database, number) || locationId === null || !isOnItsWay) return undefined
  store.link(database, number, locationId, id)
  return number
}
