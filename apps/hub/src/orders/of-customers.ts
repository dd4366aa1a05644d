import type { Order } from '@hub/contract'
import { type Change, change } from '../callbacks/index.ts'
import { anonymised, type OrdersOfCustomers, type Origin } from '../customers/index.ts'
import type { Trx } from '../platform/db/index.ts'
import * as store from './of-customers-store.ts'
import { readOrder } from './present.ts'
import { searchTerms } from './search-terms.ts'

const pageSize = 200

/** The order operations that the customers slice needs. */
export const ordersOfCustomers: OrdersOfCustomers = {
  async lock(trx, accountId, orderId) {
    const row = await store.lock(trx, { accountId, orderId })
    if (!row) return undefined
    return {
      id: orderId,
      locationId: row.location_id,
      async addLoyaltyOperation(operation, origin) {
        const order = readOrder(row, row.zone)
        const loyalty_operations = [...order.loyalty_operations, operation]
        const [changed] = await save(trx, accountId, origin, [
          { row, previous: order, next: { ...order, loyalty_operations } },
        ])
        return changed!
      },
    }
  },

  async lockAllOf(trx, accountId, customerId) {
    await store.lockAllOf(trx, { accountId, customerId })
  },

  async anonymise(trx, accountId, customerId, origin) {
    const ids: string[] = []
    const changes: Change[] = []
    let last: store.LockedRow | undefined
    do {
      const rows = await store.lockPageOf(trx, { accountId, customerId, after: last, limit: pageSize })
      last = rows.length < pageSize ? undefined : rows.at(-1)
      ids.push(...rows.map(({ id }) => id))
      changes.push(...(await save(trx, accountId, origin, rows.map(anonymisedOrder))))
    } while (last)
    return { ids, changes }
  },
}

interface ChangedOrder {
  row: store.LockedRow
  previous: Order
  next: Order
}

/** Contract, customers §6: only the snapshot is anonymised; C27: the previous state must not repeat the erased data. */
function anonymisedOrder(row: store.LockedRow): ChangedOrder {
  const order = readOrder(row, row.zone)
  const customer = anonymised(order.customer)
  return {
    row,
    previous: { ...order, customer: { ...customer, anonymised: order.customer.anonymised } },
    next: { ...order, customer },
  }
}

/** @returns the changes, to be published in the same transaction */
async function save(
  trx: Trx,
  accountId: string,
  { clientId, nowMs }: Origin,
  changed: readonly ChangedOrder[],
): Promise<Change[]> {
  const documents = changed.map(({ next }) => JSON.stringify(next))
  const orders = changed.map(({ row, next }, index) => ({
    id: row.id,
    zone: row.zone,
    document: documents[index]!,
    terms: searchTerms(accountId, next),
  }))
  await store.saveDocuments(trx, { accountId, orders })
  return changed.map(({ row, previous, next }, index) =>
    change({
      resource: 'order',
      type: 'update',
      accountId,
      locationId: row.location_id,
      clientId,
      createdAtMs: nowMs,
      zone: row.zone,
      ids: { order_id: row.id },
      previousState: JSON.stringify(previous),
      newState: documents[index]!,
      refObjects: [row.id, next.customer.id].filter((id) => id !== null),
    }),
  )
}
