import type { DeliveryQuote, DeliveryQuoteCreate } from '@hub/contract'
import { parseMoney } from '@hub/money'
import {
  lockOrder,
  type OrderCommandParts,
  type OrderPlace,
  type OrderRequest,
  orderUpdated,
} from '../orders/index.ts'
import { transaction } from '../platform/db/index.ts'
import { notFound } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { parseTime } from '../platform/time.ts'
import { presentQuote } from './present.ts'
import { checkDelivered } from './rules.ts'
import * as store from './store.ts'

const viewOf = ({ caller, locationId, zone }: OrderPlace) => ({
  locationId,
  zone,
  currency: caller.account.currency,
})

/**
 * Stores a carrier's quote for an order. This makes no event (contract, orders §12.1, O48).
 * @throws {ApiError} 404 on the order; 422 that lists every problem
 */
export function createQuote(
  { db }: OrderCommandParts,
  place: OrderPlace,
  orderId: string,
  { input, problems, refuse }: OrderRequest<DeliveryQuoteCreate>,
): Promise<DeliveryQuote> {
  const { caller, zone, nowMs } = place
  const instant = (text: string | null | undefined) =>
    text == null ? null : new Date(parseTime(text, zone)!)
  return transaction(db, async (trx) => {
    checkDelivered(await lockOrder(trx, place, orderId), problems)
    refuse()
    const row = await store.insertQuote(trx, {
      accountId: caller.accountId,
      orderId,
      id: newId(),
      createdAt: new Date(nowMs),
      carrier: input.carrier,
      carrierRef: input.carrier_ref,
      ref: input.ref,
      feeCents: parseMoney(input.fee)!.cents,
      pickupAt: instant(input.estimated_pickup_at),
      dropoffAt: instant(input.estimated_dropoff_at),
    })
    return presentQuote(row, viewOf(place))
  })
}

/**
 * Accepts a quote for good; accepting it again changes nothing. Carriers get an update event of the order, with equal
 * states (contract, orders O47, O48).
 * @throws {ApiError} 404 on the order or the quote
 */
export function acceptQuote(
  { db, publisher }: OrderCommandParts,
  place: OrderPlace,
  orderId: string,
  quoteId: string,
): Promise<DeliveryQuote> {
  const key = { accountId: place.caller.accountId, orderId, quoteId }
  return transaction(db, async (trx) => {
    const order = await lockOrder(trx, place, orderId)
    const known = await store.findQuote(trx, key)
    if (!known) throw notFound()
    if (known.accepted_at !== null) return presentQuote(known, viewOf(place))
    const accepted = await store.acceptQuote(trx, { ...key, now: new Date(place.nowMs) })
    await publisher.publish(trx, [orderUpdated(place, order, order)])
    return presentQuote(accepted!, viewOf(place))
  })
}
