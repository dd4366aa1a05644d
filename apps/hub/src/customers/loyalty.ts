import type {
  LoyaltyCard,
  LoyaltyCardCreate,
  LoyaltyCardUpdate,
  LoyaltyOperation,
  LoyaltyOperationCreate,
} from '@hub/contract'
import type { Change } from '../callbacks/index.ts'
import { type Trx, transaction } from '../platform/db/index.ts'
import { notFound, type Problem } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { formatTime } from '../platform/time.ts'
import type { CustomerParts, CustomerRequest } from './commands.ts'
import { type LockedCustomer, saveLocked, toLocked } from './locked.ts'
import { type Card, isRefTaken, type Movement, moveBalance, startBalance, withCard } from './loyalty-rules.ts'
import * as loyalty from './loyalty-store.ts'
import type { OrdersOfCustomers } from './orders-of-customers.ts'
import * as store from './store.ts'

export type LoyaltyRequest<Input> = Omit<CustomerRequest, 'input'> & { input: Input }

const refTaken: Problem = { field: 'ref', message: 'has already been taken' }

/** Contract, customers §7. */
export const presentCard = (customerId: string, { id, name, ref, balance }: Card): LoyaltyCard => ({
  id,
  customer_id: customerId,
  name,
  ref,
  balance,
})

/** Contract, customers §8. */
export const presentOperation = (row: loyalty.OperationRow, zone: string): LoyaltyOperation => ({
  id: row.id,
  customer_id: row.customer_id,
  created_at: formatTime(row.created_at.getTime(), zone),
  order_location_id: row.order_location_id,
  order_id: row.order_id,
  reason: row.reason,
  delta: row.delta,
  new_balance: row.new_balance,
})

async function lockInList(trx: Trx, { caller, list }: Pick<CustomerRequest, 'caller' | 'list'>, id: string) {
  const row = await store.lock(trx, { accountId: caller.accountId, customerId: id })
  return row?.customer_list_id === list.id ? toLocked(caller.accountId, row) : undefined
}

/** Saves cards of a locked customer; the caller saves the customer's document. */
export function saveCards(
  trx: Trx,
  { accountId, listId, customer }: LockedCustomer,
  cards: readonly Card[],
  nowMs: number,
) {
  return loyalty.saveCards(trx, { accountId, listId, customerId: customer.id, now: new Date(nowMs), cards })
}

/** Records the operations that changed the balances of a locked customer's cards. */
export function saveMovements(
  trx: Trx,
  { accountId, customer }: LockedCustomer,
  movements: readonly Movement[],
  { nowMs, order }: { nowMs: number; order: { id: string; locationId: string } | null },
): Promise<loyalty.OperationRow[]> {
  return loyalty.insertOperations(trx, {
    accountId,
    customerId: customer.id,
    now: new Date(nowMs),
    order,
    operations: movements.map(({ card, delta, reason }) => ({
      cardId: card.id,
      id: newId(),
      reason,
      delta,
      newBalance: card.balance,
    })),
  })
}

/** Saves a card, and the customer's document, which includes it. @returns the customer's change */
async function saveCard(
  trx: Trx,
  locked: LockedCustomer,
  card: Card,
  origin: { clientId: string; nowMs: number },
): Promise<Change> {
  await saveCards(trx, locked, [card], origin.nowMs)
  const next = { ...locked.customer, loyalty_cards: withCard(locked.customer.loyalty_cards, card) }
  return saveLocked(trx, locked, next, locked.statistics, origin)
}

/**
 * Creates a loyalty card for a customer of the list (contract, customers §7).
 * @throws {ApiError} 422 on `customer_id` or `ref`
 */
export function addCard(
  { db, publisher }: CustomerParts,
  request: LoyaltyRequest<LoyaltyCardCreate>,
): Promise<LoyaltyCard> {
  const { caller, nowMs, input, problems, refuse } = request
  return transaction(db, async (trx) => {
    const { customer_id } = input
    const locked = customer_id === undefined ? undefined : await lockInList(trx, request, customer_id)
    const card = { id: newId(), ref: input.ref ?? null, name: input.name ?? null, balance: startBalance }
    if (customer_id !== undefined && !locked) {
      problems.push({ field: 'customer_id', message: `'${customer_id}' is not a customer of this list` })
    }
    if (locked && isRefTaken(locked.customer.loyalty_cards, card)) problems.push(refTaken)
    refuse()
    await publisher.publish(trx, [await saveCard(trx, locked!, card, { clientId: caller.clientId, nowMs })])
    return presentCard(customer_id, card)
  })
}

async function lockCard(trx: Trx, request: Pick<CustomerRequest, 'caller' | 'list'>, cardId: string) {
  const { caller, list } = request
  const row = await loyalty.findCard(trx, { accountId: caller.accountId, listId: list.id, cardId })
  const locked = row && (await lockInList(trx, request, row.customer_id))
  const card = locked?.customer.loyalty_cards.find(({ id }) => id === cardId)
  if (!locked || !card) throw notFound()
  return { locked, card }
}

/**
 * Renames a card or changes its ref. Other connections get an event if something changed.
 * @throws {ApiError} 404; 422 on `ref`
 */
export function changeCard(
  { db, publisher }: CustomerParts,
  request: LoyaltyRequest<LoyaltyCardUpdate>,
  cardId: string,
): Promise<LoyaltyCard> {
  const { caller, nowMs, input, problems, refuse } = request
  return transaction(db, async (trx) => {
    const { locked, card } = await lockCard(trx, request, cardId)
    const { name = card.name, ref = card.ref } = input
    const next = { ...card, name, ref }
    if (isRefTaken(locked.customer.loyalty_cards, next)) problems.push(refTaken)
    refuse()
    if (name !== card.name || ref !== card.ref) {
      const change = await saveCard(trx, locked, next, { clientId: caller.clientId, nowMs })
      await publisher.publish(trx, [change])
    }
    return presentCard(locked.customer.id!, next)
  })
}

/**
 * Changes the balance of a card, and adds the operation to the order that it names (contract, customers §8, orders
 * O26). Operations on the cards of one customer are serialised by the customer's lock.
 * @throws {ApiError} 404; 422 on `order_id` or `delta`
 */
export function addOperation(
  { db, publisher, orders }: CustomerParts & { orders: OrdersOfCustomers },
  request: LoyaltyRequest<LoyaltyOperationCreate>,
  cardId: string,
): Promise<LoyaltyOperation> {
  const { caller, list, nowMs, input, problems, refuse } = request
  const { accountId, clientId } = caller
  return transaction(db, async (trx) => {
    // Lock the order before its customer, as a change of the order does.
    const order = input.order_id == null ? undefined : await orders.lock(trx, accountId, input.order_id)
    const { locked, card } = await lockCard(trx, request, cardId)
    if (input.order_id != null && !order) {
      problems.push({ field: 'order_id', message: `'${input.order_id}' is not an order of this account` })
    }
    refuse()
    const movement = moveBalance(card, input, 'delta')
    const next = movement.card
    const origin = { clientId, nowMs }
    const changes: Change[] = []
    if (order) {
      const { delta, reason } = movement
      const { ref, name, balance: new_balance } = next
      changes.push(await order.addLoyaltyOperation({ ref, name, delta, reason, new_balance }, origin))
    }
    // A delta of 0 does not change the customer (contract, customers C31, C35).
    if (next.balance !== card.balance) changes.push(await saveCard(trx, locked, next, origin))
    const [row] = await saveMovements(trx, locked, [movement], { nowMs, order: order ?? null })
    await publisher.publish(trx, changes)
    return presentOperation(row!, list.zone)
  })
}
