import { type App, startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

async function shopAndCarrier(service_type: string | null = 'delivery') {
  const account = await hub.account()
  const shop = await hub.app('shop', { account })
  const carrier = await hub.app('carrier', { account })
  const { body } = await shop.post('/location/orders', { status: 'new', service_type, private_ref: 'W-1' })
  for (const app of [shop, carrier]) {
    await app.listen({ order: ['update'], delivery: ['create', 'update'] })
  }
  return { account, shop, carrier, order: body, quotes: `/location/orders/${body.id}/delivery_quotes` }
}
const offer = { carrier: 'Swift Wheels', fee: '3.90 EUR' }
const missing = '{"error_type":"not_found"}'

describe('delivery quotes (orders §12.1)', () => {
  test('are offered by carriers and read by all, oldest first', async () => {
    const { account, shop, carrier, order, quotes } = await shopAndCarrier()
    const { status, body } = await carrier.post(quotes, {
      ...offer,
      carrier_ref: 'swift',
      ref: 'Q-1',
      estimated_pickup_at: '2026-07-04T18:05:00Z',
      status: 'pending',
      nope: 1,
    })
    expect(status).toBe(200)
    expect(JSON.stringify(body)).toBe(
      JSON.stringify({
        id: body.id,
        order_id: order.id,
        location_id: account.locationId,
        carrier: 'Swift Wheels',
        carrier_ref: 'swift',
        ref: 'Q-1',
        fee: '3.90 EUR',
        estimated_pickup_at: '2026-07-04T20:05:00+02:00',
        estimated_dropoff_at: null,
        accepted_at: null,
      }),
    )
    expect((await shop.get(`${quotes}/${body.id}`)).body).toEqual(body)
    const { body: second } = await shop.post(quotes, { carrier: 'Other', fee: '-0.50 EUR' })
    const { body: third } = await shop.post(quotes, offer)
    expect((await carrier.get(quotes)).body).toEqual([body, second, third])
    const page = await carrier.get(`${quotes}?count=2`)
    const rest = await carrier.get(`${quotes}?cursor=${page.headers.get('x-cursor-next')}`)
    expect([page.body, rest.body]).toEqual([[body, second], [third]])
    expect(rest.headers.get('x-cursor-next')).toBe(null)
    expect((await shop.get(`/location/orders/${order.id}`)).body).toEqual(order)
    expect([...(await shop.events()), ...(await carrier.events())]).toEqual([])
  })

  test('what is wrong is named, on an order to deliver only (orders O56)', async () => {
    const { carrier, quotes } = await shopAndCarrier('eat_in')
    const fields = async (body: object) => {
      const refused = await carrier.post(quotes, body)
      expect(refused.status).toBe(422)
      return refused.body.errors.map(({ field }: { field: string }) => field)
    }
    expect(await fields(offer)).toEqual(['service_type'])
    expect(await fields({ fee: '3.90 USD', estimated_pickup_at: 'soon', carrier: null })).toEqual([
      'fee',
      'estimated_pickup_at',
      'carrier',
      'service_type',
    ])
    expect((await carrier.get(quotes)).body).toEqual([])
  })

  test('accepted twice: the same time, one event for the carrier (orders 15.12, O47, O48)', async () => {
    const { shop, carrier, order, quotes } = await shopAndCarrier()
    const { body: quote } = await carrier.post(quotes, offer)
    const { body: other } = await carrier.post(quotes, offer)
    const accept = `${quotes}/${quote.id}/accept`
    const first = await shop.post(accept)
    expect(first.body).toEqual({ ...quote, accepted_at: expect.stringMatching(/\+0[12]:00$/) })
    const again = [
      await shop.post(accept, {}),
      await shop.call('POST', accept, undefined, { headers: { 'content-type': 'application/json' } }),
      await shop.call('POST', accept, undefined, { headers: { 'content-type': 'text/plain' } }),
    ]
    for (const { status, body } of again) expect([status, body]).toEqual([200, first.body])
    expect((await shop.get(`${quotes}/${quote.id}`)).body).toEqual(first.body)
    const [event, ...more] = await carrier.events()
    expect(more).toEqual([])
    expect(event).toMatchObject({ resource_type: 'order', event_type: 'update', order_id: order.id })
    const seen = { ...order, private_ref: null }
    expect([event!.previous_state, event!.new_state]).toEqual([seen, seen])
    expect(await shop.events()).toEqual([])
    expect((await shop.post(`${quotes}/${other.id}/accept`)).body.accepted_at).not.toBe(null)
    expect(await carrier.events()).toHaveLength(2)
  })

  test('accepted by two at the same instant, it is accepted once', async () => {
    const { account, shop, carrier, quotes } = await shopAndCarrier()
    const counter = await hub.app('counter', { account })
    const { body: quote } = await carrier.post(quotes, offer)
    const answers = await Promise.all(
      [shop, counter, shop, counter].map((app) => app.post(`${quotes}/${quote.id}/accept`)),
    )
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.accepted_at}`)).size).toBe(1)
    expect(await carrier.events()).toHaveLength(1)
  })

  test('a quote of another order, of another location and an unknown one are missing alike', async () => {
    const { account, shop, quotes } = await shopAndCarrier()
    const { body: quote } = await shop.post(quotes, offer)
    const { body: next } = await shop.post('/location/orders', { status: 'new', service_type: 'delivery' })
    const elsewhere = await hub.location(account.id, 'Roubaix')
    const neighbour = await hub.app('neighbour', { account, locationId: elsewhere })
    const whole = await hub.app('whole', { account, scope: 'account[orders.write]' })
    const of = (base: string) => `${base}/delivery_quotes`
    const paths: [App, string][] = [
      [shop, `${of(`/location/orders/${next.id}`)}/${quote.id}`],
      [shop, `${quotes}/nope`],
      [neighbour, `${quotes}/${quote.id}`],
      [whole, `${of(`/locations/${elsewhere}/orders/${quote.order_id}`)}/${quote.id}`],
    ]
    for (const [app, path] of paths) {
      expect((await app.get(path)).text).toBe(missing)
      expect((await app.post(`${path}/accept`)).text).toBe(missing)
    }
    for (const path of ['/location/orders/nope', `/locations/${elsewhere}/orders/${quote.order_id}`]) {
      expect((await shop.get(of(path))).text).toBe(missing)
      expect((await shop.post(of(path), { fee: 1 })).text).toBe(missing)
    }
    const long = `${of(`/locations/${account.locationId}/orders/${quote.order_id}`)}/${quote.id}`
    expect((await whole.get(long)).body).toEqual(quote)
    for (const method of ['DELETE', 'PATCH', 'PUT'])
      expect((await shop.call(method, `${quotes}/${quote.id}`)).text).toBe('{"error_type":"routing_error"}')
  })
})
