// The acceptance checks of the contract's orders file, over HTTP.
import { contractOrder } from '@hub/testing'
import { checksOf } from './lib/checks.ts'
import { answers, equals, hasStatus, holds, includes, refuses } from './lib/expect.ts'

export const { check, ownCheck, list } = checksOf('orders')

const orderKeys =
  `id location_id ref private_ref status service_type service_type_ref channel created_at created_by
connection_name expected_time expected_time_pickup asap confirmed_time customer_notes seller_notes collection_code
coupon_codes total total_discrepancy payment_discrepancy items deals discounts charges payments customer delivery
loyalty_operations custom_fields`.split(/\s+/)

check('15.1', 'the least order: every key, and what the hub fills in', async (world) => {
  const merchant = await world.merchant()
  const shop = await merchant.app()
  const order = answers(await shop.post('/location/orders', { status: 'new' }), 200, {
    total: '0.00 EUR',
    channel: shop.client.name,
    created_by: shop.client.name,
  })
  equals(
    [...orderKeys].filter((key) => !(key in order)),
    [],
  )
  const refused = await shop.post('/location/orders', {})
  answers(refused, 422, { errors: [{ field: 'status', message: "can't be blank" }] })
})

check('15.2', 'the documented example gives its computed parts, in the time of the place', async (world) => {
  const merchant = await world.merchant({ currency: 'GBP', country: 'GB', timezone: 'Europe/London' })
  const shop = await merchant.app()
  const order = answers(await shop.post('/location/orders', contractOrder), 200, {
    ref: 'W-2087',
    channel: shop.client.name,
    expected_time: '2025-07-04T19:30:00+01:00',
    expected_time_pickup: false,
    asap: false,
    confirmed_time: null,
    total: '34.20 GBP',
    total_discrepancy: null,
    payment_discrepancy: '0.00 GBP',
    deals: { 0: { name: 'Starter + drink', ref: 'LD1' } },
    delivery: null,
    loyalty_operations: [],
    custom_fields: {},
  })
  includes(order.items[0], { quantity: '2.0', subtotal: '29.00 GBP', tax_rate: null, deleted: false })
  equals(order.items[0].options, [
    { option_list_name: 'Extras', name: 'Prawns', ref: 'PRW', price: '2.00 GBP', quantity: 1 },
    { option_list_name: 'Remove', name: 'Peanuts', ref: null, price: '0.00 GBP', quantity: 1, removed: true },
  ])
  holds(!('deal_line' in order.items[0]))
  equals(order.items[1].deal_line, {
    deal_key: '0',
    position: null,
    label: 'Starter',
    pricing_effect: null,
    pricing_value: null,
  })
  includes(order.discounts[0], {
    pricing_effect: 'price_off',
    pricing_value: '3.00 GBP',
    price_off: '3.00 GBP',
  })
  includes(order.charges[0], {
    type: 'other',
    charge_type: 'other',
    charge_ref: 'DZ2',
    charge_price: '2.40 GBP',
  })
  includes(order.payments[0], { type: 'online', amount: '34.20 GBP', info: null })
  includes(order.customer, { id: null, first_name: 'Ines', nb_orders: 0, order_total: '0.00 GBP' })
})

check('15.3', 'five mistakes are told at once, and nothing is stored', async (world) => {
  const merchant = await world.merchant()
  const [shop, till] = [await merchant.app(), await merchant.app()]
  await till.listen({ order: ['create'] })
  refuses(
    await shop.post('/location/orders', {
      status: 'cooking',
      items: [
        { product_name: 'Margherita', price: '8 EUR', quantity: '1', deal_line: { deal_key: 'nope' } },
        { price: '8.00 EUR', quantity: '1' },
      ],
      payments: [{ amount: '8.00 USD' }],
    }),
    'status',
    'items[0].price',
    'items[0].deal_line.deal_key',
    'items[1].product_name',
    'payments[0].amount',
  )
  equals((await shop.get('/location/orders')).body, [])
  equals(await till.events(), [])
})

check('15.4', 'unknown keys are ignored and not stored', async (world) => {
  const shop = await (await world.merchant()).app()
  const order = answers(
    await shop.post('/location/orders', {
      status: 'new',
      colour: 'red',
      items: [{ product_name: 'Margherita', price: '8.00 EUR', quantity: '1', shape: 'round' }],
    }),
    200,
  )
  holds(!('colour' in order) && !('shape' in order.items[0]))
})

