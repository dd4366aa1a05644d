import { createHmac } from 'node:crypto'
import { type Receiver, startHub, startReceiver, type TestAccount, type TestHub, until } from '@hub/testing'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'

const minuteMs = 60_000
let nowMs = Date.now()
const clock = { now: () => nowMs }

let hub: TestHub
let account: TestAccount
beforeAll(async () => {
  hub = await startHub({ clock, config: { callbackTimeoutMs: 400 } })
})
afterAll(() => hub.close())
beforeEach(async () => {
  account = await hub.account()
})

const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function receiver(...behaviour: Parameters<typeof startReceiver>): Promise<Receiver> {
  const started = await startReceiver(...behaviour)
  cleanups.push(started.close)
  return started
}

async function shopAndKitchen(receives: Receiver, more: { query?: string } = {}) {
  const { clientId, clientSecret } = await hub.client('kitchen')
  const kitchen = await hub.app('kitchen', { account, client: { clientId } })
  const shop = await hub.app('shop', { account })
  await kitchen.receive(receives.url + (more.query ?? ''), { order: ['create', 'update'] })
  cleanups.push(() => kitchen.delete('/callback'))
  const order = async (body: object = {}): Promise<{ id: string }> =>
    (await shop.post('/location/orders', { status: 'new', ...body })).body
  return { kitchen, shop, order, clientSecret }
}

const received = (from: Receiver, count: number) => until(() => from.received.length >= count)

describe('active callbacks (callbacks §4)', () => {
  test('an event is POSTed as GET shows it, signed over its bytes, query string unchanged (callbacks 9.5, 9.12)', async () => {
    const to = await receiver(503)
    const { kitchen, order, clientSecret } = await shopAndKitchen(to, {
      query: '?app_instance_id=h5z2c&b=%2F',
    })
    const { id } = await order()
    await received(to, 1)
    const [{ body, headers, path, method, event }] = to.received as [(typeof to.received)[0]]
    expect({ method, path }).toEqual({ method: 'POST', path: '/hook?app_instance_id=h5z2c&b=%2F' })
    expect(headers['content-type']).toBe('application/json')
    expect(headers['x-hubrise-hmac-sha256']).toBe(
      createHmac('sha256', clientSecret).update(body).digest('hex'),
    )
    expect((await kitchen.get(`/callback/events/${event.id}`)).text).toBe(body.toString('utf8'))
    expect(event).toMatchObject({ resource_type: 'order', event_type: 'create', order_id: id })
  })

  test.each([200, 204, 302, 404, 499])(
    '%i acknowledges: one attempt, the event is gone (callbacks 9.6)',
    async (status) => {
      const to = await receiver(status)
      const { kitchen, order } = await shopAndKitchen(to)
      await order()
      await received(to, 1)
      await until(async () => (await kitchen.events()).length === 0)
      nowMs += 64 * minuteMs
      await order()
      await received(to, 2)
      expect(new Set(to.received.map(({ event }) => event.id)).size).toBe(2)
    },
  )

  test.each([
    ['500', 500],
    ['503', 503],
    ['silence', () => undefined],
    ['a cut', (response) => response.destroy()],
  ] as [string, Parameters<typeof startReceiver>[0]][])(
    '%s is tried again after 1, 2, 4, 8, 16 and 32 minutes with the same bytes, then given up (callbacks 9.5, 9.6)',
    async (_name, behaviour) => {
      const to = await receiver(behaviour)
      const { kitchen, order } = await shopAndKitchen(to)
      await order()
      const settled = async (attempts: number) => {
        await received(to, attempts)
        await until(async () => {
          const { body } = await kitchen.get('/callback/journal')
          return body[0].attempts.length === attempts
        })
      }
      await settled(1)
      for (const [index, minutes] of [1, 2, 4, 8, 16, 32].entries()) {
        expect(await kitchen.events()).toHaveLength(1)
        nowMs += minutes * minuteMs - 1
        await hub.parts.deliveries.look()
        expect(to.received).toHaveLength(index + 1)
        nowMs += 1
        await settled(index + 2)
      }
      await until(async () => (await kitchen.events()).length === 0)
      nowMs += 1000 * minuteMs
      await hub.parts.deliveries.look()
      expect(to.received).toHaveLength(7)
      const [first] = to.received
      for (const { body, headers } of to.received) {
        expect(body.equals(first!.body)).toBe(true)
        expect(headers['x-hubrise-hmac-sha256']).toBe(first!.headers['x-hubrise-hmac-sha256'])
      }
    },
  )
})
