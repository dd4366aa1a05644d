import type { LiveHint } from '@hub/contract/manager'
import {
  App,
  type EventStream,
  type Person,
  startHub,
  startReceiver,
  type TestAccount,
  type TestHub,
  until,
} from '@hub/testing'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'

let hub: TestHub
/** A second process of the same installation. */
let second: TestHub
let account: TestAccount
let shop: App
const open: EventStream[] = []
beforeAll(async () => {
  hub = await startHub()
  second = await startHub({ database: hub.database })
  account = await hub.account()
  shop = await hub.app('shop', { account })
})
afterEach(() => {
  for (const stream of open.splice(0)) stream.close()
})
afterAll(async () => {
  await second.close()
  await hub.close()
})

/** The user's stream, after its `ready`. */
async function follow(person: Person): Promise<EventStream> {
  const stream = person.live()
  open.push(stream)
  expect((await stream.opened).headers.get('content-type')).toMatch(/^text\/event-stream/)
  expect((await stream.next())?.event).toBe('ready')
  return stream
}

/** The next hint of the given kind; other hints are skipped. */
async function hint(stream: EventStream, kind: LiveHint['kind']): Promise<LiveHint> {
  for (;;) {
    const message = await stream.next(30_000)
    if (message === undefined) throw new Error('the stream ended')
    const told = message.event === 'hint' ? (JSON.parse(message.data) as LiveHint) : undefined
    if (told?.kind === kind) return told
  }
}
const place = async (by: App = shop): Promise<string> =>
  (await by.post('/location/orders', { status: 'new' })).body.id

test('an order that is made or changed is told by its ids, and nothing else of it (support U11)', async () => {
  const stream = await follow(await hub.person({ admin: [account] }))
  const order = await place()
  const told = {
    kind: 'orders',
    account_id: account.id,
    location_id: account.locationId,
    order_ids: [order],
  }
  expect(await hint(stream, 'orders')).toEqual(told)
  expect((await shop.patch(`/location/orders/${order}`, { status: 'accepted' })).status).toBe(200)
  expect(await hint(stream, 'orders')).toEqual(told)
})

test('an order that comes to another process is told here (support U11)', async () => {
  const stream = await follow(await hub.person({ admin: [account] }))
  const order = await place(new App(second.origin, shop.token, shop.connectionId))
  expect(await hint(stream, 'orders')).toMatchObject({ order_ids: [order] })
})

test('an order that no app listens to is told all the same (support U11)', async () => {
  const quiet = await hub.account()
  const only = await hub.app('only', { account: quiet })
  const stream = await follow(await hub.person({ admin: [quiet] }))
  const customer = { email: 'zoe@hub.test', first_name: 'Zoé' }
  const { body } = await only.post(`/customer_lists/${quiet.customerListId}/customers`, customer)
  const { body: order } = await only.post('/location/orders', { status: 'new', customer_id: body.id })
  expect(await hint(stream, 'orders')).toMatchObject({ order_ids: [order.id] })
})

test('deliveries, acknowledgements and connections are told (support U11)', async () => {
  const stream = await follow(await hub.person({ admin: [account] }))
  const ofAccount = { account_id: account.id }
  const to = await startReceiver(500)
  const kitchen = await hub.app('kitchen', { account })
  await kitchen.receive(to.url, { order: ['create'] })
  expect(await hint(stream, 'connections')).toMatchObject(ofAccount)
  await place()
  // The failed attempt affects its health.
  expect(await hint(stream, 'connections')).toMatchObject(ofAccount)
  const till = await hub.app('till', { account })
  await till.listen({ order: ['create'] })
  expect(await hint(stream, 'connections')).toMatchObject(ofAccount)
  await place()
  expect(await hint(stream, 'journal')).toMatchObject(ofAccount)
  await hub.disconnect(account.id, kitchen)
  expect(await hint(stream, 'connections')).toMatchObject(ofAccount)
  const [event] = await till.events()
  expect((await till.delete(`/callback/events/${event!.id}`)).status).toBe(200)
  expect(await hint(stream, 'journal')).toMatchObject(ofAccount)
  await to.close()
})

