import { deliveryStatuses } from '@hub/contract'
import { startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let now = Date.parse('2026-07-04T17:51:40.600Z')
let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ clock: { now: () => now } })
})
afterAll(() => hub.close())

/** A shop with an order to deliver, and a carrier; both listen. Times are those of London. */
async function shopAndCarrier(order: object = { service_type: 'delivery' }) {
  const london = { name: 'London', country: 'GB', timezone: 'Europe/London' }
  const account = await hub.account({ currency: 'GBP', country: 'GB', firstLocation: london })
  const shop = await hub.app('shop', { account })
  const carrier = await hub.app('carrier', { account })
  const { body } = await shop.post('/location/orders', { status: 'new', ...order })
  for (const app of [shop, carrier]) {
    await app.listen({ order: ['update'], delivery: ['create', 'update'] })
  }
  const path = `/location/orders/${body.id}`
  return { account, shop, carrier, order: body, path, delivery: `${path}/delivery` }
}

const whole = {
  carrier: 'Swift Wheels',
  carrier_ref: 'swift',
  ref: 'SW-55021',
  status: 'pending',
  fee: '3.90 GBP',
  estimated_pickup_at: '2026-07-04T18:05:00Z',
  tracking_url: 'https://track.example.com/SW-55021',
  driver_name: 'Theo',
  driver_phone: '+447700900456',
  driver_latitude: '51.50732',
  driver_longitude: -0.1276,
}
const keys = [
  'id',
  'order_id',
  'location_id',
  'carrier',
  'carrier_ref',
  'ref',
  'status',
  'fee',
  'estimated_pickup_at',
  'estimated_dropoff_at',
  'tracking_url',
  'driver_pickup_url',
  'driver_name',
  'driver_phone',
  'driver_phone_access_code',
  'driver_latitude',
  'driver_longitude',
  'assigned_at',
  'pickup_at',
  'delivered_at',
  'cancelled_at',
]
const withoutPosition = (delivery: object) => {
  const { driver_latitude, driver_longitude, ...shown } = delivery as Record<string, unknown>
  return shown
}

