import type { OrderLoyaltyOperation } from '@hub/contract'
import type { Change } from '../callbacks/index.ts'
import type { Trx } from '../platform/db/index.ts'

/** Lets go of the orders of a list's customers before these are deleted (contract, orders O32). */
export type DetachOrders = (trx: Trx, accountId: string, listId: string) => Promise<void>

/** Who caused a change, and when. */
export interface Origin {
  clientId: string | null
  nowMs: number
}

/** An order that is locked until the commit. */
export interface LockedOrder {
  id: string
  locationId: string
  /** Appends an operation that was made on a card for it (contract, orders O26). @returns what happened to the order */
  addLoyaltyOperation(operation: OrderLoyaltyOperation, origin: Origin): Promise<Change>
}

/** What customers need of orders, which know customers: given to this slice, not imported by it. */
export interface OrdersOfCustomers {
  /** An order of the account, whatever its location. */
  lock(trx: Trx, accountId: string, orderId: string): Promise<LockedOrder | undefined>
  /** Locks the orders of a customer, so that whoever changes one of them has committed. */
  lockAllOf(trx: Trx, accountId: string, customerId: string): Promise<void>
  /**
   * Nulls the person in the snapshot of every order of that customer, of any location and age.
   * @returns ids of these orders, and what happened to them
   */
  anonymise(
    trx: Trx,
    accountId: string,
    customerId: string,
    origin: Origin,
  ): Promise<{ ids: string[]; changes: Change[] }>
}
