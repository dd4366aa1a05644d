import type { Customer, Order } from '@hub/contract'
import { eraseStates, fillPrivateRefs, findPrivateRefs } from '../callbacks/index.ts'
import type { Bus } from '../platform/bus.ts'
import { type Trx, transaction } from '../platform/db/index.ts'
import { notFound } from '../platform/errors.ts'
import type { CustomerParts, CustomerRequest } from './commands.ts'
import { saveLocked, toLocked } from './locked.ts'
import type { OrdersOfCustomers } from './orders-of-customers.ts'
import { anonymised, withoutPerson } from './person.ts'
import * as store from './store.ts'

/** Drops the bodies of the request log that hold a customer's data (contract, customers C25). */
export type ForgetBodies = (
  trx: Trx,
  customer: { accountId: string; customerId: string; orderIds: readonly string[] },
) => Promise<void>

export interface AnonymiseParts extends CustomerParts {
  orders: OrdersOfCustomers
  forgetBodies: ForgetBodies
  bus: Bus
}

export interface AnonymiseRequest {
  /** `clientId` is null in the back office: then every listening connection gets the events. */
  caller: { accountId: string; clientId: string | null }
  list: Pick<CustomerRequest['list'], 'id'>
  nowMs: number
}

/**
 * Erases a customer's personal data from the customer, the snapshots of their orders, the recorded events and the
 * request log (contract, customers §6, extensions X3). Doing it again changes nothing (C26).
 * @returns the customer as the caller sees it, as JSON text
 * @throws {ApiError} 404
 */
export function anonymiseCustomer(
  { db, publisher, orders, forgetBodies, bus }: AnonymiseParts,
  { caller, list, nowMs }: AnonymiseRequest,
  customerId: string,
): Promise<string> {
  const { accountId, clientId } = caller
  return transaction(db, async (trx) => {
    const known = await store.find(trx, { accountId, clientId, listId: list.id, customerId })
    if (!known) throw notFound()
    // Lock the orders before their customer, in the same order as a change of an order does.
    await orders.lockAllOf(trx, accountId, customerId)
    const row = await store.lock(trx, { accountId, customerId })
    if (!row) throw notFound()
    const locked = toLocked(accountId, row)
    const next = anonymised(locked.customer)
    if (!locked.customer.anonymised) {
      const origin = { clientId, nowMs }
      // Contract, customers C27: the previous state of the event must not repeat the erased data.
      const previous = { ...locked, customer: withoutPerson(locked.customer) }
      const change = await saveLocked(trx, previous, next, locked.statistics, origin)
      const ofOrders = await orders.anonymise(trx, accountId, customerId, origin)
      await eraseEvents(trx, bus, accountId, customerId, ofOrders.ids)
      await forgetBodies(trx, { accountId, customerId, orderIds: ofOrders.ids })
      await publisher.publish(trx, [...ofOrders.changes, change])
    }
    const refs = clientId === null ? null : await findPrivateRefs(trx, accountId, clientId, [customerId])
    return fillPrivateRefs(JSON.stringify(next), refs)
  })
}

const eraseEvents = (
  trx: Trx,
  bus: Bus,
  accountId: string,
  customerId: string,
  orderIds: readonly string[],
) =>
  eraseStates(trx, bus, accountId, {
    customer: { ids: [customerId], erase: (state) => withoutPerson(state as Customer) },
    order: {
      ids: orderIds,
      erase: (state) => ({ ...(state as Order), customer: withoutPerson((state as Order).customer) }),
    },
  })
