import { findArticle } from '../articles/index.ts'
import type { DocumentSource } from '../customers/index.ts'
import { notFound } from '../platform/errors.ts'
import { longBody } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import { getSale } from '../sales/index.ts'
import { company } from '../shop/index.ts'
import { listReserved } from '../stock/index.ts'
import {
  cancelElsewhere,
  changeOrder,
  createOrder,
  endOrder,
  getOrder,
  invoiceOrder,
  type OrderListener,
  type OrderTools,
} from './commands.ts'
import { presentDetails, presentRow } from './present.ts'
import { printTicket, sendToKitchen } from './print.ts'
import * as store from './store.ts'
import type { OwnOrderRow } from './wire.ts'

export { dueOf, holderOf } from './commands.ts'
export { type SoldLine, saleLinesOf } from './lines.ts'
export { grossPort } from './pricing.ts'
export { find as findOwnOrder } from './store.ts'
export type { OwnOrder } from './wire.ts'

interface ByNumber {
  Params: { number: string }
}

export interface OwnOrders {
  onChanged(listener: OrderListener): void
  /** Sets how to find the hub's id of an own order, shown in «No Web/Central T». */
  nameBy(name: (number: number) => string | undefined): void
  /** In the caller's transaction. */
  cancelElsewhere(number: number): void
}

/** Own orders, made at this till (contract, kezia W-12, §4.5). */
export function ownOrders(platform: Platform): OwnOrders {
  const { http, database, settings, clock, live } = platform
  const tools: OrderTools = { database, settings, clock, live, listeners: [] }
  let nameOf: (number: number) => string | undefined = () => undefined
  const details = (number: number) => presentDetails(tools, getOrder(tools, number))

  http.get('/api/orders/open', () =>
    store
      .listOpen(database)
      .map((order) => presentRow(tools, order, (nameOf(order.number) ?? '').toUpperCase())),
  )
  http.get<{ Querystring: { idarts?: string } }>('/api/orders/purchase-prices', ({ query }) =>
    purchasePrices(tools, query.idarts ?? ''),
  )
  http.get('/api/orders/reserved', () => listReserved(database))
  http.get<ByNumber>('/api/orders/:number', ({ params }) => details(readNumber(params)))
  http.post('/api/orders', longBody, ({ body }, reply) =>
    reply.code(201).send(details(createOrder(tools, body))),
  )
  http.put<ByNumber>('/api/orders/:number', longBody, ({ params, body }) => {
    changeOrder(tools, readNumber(params), body)
    return details(readNumber(params))
  })
  http.post<ByNumber>('/api/orders/:number/ticket', ({ params }) => printTicket(tools, readNumber(params)))
  http.post<ByNumber>('/api/orders/:number/prepare', ({ params }) => sendToKitchen(tools, readNumber(params)))
  http.post<ByNumber>('/api/orders/:number/close', ({ params }, reply) => {
    endOrder(tools, readNumber(params), 'closed')
    return reply.code(204).send()
  })
  http.delete<ByNumber>('/api/orders/:number', ({ params }, reply) => {
    endOrder(tools, readNumber(params), 'deleted')
    return reply.code(204).send()
  })
  http.post<ByNumber>('/api/orders/:number/invoice', ({ params, body }, reply) =>
    reply.code(201).send(getSale(tools, invoiceOrder(tools, readNumber(params), body))),
  )
  return {
    onChanged: (listener) => tools.listeners.push(listener),
    nameBy: (name) => {
      nameOf = name
    },
    cancelElsewhere: (number) => cancelElsewhere(tools, number),
  }
}

/** Open own orders with something left to pay (contract, kezia §5.9), by due time. */
export const listUnpaidOrders = (tools: Pick<Platform, 'database' | 'settings'>): OwnOrderRow[] =>
  store
    .listOpen(tools.database)
    .filter(({ status }) => status === 'open')
    .map((order) => presentRow(tools, order, ''))
    .filter(({ totalCents, depositCents }) => totalCents > depositCents)

/** The own orders of a customer, newest first. */
export const ownOrderDocuments: DocumentSource = ({ database, settings }, idcli, most) =>
  store.listOfCustomer(database, idcli, most).map(({ number, createdAt, totalCents, status }) => ({
    kind: 'order',
    number,
    name: String(number),
    at: createdAt,
    totalCents,
    currency: settings.get(company.currency),
    status,
  }))

const mostPriced = 600

/** Purchase prices without tax, in cents by article id; 0 when not set. For «Marge» of W-12. */
function purchasePrices({ database }: Pick<Platform, 'database'>, idarts: string): Record<string, number> {
  const wanted = new Set(idarts.split(',').filter((idart) => /^\d{1,12}$/.test(idart)))
  return Object.fromEntries(
    [...wanted]
      .slice(0, mostPriced)
      .map((idart) => [idart, findArticle(database, Number(idart))?.purchasePriceCents ?? 0]),
  )
}

/** @throws {TillError} 404 */
function readNumber({ number }: ByNumber['Params']): number {
  if (!/^\d{1,15}$/.test(number)) throw notFound(`Commande introuvable : ${number}`)
  return Number(number)
}
