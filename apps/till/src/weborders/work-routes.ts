import type { FastifyInstance } from 'fastify'
import { Form } from '../platform/form.ts'
import type { WebOrders } from './context.ts'
import { readFutureInstant, readNumber } from './forms.ts'
import { delaySteps } from './rules.ts'
import {
  cancelOrder,
  commentOrder,
  type Delay,
  delayOrder,
  failDelivery,
  prepareOrder,
  printTicket,
  readyOrder,
  shipOrder,
} from './work.ts'

interface ByNumber {
  Params: { number: string }
}

/** Max length that fits in a cell of «MEMO» and in the hub's field. */
const longestComment = 255

const moves = {
  ready: readyOrder,
  prepare: prepareOrder,
  ship: shipOrder,
  'fail-delivery': failDelivery,
  cancel: cancelOrder,
}

export function workRoutes(http: FastifyInstance, orders: WebOrders): void {
  for (const [name, act] of Object.entries(moves))
    http.post<ByNumber>(`/api/web-orders/:number/${name}`, ({ params }, reply) => {
      act(orders, readNumber(params))
      return reply.code(204).send()
    })

  http.post<ByNumber>('/api/web-orders/:number/delay', ({ params, body }, reply) => {
    delayOrder(orders, readNumber(params), readDelay(orders, body))
    return reply.code(204).send()
  })

  http.post<ByNumber>('/api/web-orders/:number/comment', ({ params, body }, reply) => {
    const form = new Form(body)
    const text = form.text('text', { most: longestComment })
    form.check()
    commentOrder(orders, readNumber(params), text)
    return reply.code(204).send()
  })

  http.post<ByNumber>('/api/web-orders/:number/ticket', ({ params }) =>
    printTicket(orders, readNumber(params)),
  )
}

function readDelay(orders: WebOrders, body: unknown): Delay {
  const form = new Form(body)
  const minutes = form.integer('minutes', { least: delaySteps[0], most: delaySteps.at(-1)! })
  form.check()
  if (minutes !== null) return { minutes }
  const confirmedAt = readFutureInstant(orders, form, 'confirmedAt', { isRequired: true })
  form.check()
  return { confirmedAt }
}
