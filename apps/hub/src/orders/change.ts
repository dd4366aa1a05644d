import type { Order, OrderUpdate } from '@hub/contract'
import { parseMoney } from '@hub/money'
import { fillPrivateRefs, findPrivateRefs, type RefOwner, setPrivateRefs } from '../callbacks/index.ts'
import { followTotal } from '../customers/index.ts'
import { inTransaction, onceCommitted, type Trx, transaction } from '../platform/db/index.ts'
import { notFound } from '../platform/errors.ts'
import { jsonEqual } from '../platform/json.ts'
import {
  type OrderCommandParts,
  type OrderPlace,
  type OrderRequest,
  orderChange,
  orTaken,
} from './commands.ts'
import { saveOrder } from './locked.ts'
import { isCurrent, readOrder } from './present.ts'
import { concernsRefusal, noteRefusal } from './refusals.ts'
import * as store from './store.ts'
import { checkStoredSize } from './stored-size.ts'
import { type UpdateContext, updateOrder } from './update.ts'

export type UpdateRequest = OrderRequest<OrderUpdate> & Pick<UpdateContext, 'readPart'>

/** The result of applying a request to the stored order. */
interface Decided {
  previous: Order
  next: Order
  document: string
  /** The caller's private refs to set, or to clear with null. */
  refs: Readonly<Record<string, string | null>>
  isChanged: boolean
  movedCents: number
}

/** @throws {ApiError} 422 that lists every problem */
function decide(
  { caller, zone }: OrderPlace,
  row: store.LockedOrderRow,
  { input, problems, refuse, sentKeys, readPart }: UpdateRequest,
): Decided {
  const previous = readOrder(row, zone)
  const { currency } = caller.account
  const { order: next, refs } = updateOrder(previous, input, { currency, problems, sentKeys, readPart })
  refuse()
  const document = JSON.stringify(next)
  checkStoredSize(document, { previous, next })
  const cents = ({ total }: Order) => parseMoney(total)!.cents
  const isChanged = !jsonEqual(previous, next)
  return { previous, next, document, refs, isChanged, movedCents: cents(next) - cents(previous) }
}

/**
 * Applies a PATCH or PUT (contract, orders §11). It first tries an optimistic update, which writes the order only if it
 * has not changed since it was read, and otherwise locks the order. Other connections get one event, and only for
 * changes that they can see (orders O54).
 * @returns the order as the caller sees it, as JSON text
 * @throws {ApiError} 404; 422 that lists every problem
 */
export async function changeOrder(
  parts: OrderCommandParts,
  place: OrderPlace,
  orderId: string,
  request: UpdateRequest,
): Promise<string> {
  const changed = inTransaction(parts.db)
    ? undefined
    : await changeOptimistically(parts, place, orderId, request)
  return changed ?? transaction(parts.db, (trx) => changeLocked(trx, parts, place, orderId, request))
}

/**
 * @returns undefined, with nothing changed, if the order changed in the meantime or if the change needs a transaction
 * because it concerns private refs, a customer's total or a refusal
 */
async function changeOptimistically(
  { db, publisher }: OrderCommandParts,
  place: OrderPlace,
  orderId: string,
  request: UpdateRequest,
): Promise<string | undefined> {
  const { accountId, clientId } = place.caller
  const row = await store.find(db, { accountId, clientId, locationId: place.locationId, orderId })
  if (!row) throw notFound()
  const { previous, next, document, refs, isChanged, movedCents } = decide(place, row, request)
  const movesCustomer = row.customer_id !== null && movedCents !== 0
  if (movesCustomer || Object.keys(refs).length > 0 || concernsRefusal(previous, next)) return undefined
  if (isChanged) {
    const previousDocument = isCurrent(row, place.zone) ? row.document : JSON.stringify(previous)
    const states = { previousState: previousDocument, newState: document }
    const changes = [orderChange(place, 'update', next, states)]
    const changed = { ...changedRow(place, next, document), version: row.version, previousDocument }
    const events = await publisher.commit(db, (way) => store.update(way, changed, changes))
    if (!events) return undefined
    onceCommitted(db, () => publisher.announce(changes, events))
  }
  return fillPrivateRefs(document, row.refs === null ? null : JSON.parse(row.refs))
}

async function changeLocked(
  trx: Trx,
  { publisher }: OrderCommandParts,
  place: OrderPlace,
  orderId: string,
  request: UpdateRequest,
): Promise<string> {
  const { caller, locationId, zone } = place
  const { accountId, clientId } = caller
  const row = await store.lock(trx, { accountId, locationId, orderId })
  if (!row) throw notFound()
  const { previous, next, document, refs, isChanged, movedCents } = decide(place, row, request)
  const owner: RefOwner = { accountId, clientId, objectId: orderId, kind: 'order', scopeId: locationId }
  await orTaken(setPrivateRefs(trx, owner, refs))
  if (isChanged) {
    const states = { previousState: JSON.stringify(previous), newState: document }
    const changes = [orderChange(place, 'update', next, states)]
    if (row.customer_id !== null && movedCents !== 0) {
      const { currency } = caller.account
      const origin = { clientId, currency, zone, nowMs: place.nowMs }
      const followed = await followTotal(trx, accountId, row.customer_id, movedCents, origin)
      if (followed) changes.push(followed)
    }
    await saveOrder(trx, publisher, place, next, changes)
    await noteRefusal(trx, place, previous, next)
  }
  const named = [orderId, next.customer.id].filter((id) => id !== null)
  return fillPrivateRefs(document, await findPrivateRefs(trx, accountId, clientId, named))
}

const changedRow = ({ caller, zone }: OrderPlace, order: Order, document: string) => ({
  accountId: caller.accountId,
  orderId: order.id,
  status: order.status,
  zone,
  totalCents: parseMoney(order.total)!.cents,
  document,
})
