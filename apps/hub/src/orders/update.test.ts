import { orderStatuses } from '@hub/contract'
import { startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

const item = (name: string, price: string, more: object = {}) => ({
  product_name: name,
  price,
  quantity: '1',
  ...more,
})
const basket = {
  status: 'new',
  items: [item('Soup', '5.00 EUR', { quantity: '2' }), item('Bread', '1.50 EUR')],
  discounts: [{ name: 'Welcome', price_off: '1.00 EUR' }],
  charges: [{ name: 'Delivery', price: '2.00 EUR' }],
  payments: [{ name: 'Card', amount: '12.50 EUR' }],
}

/** A shop that placed the basket, and a till that listens to orders. */
async function shopAndTill(order: object = basket) {
  const account = await hub.account()
  const shop = await hub.app('shop', { account })
  const till = await hub.app('till', { account })
  for (const app of [shop, till]) await app.listen({ order: ['update'] })
  const { body } = await shop.post('/location/orders', order)
  return { account, shop, till, order: body, path: `/location/orders/${body.id}` }
}

describe('updating an order (orders §11)', () => {
  test('an item is deleted, a payment added, a status set: one event for the others, none for the author (orders 15.5)', async () => {
    const { shop, till, order, path } = await shopAndTill()
    expect(order).toMatchObject({ total: '12.50 EUR', payment_discrepancy: '0.00 EUR' })
    const [soup, bread] = order.items
    const { status, body } = await till.patch(path, {
      status: 'accepted',
      items: [{ id: bread.id, deleted: true }],
      payments: [{ name: 'Cash', type: 'cash', amount: '1.00 EUR' }],
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      status: 'accepted',
      total: '11.00 EUR',
      payment_discrepancy: '2.50 EUR',
      items: [soup, { ...bread, deleted: true }],
      payments: [order.payments[0], { name: 'Cash', type: 'cash', amount: '1.00 EUR', deleted: false }],
    })
    expect((await till.get(path)).body).toEqual(body)
    expect(await till.events()).toEqual([])
    const [event, ...more] = await shop.events()
    expect(more).toEqual([])
    expect(event).toMatchObject({ resource_type: 'order', event_type: 'update', order_id: order.id })
    expect(event!.previous_state).toEqual(order)
    expect(event!.new_state).toEqual(body)
  })

  test('one unknown element refuses the whole, and a deleted one does not come back (orders 15.5)', async () => {
    const { shop, till, order, path } = await shopAndTill()
    const id = order.items[0].id
    await till.patch(path, { items: [{ id, deleted: true }] })
    const refused = await till.patch(path, {
      status: 'accepted',
      items: [{ id: order.items[1].id, deleted: true }],
      payments: [{ id: 'nope', deleted: true }, { amount: 'cheap' }],
    })
    expect(refused.status).toBe(422)
    expect(refused.body.errors).toEqual([
      { field: 'payments[0].id', message: "'nope' is not an element of this order" },
      { field: 'payments[1].amount', message: "'cheap' is not a valid monetary amount" },
    ])
    const current = (await till.get(path)).body
    expect(current).toMatchObject({ status: 'new', items: [{ deleted: true }, { deleted: false }] })
    expect((await till.patch(path, { items: [{ id, deleted: false }] })).body.errors[0].field).toBe(
      'items[0].deleted',
    )
    const same = await till.patch(path, {
      items: [
        { id, deleted: true },
        { id: order.items[1].id, deleted: false },
      ],
    })
    expect([same.status, same.body]).toEqual([200, current])
    expect(await shop.events()).toHaveLength(1)
  })

  test('a total of nothing live is zero, and the payments then differ from it', async () => {
    const { till, order, path } = await shopAndTill()
    const all = (name: string) => order[name].map(({ id }: { id: string }) => ({ id, deleted: true }))
    const { body } = await till.patch(path, {
      items: all('items'),
      discounts: all('discounts'),
      charges: all('charges'),
    })
    expect(body).toMatchObject({ total: '0.00 EUR', payment_discrepancy: '12.50 EUR' })
    expect((await till.patch(path, { payments: all('payments') })).body.payment_discrepancy).toBe(null)
  })

  test('custom fields are merged by key, by PATCH and by PUT (orders 15.6)', async () => {
    const { till, path } = await shopAndTill()
    for (const update of [till.patch, till.put]) {
      await update(path, { custom_fields: { a: { x: 1 }, b: 1 } })
      const { body } = await update(path, { custom_fields: { a: { y: 2 }, b: null } })
      expect(body.custom_fields).toEqual({ a: { y: 2 } })
      expect((await update(path, { custom_fields: null })).body.custom_fields).toEqual({})
    }
    await till.patch(path, { custom_fields: { x: 'x'.repeat(8000) } })
    expect((await till.patch(path, { custom_fields: { y: 'x'.repeat(200) } })).body.errors[0].field).toBe(
      'custom_fields',
    )
  })

  test('PUT leaves what is absent, and null clears what may be null (orders O45)', async () => {
    const { till, path } = await shopAndTill()
    const set = await till.put(path, {
      seller_notes: 'Ring twice',
      collection_code: 'B7',
      confirmed_time: '2026-03-14T18:05:00Z',
    })
    expect(set.body).toMatchObject({
      status: 'new',
      seller_notes: 'Ring twice',
      collection_code: 'B7',
      confirmed_time: '2026-03-14T19:05:00+01:00',
    })
    const { body } = await till.put(path, { collection_code: null, confirmed_time: null })
    expect(body).toMatchObject({ seller_notes: 'Ring twice', collection_code: null, confirmed_time: null })
    expect((await till.patch(path, { status: null })).body.errors).toEqual([
      { field: 'status', message: "can't be blank" },
    ])
  })

  test('a whole order may be sent back: what cannot change is ignored (orders O42)', async () => {
    const { shop, till, order, path } = await shopAndTill()
    const read = (await till.get(path)).body
    const same = await till.put(path, read)
    expect([same.status, same.body]).toEqual([200, read])
    const { body } = await till.patch(path, {
      customer_notes: 'No',
      expected_time: 'yesterday',
      service_type: 'flying',
      customer: 7,
      deals: { x: { name: 1 } },
      items: [{ id: order.items[0].id, price: 'cheap', product_name: null }],
    })
    expect(body).toEqual(read)
    expect(await shop.events()).toEqual([])
  })

  test('an added item joins a deal of the request or of the order, whose keys never change (orders O44)', async () => {
    const { till, order, path } = await shopAndTill({
      status: 'new',
      deals: { lunch: { name: 'Lunch', ref: 'L' } },
      items: [item('Tea', '1.00 EUR', { deal_line: { deal_key: 'lunch' } })],
    })
    const { body } = await till.patch(path, {
      deals: { unused: { name: 'Unused' }, dinner: { name: 'Dinner' } },
      items: [
        { id: order.items[0].id, deleted: true },
        item('Cake', '2.00 EUR', { deal_line: { deal_key: 'dinner' } }),
        item('Water', '1.00 EUR', { deal_line: { deal_key: '0' } }),
      ],
    })
    expect(body.deals).toEqual({ 0: { name: 'Lunch', ref: 'L' }, 1: { name: 'Dinner', ref: null } })
    expect(body.items.map((line: { deal_line: { deal_key: string } }) => line.deal_line.deal_key)).toEqual([
      '0',
      '1',
      '0',
    ])
    const shadowing = await till.patch(path, {
      deals: { 0: { name: 'Other' } },
      items: [item('Pie', '1.00 EUR', { deal_line: { deal_key: '0' } })],
    })
    expect(shadowing.body.items[3].deal_line.deal_key).toBe('2')
    expect(shadowing.body.deals[2]).toEqual({ name: 'Other', ref: null })
    const unknown = await till.patch(path, {
      items: [item('Pie', '1.00 EUR', { deal_line: { deal_key: 'x' } })],
    })
    expect(unknown.body.errors[0].field).toBe('items[0].deal_line.deal_key')
  })

  test('every status follows every status, and no other word is one (orders 15.9)', async () => {
    const { till, path } = await shopAndTill()
    for (const from of orderStatuses) {
      for (const to of orderStatuses) {
        expect((await till.patch(path, { status: from })).status).toBe(200)
        expect((await till.patch(path, { status: to })).body.status).toBe(to)
      }
    }
    expect((await till.patch(path, { status: 'shipped' })).body.errors[0].field).toBe('status')
  })

  test('a number is taken by its text in an added element (orders O7)', async () => {
    const { till, path } = await shopAndTill({ status: 'new' })
    const { body } = await till.patch(path, undefined, {
      raw: '{"items":[{"product_name":1.10,"price":"2.00 EUR","quantity":1.50}]}',
    })
    expect(body.items[0]).toMatchObject({ product_name: '1.10', quantity: '1.5', subtotal: '3.00 EUR' })
  })
})

describe('events of an update (orders §13, callbacks §3)', () => {
  test('a change of nothing, or of private refs only, tells nobody (orders O54, 15.7)', async () => {
    const { shop, till, order, path } = await shopAndTill()
    expect((await till.patch(path, {})).status).toBe(200)
    expect((await till.patch(path, { status: 'new' })).status).toBe(200)
    const { body } = await till.patch(path, {
      private_ref: 'T-1',
      items: [{ id: order.items[0].id, private_ref: 'L-1' }],
    })
    expect(body).toMatchObject({ private_ref: 'T-1', items: [{ private_ref: 'L-1' }, { private_ref: null }] })
    expect(await shop.events()).toEqual([])
    expect((await shop.get(path)).body.private_ref).toBe(null)
    expect((await till.get('/location/orders?private_ref=T-1')).body).toHaveLength(1)
    const cleared = await till.patch(path, {
      private_ref: '',
      items: [{ id: order.items[0].id, private_ref: null }],
    })
    expect(cleared.body).toMatchObject({ private_ref: null, items: [{ private_ref: null }, {}] })
    expect((await till.get('/location/orders?private_ref=T-1')).body).toEqual([])
  })

  test('a private ref that is taken is refused and changes nothing; once cleared it is free (orders 15.7)', async () => {
    const { account, till, path } = await shopAndTill()
    const { body: second } = await till.post('/location/orders', { status: 'new', private_ref: 'T-1' })
    const taken = { field: 'private_ref', message: 'has already been taken' }
    const refused = await till.patch(path, { status: 'accepted', private_ref: 'T-1' })
    expect([refused.status, refused.body.errors]).toEqual([422, [taken]])
    expect((await till.get(path)).body.status).toBe('new')
    const sameClient = await till.patch(`/location/orders/${second.id}`, { private_ref: 'T-1' })
    expect(sameClient.status).toBe(200)
    await till.patch(`/location/orders/${second.id}`, { private_ref: null })
    expect((await till.patch(path, { private_ref: 'T-1' })).status).toBe(200)
    const other = await hub.app('other', { account })
    expect((await other.patch(path, { private_ref: 'T-1' })).status).toBe(200)
  })

  test('each receiver reads its own private refs in both states (callbacks §6)', async () => {
    const { shop, till, order, path } = await shopAndTill({ ...basket, private_ref: 'W-1' })
    await till.patch(path, { private_ref: 'T-1' })
    const { body } = await till.patch(path, { status: 'accepted' })
    expect(body.private_ref).toBe('T-1')
    const [event] = await shop.events()
    expect(event).toMatchObject({
      previous_state: { private_ref: 'W-1', status: 'new' },
      new_state: { private_ref: 'W-1', status: 'accepted' },
    })
    expect(event!.previous_state).toEqual(order)
  })

  test('two updates at the same instant both count, and the states of their events chain (orders 15.14)', async () => {
    const { shop, till, order, path } = await shopAndTill()
    const updates = Array.from({ length: 8 }, (_, index) =>
      till.patch(path, { payments: [{ name: `P${index}`, amount: '1.00 EUR' }] }),
    )
    for (const { status } of await Promise.all(updates)) expect(status).toBe(200)
    const { body } = await till.get(path)
    expect(body.payments).toHaveLength(9)
    const events = await shop.events()
    expect(events).toHaveLength(8)
    let state: unknown = order
    for (const event of events) {
      expect(event.previous_state).toEqual(state)
      state = event.new_state
    }
    expect(state).toEqual(body)
  })

  test('an order keeps its times when its location moves to another zone', async () => {
    const { account, shop, till, path } = await shopAndTill({
      status: 'new',
      expected_time: '2026-07-14T18:00:00Z',
    })
    await hub.parts.db`update location set timezone = 'America/New_York' where account_id = ${account.id}`
    hub.parts.bus.send('account', account.id)
    const { body } = await till.patch(path, { status: 'accepted' })
    expect(body).toMatchObject({ status: 'accepted', expected_time: '2026-07-14T14:00:00-04:00' })
    expect((await till.get(path)).body).toEqual(body)
    expect((await shop.events())[0]!.previous_state).toMatchObject({ expected_time: body.expected_time })
  })
})

describe('where an order is (orders O3)', () => {
  test('an order of another location, of another account and an unknown one are missing alike (orders 15.13)', async () => {
    const { account, till, path, order } = await shopAndTill()
    const elsewhere = await hub.location(account.id, 'Roubaix')
    const neighbour = await hub.app('neighbour', { account, locationId: elsewhere })
    const stranger = await hub.app('stranger', { account: await hub.account() })
    const whole = await hub.app('whole', { account, scope: 'account[orders.write]' })
    const attempts = [
      neighbour.get(path),
      neighbour.patch(path, { status: 'accepted' }),
      stranger.get(path),
      stranger.put(path, { status: 'accepted' }),
      till.get('/location/orders/nope'),
      till.patch('/location/orders/nope', { status: 'wrong' }),
      till.get(`/locations/${elsewhere}/orders/${order.id}`),
      whole.get(`/locations/${elsewhere}/orders/${order.id}`),
    ]
    for (const { status, text } of await Promise.all(attempts)) {
      expect([status, text]).toEqual([404, '{"error_type":"not_found"}'])
    }
    expect((await till.delete(path)).text).toBe('{"error_type":"routing_error"}')
    expect(
      (await whole.patch(`/locations/${account.locationId}/orders/${order.id}`, { status: 'accepted' }))
        .status,
    ).toBe(200)
  })
})
