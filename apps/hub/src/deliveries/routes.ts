import { Delivery, DeliveryCreate, DeliveryQuote, DeliveryQuoteCreate, DeliveryUpdate } from '@hub/contract'
import Type from 'typebox'
import { type Api, type ApiCall, pageAnswer, timeAndId } from '../api/index.ts'
import type { Publisher } from '../callbacks/index.ts'
import { commandParts, orderExists, placeOf, requestOf } from '../orders/index.ts'
import { notFound } from '../platform/errors.ts'
import { changeDelivery, createDelivery } from './commands.ts'
import { presentQuote, readDelivery } from './present.ts'
import { acceptQuote, createQuote } from './quotes.ts'
import * as store from './store.ts'

/** Largest body of a delivery or quote, with room for JSON escapes in its texts (security S2). */
const maxBytes = 256 * 1024

/** @throws {ApiError} 404 if the call's location has no such order */
async function orderKey({ db, caller, place, params }: ApiCall): Promise<store.OrderKey> {
  const key = { accountId: caller.accountId, orderId: params.order_id! }
  if (!(await orderExists(db, { ...key, locationId: place.id }))) throw notFound()
  return key
}

/** Contract, orders §1 (6–12) and §12. */
export function deliveryRoutes(api: Api, parts: { publisher: Publisher }) {
  api.operation('delivery.create', { answer: Delivery, maxBytes }, async (call) => {
    const request = requestOf(call, call.read<DeliveryCreate>(DeliveryCreate))
    return createDelivery(commandParts(parts, call), placeOf(call), call.params.order_id!, request)
  })

  api.operation('delivery.update', { answer: Delivery, maxBytes }, async (call) => {
    const request = requestOf(call, call.read<DeliveryUpdate>(DeliveryUpdate))
    return changeDelivery(commandParts(parts, call), placeOf(call), call.params.order_id!, request)
  })

  api.operation('delivery.get', { answer: Delivery }, async (call) => {
    const row = await store.find(call.db, await orderKey(call))
    if (!row) throw notFound()
    return readDelivery(row, call.zone)
  })

  api.operation('deliveryQuotes.create', { answer: DeliveryQuote, maxBytes }, async (call) => {
    const request = requestOf(call, call.read<DeliveryQuoteCreate>(DeliveryQuoteCreate))
    return createQuote(commandParts(parts, call), placeOf(call), call.params.order_id!, request)
  })

  // Contract, orders O5: a body is ignored.
  api.operation('deliveryQuotes.accept', { answer: DeliveryQuote }, async (call) => {
    const { order_id, quote_id } = call.params
    return acceptQuote(commandParts(parts, call), placeOf(call), order_id!, quote_id!)
  })

  api.operation('deliveryQuotes.get', { answer: DeliveryQuote }, async (call) => {
    const key = await orderKey(call)
    const row = await store.findQuote(call.db, { ...key, quoteId: call.params.quote_id! })
    if (!row) throw notFound()
    return presentQuote(row, viewOf(call))
  })

  api.operation('deliveryQuotes.list', { answer: Type.Array(DeliveryQuote) }, async (call) => {
    const page = call.page()
    const key = await orderKey(call)
    const rows = await store.listQuotes(call.db, { ...key, after: timeAndId(page), limit: page.count + 1 })
    return pageAnswer(call.reply, page, rows, {
      text: (row) => JSON.stringify(presentQuote(row, viewOf(call))),
      key: ({ created_at, id }) => [created_at.getTime(), id],
    })
  })
}

const viewOf = ({ caller, place, zone }: ApiCall) => ({
  locationId: place.id,
  zone,
  currency: caller.account.currency,
})
