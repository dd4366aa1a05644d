import type { Customer } from '@hub/contract'
import { type Change, change } from '../callbacks/index.ts'
import type { Trx } from '../platform/db/index.ts'
import type { Origin } from './orders-of-customers.ts'
import { readCustomer } from './present.ts'
import type { Statistics } from './rules.ts'
import * as store from './store.ts'

/** A customer whose row is locked until the commit. */
export interface LockedCustomer {
  accountId: string
  /** With a null private ref and times in {@link zone}. */
  customer: Customer
  statistics: Statistics
  listId: string
  /** The list's location; null for a list of the account. */
  locationId: string | null
  zone: string
}

export function toLocked(accountId: string, row: store.LockedRow): LockedCustomer {
  return {
    accountId,
    customer: readCustomer(row, row.zone),
    statistics: {
      nbOrders: row.nb_orders,
      orderTotalCents: row.order_total_cents,
      firstMs: row.first_order_at?.getTime() ?? null,
      lastMs: row.last_order_at?.getTime() ?? null,
    },
    listId: row.customer_list_id,
    locationId: row.location_id,
    zone: row.zone,
  }
}

const instant = (epochMs: number | null) => (epochMs === null ? null : new Date(epochMs))

/**
 * Saves the next state of a locked customer.
 * @returns the change, to be published in the same transaction
 */
export async function saveLocked(
  trx: Trx,
  { accountId, customer: previous, listId, locationId, zone }: LockedCustomer,
  next: Customer,
  statistics: Statistics,
  origin: Origin,
): Promise<Change> {
  const document = JSON.stringify(next)
  await store.update(trx, {
    accountId,
    customerId: next.id!,
    email: next.email,
    phone: next.phone,
    zone,
    document,
    orderCount: statistics.nbOrders,
    orderTotalCents: statistics.orderTotalCents,
    firstOrderAt: instant(statistics.firstMs),
    lastOrderAt: instant(statistics.lastMs),
  })
  return change({
    resource: 'customer',
    type: 'update',
    accountId,
    locationId,
    targetId: listId,
    clientId: origin.clientId,
    createdAtMs: origin.nowMs,
    zone,
    ids: { customer_id: next.id!, customer_list_id: listId },
    previousState: JSON.stringify(previous),
    newState: document,
    refObjects: [next.id!],
  })
}
