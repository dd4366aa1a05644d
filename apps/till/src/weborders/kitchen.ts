// Keeps the kitchen informed of an order after its first ticket (contract, counter T41, T42, T55). In
// the caller's transaction.
import { cancelPreparation, followPreparation } from '../printing/index.ts'
import { webOrderSettings } from '../web-order-settings/index.ts'
import type { WebOrders } from './context.ts'
import { kitchenOrderOf, subjectOf } from './print.ts'
import { isInWork, isReserved } from './rules.ts'
import * as store from './store.ts'

/**
 * Prints what changed since each kitchen station's last ticket.
 * @param former the order before the change
 */
export function tellKitchen(orders: WebOrders, former: store.WebOrder): void {
  const order = store.find(orders.database, former.number)
  if (!order || !isReserved(order.status) || former.ticketCount === 0) return
  const now = kitchenOrderOf(orders, order)
  const before = kitchenOrderOf(orders, former)
  followPreparation(orders, {
    ...now,
    // Once the order is ready, a new time does not concern the kitchen.
    ...(!isInWork(order.status) && { promisedAt: before.promisedAt }),
    subject: subjectOf(order.number),
    former: before,
    mayPrint: orders.settings.get(webOrderSettings.isPreparationPrinted),
  })
}

/**
 * Prints «ANNULÉ» at each kitchen station that got the order, unless it is ready; tickets
 * still queued are withdrawn.
 */
export function callOffKitchen(orders: WebOrders, former: store.WebOrder): void {
  if (former.ticketCount === 0) return
  const before = kitchenOrderOf(orders, former)
  cancelPreparation(orders, {
    head: before.head,
    subject: subjectOf(former.number),
    former: before,
    mayPrint: isInWork(former.status) && orders.settings.get(webOrderSettings.isPreparationPrinted),
  })
}
