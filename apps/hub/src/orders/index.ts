import type { Db, Trx } from '../platform/db/index.ts'
import { findTime } from './manager-store.ts'
import * as store from './store.ts'

export { countOfDay, listOfDay, orderPages } from './manager.ts'
export { orderText } from './present.ts'
export { orderRoutes } from './routes.ts'

/** A customer list is about to be deleted: the orders of its customers name nobody any more (contract, orders O32). */
export async function detachOrders(trx: Trx, accountId: string, listId: string): Promise<void> {
  await store.detachList(trx, [accountId, listId])
}

/** When the order was made, undefined if the location has none of that id. */
export async function findOrderTime(
  db: Db,
  accountId: string,
  locationId: string,
  orderId: string,
): Promise<Date | undefined> {
  const [row] = await findTime(db, [accountId, locationId, orderId])
  return row?.created_at
}
