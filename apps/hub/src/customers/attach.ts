import type { Customer, OrderLoyaltyOperation, OrderLoyaltyOperationInput } from '@hub/contract'
import type { Change } from '../callbacks/index.ts'
import type { Trx } from '../platform/db/index.ts'
import { type LockedCustomer, saveLocked, toLocked } from './locked.ts'
import { saveCards, saveMovements } from './loyalty.ts'
import { moveBalances } from './loyalty-rules.ts'
import { countOrder, inZone, moveTotal, type Statistics, withStatistics } from './rules.ts'
import * as store from './store.ts'

/** How an order names the customer it is attached to (contract, orders §7.1). */
export type AttachedChoice =
  | { kind: 'id'; customerId: string }
  | { kind: 'private_ref'; listId: string; privateRef: string }

/** The parts of an order that a change of its customer needs. */
export interface OrderOfCustomer {
  clientId: string
  currency: string
  /** Time zone of the order's location. */
  zone: string
  nowMs: number
}

/**
 * Locks the customer that an order of the location names, in a list of the location or of its account (orders O33).
 * Undefined if there is none.
 */
export async function lockNamed(
  trx: Trx,
  at: { accountId: string; clientId: string; locationId: string },
  choice: AttachedChoice,
): Promise<LockedCustomer | undefined> {
  const { accountId, clientId, locationId } = at
  const row =
    choice.kind === 'id'
      ? await store.lockAttachable(trx, { accountId, customerId: choice.customerId, locationId })
      : await store.lockAttachableByRef(trx, {
          accountId,
          clientId,
          locationId,
          listId: choice.listId,
          privateRef: choice.privateRef,
        })
  return row && toLocked(accountId, row)
}

/** A new order, with its operations on the customer's loyalty cards. */
export interface NewOrderOfCustomer extends OrderOfCustomer {
  id: string
  locationId: string
  totalCents: number
  operations: readonly OrderLoyaltyOperationInput[]
}

/**
 * Counts a new order in the customer's statistics (contract, customers §5) and updates the balances of the customer's
 * cards (orders §4.7).
 * @returns the customer snapshot for the order, which includes both; the order's operations; the customer's change
 * @throws {ApiError} 422 on a delta that makes a balance too large
 */
export async function countNewOrder(
  trx: Trx,
  locked: LockedCustomer,
  order: NewOrderOfCustomer,
): Promise<{ snapshot: Customer; operations: OrderLoyaltyOperation[]; change: Change }> {
  const { cards, movements } = moveBalances(locked.customer.loyalty_cards, order.operations)
  if (movements.length > 0) {
    const moved = new Set(movements.map(({ card }) => card.id))
    const changed = cards.filter(({ id }) => moved.has(id))
    await saveCards(trx, locked, changed, order.nowMs)
    await saveMovements(trx, locked, movements, { nowMs: order.nowMs, order })
  }
  const statistics = countOrder(locked.statistics, order.totalCents, order.nowMs)
  const { next, change } = await saveStatistics(trx, locked, statistics, order, cards)
  return {
    snapshot: inZone(next, locked.zone, order.zone),
    operations: movements.map(({ card: { ref, name, balance }, delta, reason }) => ({
      ref,
      name,
      delta,
      reason,
      new_balance: balance,
    })),
    change,
  }
}

/** Adds the difference of an order's total to its customer's; undefined if the customer was deleted (orders O46). */
export async function followTotal(
  trx: Trx,
  accountId: string,
  customerId: string,
  cents: number,
  order: OrderOfCustomer,
): Promise<Change | undefined> {
  const row = await store.lock(trx, { accountId, customerId })
  if (!row) return undefined
  const locked = toLocked(accountId, row)
  return (await saveStatistics(trx, locked, moveTotal(locked.statistics, cents), order)).change
}

async function saveStatistics(
  trx: Trx,
  locked: LockedCustomer,
  statistics: Statistics,
  order: OrderOfCustomer,
  loyalty_cards = locked.customer.loyalty_cards,
) {
  const customer = { ...locked.customer, loyalty_cards }
  const next = withStatistics(customer, statistics, order.currency, locked.zone)
  return { next, change: await saveLocked(trx, locked, next, statistics, order) }
}
