import { Order, OrderCreate, OrderUpdate } from '@hub/contract'
import Type from 'typebox'
import { type Api, Json } from '../api/index.ts'
import type { Publisher } from '../callbacks/index.ts'
import { notFound } from '../platform/errors.ts'
import { commandParts, placeOf, requestOf } from './call.ts'
import { changeOrder } from './change.ts'
import { placeOrder } from './commands.ts'
import { OrderDocuments } from './documents.ts'
import { type ListParts, listOrders } from './list.ts'
import { orderText } from './present.ts'
import * as store from './store.ts'

/** Largest body of an order (security S2). */
const maxBytes = 1024 * 1024

export interface OrderParts extends Omit<ListParts, 'documents'> {
  publisher: Publisher
}

/** Contract, orders §1. */
export function orderRoutes(api: Api, parts: OrderParts) {
  const listing = { ...parts, documents: new OrderDocuments() }

  api.operation('orders.create', { answer: Order, maxBytes }, async (call) => {
    const input = call.read<OrderCreate>(OrderCreate)
    return new Json(await placeOrder(commandParts(parts, call), placeOf(call), requestOf(call, input)))
  })

  api.operation('orders.update', { answer: Order, maxBytes }, async (call) => {
    const request = requestOf(call, call.read<OrderUpdate>(OrderUpdate))
    const { order_id: id = '' } = call.params
    const update = { ...request, readPart: call.readPart }
    return new Json(await changeOrder(commandParts(parts, call), placeOf(call), id, update))
  })

  api.operation('orders.get', { answer: Order }, async ({ db, caller, place, params }) => {
    const { accountId, clientId } = caller
    const row = await store.find(db, { accountId, clientId, locationId: place.id, orderId: params.order_id! })
    if (!row) throw notFound()
    return new Json(orderText(row, place.zone))
  })

  // Contract, general §5: private refs are indexed.
  const highLoad = (query: Record<string, unknown>) => query.private_ref === undefined
  api.operation('orders.list', { answer: Type.Array(Order), highLoad }, async (call) =>
    listOrders(call, listing, call.place.id),
  )
  api.operation('orders.listOfAccount', { answer: Type.Array(Order), highLoad }, async (call) =>
    listOrders(call, listing, null),
  )
}
