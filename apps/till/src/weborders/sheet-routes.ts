import type { FastifyInstance } from 'fastify'
import { Form } from '../platform/form.ts'
import { longBody } from '../platform/http.ts'
import type { WebOrders } from './context.ts'
import { readNumber, readSellerName } from './forms.ts'
import { editLines, replaceLine, saveSheet } from './sheet.ts'

interface ByNumber {
  Params: { number: string }
}

export function sheetRoutes(http: FastifyInstance, orders: WebOrders): void {
  http.post<ByNumber>('/api/web-orders/:number/save', longBody, ({ params, body }) => {
    const form = new Form(body)
    const sellerName = readSellerName(orders, form)
    form.check()
    if (form.has('lines')) editLines(orders, readNumber(params), form)
    return { outcome: saveSheet(orders, readNumber(params), sellerName) }
  })

  http.post<ByNumber>('/api/web-orders/:number/replace', ({ params, body }, reply) => {
    const form = new Form(body)
    const code = form.text('code', { most: 500, isRequired: true })
    const name = form.text('name', { most: 600, isRequired: true })
    const idart = form.integer('idart', { least: 1, most: Number.MAX_SAFE_INTEGER })
    if (idart === null) form.fail('idart', 'Choisissez un article.')
    form.check()
    replaceLine(orders, readNumber(params), code, name, idart ?? 0)
    return reply.code(204).send()
  })
}