describe('the delivery of an order (orders §12.2)', () => {
  test('is created once, read, and shown in its order without the driver’s position (orders §12.4, O53)', async () => {
    const { account, shop, carrier, order, path, delivery } = await shopAndCarrier()
    const { status, body } = await carrier.post(delivery, { ...whole, nope: 1 })
    expect(status).toBe(200)
    expect(Object.keys(body)).toEqual(keys)
    expect(body).toEqual({
      ...whole,
      id: expect.stringMatching(/^[a-z0-9]{5,12}$/),
      order_id: order.id,
      location_id: account.locationId,
      estimated_pickup_at: '2026-07-04T19:05:00+01:00',
      estimated_dropoff_at: null,
      driver_pickup_url: null,
      driver_phone_access_code: null,
      driver_longitude: '-0.1276',
      assigned_at: null,
      pickup_at: null,
      delivered_at: null,
      cancelled_at: null,
    })
    expect((await shop.get(delivery)).body).toEqual(body)
    const read = (await shop.get(path)).body
    expect(read).toEqual({ ...order, delivery: withoutPosition(body) })
    expect(Object.keys(read.delivery)).toEqual(Object.keys(withoutPosition(body)))
    expect((await shop.get('/location/orders')).body).toEqual([read])
    expect((await shop.patch(path, { status: 'accepted' })).body).toEqual({ ...read, status: 'accepted' })
  })

  test('only for an order to deliver, only one, and of a known status (orders 15.11)', async () => {
    const errors = async (order: object, body: object, first?: object) => {
      const { carrier, delivery } = await shopAndCarrier(order)
      if (first) expect((await carrier.post(delivery, first)).status).toBe(200)
      const refused = await carrier.post(delivery, body)
      expect(refused.status).toBe(422)
      return refused.body.errors.map(({ field }: { field: string }) => field)
    }
    const good = { carrier: 'Swift', status: 'pending' }
    expect(await errors({ service_type: 'collection' }, good)).toEqual(['service_type'])
    expect(await errors({}, good)).toEqual(['service_type'])
    const toDeliver = { service_type: 'delivery' }
    expect(await errors(toDeliver, good, good)).toEqual(['delivery'])
    expect(await errors(toDeliver, good, { ...good, status: 'cancelled' })).toEqual(['delivery'])
    expect(await errors(toDeliver, { ...good, status: 'lost' })).toEqual(['status'])
    expect(
      await errors(toDeliver, {
        fee: '3.9 GBP',
        pickup_at: 'soon',
        driver_latitude: 'north',
        tracking_url: `https://x.example/${'x'.repeat(2048)}`,
        driver_name: {},
      }),
    ).toEqual(['fee', 'pickup_at', 'driver_latitude', 'tracking_url', 'driver_name', 'carrier', 'status'])
    const { carrier, delivery } = await shopAndCarrier()
    for (const answer of [await carrier.get(delivery), await carrier.patch(delivery, { status: 'lost' })]) {
      expect([answer.status, answer.text]).toEqual([404, '{"error_type":"not_found"}'])
    }
  })

  test('entering a status stamps its time; what is sent beats the stamp, null too (orders 15.11, O49)', async () => {
    const { carrier, delivery } = await shopAndCarrier()
    const change = async (body: object) => {
      now += 60_000
      const { status, body: answer } = await carrier.patch(delivery, body)
      expect(status).toBe(200)
      const { assigned_at, pickup_at, delivered_at, cancelled_at } = answer
      return [assigned_at, pickup_at, delivered_at, cancelled_at].map(
        (time: string | null) => time && Date.parse(time),
      )
    }
    const second = () => Math.floor(now / 1000) * 1000
    const first = await carrier.post(delivery, { carrier: 'Swift', status: 'pickup_enroute' })
    const assigned = Date.parse(first.body.assigned_at)
    expect(assigned).toBe(second())
    expect(await change({ status: 'pickup_enroute' })).toEqual([assigned, null, null, null])
    expect(await change({ status: 'delivered' })).toEqual([assigned, null, second(), null])
    const delivered = second()
    expect(await change({ status: 'pickup_enroute' })).toEqual([second(), null, delivered, null])
    expect(await change({ status: 'dropoff_enroute', pickup_at: '2026-01-01T00:00:00Z' })).toMatchObject({
      1: Date.parse('2026-01-01T00:00:00Z'),
    })
    expect(await change({ status: 'cancelled', cancelled_at: null, assigned_at: null })).toEqual([
      null,
      Date.parse('2026-01-01T00:00:00Z'),
      delivered,
      null,
    ])
    for (const from of deliveryStatuses) {
      for (const to of deliveryStatuses) {
        await change({ status: from })
        expect((await carrier.patch(delivery, { status: to })).body.status).toBe(to)
      }
    }
    const chosen = await shopAndCarrier()
    const given = { carrier: 'Swift', status: 'cancelled', cancelled_at: null }
    expect((await chosen.carrier.post(chosen.delivery, given)).body.cancelled_at).toBe(null)
  })

  test('PATCH and PUT change what is present, carrier and fee never (orders O4, O45, O51)', async () => {
    const { carrier, delivery } = await shopAndCarrier()
    const { body } = await carrier.post(delivery, whole)
    for (const update of [carrier.patch, carrier.put]) {
      expect(
        (await update(delivery, { carrier: 'Other', carrier_ref: 'o', fee: 'free', id: 'x' })).body,
      ).toEqual(body)
      expect((await update(delivery, {})).body).toEqual(body)
      const refused = await update(delivery, { status: null, ref: 'R' })
      expect(refused.body.errors).toEqual([{ field: 'status', message: "can't be blank" }])
    }
    const { body: next } = await carrier.put(delivery, {
      ref: null,
      driver_name: '',
      driver_pickup_url: 'https://x',
    })
    expect(next).toEqual({ ...body, ref: null, driver_name: '', driver_pickup_url: 'https://x' })
    expect((await carrier.put(delivery, next)).body).toEqual(next)
  })

  test('a position keeps seven decimals, rounded half away from zero (orders O52)', async () => {
    const { carrier, delivery } = await shopAndCarrier()
    await carrier.post(delivery, whole)
    const { body } = await carrier.patch(delivery, undefined, {
      raw: '{"driver_latitude":"48.12345675","driver_longitude":-1.00000005}',
    })
    expect(body).toMatchObject({ driver_latitude: '48.1234568', driver_longitude: '-1.0000001' })
    const cleared = await carrier.patch(delivery, { driver_latitude: null, driver_longitude: '500' })
    expect(cleared.body).toMatchObject({ driver_latitude: null, driver_longitude: '500.0' })
  })

  test('it keeps its times when its location moves to another zone', async () => {
    const { account, shop, carrier, path, delivery } = await shopAndCarrier()
    await carrier.post(delivery, whole)
    await hub.parts.db`update location set timezone = 'America/New_York' where account_id = ${account.id}`
    hub.parts.bus.send('account', account.id)
    const moved = { estimated_pickup_at: '2026-07-04T14:05:00-04:00' }
    expect((await shop.get(delivery)).body).toMatchObject(moved)
    expect((await shop.get(path)).body.delivery).toMatchObject(moved)
    const { body } = await carrier.patch(delivery, { status: 'delivered' })
    expect(body).toMatchObject({ ...moved, status: 'delivered' })
    expect((await shop.get(path)).body.delivery).toEqual(withoutPosition(body))
    const [, , update, ofOrder] = await shop.events()
    expect(update!.previous_state).toMatchObject(moved)
    expect(ofOrder!.previous_state).toMatchObject({ delivery: moved })
  })
})

