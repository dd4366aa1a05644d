import type { Order } from '@hub/contract'
import { parseMoney } from '@hub/money'
import type { Change, Publisher } from '../callbacks/index.ts'
import { afterCommit, type Trx } from '../platform/db/index.ts'
import { notFound } from '../platform/errors.ts'
import type { OrderPlace } from './commands.ts'
import { readOrder } from './present.ts'
import * as store from './store.ts'

/**
 * Locks an order until the commit, and thereby its delivery and its quotes (contract, orders O57).
 * @returns the order with every private ref null, times in the place's zone
 * @throws {ApiError} 404
 */
export async function lockOrder(trx: Trx, place: OrderPlace, orderId: string): Promise<Order> {
  const { caller, locationId } = place
  const row = await store.lock(trx, { accountId: caller.accountId, locationId, orderId })
  if (!row) throw notFound()
  return readOrder(row, place.zone)
}

/** Saves a locked order and records its events in one statement. */
export async function saveOrder(
  trx: Trx,
  publisher: Publisher,
  { caller, zone }: OrderPlace,
  next: Order,
  changes: readonly Change[],
): Promise<void> {
  const row: store.ChangedOrderRow = {
    accountId: caller.accountId,
    orderId: next.id,
    status: next.status,
    zone,
    totalCents: parseMoney(next.total)!.cents,
    document: JSON.stringify(next),
    version: null,
    previousDocument: null,
  }
  const events = (await store.update({ sql: trx, waits: true }, row, changes)) ?? []
  afterCommit(trx, () => publisher.announce(changes, events))
}
