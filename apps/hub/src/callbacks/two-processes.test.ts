import { App, type Receiver, startHub, startReceiver, type TestHub, until } from '@hub/testing'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'

let hub: TestHub
/** A second process of the same installation. */
let second: TestHub
let to: Receiver
beforeAll(async () => {
  hub = await startHub()
  second = await startHub({ database: hub.database })
})
afterAll(async () => {
  await second.close()
  await hub.close()
})
beforeEach(async () => {
  to = await startReceiver()
})
afterEach(() => to.close())

const elsewhere = (app: App) => new App(second.origin, app.token, app.connectionId)

describe('two processes deliver (callbacks §5)', () => {
  test('each event is delivered once, in order per order, whichever process made the change', async () => {
    const account = await hub.account()
    const kitchen = await hub.app('kitchen', { account })
    await kitchen.receive(to.url, { order: ['create', 'update'] })
    const shop = await hub.app('shop', { account })
    const [orders, changes] = [20, 6]
    await Promise.all(
      Array.from({ length: orders }, async (_, n) => {
        const at = (turn: number) => ((n + turn) % 2 === 0 ? shop : elsewhere(shop))
        const { body } = await at(0).post('/location/orders', { status: 'new' })
        for (let turn = 1; turn <= changes; turn++)
          await at(turn).patch(`/location/orders/${body.id}`, { seller_notes: `${turn}` })
      }),
    )
    const count = orders * (changes + 1)
    await until(() => to.received.length >= count)
    await until(async () => (await kitchen.get('/callback/events')).body.length === 0)
    expect(to.received).toHaveLength(count)
    expect(new Set(to.received.map(({ event }) => event.id)).size).toBe(count)
    const byOrder = Map.groupBy(to.received, ({ event }) => event.order_id)
    for (const events of byOrder.values())
      expect(
        events.map(({ event }) => (event.new_state as { seller_notes: string | null }).seller_notes),
      ).toEqual([null, '1', '2', '3', '4', '5', '6'])
  })

  test('slow answers are waited for by one process only', async () => {
    to.answer((response) => setTimeout(() => response.end(), 2500))
    const account = await hub.account()
    const kitchen = await hub.app('kitchen', { account })
    await kitchen.receive(to.url, { order: ['create'] })
    const shop = await hub.app('shop', { account })
    for (const from of [shop, elsewhere(shop)])
      for (let n = 0; n < 5; n++) await from.post('/location/orders', { status: 'new' })
    await until(async () => (await kitchen.get('/callback/events')).body.length === 0)
    expect(to.received).toHaveLength(10)
  })

  test('a process that ends leaves what it had in hand to the other', async () => {
    const account = await hub.account()
    const kitchen = await hub.app('kitchen', { account })
    const shop = await hub.app('shop', { account })
    const leaving = await startHub({ database: hub.database })
    const there = new App(leaving.origin, shop.token, shop.connectionId)
    to.answer(() => undefined)
    await kitchen.receive(to.url, { order: ['create'] })
    await there.post('/location/orders', { status: 'new' })
    await until(() => to.received.length === 1)
    to.answer(200)
    await leaving.close()
    await until(() => to.received.length === 2)
    await until(async () => (await kitchen.get('/callback/events')).body.length === 0)
    const { body } = await kitchen.get('/callback/journal')
    expect(body[0].attempts).toHaveLength(1)
  })
})
