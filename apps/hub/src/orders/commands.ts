import type { Order, OrderCreate } from '@hub/contract'
import { parseMoney } from '@hub/money'
import { type Change, change, fillPrivateRefs, findPrivateRefs, type Publisher } from '../callbacks/index.ts'
import { type AttachedChoice, countNewOrder, lockNamed } from '../customers/index.ts'
import type { Caller } from '../oauth/index.ts'
import {
  afterCommit,
  type Db,
  onceCommitted,
  retried,
  type Trx,
  transaction,
  violates,
} from '../platform/db/index.ts'
import { ApiError, type Problem } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { checkLoyaltyOperations, chooseCustomer, createOrder, type NewOrder } from './rules.ts'
import { searchTerms } from './search-terms.ts'
import * as store from './store.ts'
import { checkStoredSize } from './stored-size.ts'

export interface OrderPlace {
  caller: Caller
  locationId: string
  zone: string
  nowMs: number
}

export interface OrderCommandParts {
  db: Db
  publisher: Publisher
}

/** The body as it was read, and its problems. */
export interface OrderRequest<Input> {
  input: Input
  problems: Problem[]
  /** Throws if there are problems. */
  refuse: () => void
  /** The keys of a top-level object of the body, in the order in which they were sent. */
  sentKeys: (name: string, parsed: object) => string[]
}

/**
 * Creates an order (contract, orders §3). A guest's order is one statement with its private refs and events. An order
 * attached to a customer is a transaction that also updates the customer's statistics and loyalty cards.
 * @returns the order as its creator sees it, as JSON text
 */
export async function placeOrder(
  parts: OrderCommandParts,
  place: OrderPlace,
  request: OrderRequest<OrderCreate>,
): Promise<string> {
  const choice = chooseCustomer(request.input, request.problems)
  checkLoyaltyOperations(request.input, request.problems)
  const placed =
    choice.kind === 'guest'
      ? placeGuestOrder(parts, place, request)
      : transaction(parts.db, (trx) => placeAttachedOrder(trx, parts.publisher, place, request, choice))
  return orTaken(placed, (db) => takenBy(db, place, request.input.private_ref!))
}

function decide(
  place: OrderPlace,
  { input, problems, refuse, sentKeys }: OrderRequest<OrderCreate>,
): NewOrder {
  const { caller, locationId, zone, nowMs } = place
  const decided = createOrder(input, {
    id: newId(),
    locationId,
    currency: caller.account.currency,
    zone,
    nowMs,
    clientName: caller.clientName,
    connectionName: caller.deviceId,
    problems,
    sentKeys,
  })
  refuse()
  return decided
}

async function placeGuestOrder(
  { db, publisher }: OrderCommandParts,
  place: OrderPlace,
  request: OrderRequest<OrderCreate>,
) {
  const { order, refs } = decide(place, request)
  const document = JSON.stringify(order)
  checkStoredSize(document)
  const created = orderChange(place, 'create', order, { newState: document })
  const row = rowOf(place, order, document, refs)
  const events = await publisher.commit(db, (way) => retried(db, () => store.insert(way, row, [created])))
  onceCommitted(db, () => publisher.announce([created], events))
  return fillPrivateRefs(document, refs)
}

async function placeAttachedOrder(
  trx: Trx,
  publisher: Publisher,
  place: OrderPlace,
  request: OrderRequest<OrderCreate>,
  choice: AttachedChoice,
) {
  const { accountId, clientId, account } = place.caller
  const customer = await lockNamed(trx, { accountId, clientId, locationId: place.locationId }, choice)
  if (!customer) request.problems.push(unknownCustomer(choice))
  const decided = decide(place, request)
  const counted = await countNewOrder(trx, customer!, {
    id: decided.order.id,
    locationId: place.locationId,
    totalCents: parseMoney(decided.order.total)!.cents,
    operations: request.input.loyalty_operations ?? [],
    clientId,
    currency: account.currency,
    zone: place.zone,
    nowMs: place.nowMs,
  })
  const { snapshot: attached, operations: loyalty_operations } = counted
  const order: Order = { ...decided.order, customer: attached, loyalty_operations }
  const document = JSON.stringify(order)
  checkStoredSize(document)
  const changes = [orderChange(place, 'create', order, { newState: document }), counted.change]
  const events = await store.insert(
    { sql: trx, waits: true },
    rowOf(place, order, document, decided.refs),
    changes,
  )
  afterCommit(trx, () => publisher.announce(changes, events))
  const ofCustomer = await findPrivateRefs(trx, accountId, clientId, [order.customer.id!])
  return fillPrivateRefs(document, { ...decided.refs, ...ofCustomer })
}

/** Contract, orders O33. */
function unknownCustomer(choice: AttachedChoice): Problem {
  return choice.kind === 'id'
    ? { field: 'customer_id', message: `'${choice.customerId}' is not a customer of this location` }
    : {
        field: 'customer_private_ref',
        message: `'${choice.privateRef}' is not a customer of the list '${choice.listId}' at this location`,
      }
}

function rowOf(
  { caller, locationId, zone, nowMs }: OrderPlace,
  order: Order,
  document: string,
  refs: NewOrder['refs'],
): store.NewOrderRow {
  return {
    accountId: caller.accountId,
    locationId,
    orderId: order.id,
    createdAt: new Date(nowMs),
    status: order.status,
    clientId: caller.clientId,
    createdBy: order.created_by!,
    customerId: order.customer.id,
    zone,
    totalCents: parseMoney(order.total)!.cents,
    document,
    terms: searchTerms(caller.accountId, order),
    refs,
  }
}

export function orderChange(
  { caller, locationId, zone, nowMs }: OrderPlace,
  type: 'create' | 'update',
  order: Order,
  states: { previousState?: string; newState: string },
): Change {
  // No receiver has private refs on a new order or its elements, but some may have them on its customer.
  const refObjects = [type === 'create' ? null : order.id, order.customer.id].filter((id) => id !== null)
  return change({
    resource: 'order',
    type,
    accountId: caller.accountId,
    locationId,
    clientId: caller.clientId,
    createdAtMs: nowMs,
    zone,
    ids: { order_id: order.id },
    refObjects,
    ...states,
  })
}

/** Contract, orders §13: the event carries both complete states. */
export const orderUpdated = (place: OrderPlace, previous: Order, next: Order): Change =>
  orderChange(place, 'update', next, {
    previousState: JSON.stringify(previous),
    newState: JSON.stringify(next),
  })

const refTaken = (more: { order_id?: string } = {}, complete?: (db: Db) => Promise<ApiError>) =>
  new ApiError(422, 'unprocessable_entity', 'Validation failed', {
    problems: [{ field: 'private_ref', message: 'has already been taken', ...more }],
    complete,
  })

/** Contract, extensions X7: the error for an order sent twice carries the id of the first one. */
async function takenBy(db: Db, { caller, locationId }: OrderPlace, privateRef: string): Promise<ApiError> {
  const { accountId, clientId } = caller
  const first = await store.findByRef(db, { accountId, clientId, locationId, privateRef })
  return refTaken(first === undefined ? {} : { order_id: first })
}

export async function orTaken<T>(work: Promise<T>, complete?: (db: Db) => Promise<ApiError>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (violates(error, 'private_ref_value')) throw refTaken({}, complete)
    throw error
  }
}
