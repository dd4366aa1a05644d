import type { Trx } from '../platform/db/index.ts'
import * as store from './store.ts'

export { countOfDay, listOfDay, orderPages } from './manager.ts'
export { ordersOfCustomers } from './of-customers.ts'
export { orderText } from './present.ts'
export { orderRoutes } from './routes.ts'

/** A customer list is about to be deleted: the orders of its customers name nobody any more (contract, orders O32). */
export async function detachOrders(trx: Trx, accountId: string, listId: string): Promise<void> {
  await store.detachList(trx, [accountId, listId])
}