check(
  '15.5',
  'a patch of elements: totals, deletion, one event for the others, all or nothing',
  async (world) => {
    const merchant = await world.merchant()
    const [shop, till] = [await merchant.app(), await merchant.app()]
    const item = (product_name: string, price: string) => ({ product_name, price, quantity: '1' })
    const order = answers(
      await shop.post('/location/orders', {
        status: 'new',
        items: [item('Margherita', '8.00 EUR'), item('Regina', '9.50 EUR')],
      }),
      200,
    )
    await shop.listen({ order: ['update'] })
    await till.listen({ order: ['update'] })
    const path = `/location/orders/${order.id}`
    const [first, second] = order.items
    const changed = answers(
      await shop.patch(path, {
        status: 'accepted',
        items: [{ id: first.id, deleted: true }],
        payments: [{ amount: '9.50 EUR' }],
      }),
      200,
      { status: 'accepted', total: '9.50 EUR', payment_discrepancy: '0.00 EUR' },
    )
    includes(changed.items, [
      { id: first.id, deleted: true },
      { id: second.id, deleted: false },
    ])
    const heard = await till.events()
    equals(heard.length, 1)
    includes(heard[0]!, { resource_type: 'order', event_type: 'update', order_id: order.id })
    equals(await shop.events(), [])

    hasStatus(await shop.patch(path, { status: 'completed', items: [{ id: 'nope0', deleted: true }] }), 422)
    answers(await shop.get(path), 200, { status: 'accepted' })
    hasStatus(await shop.patch(path, { items: [{ id: first.id, deleted: false }] }), 422)
  },
)

check('15.6', 'custom fields merge at their first level, over PUT as over PATCH', async (world) => {
  const shop = await (await world.merchant()).app()
  for (const method of ['PATCH', 'PUT']) {
    const { id } = answers(await shop.post('/location/orders', { status: 'new' }), 200)
    const change = (custom_fields: object) => shop.call(method, `/location/orders/${id}`, { custom_fields })
    answers(await change({ a: { x: 1 }, b: 1 }), 200)
    equals(answers(await change({ a: { y: 2 }, b: null }), 200).custom_fields, { a: { y: 2 } })
  }
})

check('15.7', 'a private ref is its client’s alone', async (world) => {
  const merchant = await world.merchant()
  const [shop, other] = [await merchant.app(), await merchant.app()]
  await other.listen({ order: ['update'] })
  const place = (app: typeof shop, private_ref: string) =>
    app.post('/location/orders', { status: 'new', private_ref })
  const { id } = answers(await place(shop, 'A-1'), 200, { private_ref: 'A-1' })
  answers(await place(shop, 'A-1'), 422, {
    errors: [{ field: 'private_ref', message: 'has already been taken' }],
  })
  const { id: othersId } = answers(await place(other, 'A-1'), 200)
  const found = async (app: typeof shop) =>
    answers(await app.get('/location/orders?private_ref=A-1'), 200).map((order: { id: string }) => order.id)
  equals(await found(shop), [id])
  equals(await found(other), [othersId])
  answers(await shop.patch(`/location/orders/${id}`, { private_ref: 'A-2' }), 200, { private_ref: 'A-2' })
  equals(await other.events(), [])
})

check('15.8', 'a customer that cannot be attached is named, and nothing moves', async (world) => {
  const [merchant, neighbour] = [await world.merchant(), await world.merchant()]
  const shop = await merchant.app()
  const stranger = await neighbour.app()
  const known = answers(
    await shop.post(`/customer_lists/${merchant.customerListId}/customers`, { private_ref: 'C1' }),
    200,
  )
  const foreign = answers(
    await stranger.post(`/customer_lists/${neighbour.customerListId}/customers`, {}),
    200,
  )
  const place = (fields: object) => shop.post('/location/orders', { status: 'new', ...fields })
  refuses(await place({ customer_id: known.id, customer: { first_name: 'Léa' } }), 'customer_id')
  refuses(await place({ customer_private_ref: 'C1' }), 'customer_list_id')
  refuses(await place({ customer_list_id: merchant.customerListId }), 'customer_private_ref')
  refuses(await place({ customer_id: 'zzzzz' }), 'customer_id')
  refuses(await place({ customer_id: foreign.id }), 'customer_id')
  refuses(await place({ loyalty_operations: [{ delta: '1' }] }), 'loyalty_operations')
  answers(await shop.get(`/customer_lists/${merchant.customerListId}/customers/${known.id}`), 200, {
    nb_orders: 0,
    order_total: '0.00 EUR',
    loyalty_cards: [],
  })
})

const statuses =
  `new received accepted in_preparation awaiting_shipment awaiting_collection in_delivery completed
rejected cancelled delivery_failed`.split(/\s+/)

check('15.9', 'every status from every status', async (world) => {
  const shop = await (await world.merchant()).app()
  const { id } = answers(await shop.post('/location/orders', { status: 'new' }), 200)
  const move = (status: string) => shop.patch(`/location/orders/${id}`, { status })
  for (const from of statuses) {
    for (const to of statuses) {
      answers(await move(from), 200)
      answers(await move(to), 200, { status: to })
    }
  }
  refuses(await move('shipped'), 'status')
})

