// The baseline of the HTTP benchmarks: Fastify without a database. Writes are validated and echoed, reads answer a text.
import { readFile } from 'node:fs/promises'
import Fastify from 'fastify'

const text = { type: 'string', minLength: 1, maxLength: 255 } as const
const element = { type: 'object', properties: { name: text, price: text } } as const
const order = {
  type: 'object',
  properties: {
    status: text,
    ref: text,
    items: {
      type: 'array',
      items: {
        type: 'object',
        required: ['product_name', 'price', 'quantity'],
        properties: {
          product_name: text,
          price: { type: 'string', pattern: '^-?\\d+\\.\\d{2} [A-Z]{3}$' },
          quantity: { type: 'string', pattern: '^\\d+(\\.\\d+)?$' },
          options: { type: 'array', items: element },
        },
      },
    },
    discounts: { type: 'array', items: element },
    charges: { type: 'array', items: element },
    payments: { type: 'array', items: element },
    customer: { type: 'object' },
  },
} as const

const [file] = process.argv.slice(2)
const document = file === undefined ? '{}' : await readFile(file, 'utf8')
const page = `[${Array.from({ length: 100 }, () => document).join(',')}]`
const app = Fastify()
const path = '/v1/location/orders'
app.post(path, { schema: { body: order } }, async (request) => JSON.stringify(request.body))
app.patch(`${path}/:id`, { schema: { body: order } }, async (request) => JSON.stringify(request.body))
app.get(path, async (_request, reply) => reply.type('application/json').send(page))
app.get(`${path}/:id`, async (_request, reply) => reply.type('application/json').send(document))
const origin = await app.listen({ port: 0, host: '127.0.0.1' })
process.send?.({ ready: origin })
process.once('SIGTERM', () => process.exit(0))
