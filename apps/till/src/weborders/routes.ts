import type { FastifyInstance } from 'fastify'
import { notFound } from '../platform/errors.ts'
import { Form } from '../platform/form.ts'
import { markSeen } from './alarms.ts'
import { acceptOrder, defaultConfirmedAt, rejectOrder } from './commands.ts'
import type { WebOrders } from './context.ts'
import { readFutureInstant, readSellerName } from './forms.ts'
import { hidingRules, isHidden } from './hiding.ts'
import { listOrders, readOrderSearch } from './list.ts'
import { listOpenOrders } from './open.ts'
import { presentDetails, presentNotice } from './present.ts'
import { type RejectionReason, rejectionReasons } from './rules.ts'
import * as store from './store.ts'
import type { WaitingSummary, WebOrderNotice } from './wire.ts'

const longestDetails = 500

interface ByNumber {
  Params: { number: string }
}

export function webOrderRoutes(http: FastifyInstance, orders: WebOrders): void {
  const { database } = orders

  http.get('/api/web-orders', ({ query }) => listOrders(orders, readOrderSearch(query)))

  http.get('/api/web-orders/open', ({ query }) => listOpenOrders(orders, query))

  http.get('/api/web-orders/waiting', (): WaitingSummary => {
    const rules = hidingRules(orders)
    const waiting = store.listWaiting(database).filter((order) => !isHidden(order, rules))
    const lastAlertAt =
      waiting
        .map((order) => order.lastAlertAt)
        .toSorted()
        .at(-1) ?? null
    return { count: waiting.length, lastAlertAt }
  })

  http.get('/api/web-orders/notices', (): WebOrderNotice[] => store.listUnseen(database).map(presentNotice))

  /** «Vu», for all stations. */
  http.delete<ByNumber>('/api/web-orders/:number/notice', ({ params }, reply) => {
    markSeen(orders, orderOf(orders, params.number).number)
    return reply.code(204).send()
  })

  http.get<ByNumber>('/api/web-orders/:number', ({ params }) => {
    const order = orderOf(orders, params.number)
    const details = presentDetails(database, order)
    return { ...details, proposedConfirmedAt: defaultConfirmedAt(orders, order) }
  })

  http.post<ByNumber>('/api/web-orders/:number/accept', ({ params, body }, reply) => {
    const { number } = orderOf(orders, params.number)
    const printed = acceptOrder(orders, number, readAcceptance(orders, body))
    return printed ? printed : reply.code(204).send()
  })

  http.post<ByNumber>('/api/web-orders/:number/reject', ({ params, body }, reply) => {
    const { number } = orderOf(orders, params.number)
    rejectOrder(orders, number, readRejection(orders, body))
    return reply.code(204).send()
  })
}

function orderOf({ database }: WebOrders, number: string): store.WebOrder {
  const order = /^\d{1,15}$/.test(number) ? store.find(database, Number(number)) : undefined
  if (!order) throw notFound(`Commande introuvable : ${number}`)
  return order
}

function readAcceptance(orders: WebOrders, body: unknown): { sellerName: string; confirmedAt?: string } {
  const form = new Form(body)
  const sellerName = readSellerName(orders, form)
  form.check()
  const confirmedAt = readFutureInstant(orders, form, 'confirmedAt')
  return { sellerName, ...(confirmedAt && { confirmedAt }) }
}

function readRejection(
  orders: WebOrders,
  body: unknown,
): { sellerName: string; reason: RejectionReason; details: string } {
  const form = new Form(body)
  const sellerName = readSellerName(orders, form)
  const reason = form.choice('reason', rejectionReasons)
  const details = form.text('details', { most: longestDetails, isRequired: reason === 'Autre' })
  form.check()
  return { sellerName, reason, details }
}
