import type { OrderUpdate } from '@hub/contract'
import { parseMoney } from '@hub/money'
import { fillPrivateRefs, type RecordedEvent, recordingParameters } from '../callbacks/index.ts'
import { inTransaction } from '../platform/db/index.ts'
import { notFound } from '../platform/errors.ts'
import { jsonEqual } from '../platform/json.ts'
import { type OrderCommandParts, type OrderPlace, type OrderRequest, orderChange } from './commands.ts'
import { isCurrent, readOrder } from './present.ts'
import { concernsRefusal } from './refusals.ts'
import * as store from './store.ts'
import { checkStoredSize } from './stored-size.ts'
import { type UpdateContext, updateOrder } from './update.ts'

/**
 * Applies a PATCH or PUT (contract, orders §11) in two steps without a transaction: the order is read, and written if
 * nobody changed it meanwhile.
 * @returns the order as the caller sees it, as JSON text; undefined when it takes a lock, since someone was faster, or
 * a transaction, for private refs, the total of a customer or a refusal: nothing is changed then
 * @throws {ApiError} 404; 422 with every problem
 */
export async function changeUnlocked(
  { db, publisher }: OrderCommandParts,
  place: OrderPlace,
  orderId: string,
  { input, problems, refuse, sentKeys }: OrderRequest<OrderUpdate>,
  readPart: UpdateContext['readPart'],
): Promise<string | undefined> {
  if (inTransaction(db)) return undefined
  const { caller, locationId, zone } = place
  const { accountId, clientId } = caller
  const [row] = await store.findVersion(db, [accountId, clientId, locationId, orderId])
  if (!row) throw notFound()
  const previous = readOrder(row, zone)
  const { currency } = caller.account
  const { order: next, refs } = updateOrder(previous, input, { currency, problems, sentKeys, readPart })
  refuse()
  const total = parseMoney(next.total)!.cents
  const moved = row.customer_id !== null && next.total !== previous.total
  if (moved || Object.keys(refs).length > 0 || concernsRefusal(previous, next)) return undefined
  const document = JSON.stringify(next)
  checkStoredSize(document, { previous, next })
  if (!jsonEqual(previous, next)) {
    const previousState = isCurrent(row, zone) ? row.document : JSON.stringify(previous)
    const changes = [orderChange(place, 'update', next, { previousState, newState: document })]
    const saved = await store.updateVersionWithEvents(db, [
      accountId,
      orderId,
      next.status,
      zone,
      total,
      document,
      row.version,
      previousState,
      ...recordingParameters(changes, { firstStates: true }),
    ])
    if (saved.length === 0) return undefined
    publisher.announce(changes, saved.filter(hasEvent))
  }
  return fillPrivateRefs(document, row.refs === null ? null : JSON.parse(row.refs))
}

const hasEvent = (row: store.SavedOrder): row is store.SavedOrder & RecordedEvent =>
  row.connection_id !== null
