import type { FastifyInstance } from 'fastify'
import { Form } from '../platform/form.ts'
import { longBody } from '../platform/http.ts'
import { getSale, getSeller, readPayments, type Sale } from '../sales/index.ts'
import { listSellers } from '../sellers/index.ts'
import { getOrder } from './commands.ts'
import type { WebOrders } from './context.ts'
import { readNumber } from './forms.ts'
import { completeOrder, settleOrder } from './invoicing.ts'

interface ByNumber {
  Params: { number: string }
}

const mostCents = 99_999_999_999

export function invoiceRoutes(http: FastifyInstance, orders: WebOrders): void {
  http.post<ByNumber>('/api/web-orders/:number/invoice', longBody, ({ params, body }, reply) => {
    const form = new Form(body)
    const draftId = form.text('draftId', { most: 36, isRequired: true })
    const seller = getSeller(orders, form)
    const payments = readPayments(orders, form)
    const dueCents = form.integer('dueCents', { least: -mostCents, most: mostCents })
    if (dueCents === null) form.fail('dueCents', 'À remplir.')
    const isPrinted = form.boolean('isPrinted')
    form.check()
    const settlement = { draftId, seller, payments, dueCents: dueCents ?? 0, isPrinted }
    const sale: Sale = getSale(orders, settleOrder(orders, readNumber(params), settlement))
    return reply.code(201).send(sale)
  })

  http.post<ByNumber>('/api/web-orders/:number/complete', longBody, ({ params, body }) => {
    const number = readNumber(params)
    const form = new Form(body)
    const isUnpaidAllowed = form.boolean('isUnpaidAllowed')
    const seller = form.has('sellerId') ? getSeller(orders, form) : sellerOf(orders, number, form)
    form.check()
    return { saleNumber: completeOrder(orders, number, { seller, isUnpaidAllowed }) }
  })
}

/** The seller who validated the order, for a request that names no seller. */
function sellerOf(orders: WebOrders, number: number, form: Form): { id: number; name: string } {
  const { sellerName } = getOrder(orders, number)
  const seller = listSellers(orders.database).find(({ name }) => name === sellerName)
  if (!seller) form.fail('sellerId', 'Choisissez un vendeur.')
  return seller ?? { id: 0, name: '' }
}
