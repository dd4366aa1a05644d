import type { Order } from '@hub/contract'
import { type App, startHub, type TestHub } from '@hub/testing'
import { checkProperty } from '@hub/testing/property'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

/** The behaviour of a client that is never sure: some concurrent requests, then repeats, with a payment in between. */
const sendings = fc.array(
  fc.record({ atOnce: fc.integer({ min: 1, max: 4 }), paysToo: fc.boolean(), byRef: fc.boolean() }),
  { minLength: 1, maxLength: 4 },
)
let runs = 0

test('any interleaving of repeats gives one order, one payment, and an event for each (extensions X2, X7)', {
  timeout: 120_000,
}, async () => {
  await checkProperty(
    [sendings],
    async (waves) => {
      const account = await hub.account()
      const shop = await hub.app(`Shop ${++runs}`, { account })
      const till = await hub.app(`Till ${runs}`, { account })
      await till.listen({ order: ['create', 'update'] })
      const texts = new Set<string>()
      let isPaid = false
      for (const { atOnce, paysToo, byRef } of waves) {
        const answers = await Promise.all(Array.from({ length: atOnce }, () => place(shop)))
        for (const { status, text } of answers) {
          expect(status).toBe(200)
          texts.add(text)
        }
        const { id } = answers[0]!.body
        // The same order again, identified only by its private ref, without the key.
        if (byRef) {
          const again = await shop.post('/location/orders', order)
          expect(again).toMatchObject({
            status: 422,
            body: { errors: [{ field: 'private_ref', order_id: id }] },
          })
        }
        if (paysToo) {
          await Promise.all([pay(shop, id), pay(shop, id)])
          isPaid = true
        }
      }
      expect(texts.size).toBe(1)
      const { body } = await shop.get<Order[]>('/location/orders')
      expect(body).toHaveLength(1)
      expect(body[0]!.payments).toHaveLength(isPaid ? 1 : 0)
      const events = await till.events()
      expect(events.map(({ event_type }) => event_type)).toEqual(isPaid ? ['create', 'update'] : ['create'])
    },
    { runs: 15 },
  )
})

const order = { status: 'new', private_ref: 'cart-1' }
const place = (shop: App) =>
  shop.post('/location/orders', order, { headers: { 'idempotency-key': 'cart-1' } })
const pay = (shop: App, id: string) =>
  shop.patch(
    `/location/orders/${id}`,
    { payments: [{ amount: '1.00 EUR' }] },
    { headers: { 'idempotency-key': 'pay-1' } },
  )
