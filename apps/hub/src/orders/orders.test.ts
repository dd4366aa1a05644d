import { contractOrder, startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

const london = { name: 'London', country: 'GB', timezone: 'Europe/London' }

describe('creating an order (orders §3, §5)', () => {
  test('only the status is mandatory, and every key is there (orders 15.1)', async () => {
    const app = await hub.app('Basil Web')
    const { status, body } = await app.post('/location/orders', { status: 'new' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      total: '0.00 EUR',
      channel: 'Basil Web',
      created_by: 'Basil Web',
      customer: { id: null },
    })
    expect(Object.keys(body)).toEqual([
      'id',
      'location_id',
      'ref',
      'private_ref',
      'status',
      'service_type',
      'service_type_ref',
      'channel',
      'created_at',
      'created_by',
      'connection_name',
      'expected_time',
      'expected_time_pickup',
      'asap',
      'confirmed_time',
      'customer_notes',
      'seller_notes',
      'collection_code',
      'coupon_codes',
      'total',
      'total_discrepancy',
      'payment_discrepancy',
      'items',
      'deals',
      'discounts',
      'charges',
      'payments',
      'customer',
      'delivery',
      'loyalty_operations',
      'custom_fields',
    ])
    const empty = await app.post('/location/orders', {})
    expect(empty).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'status', message: "can't be blank" }] },
    })
  })

  test('the example of the contract gives its computed parts (orders 15.2)', async () => {
    const account = await hub.account({ currency: 'GBP', country: 'GB', firstLocation: london })
    const app = await hub.app('Basil Web', { account })
    const { status, body } = await app.post('/location/orders', contractOrder)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      expected_time: '2025-07-04T19:30:00+01:00',
      asap: false,
      total: '34.20 GBP',
      total_discrepancy: null,
      payment_discrepancy: '0.00 GBP',
      deals: { '0': { name: 'Starter + drink', ref: 'LD1' } },
      items: [
        {
          quantity: '2.0',
          subtotal: '29.00 GBP',
          options: [
            { name: 'Prawns', price: '2.00 GBP', quantity: 1 },
            { name: 'Peanuts', ref: null, price: '0.00 GBP', removed: true },
          ],
        },
        {
          quantity: '1.0',
          subtotal: '4.80 GBP',
          deal_line: { deal_key: '0', position: null, label: 'Starter' },
        },
        { subtotal: '1.00 GBP' },
      ],
      discounts: [
        { pricing_effect: 'price_off', pricing_value: '3.00 GBP', price_off: '3.00 GBP', deleted: false },
      ],
      charges: [
        { type: 'other', charge_type: 'other', charge_ref: 'DZ2', charge_price: '2.40 GBP', tax_rate: null },
      ],
      payments: [{ type: 'online', amount: '34.20 GBP', info: null }],
      customer: { first_name: 'Ines', nb_orders: 0, order_total: '0.00 GBP' },
    })
    expect(body.items[0]).not.toHaveProperty('deal_line')
    expect(body.items[0].options[0]).not.toHaveProperty('removed')
    const read = await app.get(`/location/orders/${body.id}`)
    expect(read.body).toEqual(body)
  })

  test('five mistakes give one refusal with five errors in document order, and nothing is stored (orders 15.3)', async () => {
    const account = await hub.account()
    const app = await hub.app('Basil Web', { account })
    const other = await hub.app('Other', { account })
    await other.listen({ order: ['create'] })
    const { status, body } = await app.post('/location/orders', {
      items: [
        { product_name: 'Soup', price: '8 EUR', quantity: '1' },
        { price: '1.00 EUR', quantity: '1' },
        { product_name: 'Tea', price: '1.00 EUR', quantity: '1', deal_line: { deal_key: 'nope' } },
      ],
      status: 'cooking',
      payments: [{ amount: '1.00 USD' }],
    })
    expect(status).toBe(422)
    expect(body).toMatchObject({ message: 'Validation failed', error_type: 'unprocessable_entity' })
    expect(body.errors).toEqual([
      { field: 'items[0].price', message: "'8 EUR' is not a valid monetary amount" },
      { field: 'items[1].product_name', message: "can't be blank" },
      { field: 'items[2].deal_line.deal_key', message: "'nope' is not a key of 'deals'" },
      { field: 'status', message: expect.stringContaining("'cooking'") },
      { field: 'payments[0].amount', message: "must be in 'EUR' ('USD' given)" },
    ])
    expect((await app.get('/location/orders')).body).toEqual([])
    expect(await other.events()).toEqual([])
  })

  test('unknown keys are ignored, and a number is taken by its text (orders 15.4, O7)', async () => {
    const app = await hub.app('Basil Web')
    const { status, body } = await app.post('/location/orders', undefined, {
      raw: '{"status":"new","nope":1,"ref":1.10,"items":[{"product_name":"Soup","price":"2.00 EUR","quantity":1.50,"colour":"red"}]}',
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({ ref: '1.10', items: [{ quantity: '1.5', subtotal: '3.00 EUR' }] })
    expect(body).not.toHaveProperty('nope')
    expect(body.items[0]).not.toHaveProperty('colour')
  })

  test('amounts are exact up to 12 digits, and more are refused by name (general §7, orders O18)', async () => {
    const app = await hub.app('Basil Web')
    const largest = '999999999999.99 EUR'
    const item = (price: string, quantity: string) => ({ product_name: 'Gold', price, quantity })
    const { body } = await app.post('/location/orders', {
      status: 'new',
      items: [item(largest, '1'), item('-0.01 EUR', '0.5')],
      payments: [{ amount: '0.01 EUR' }],
      total: '-999999999999.99 EUR',
    })
    expect(body).toMatchObject({
      total: '999999999999.98 EUR',
      items: [{ subtotal: largest }, { subtotal: '-0.01 EUR' }],
      payment_discrepancy: '-999999999999.97 EUR',
      total_discrepancy: '-1999999999999.97 EUR',
    })
    const cases: [object, string][] = [
      [{ items: [item(largest, '1.1')] }, 'items[0].price'],
      [{ items: [item(largest, '999999999999')] }, 'items[0].price'],
      [{ items: [item(largest, '1'), item('0.01 EUR', '1')] }, 'base'],
      [{ payments: [{ amount: largest }, { amount: '0.01 EUR' }] }, 'payments'],
    ]
    for (const [order, field] of cases) {
      const created = await app.post('/location/orders', { status: 'new', ...order })
      expect([created.status, created.body.errors[0].field]).toEqual([422, field])
    }
    const full = await app.patch(`/location/orders/${body.id}`, { items: [item('0.02 EUR', '1')] })
    expect([full.status, full.body.errors[0].field]).toEqual([422, 'base'])
  })
})