test('a tenant never hears of another’s, nor a location’s manager of the next location (support U11)', async () => {
  const elsewhere = await hub.account()
  const roubaix = await hub.location(account.id, 'Roubaix')
  const theirs = await hub.app('theirs', { account: elsewhere })
  const next = await hub.app('next', { account, locationId: roubaix })
  const [admin, manager] = await Promise.all([
    follow(await hub.person({ admin: [elsewhere] })),
    follow(await hub.person({ manager: [roubaix] })),
  ])
  for (let n = 0; n < 5; n++) await place()
  const last = await Promise.all([place(theirs), place(next)])
  // Hints arrive in order, so the others would have come before.
  expect(await hint(admin, 'orders')).toMatchObject({ account_id: elsewhere.id, order_ids: [last[0]] })
  expect(await hint(manager, 'orders')).toMatchObject({ location_id: roubaix, order_ids: [last[1]] })
})

test('without a session there is no stream (support U11)', async () => {
  const { status, body } = await hub.visitor().get('/live')
  expect([status, body.code]).toEqual([401, 'unauthenticated'])
})

test('a stream ends with its session: logged out here, everywhere, or by another password (support U11)', async () => {
  const person = await hub.person({ admin: [account] })
  const stream = await follow(person)
  await hub.visitor().withSession(person.cookies.hub_session!).post('/logout')
  // It reconnects at once, as any client does, and is refused.
  expect(await stream.next()).toBeUndefined()
  const [one, other] = [await hub.person({ admin: [account] }), await hub.person({ admin: [account] })]
  const [ended, lasting] = [await follow(one), await follow(other)]
  expect((await one.post('/logout-everywhere')).status).toBe(204)
  expect(await ended.next()).toBeUndefined()
  const order = await place()
  expect(await hint(lasting, 'orders')).toMatchObject({ order_ids: [order] })
})

test('a right that is taken ends the stream, and nothing is told from then on (support U11)', async () => {
  const own = await hub.account()
  const app = await hub.app('app', { account: own })
  const admin = await hub.person({ admin: [own] })
  const person = await hub.person({ manager: [own], admin: [account] })
  const stream = await follow(person)
  const { body: permissions } = await admin.get(`/accounts/${own.id}/permissions`)
  const { id } = permissions.find((permission: { email: string }) => permission.email === person.email)
  expect((await admin.delete(`/accounts/${own.id}/permissions/${id}`)).status).toBe(204)
  // It has reconnected on its own, with its current rights.
  expect((await stream.next())?.event).toBe('ready')
  await place(app)
  const order = await place()
  expect(await hint(stream, 'orders')).toMatchObject({ account_id: account.id, order_ids: [order] })
})

test('a suspended account ends its streams, which come back (support U11)', async () => {
  const own = await hub.account()
  const stream = await follow(await hub.person({ admin: [own] }))
  expect((await hub.operator('POST', `/accounts/${own.id}/suspend`)).status).toBe(200)
  expect((await stream.next())?.event).toBe('ready')
})

test('a person has 20 streams at most, and another one may come when one is closed (support U11)', async () => {
  const person = await hub.person({ admin: [account] })
  const streams = await Promise.all(Array.from({ length: 20 }, () => follow(person)))
  const refused = await person.get('/live')
  expect([refused.status, refused.body.code]).toEqual([429, 'too_many_attempts'])
  expect(refused.headers.get('retry-after')).toBe('30')
  await follow(await hub.person({ admin: [account] }))
  const before = hub.parts.live.count()
  streams[0]!.close()
  await until(() => hub.parts.live.count() < before)
  await follow(person)
})

test('a stream ends by itself and is come back to, and leaves nothing behind (support U11)', async () => {
  const brief = await startHub({ config: { live: { lifetimeMs: [200, 300] } } })
  const own = await brief.account()
  const person = await brief.person({ admin: [own] })
  const streams = Array.from({ length: 5 }, () => person.live())
  for (const stream of streams)
    for (let renewals = 0; renewals < 5; renewals++) expect((await stream.next(30_000))?.event).toBe('ready')
  expect(brief.parts.live.count()).toBeLessThanOrEqual(5)
  for (const stream of streams) stream.close()
  await until(() => brief.parts.live.count() === 0)
  await brief.close()
})