check('15.10', 'lists from a time, up to a time', async (world) => {
  const shop = await (await world.merchant()).app()
  const { id, created_at } = answers(await shop.post('/location/orders', { status: 'new' }), 200)
  const ids = async (query: string) =>
    answers(await shop.get(`/location/orders?${query}`), 200).map((order: { id: string }) => order.id)
  equals(await ids(`after=${encodeURIComponent(created_at)}`), [id])
  equals(await ids(`after=${created_at}`), [id])
  equals(await ids(`before=${encodeURIComponent(created_at)}`), [])
  refuses(await shop.get('/location/orders?after=yesterday'), 'after')
})

check('15.11', 'a delivery: for delivery orders, once, with its own events', async (world) => {
  const merchant = await world.merchant()
  const [shop, till] = [await merchant.app(), await merchant.app()]
  const place = async (service_type: string) =>
    answers(await shop.post('/location/orders', { status: 'new', service_type }), 200).id
  const collected = await place('collection')
  const carrier = 'Swift Wheels'
  refuses(
    await shop.post(`/location/orders/${collected}/delivery`, { carrier, status: 'pending' }),
    'service_type',
  )
  const id = await place('delivery')
  const path = `/location/orders/${id}/delivery`
  hasStatus(await shop.get(path), 404)
  refuses(await shop.post(path, { carrier, status: 'lost' }), 'status')
  answers(await shop.post(path, { carrier, status: 'pending' }), 200, {
    status: 'pending',
    assigned_at: null,
  })
  refuses(await shop.post(path, { carrier, status: 'pending' }), 'delivery')
  holds(answers(await shop.patch(path, { status: 'pickup_enroute' }), 200).assigned_at !== null)
  await till.listen({ order: ['update'], delivery: ['update'] })
  answers(await shop.patch(path, { driver_latitude: '50.63', driver_longitude: '3.06' }), 200)
  equals(
    (await till.events()).map(({ resource_type, event_type }) => `${resource_type}.${event_type}`),
    ['delivery.update'],
  )
})

check('15.12', 'accepting a quote twice is accepting it once', async (world) => {
  const merchant = await world.merchant()
  const [shop, courier] = [await merchant.app(), await merchant.app()]
  const { id } = answers(
    await shop.post('/location/orders', { status: 'new', service_type: 'delivery' }),
    200,
  )
  const quotes = `/location/orders/${id}/delivery_quotes`
  const quote = answers(await courier.post(quotes, { carrier: 'Swift Wheels', fee: '3.50 EUR' }), 200)
  await courier.listen({ order: ['update'] })
  const first = answers(await shop.post(`${quotes}/${quote.id}/accept`), 200)
  const second = answers(await shop.post(`${quotes}/${quote.id}/accept`, {}), 200)
  holds(first.accepted_at !== null)
  equals(second.accepted_at, first.accepted_at)
  equals((await courier.events()).length, 1)
})

check('15.13', 'an order out of reach is an order that does not exist', async (world) => {
  const [merchant, neighbour] = [await world.merchant(), await world.merchant()]
  const shop = await merchant.app({ scope: 'account[orders.write]' })
  const other = await merchant.location('Roubaix')
  const { id } = answers(await shop.post(`/locations/${merchant.locationId}/orders`, { status: 'new' }), 200)
  const stranger = await (await neighbour.app()).post('/location/orders', { status: 'new' })
  const bodies = await Promise.all(
    [
      `/locations/${other}/orders/${id}`,
      `/locations/${merchant.locationId}/orders/${stranger.body.id}`,
      `/locations/${merchant.locationId}/orders/zzzzz`,
    ].map(async (path) => {
      const answer = await shop.get(path)
      answers(answer, 404, { error_type: 'not_found' })
      return answer.text
    }),
  )
  equals(new Set(bodies).size, 1)
  answers(await shop.delete(`/locations/${merchant.locationId}/orders/${id}`), 404, {
    error_type: 'routing_error',
  })
})

check('15.14', 'two patches at the same instant: both happen, one after the other', async (world) => {
  const merchant = await world.merchant()
  const [shop, till] = [await merchant.app(), await merchant.app()]
  const { id } = answers(await shop.post('/location/orders', { status: 'new' }), 200)
  await till.listen({ order: ['update'] })
  const pay = (amount: string) => shop.patch(`/location/orders/${id}`, { payments: [{ amount }] })
  for (const answer of await Promise.all([pay('1.00 EUR'), pay('2.00 EUR')])) hasStatus(answer, 200)
  const order = answers(await shop.get(`/location/orders/${id}`), 200)
  equals(order.payments.map(({ amount }: { amount: string }) => amount).toSorted(), ['1.00 EUR', '2.00 EUR'])
  const events = await till.events()
  equals(events.length, 2)
  const [one, two] = events as { new_state: { payments: unknown }; previous_state: { payments: unknown } }[]
  equals(two!.previous_state.payments, one!.new_state.payments)
})
