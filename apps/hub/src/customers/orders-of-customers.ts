import type { OrderLoyaltyOperation } from '@hub/contract'
import type { Change } from '../callbacks/index.ts'
import type { Trx } from '../platform/db/index.ts'

/** Detaches the orders of a list's customers before the list is deleted (contract, orders O32). */
export type DetachOrders = (trx: Trx, accountId: string, listId: string) => Promise<void>

/** The client that made a change (null for the back office), and when. */
export interface Origin {
  clientId: string | null
  nowMs: number
}

/** An order that is locked until the commit. */
export interface LockedOrder {
  id: string
  locationId: string
  /** Appends an operation on a card to the order (contract, orders O26). @returns the order's change */
  addLoyaltyOperation(operation: OrderLoyaltyOperation, origin: Origin): Promise<Change>
}

/** What this slice needs from the orders slice. It is passed in, because orders already import customers. */
export interface OrdersOfCustomers {
  /** Locks an order of any location of the account. */
  lock(trx: Trx, accountId: string, orderId: string): Promise<LockedOrder | undefined>
  /** Locks all orders of a customer, after waiting for concurrent changes to commit. */
  lockAllOf(trx: Trx, accountId: string, customerId: string): Promise<void>
  /**
   * Erases the personal data in the snapshots of all orders of the customer, of any location and age.
   * @returns the ids of the orders, and their changes
   */
  anonymise(
    trx: Trx,
    accountId: string,
    customerId: string,
    origin: Origin,
  ): Promise<{ ids: string[]; changes: Change[] }>
}