describe('repeats (extensions X2)', () => {
  test('what is sent twice under one key is done once: a quote, its acceptance, a delivery, a pause', async () => {
    const { shop, carrier, path, delivery } = await shopAndCarrier()
    const twice = async (method: string, to: string, body?: object) => {
      const options = { headers: { 'idempotency-key': `${method} ${to}` } }
      const first = await carrier.call(method, to, body, options)
      const again = await carrier.call(method, to, body, options)
      expect(first.status).toBe(200)
      expect([again.status, again.text]).toEqual([200, first.text])
      return first.body
    }
    const quotes = `${path}/delivery_quotes`
    const { id } = await twice('POST', quotes, { carrier: 'Swift', fee: '3.90 GBP' })
    expect((await shop.get(quotes)).body).toHaveLength(1)
    await twice('POST', `${quotes}/${id}/accept`)
    await twice('POST', delivery, { carrier: 'Swift', status: 'pending' })
    await twice('PATCH', delivery, { status: 'delivered' })
    const seen = (await shop.events()).map((event) => `${event.resource_type}.${event.event_type}`)
    expect(seen).toEqual([
      'order.update',
      'delivery.create',
      'order.update',
      'delivery.update',
      'order.update',
    ])
    const resume_at = new Date(now + 3_600_000).toISOString()
    const { order_acceptance } = await twice('PATCH', '/location', {
      order_acceptance: { mode: 'paused', resume_at },
    })
    expect(order_acceptance).toMatchObject({ mode: 'paused', reason: null })
  })
})

describe('events of a delivery (orders §13)', () => {
  test('its creation and each change are told with the order’s, and nothing to who made them', async () => {
    const { account, shop, carrier, order, path, delivery } = await shopAndCarrier()
    const { body: created } = await carrier.post(delivery, whole)
    const { body: changed } = await carrier.patch(delivery, { status: 'pickup_enroute' })
    await carrier.patch(delivery, { status: 'pickup_enroute' })
    await carrier.patch(delivery, {})
    const events = await shop.events()
    expect(events.map((event) => `${event.resource_type}.${event.event_type}`)).toEqual([
      'delivery.create',
      'order.update',
      'delivery.update',
      'order.update',
    ])
    const ids = { account_id: account.id, location_id: account.locationId, order_id: order.id }
    const [create, first, update, second] = events
    expect(create).toMatchObject({ ...ids, delivery_id: created.id })
    expect(create).not.toHaveProperty('previous_state')
    expect(create!.new_state).toEqual(created)
    expect(first).toMatchObject(ids)
    expect(first!.previous_state).toEqual(order)
    expect(first!.new_state).toEqual({ ...order, delivery: withoutPosition(created) })
    expect(update).toMatchObject({ ...ids, delivery_id: created.id })
    expect(update!.previous_state).toEqual(created)
    expect(update!.new_state).toEqual(changed)
    expect(second!.previous_state).toEqual(first!.new_state)
    expect(second!.new_state).toEqual((await shop.get(path)).body)
    expect(await carrier.events()).toEqual([])
  })

  test('the driver’s position alone is a change of the delivery, not of the order (orders 15.11)', async () => {
    const { shop, carrier, delivery } = await shopAndCarrier()
    await carrier.post(delivery, whole)
    await carrier.patch(delivery, { driver_latitude: '51.5', driver_longitude: '-0.13' })
    await carrier.patch(delivery, { driver_latitude: 51.5, driver_longitude: '-0.130' })
    const [, , ...events] = await shop.events()
    expect(events).toMatchObject([
      {
        resource_type: 'delivery',
        event_type: 'update',
        previous_state: { driver_latitude: '51.50732' },
        new_state: { driver_latitude: '51.5', driver_longitude: '-0.13' },
      },
    ])
  })

  test('each receiver reads its own private refs in the order (callbacks §6)', async () => {
    const { shop, carrier, delivery } = await shopAndCarrier({ service_type: 'delivery', private_ref: 'W-1' })
    await carrier.post(delivery, whole)
    expect((await shop.events())[1]).toMatchObject({
      previous_state: { private_ref: 'W-1', delivery: null },
      new_state: { private_ref: 'W-1', delivery: { carrier: 'Swift Wheels' } },
    })
  })

  test('changes of an order and of its delivery at the same instant both count, and their states chain (orders O57)', async () => {
    const { account, carrier, shop, path, delivery } = await shopAndCarrier()
    const watcher = await hub.app('watcher', { account })
    await watcher.listen({ order: ['update'] })
    await carrier.post(delivery, whole)
    const changes = Array.from({ length: 6 }, (_, index) => [
      carrier.patch(delivery, { ref: `R${index}` }),
      shop.patch(path, { payments: [{ amount: `${index}.00 GBP` }] }),
    ]).flat()
    for (const { status } of await Promise.all(changes)) expect(status).toBe(200)
    const { body } = await watcher.get(path)
    expect(body.payments).toHaveLength(6)
    expect(body.delivery).toEqual(withoutPosition((await watcher.get(delivery)).body))
    const events = await watcher.events()
    expect(events).toHaveLength(13)
    for (const [index, event] of events.entries()) {
      if (index > 0) expect(event.previous_state).toEqual(events[index - 1]!.new_state)
    }
    expect(events.at(-1)!.new_state).toEqual(body)
  })
})