describe('events of an order (callbacks §3, §6; extensions X1)', () => {
  test('an app is not told about its own events', async () => {
    const account = await hub.account()
    const webshop = await hub.app('webshop', { account })
    const till = await hub.app('till', { account })
    const crm = await hub.app('crm', { account, scope: 'account[orders.read]' })
    for (const app of [webshop, till, crm]) await app.listen({ order: ['create'] })
    const { body: order } = await webshop.post('/location/orders', { status: 'new' })
    expect(await webshop.events()).toEqual([])
    const [ofTill] = await till.events()
    const [ofCrm] = await crm.events()
    expect(ofTill).toMatchObject({
      resource_type: 'order',
      event_type: 'create',
      order_id: order.id,
      account_id: account.id,
    })
    expect(ofTill!.new_state).toEqual(order)
    expect(ofCrm!.id).not.toBe(ofTill!.id)
  })

  test('an order reaches the open stream of another app, and is streamed again until it is deleted', async () => {
    const account = await hub.account()
    const webshop = await hub.app('webshop', { account })
    const till = await hub.app('till', { account })
    await till.listen({ order: ['create'] })
    const stream = till.stream()
    expect((await stream.opened).headers.get('content-type')).toContain('text/event-stream')
    const { body: order } = await webshop.post('/location/orders', { status: 'new' })
    const message = await stream.next()
    expect(message).toMatchObject({ event: 'callback' })
    expect(JSON.parse(message!.data)).toMatchObject({ id: message!.id, order_id: order.id })
    stream.close()
    const again = till.stream()
    expect((await again.next())!.id).toBe(message!.id)
    expect((await till.delete(`/callback/events/${message!.id}`)).body).toEqual({})
    expect((await till.delete(`/callback/events/${message!.id}`)).status).toBe(404)
    again.close()
    const { body: second } = await webshop.post('/location/orders', { status: 'new' })
    const resumed = till.stream(message!.id)
    expect(JSON.parse((await resumed.next())!.data)).toMatchObject({ order_id: second.id })
    resumed.close()
  })

  test('a stream is closed with the reason when the connection ends', async () => {
    const account = await hub.account()
    const till = await hub.app('till', { account })
    const stream = till.stream()
    await stream.opened
    await hub.disconnect(account.id, till)
    expect(await stream.next()).toMatchObject({
      event: 'closed',
      data: 'The access token is invalid or the connection has been revoked',
    })
    expect(await stream.next()).toBeUndefined()
    expect((await till.get('/location')).status).toBe(401)
  })

  test('changes at the same instant are numbered without a gap and all arrive in order', async () => {
    const account = await hub.account()
    const webshop = await hub.app('webshop', { account })
    const till = await hub.app('till', { account })
    await till.listen({ order: ['create'] })
    const stream = till.stream()
    await stream.opened
    const created = await Promise.all(
      Array.from({ length: 40 }, () => webshop.post('/location/orders', { status: 'new' })),
    )
    const seen: string[] = []
    while (seen.length < 40) seen.push(JSON.parse((await stream.next())!.data).order_id)
    stream.close()
    expect(new Set(seen)).toEqual(new Set(created.map(({ body }) => body.id)))
    const pending = (await till.get('/callback/events')).body.map(
      (event: { order_id: string }) => event.order_id,
    )
    expect(pending).toEqual(seen)
  })
})

