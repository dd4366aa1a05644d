import type { Db, Trx } from '../platform/db/index.ts'
import * as store from './store.ts'

export { commandParts, placeOf, requestOf } from './call.ts'
export { type OrderCommandParts, type OrderPlace, type OrderRequest, orderUpdated } from './commands.ts'
export { lockOrder, saveOrder } from './locked.ts'
export { countOfDay, listOfDay, orderPages } from './manager.ts'
export { deliveryInZone, orderText } from './present.ts'
export { orderRoutes } from './routes.ts'

export async function orderExists(
  db: Db,
  { accountId, locationId, orderId }: { accountId: string; locationId: string; orderId: string },
): Promise<boolean> {
  return (await store.exists(db, [accountId, locationId, orderId])).length > 0
}

/** A customer list is about to be deleted: the orders of its customers name nobody any more (contract, orders O32). */
export async function detachOrders(trx: Trx, accountId: string, listId: string): Promise<void> {
  await store.detachList(trx, [accountId, listId])
}
