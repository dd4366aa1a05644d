import { type App, type Receiver, startHub, startReceiver, type TestHub, until } from '@hub/testing'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

let nowMs = Date.now()
let hub: TestHub
beforeAll(async () => {
  hub = await startHub({
    clock: { now: () => nowMs },
    config: {
      callbackTimeoutMs: 300,
      rateLimits: { perMinute: 60, perHour: 0, perDay: 0, highLoadPerMinute: 0, unknownTokensPerMinute: 0 },
    },
  })
})
afterAll(() => hub.close())

const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function world(...behaviour: Parameters<typeof startReceiver>) {
  // Each test has its own rate limit windows.
  nowMs += 60_000
  const to = await startReceiver(...behaviour)
  cleanups.push(to.close)
  const account = await hub.account()
  const kitchen = await hub.app('kitchen', { account })
  const shop = await hub.app('shop', { account })
  cleanups.push(() => kitchen.delete('/callback'))
  const orders = async (count: number) => {
    for (let n = 0; n < count; n++)
      expect((await shop.post('/location/orders', { status: 'new' })).status).toBe(200)
  }
  return { account, to, kitchen, shop, orders }
}
const everything = { from: '2020-01-01T00:00:00Z' }
const replay = (app: App, body: object = everything) => app.post('/callback/journal/replay', body)
/**
 * Advances the clock while waiting, so that deliveries that were in flight at the last jump are retried. Reads the
 * database, because polling the API would use up the rate limits.
 */
const acknowledged = ({ connectionId }: App, count: number) =>
  until(async () => {
    nowMs += 5000
    const rows = await hub.parts.db<{ count: number }>`select count(*)::int as count from event
      where connection_id = ${connectionId} and state = 'acknowledged'`
    return rows[0]!.count === count
  }, 20_000)
/** Records events in the journal that have no receiver. */
async function recorded(kitchen: App, orders: (count: number) => Promise<void>, count: number) {
  await kitchen.listen({ order: ['create'] })
  await orders(count)
  for (const { id } of (await kitchen.get('/callback/events?count=100')).body)
    expect((await kitchen.delete(`/callback/events/${id}`)).status).toBe(200)
}

describe('replay (security S12)', () => {
  test('a replay counts its events against the rates of the connection, and is refused above them', async () => {
    const { kitchen, orders } = await world()
    await recorded(kitchen, orders, 25)
    nowMs += 60_000
    expect(await replay(kitchen)).toMatchObject({ status: 200, body: { replayed: 25 } })
    expect((await replay(kitchen)).status).toBe(200)
    const refused = await replay(kitchen)
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  test('more events than a minute ever admits are refused with a sentence', async () => {
    const { account, kitchen, orders } = await world()
    await recorded(kitchen, orders, 1)
    await hub.parts.db`insert into event (account_id, connection_id, id, seq, change_id, created_at, state)
      select account_id, connection_id, id || n, seq + n, change_id, created_at, 'acknowledged'
      from event, generate_series(1, 100) n
      where account_id = ${account.id} and connection_id = ${kitchen.connectionId}`
    expect(await replay(kitchen)).toMatchObject({
      status: 422,
      body: {
        errors: [
          {
            field: 'base',
            message:
              'More events than the 60 requests per minute of the connection: choose fewer, or a shorter period',
          },
        ],
      },
    })
  })

  test('one at a time: a second one is a 409 with the id of the first, until that is done', async () => {
    const { to, kitchen, orders } = await world()
    await kitchen.receive(to.url, { order: ['create'] })
    await orders(2)
    await acknowledged(kitchen, 2)
    to.answer(500)
    const first = await replay(kitchen)
    expect(first.status).toBe(200)
    const second = await replay(kitchen)
    expect(second.status).toBe(409)
    expect(second.body.error_type).toBe('conflict')
    expect(second.body.errors[0].replay_id).toBe(first.headers.get('x-replay-id'))
    to.answer(200)
    nowMs += 60_000
    await acknowledged(kitchen, 2)
    expect((await replay(kitchen)).status).toBe(200)
  })

  test('a target without any success gets 10 events, and the rest after its first one', async () => {
    const { to, kitchen, orders } = await world(500)
    await recorded(kitchen, orders, 15)
    nowMs += 60_000
    await kitchen.receive(to.url, { order: ['create'] })
    expect((await replay(kitchen)).body).toEqual({ replayed: 15 })
    await until(() => to.received.length >= 10)
    for (const minutes of [1, 2, 4]) {
      nowMs += minutes * 60_000
      await hub.parts.deliveries.look()
      await until(() => hub.parts.deliveries.inHand() === 0)
    }
    const ids = () => new Set(to.received.map(({ event }) => event.id))
    expect(ids().size).toBe(10)
    to.answer(204)
    nowMs += 8 * 60_000
    await acknowledged(kitchen, 15)
    expect(ids().size).toBe(15)
  })
})

test('until its first answer one delivery at a time is under way, retries included (security S13)', async () => {
  let underWay = 0
  let most = 0
  const slowly = (to: Receiver) =>
    to.answer((response) => {
      most = Math.max(most, ++underWay)
      response.on('close', () => underWay--)
    })
  const { to, kitchen, orders } = await world()
  slowly(to)
  await kitchen.receive(to.url, { order: ['create'] })
  await orders(4)
  await until(() => to.received.length >= 4)
  nowMs += 60_000
  await until(() => to.received.length >= 7)
  expect(most).toBe(1)
  to.answer(404)
  nowMs += 10 * 60_000
  await acknowledged(kitchen, 4)
  slowly(to)
  await orders(10)
  await until(() => most > 1)
})