describe('deprecated forms (orders O13, O14, O23, O24, general §13)', () => {
  test('are read, and answered beside what replaced them', async () => {
    const app = await hub.app('Basil Web')
    const { status, body } = await app.post('/location/orders', {
      status: 'awaiting_shipment',
      service_type: 'collection',
      expected_time: 1_752_000_000_000,
      expected_time_pickup: true,
      asap: true,
      coupon_codes: 'B, A,,A',
      deals: [],
      discounts: [
        { name: 'Old', pricing_effect: 'price_off', pricing_value: '1.00 EUR' },
        { name: 'Both', price_off: '2.00 EUR', pricing_effect: 'percentage_off', pricing_value: '10' },
      ],
      charges: [
        { name: 'Old', charge_type: 'tip', charge_ref: 'T', charge_price: '3.00 EUR' },
        { name: 'Both', type: 'tax', charge_type: 'tip', ref: 'N', charge_ref: 'T', price: '4.00 EUR' },
        { name: 'Odd', type: { a: 1 }, price: '0.00 EUR' },
      ],
      payments: [
        { type: 'cash', amount: '1.00 EUR' },
        { type: 'third_party', amount: '1.00 EUR' },
        { type: 'x'.repeat(300), amount: '1.00 EUR' },
      ],
      total: '5.00 EUR',
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      status: 'awaiting_shipment',
      expected_time: '2025-07-08T20:40:00+02:00',
      expected_time_pickup: false,
      asap: true,
      coupon_codes: ['B', 'A', 'A'],
      deals: {},
      discounts: [
        { price_off: '1.00 EUR', pricing_effect: 'price_off', pricing_value: '1.00 EUR' },
        { price_off: '2.00 EUR', pricing_effect: 'price_off', pricing_value: '2.00 EUR' },
      ],
      charges: [
        {
          type: 'tip',
          ref: 'T',
          price: '3.00 EUR',
          charge_type: 'tip',
          charge_ref: 'T',
          charge_price: '3.00 EUR',
        },
        {
          type: 'tax',
          ref: 'N',
          price: '4.00 EUR',
          charge_type: 'tax',
          charge_ref: 'N',
          charge_price: '4.00 EUR',
        },
        { type: 'other', charge_type: 'other' },
      ],
      payments: [{ type: 'cash' }, { type: 'online' }, { type: 'online' }],
      total: '4.00 EUR',
      total_discrepancy: '1.00 EUR',
      payment_discrepancy: '-1.00 EUR',
    })
    const missing = {
      status: 'new',
      discounts: [{ name: 'x', pricing_effect: 'percentage_off', pricing_value: '10' }],
    }
    expect((await app.post('/location/orders', missing)).body.errors).toEqual([
      { field: 'discounts[0].price_off', message: "can't be blank" },
    ])
    // The client's total is compared once, at creation (orders O29).
    const changed = await app.patch(`/location/orders/${body.id}`, {
      charges: [{ id: body.charges[0].id, deleted: true }],
    })
    expect(changed.body).toMatchObject({ total: '1.00 EUR', total_discrepancy: '1.00 EUR' })
  })

  test('null is absent on creation, and an empty text stays one, except as a private ref (orders O10, O16)', async () => {
    const app = await hub.app('Basil Web')
    const nothing = (await app.post('/location/orders', { status: 'new' })).body
    const keys = Object.keys(nothing).filter((key) => key !== 'status')
    const { status, body } = await app.post('/location/orders', {
      ...Object.fromEntries(keys.map((key) => [key, null])),
      status: 'new',
    })
    expect(status).toBe(200)
    expect({ ...body, id: 0, created_at: 0 }).toEqual({ ...nothing, id: 0, created_at: 0 })
    const { body: empty } = await app.post('/location/orders', {
      status: 'new',
      ref: '',
      channel: '',
      private_ref: '',
      seller_notes: ' ',
      custom_fields: { a: null, b: '' },
      id: 'mine',
      created_at: 'yesterday',
      subtotal: 1,
      delivery: { status: 'lost' },
    })
    expect(empty).toMatchObject({
      ref: '',
      channel: '',
      private_ref: null,
      seller_notes: ' ',
      custom_fields: { b: '' },
      delivery: null,
    })
    expect(empty.id).not.toBe('mine')
  })

  test('an empty text where no text belongs counts as null: a time, a decimal, an amount, a choice, a customer (orders O10)', async () => {
    const app = await hub.app('Basil Web')
    const { status, body } = await app.post('/location/orders', {
      status: 'new',
      service_type: '',
      expected_time: '',
      asap: '',
      total: '',
      customer_id: '',
      customer_list_id: '',
      customer_private_ref: '',
      customer: { first_name: '', gender: '', birth_date: '', latitude: '', sms_marketing: '' },
      items: [
        {
          ...{ product_name: 'Pad Thai', price: '8.90 EUR', quantity: '1', tax_rate: '' },
          options: [{ option_list_name: 'Sauce', name: 'Chili', price: '', quantity: '' }],
        },
      ],
    })
    expect([status, body.errors]).toEqual([200, undefined])
    const nobody = { id: null, first_name: '', gender: null, birth_date: null, latitude: null }
    expect(body).toMatchObject({
      ...{ service_type: null, expected_time: null, asap: true, total: '8.90 EUR', total_discrepancy: null },
      customer: { ...nobody, sms_marketing: false },
      items: [{ tax_rate: null, options: [{ price: '0.00 EUR', quantity: 1 }] }],
    })
    const required = { status: '', items: [{ product_name: 'Pad Thai', price: '', quantity: '' }] }
    const refused = await app.post('/location/orders', required)
    expect([refused.status, refused.body.errors.map(({ field }: { field: string }) => field)]).toEqual([
      422,
      ['status', 'items[0].price', 'items[0].quantity'],
    ])
  })

  test('255 characters are the limit of a text, 5,000 of notes, whatever their width (orders O11)', async () => {
    const app = await hub.app('Basil Web')
    const order = { status: 'new', ref: '🍕'.repeat(255), seller_notes: 'x'.repeat(5000) }
    expect((await app.post('/location/orders', order)).body).toMatchObject(order)
    const refused = await app.post('/location/orders', {
      status: 'new',
      ref: '🍕'.repeat(256),
      private_ref: 'x'.repeat(256),
      seller_notes: 'x'.repeat(5001),
    })
    expect(refused.body.errors.map(({ field }: { field: string }) => field)).toEqual([
      'ref',
      'private_ref',
      'seller_notes',
    ])
  })

  test('deals are numbered in the order in which they were sent, also on update (orders O21, O44)', async () => {
    const app = await hub.app('Basil Web')
    const line = (key: string) => ({
      product_name: key,
      price: '1.00 EUR',
      quantity: '1',
      deal_line: { deal_key: key },
    })
    const deals = '{"b":{"name":"B"},"10":{"name":"Ten"},"2":{"name":"Two"}}'
    const items = JSON.stringify(['2', '10', 'b'].map(line))
    const { body } = await app.post('/location/orders', undefined, {
      raw: `{"status":"new","items":${items},"deals":${deals}}`,
    })
    const names = ({ deals }: { deals: Record<string, { name: string }> }) =>
      Object.entries(deals).map(([key, { name }]) => `${key} ${name}`)
    expect(names(body)).toEqual(['0 B', '1 Ten', '2 Two'])
    expect(body.items.map((item: { deal_line: { deal_key: string } }) => item.deal_line.deal_key)).toEqual([
      '2',
      '1',
      '0',
    ])
    const { body: next } = await app.patch(`/location/orders/${body.id}`, undefined, {
      raw: `{"items":${items},"deals":${deals}}`,
    })
    expect(names(next)).toEqual(['0 B', '1 Ten', '2 Two', '3 B', '4 Ten', '5 Two'])
  })

  test('the value of a deal line is of the kind of its effect (orders O22)', async () => {
    const app = await hub.app('Basil Web')
    const place = (deal_line: object) =>
      app.post('/location/orders', {
        status: 'new',
        deals: { x: { name: 'Lunch' } },
        items: [
          {
            product_name: 'Tea',
            price: '1.00 EUR',
            quantity: '1',
            deal_line: { deal_key: 'x', ...deal_line },
          },
        ],
      })
    const lines: [object, object][] = [
      [{}, { pricing_effect: null, pricing_value: null, position: null, label: null }],
      [
        { pricing_effect: 'unchanged', position: 3 },
        { pricing_effect: 'unchanged', pricing_value: null, position: 3 },
      ],
      [
        { pricing_effect: 'fixed_price', pricing_value: '2.00 EUR', position: 'x' },
        { pricing_value: '2.00 EUR', position: null },
      ],
      [{ pricing_effect: 'price_off', pricing_value: '-2.00 EUR' }, { pricing_value: '-2.00 EUR' }],
      [{ pricing_effect: 'percentage_off', pricing_value: 12.5 }, { pricing_value: '12.5' }],
    ]
    for (const [sent, expected] of lines) {
      expect((await place(sent)).body.items[0].deal_line).toMatchObject({ deal_key: '0', ...expected })
    }
    const wrong = [
      { pricing_effect: 'fixed_price', pricing_value: '10' },
      { pricing_effect: 'price_off', pricing_value: '2.00 USD' },
      { pricing_effect: 'percentage_off', pricing_value: '100.01' },
      { pricing_effect: 'percentage_off', pricing_value: '-1' },
      { pricing_effect: 'unchanged', pricing_value: '1.00 EUR' },
    ]
    for (const line of wrong) {
      expect((await place(line)).body.errors[0].field).toBe('items[0].deal_line.pricing_value')
    }
    const unknown = await place({ pricing_effect: 'free' })
    expect(unknown.body.errors[0].field).toBe('items[0].deal_line.pricing_effect')
  })
})

