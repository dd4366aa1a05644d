import type { CustomerList } from '@hub/contract'
import { isNameTaken, lockAccount } from '../accounts/index.ts'
import { change, type Publisher } from '../callbacks/index.ts'
import { type Db, type Trx, transaction } from '../platform/db/index.ts'
import { invalidField, notFound } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { formatTime } from '../platform/time.ts'
import * as store from './lists-store.ts'
import type { DetachOrders } from './orders-of-customers.ts'

/** Contract, customers §2. */
export const presentList = ({ id, name, created_at, zone }: store.ListRow): CustomerList => ({
  id,
  name,
  created_at: formatTime(created_at.getTime(), zone),
})

/** @throws {ApiError} 422 on `name` if it is blank or another list uses it (customers C8) */
async function checkName(
  trx: Trx,
  accountId: string,
  named: { id: string; locationId: string | null; name: string },
) {
  if (named.name.trim() === '') throw invalidField('name', "can't be blank")
  await lockAccount(trx, accountId)
  const others = await store.listNames(trx, { accountId })
  const taken = isNameTaken(
    others.map(({ id, location_id, name }) => ({ id, locationId: location_id, name })),
    named,
  )
  if (taken) throw invalidField('name', 'is already used')
}

export interface NewList {
  accountId: string
  locationId: string | null
  name: string
  nowMs: number
}

/**
 * Creates a list of the account or, with `locationId`, of a location. This makes no event (customers §9).
 * @throws {ApiError} 422 on `name`
 */
export async function createList(
  db: Db,
  { accountId, locationId, name, nowMs }: NewList,
): Promise<CustomerList> {
  const listId = newId()
  return transaction(db, async (trx) => {
    await checkName(trx, accountId, { id: listId, locationId, name })
    await store.insert(trx, { accountId, listId, locationId, name, createdAt: new Date(nowMs) })
    const row = await store.find(trx, { accountId, listId })
    return presentList(row!)
  })
}

export interface ListChange {
  accountId: string
  listId: string
  /** The requesting client; null for the back office and the command line. */
  clientId: string | null
  nowMs: number
}

/**
 * Renames a list. Other clients get an event if the name differs.
 * @throws {ApiError} 404; 422 on `name`
 */
export async function renameList(
  { db, publisher }: { db: Db; publisher: Publisher },
  { accountId, listId, clientId, nowMs }: ListChange,
  name: string | undefined,
): Promise<CustomerList> {
  return transaction(db, async (trx) => {
    // Lock the account before the list, in the same order as everywhere else that checks names.
    if (name !== undefined) await lockAccount(trx, accountId)
    const row = await store.lock(trx, { accountId, listId })
    if (!row) throw notFound()
    const previous = presentList(row)
    if (name === undefined || name === row.name) return previous
    await checkName(trx, accountId, { id: listId, locationId: row.location_id, name })
    await store.rename(trx, { accountId, listId, name })
    const next = { ...previous, name }
    await publisher.publish(trx, [
      change({
        resource: 'customer_list',
        type: 'update',
        accountId,
        locationId: row.location_id,
        targetId: listId,
        clientId,
        createdAtMs: nowMs,
        zone: row.zone,
        ids: { customer_list_id: listId },
        previousState: JSON.stringify(previous),
        newState: JSON.stringify(next),
      }),
    ])
    return next
  })
}

/**
 * Deletes a list with its customers, their cards and private refs. This makes no event, and orders keep their snapshots
 * (contract, customers §2 and C10).
 * @throws {ApiError} 404
 */
export function deleteList(
  { db, detachOrders }: { db: Db; detachOrders: DetachOrders },
  list: { accountId: string; listId: string },
): Promise<void> {
  return transaction(db, (trx) => removeList(trx, detachOrders, list))
}

/** {@link deleteList} within a larger transaction. */
export async function removeList(
  trx: Trx,
  detachOrders: DetachOrders,
  list: { accountId: string; listId: string },
): Promise<void> {
  const row = await store.lock(trx, list)
  if (!row) throw notFound()
  // A concurrent order for one of these customers either commits first and is detached too, or finds no customer.
  await store.lockCustomers(trx, list)
  await detachOrders(trx, list.accountId, list.listId)
  await store.forgetPrivateRefs(trx, list)
  await store.remove(trx, list)
}
