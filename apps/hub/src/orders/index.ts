import type { Db, Trx } from '../platform/db/index.ts'

import { findTime } from './manager-store.ts'

import * as store from './store.ts'

export { commandParts, placeOf, requestOf } from './call.ts'
export { type OrderCommandParts, type OrderPlace, type OrderRequest, orderUpdated } from './commands.ts'
export { lockOrder, saveOrder } from './locked.ts'
export { countOfDay, listOfCustomer, listOfDay, orderPages, salesSince } from './manager.ts'
export { ordersOfCustomers } from './of-customers.ts'
export { deliveryInZone, orderText } from './present.ts'
export { orderRoutes } from './routes.ts'
export { searchTerms } from './search-terms.ts'

export async function orderExists(
  db: Db,
  { accountId, locationId, orderId }: { accountId: string; locationId: string; orderId: string },
): Promise<boolean> {
  return store.exists(db, { accountId, locationId, orderId })
}

/** Detaches the orders of a customer list that is about to be deleted from its customers (contract, orders O32). */
export async function detachOrders(trx: Trx, accountId: string, listId: string): Promise<void> {
  await store.detachList(trx, { accountId, listId })
}

/** When the order was created; undefined if the location has no such order. */
export async function findOrderTime(
  db: Db,
  accountId: string,
  locationId: string,
  orderId: string,
): Promise<Date | undefined> {
  return findTime(db, { accountId, locationId, orderId })
}
