import { App, startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

const invalid = 'The access token is invalid or the connection has been revoked'
const unlimited = { perMinute: 0, perHour: 0, perDay: 0, unknownTokensPerMinute: 0 }

let hub: TestHub
/** A second process of the same installation. */
let second: TestHub
beforeAll(async () => {
  const config = { rateLimits: { ...unlimited, highLoadPerMinute: 10 } }
  hub = await startHub({ config })
  second = await startHub({ config, database: hub.database })
})
afterAll(async () => {
  await second.close()
  await hub.close()
})

const elsewhere = (app: App) => new App(second.origin, app.token, app.connectionId)

/** Repeats the request until it is refused. */
async function untilRefused(app: App): Promise<{ message: string; afterMs: number }> {
  const startedMs = performance.now()
  for (;;) {
    const { status, body } = await app.get('/location')
    if (status === 401) return { message: body.message, afterMs: performance.now() - startedMs }
    if (performance.now() - startedMs > 5000) throw new Error('the token is still accepted after 5 s')
  }
}

test('a token revoked here is refused by the other process within 1 s (design, rule 4; oauth 12.9)', async () => {
  const account = await hub.account()
  const app = await hub.app('till', { account })
  const there = elsewhere(app)
  expect((await there.get('/location')).status).toBe(200)
  await hub.disconnect(account.id, app)
  const { message, afterMs } = await untilRefused(there)
  expect(message).toBe(invalid)
  expect(afterMs).toBeLessThan(1000)
  expect((await app.get('/location')).body).toEqual({ message: invalid, error_type: 'unauthorized' })
})

test('a revocation that no notification tells of is found within 1 s all the same', async () => {
  const account = await hub.account()
  const app = await hub.app('till', { account })
  const there = elsewhere(app)
  expect((await there.get('/location')).status).toBe(200)
  await hub.disconnect(account.id, app, { silently: true })
  expect((await untilRefused(there)).afterMs).toBeLessThan(1000)
})

test('a stream held by the other process is closed with the reason', async () => {
  const account = await hub.account()
  const app = await hub.app('till', { account })
  const stream = elsewhere(app).stream()
  await stream.opened
  await hub.disconnect(account.id, app)
  expect(await stream.next(1000)).toMatchObject({ event: 'closed', data: invalid })
})

test('an order placed here reaches a stream of the other process', async () => {
  const account = await hub.account()
  const shop = await hub.app('shop', { account })
  const till = await hub.app('till', { account })
  await till.listen({ order: ['create', 'update'] })
  const stream = elsewhere(till).stream()
  await stream.opened
  const { body: order } = await shop.post('/location/orders', { status: 'new' })
  await elsewhere(shop).patch(`/location/orders/${order.id}`, { status: 'accepted' })
  for (const type of ['create', 'update']) {
    expect(JSON.parse((await stream.next())!.data)).toMatchObject({ order_id: order.id, event_type: type })
  }
  stream.close()
})

test('a page of orders that one process keeps shows what the other one changed (orders §10)', async () => {
  const account = await hub.account()
  const shop = await hub.app('shop', { account })
  const place = async (ref: string) =>
    (await shop.post<{ id: string }>('/location/orders', { status: 'new', ref })).body.id
  const ids = [await place('W-1'), await place('W-2')]
  const shown = async () => {
    const { body } = await shop.get<{ id: string; status: string }[]>('/location/orders')
    return body.map(({ id, status }) => `${id} ${status}`)
  }
  expect(await shown()).toEqual([`${ids[0]} new`, `${ids[1]} new`])
  expect(await shown()).toEqual([`${ids[0]} new`, `${ids[1]} new`])
  await elsewhere(shop).patch(`/location/orders/${ids[1]}`, { status: 'accepted' })
  expect(await shown()).toEqual([`${ids[0]} new`, `${ids[1]} accepted`])
})

test('one request sent to both processes at once is done once, and answered with equal bytes (extensions 3)', async () => {
  const account = await hub.account()
  const shop = await hub.app('shop', { account })
  const till = await hub.app('till', { account })
  await till.listen({ order: ['create'] })
  for (let round = 0; round < 5; round++) {
    const headers = { 'idempotency-key': `order ${round}` }
    const answers = await Promise.all(
      [shop, elsewhere(shop), shop, elsewhere(shop)].map((app) =>
        app.post('/location/orders', { status: 'new', private_ref: `${round}` }, { headers }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(answers.filter((answer) => answer.headers.has('idempotent-replayed'))).toHaveLength(3)
  }
  expect((await shop.get('/location/orders')).body).toHaveLength(5)
  expect(await till.events()).toHaveLength(5)
})

test('the limits of a connection hold for both processes together (general §5)', async () => {
  const account = await hub.account()
  const minute = () => Math.floor(Date.now() / 60_000)
  for (;;) {
    const app = await hub.app('app', { account })
    const startedIn = minute()
    const calls = Array.from({ length: 20 }, (_, n) => (n % 2 ? app : elsewhere(app)).get('/location/orders'))
    const answers = await Promise.all(calls)
    // The window ended in between, so this attempt proves nothing.
    if (minute() !== startedIn) continue
    const admitted = answers.filter(({ status }) => status === 200).length
    expect(admitted).toBeLessThanOrEqual(10)
    expect(admitted).toBeGreaterThanOrEqual(9)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(20 - admitted)
    return
  }
})
