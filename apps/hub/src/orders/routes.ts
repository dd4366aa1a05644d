import { Order, OrderCreate, OrderUpdate } from '@hub/contract'
import Type from 'typebox'
import { type Api, type ApiCall, Json, pageAnswer, readFilters } from '../api/index.ts'
import type { Publisher } from '../callbacks/index.ts'
import { notFound } from '../platform/errors.ts'
import { changeOrder, placeOrder } from './commands.ts'
import { filterTime, type OrderFilters, orderFilters } from './filters.ts'
import { orderText } from './present.ts'
import * as store from './store.ts'

export interface OrderParts {
  publisher: Publisher
  /** Zone of a location of the account, for lists that span several. */
  zoneOf: (accountId: string, locationId: string) => Promise<string>
}

const partsOf = ({ publisher }: OrderParts, { db }: ApiCall) => ({ db, publisher })

const placeOf = ({ caller, place, zone, nowMs }: ApiCall) => ({ caller, locationId: place.id, zone, nowMs })

const requestOf = <Input>({ problems, check: refuse }: ApiCall, input: Input) => ({ input, problems, refuse })

/** Contract, orders §1. */
export function orderRoutes(api: Api, parts: OrderParts) {
  api.operation('orders.create', { answer: Order }, async (call) => {
    const input = call.read<OrderCreate>(OrderCreate)
    return new Json(await placeOrder(partsOf(parts, call), placeOf(call), requestOf(call, input)))
  })

  api.operation('orders.update', { answer: Order }, async (call) => {
    const request = requestOf(call, call.read<OrderUpdate>(OrderUpdate))
    return new Json(
      await changeOrder(partsOf(parts, call), placeOf(call), call.params.order_id!, request, call.readPart),
    )
  })

  api.operation('orders.get', { answer: Order }, async ({ db, caller, place, params }) => {
    const [row] = await store.find(db, [caller.accountId, caller.clientId, place.id, params.order_id])
    if (!row) throw notFound()
    return new Json(orderText(row, place.zone))
  })

  // Contract, general §5: private refs are indexed.
  const highLoad = (query: Record<string, unknown>) => query.private_ref === undefined
  api.operation('orders.list', { answer: Type.Array(Order), highLoad }, async (call) =>
    listOrders(call, parts, call.place.id),
  )
  api.operation('orders.listOfAccount', { answer: Type.Array(Order), highLoad }, async (call) =>
    listOrders(call, parts, null),
  )
}

async function listOrders(call: ApiCall, { zoneOf }: OrderParts, locationId: string | null): Promise<Json> {
  const { db } = call
  const page = call.page(readFilters(call.query, orderFilters))
  const filters: OrderFilters = page.filters
  const [afterMs, afterId] = page.after ?? []
  const parameters = [
    call.caller.accountId,
    call.caller.clientId,
    locationId,
    filters.status ?? null,
    filters.created_by ?? null,
    filterTime(call, filters, 'after'),
    filterTime(call, filters, 'before'),
    filters.customer_id ?? null,
    afterMs === undefined ? null : new Date(afterMs),
    afterId ?? null,
    page.count + 1,
  ]
  const byRef = filters.private_ref !== undefined
  const list = locationId === null ? store.listOfAccount : store.listOfLocation
  const listByRef = locationId === null ? store.listOfAccountByRef : store.listOfLocationByRef
  const rows = byRef ? await listByRef(db, [...parameters, filters.private_ref]) : await list(db, parameters)
  const zones = new Map<string, string>()
  for (const { location_id } of rows) {
    if (!zones.has(location_id)) zones.set(location_id, await zoneOf(call.caller.accountId, location_id))
  }
  return pageAnswer(call.reply, page, rows, {
    text: (row) => orderText(row, zones.get(row.location_id)!),
    key: ({ created_at, id }) => [created_at.getTime(), id],
  })
}
