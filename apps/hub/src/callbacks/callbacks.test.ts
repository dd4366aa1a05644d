import { startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

const none = { url: null, events: {} }

describe('the callback of a connection (callbacks §1, §2)', () => {
  test('it is read, set, replaced and removed (callbacks 9.1)', async () => {
    const app = await hub.app('app')
    const read = await app.get('/callback')
    expect(read.body).toEqual(none)
    expect(read.headers.get('link')).toBe('</v1/callback/events/stream>; rel="monitor"')
    const sent = {
      events: {
        order: ['update', 'create', 'create'],
        catalog: [],
        location: ['update'],
        customer: null,
      },
    }
    const set = { url: null, events: { order: ['create', 'update'], location: ['update'] } }
    expect((await app.post('/callback', sent)).body).toEqual(set)
    expect((await app.get('/callback')).body).toEqual(set)
    expect((await app.post('/callback', { events: {} })).body).toEqual(none)
    await app.post('/callback', set)
    expect(await app.delete('/callback')).toMatchObject({ status: 200, body: none })
    expect(await app.delete('/callback')).toMatchObject({ status: 200, body: none })
    expect((await app.get('/callback')).body).toEqual(none)
    for (const path of ['/callbacks', '/webhooks']) expect((await app.get(path)).status).toBe(404)
    expect((await app.put('/callback', set)).text).toBe('{"error_type":"routing_error"}')
  })

  test('a refusal names what is wrong, and the former callback stays (callbacks 9.2)', async () => {
    const account = await hub.account()
    const app = await hub.app('app', { account, scope: 'location[orders.read]' })
    await app.listen({ order: ['create', 'update'] })
    const cases: [object, object[]][] = [
      [{ events: { customer: ['create'] } }, [{ field: 'events', message: 'customer_list scope required' }]],
      [{ events: { catalog: ['update'] } }, [{ field: 'events', message: 'catalog scope required' }]],
      [{ events: { inventory: ['patch'] } }, [{ field: 'events', message: 'inventory scope required' }]],
      [
        { events: { order: ['delete'] } },
        [{ field: 'events.order', message: "'delete' is not a valid event type" }],
      ],
      [
        { events: { orders: ['create'] } },
        [{ field: 'events.orders', message: 'is not a valid resource type' }],
      ],
      [{ events: ['order.create'] }, [expect.objectContaining({ field: 'events' })]],
      [{ events: { order: 'create' } }, [expect.objectContaining({ field: 'events' })]],
      [
        { order: ['create'] },
        [
          { field: 'order', message: 'is not a valid key' },
          { field: 'events', message: "can't be blank" },
        ],
      ],
      [{ events: {}, url: 'ftp://x' }, [{ field: 'url', message: 'is not a valid URL' }]],
      [{ events: {}, url: 'https://169.254.169.254' }, [{ field: 'url', message: 'is not allowed' }]],
      [{ events: {}, url: 'https://[::1]' }, [{ field: 'url', message: 'is not allowed' }]],
    ]
    for (const [body, errors] of cases) {
      const refused = await app.post('/callback', body)
      expect([body, refused.status, refused.body.errors]).toEqual([body, 422, errors])
    }
    expect((await app.get('/callback')).body.events).toEqual({ order: ['create', 'update'] })
    expect((await app.delete('/callback/events/nope')).text).toBe('{"error_type":"not_found"}')
    expect((await app.get('/callback/events/nope')).text).toBe('{"error_type":"not_found"}')
  })

  test('the types that the official framework registers are accepted (callbacks 9.11)', async () => {
    const app = await hub.app('app')
    const events = { location: ['update'], catalog: ['update'], customer_list: ['update'] }
    expect(await app.post('/callback', { events })).toMatchObject({ status: 200, body: { events } })
  })
})

describe('which events reach whom (callbacks §3, §7)', () => {
  test('everyone in reach but the client that caused it, each with an event of its own (callbacks 9.3, 9.4)', async () => {
    const account = await hub.account()
    const elsewhere = await hub.location(account.id, 'Roubaix')
    const client = await hub.client('A')
    const a = await hub.app('A', { account, client })
    const aElsewhere = await hub.app('A', { account, client, locationId: elsewhere })
    const b = await hub.app('B', { account })
    const bElsewhere = await hub.app('B elsewhere', { account, locationId: elsewhere })
    const c = await hub.app('C', { account, scope: 'account[orders.read]' })
    for (const app of [a, aElsewhere, b, bElsewhere, c]) await app.listen({ order: ['create'] })
    await a.post('/location/orders', { status: 'new' })
    const counts = await Promise.all(
      [a, aElsewhere, b, bElsewhere, c].map(async (app) => (await app.events()).length),
    )
    expect(counts).toEqual([0, 0, 1, 0, 1])
    const [[ofB], [ofC]] = await Promise.all([b.events(), c.events()])
    expect(ofB!.id).not.toBe(ofC!.id)
    expect((await b.get(`/callback/events/${ofC!.id}`)).status).toBe(404)
    expect((await b.delete(`/callback/events/${ofC!.id}`)).status).toBe(404)
    await aElsewhere.post('/location/orders', { status: 'new' })
    expect(await a.events()).toEqual([])
  })

  test('the list leaves the states out, reading does not acknowledge, deleting does (callbacks 9.9)', async () => {
    const account = await hub.account()
    const shop = await hub.app('shop', { account })
    const till = await hub.app('till', { account })
    await till.listen({ order: ['create'] })
    for (let n = 0; n < 3; n++) await shop.post('/location/orders', { status: 'new' })
    const first = await till.get('/callback/events?count=2')
    expect(first.body).toHaveLength(2)
    expect(Object.keys(first.body[0])).toEqual([
      'id',
      'resource_type',
      'event_type',
      'created_at',
      'account_id',
      'location_id',
      'order_id',
    ])
    const rest = await till.get(`/callback/events?cursor=${first.headers.get('x-cursor-next')}`)
    expect(rest.body).toHaveLength(1)
    const [event] = first.body
    const whole = await till.get(`/callback/events/${event.id}`)
    expect(whole.body).toMatchObject({ ...event, new_state: { id: event.order_id } })
    expect((await till.get(`/callback/events/${event.id}`)).text).toBe(whole.text)
    expect((await till.delete(`/callback/events/${event.id}`)).status).toBe(200)
    expect((await till.get(`/callback/events/${event.id}`)).status).toBe(404)
    expect(await till.events()).toHaveLength(2)
  })

  test('pending events of types no longer listened to are dropped with the callback (callbacks §2)', async () => {
    const account = await hub.account()
    const shop = await hub.app('shop', { account })
    const till = await hub.app('till', { account })
    await till.listen({ order: ['create', 'update'] })
    const { body: order } = await shop.post('/location/orders', { status: 'new' })
    await shop.patch(`/location/orders/${order.id}`, { status: 'accepted' })
    await till.listen({ order: ['update'] })
    expect((await till.events()).map(({ event_type }) => event_type)).toEqual(['update'])
    await till.delete('/callback')
    expect(await till.events()).toEqual([])
    await till.listen({ order: ['create', 'update'] })
    expect(await till.events()).toEqual([])
  })

  test('a private ref of one client is in no event of another (callbacks 9.13)', async () => {
    const account = await hub.account()
    const shop = await hub.app('shop', { account })
    const till = await hub.app('till', { account })
    await till.listen({ order: ['create', 'update'], customer: ['create', 'update'] })
    const secret = 'shop-secret'
    const { body: customer } = await shop.post(`/customer_lists/${account.customerListId}/customers`, {
      private_ref: secret,
    })
    const { body: order } = await shop.post('/location/orders', {
      status: 'new',
      private_ref: secret,
      customer_id: customer.id,
      items: [{ product_name: 'Tea', price: '1.00 EUR', quantity: '1', private_ref: secret }],
    })
    await shop.patch(`/location/orders/${order.id}`, {
      payments: [{ amount: '1.00 EUR', private_ref: secret }],
    })
    const events = await till.events()
    expect(events).toHaveLength(4)
    expect(JSON.stringify(events)).not.toContain(secret)
    expect(order.items[0].private_ref).toBe(secret)
  })
})