describe('private refs (general §9, orders §10)', () => {
  test('are seen and found by the client that set them only (orders 15.7)', async () => {
    const account = await hub.account()
    const webshop = await hub.app('webshop', { account })
    const till = await hub.app('till', { account })
    const order = {
      status: 'new',
      private_ref: 'W1',
      items: [{ product_name: 'Tea', price: '1.00 EUR', quantity: '1', private_ref: 'L1' }],
    }
    const { body } = await webshop.post('/location/orders', order)
    expect(body).toMatchObject({ private_ref: 'W1', items: [{ private_ref: 'L1' }] })
    expect((await till.get(`/location/orders/${body.id}`)).body).toMatchObject({
      private_ref: null,
      items: [{ private_ref: null }],
    })
    expect((await webshop.get('/location/orders?private_ref=W1')).body).toHaveLength(1)
    expect((await till.get('/location/orders?private_ref=W1')).body).toEqual([])
    // Extensions X7: the error for a repeated order has the id of the first one.
    expect((await webshop.post('/location/orders', order)).body.errors).toEqual([
      { field: 'private_ref', message: 'has already been taken', order_id: body.id },
    ])
    expect((await till.post('/location/orders', order)).status).toBe(200)
  })

  test('a creation that repeats a private ref names the order that has it, with an idempotency key too (extensions X7)', async () => {
    const account = await hub.account()
    const webshop = await hub.app('webshop', { account })
    const till = await hub.app('till', { account })
    await till.listen({ order: ['create'] })
    const order = { status: 'new', private_ref: 'W1' }
    const first = (await webshop.post('/location/orders', order)).body
    const taken = { field: 'private_ref', message: 'has already been taken', order_id: first.id }
    const attached = (await webshop.post(`/customer_lists/${account.customerListId}/customers`, {})).body
    for (const [key, body] of [
      [undefined, order],
      ['a', order],
      ['a', order],
      [undefined, { ...order, customer_id: attached.id }],
      ['b', { ...order, customer_id: attached.id }],
    ] as const) {
      const headers: Record<string, string> = key ? { 'idempotency-key': key } : {}
      const refused = await webshop.post('/location/orders', body, { headers })
      expect([refused.status, refused.body.errors]).toEqual([422, [taken]])
    }
    expect((await webshop.get('/location/orders')).body).toHaveLength(1)
    expect(await till.events()).toHaveLength(1)
    const customers = `/customer_lists/${account.customerListId}/customers`
    expect((await webshop.get(`${customers}/${attached.id}`)).body.nb_orders).toBe(0)
  })
})
