import { type App, startHub, type TestHub } from '@hub/testing'
import { checkProperty } from '@hub/testing/property'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { places, replaced } from './testing/odd-bodies.ts'

let hub: TestHub
let app: App
/** Valid requests, from which the bad ones are derived. */
let requests: { method: string; path: string; body: unknown }[]

const order = {
  status: 'new',
  private_ref: 'P',
  service_type: 'delivery',
  expected_time: '2026-03-14T18:05:00Z',
  asap: true,
  coupon_codes: ['A'],
  items: [
    {
      product_name: 'Tea',
      price: '1.00 EUR',
      quantity: '2',
      tax_rate: '5.5',
      options: [{ option_list_name: 'Size', name: 'Large', price: '0.50 EUR', quantity: 1, removed: true }],
      deal_line: { deal_key: 'x', pricing_effect: 'percentage_off', pricing_value: '10', position: 1 },
    },
  ],
  deals: { x: { name: 'Deal', ref: 'D' } },
  discounts: [{ name: 'D', pricing_effect: 'price_off', pricing_value: '1.00 EUR' }],
  charges: [{ name: 'C', charge_price: '1.00 EUR', type: 'tip' }],
  payments: [{ amount: '1.00 EUR', info: { a: [1] } }],
  customer: { first_name: 'Ines', birth_date: '2000-01-01', latitude: '1.5', sms_marketing: true },
  custom_fields: { a: { b: 1 } },
  total: '1.00 EUR',
}
const delivery = {
  carrier: 'Swift Wheels',
  carrier_ref: 'swift',
  ref: 'SW-1',
  status: 'pickup_enroute',
  fee: '3.90 EUR',
  estimated_pickup_at: '2026-03-14T18:05:00Z',
  tracking_url: 'https://track.example.com/SW-1',
  driver_latitude: '1.123456789',
  driver_longitude: 1.5,
  assigned_at: null,
}
const location = {
  cutoff_time: '05:00',
  opening_hours: { monday: [{ from: '18:00', to: '02:00' }], sunday: [] },
  preparation_time: 20,
  order_acceptance: { mode: 'busy', extra_preparation_time: 10, resume_at: '2100-01-01T00:00:00Z' },
  custom_fields: { a: { b: 1 } },
}
const customer = { ...order.customer, email: 'a@b.fr', private_ref: 'C', custom_fields: { a: 1 } }
const catalog = {
  name: 'Menu',
  data: {
    variants: [{ ref: 'V', name: 'V' }],
    categories: [
      { ref: 'A', name: 'A' },
      { ref: 'B', parent_ref: 'A', name: 'B', tags: ['t'], image_ids: ['i'] },
    ],
    products: [
      {
        category_ref: 'B',
        name: 'P',
        tax_rate: { delivery: '1', collection: '2', eat_in: '3' },
        nutrition: { allergens: [] },
        skus: [
          {
            ref: 'S',
            price: '1.00 EUR',
            restrictions: { dow: '1------', start_time: '10:00', max_per_order: 1, variant_refs: ['V'] },
            price_overrides: [{ price: '1.00 EUR', variant_refs: ['V'] }],
            option_list_refs: ['O'],
            barcodes: ['12345678'],
            custom_fields: {},
          },
        ],
      },
    ],
    option_lists: [{ ref: 'O', name: 'O', type: 'single', options: [{ name: 'X', default: true }] }],
    deals: [
      {
        name: 'D',
        lines: [{ skus: [{ ref: 'S' }], pricing_effect: 'price_off', pricing_value: '1.00 EUR' }],
      },
    ],
    discounts: [{ name: 'D', pricing_effect: 'percentage_off', pricing_value: '5' }],
    charges: [{ name: 'C', type: 'other', price: '1.00 EUR' }],
  },
}

beforeAll(async () => {
  hub = await startHub()
  const account = await hub.account()
  app = await hub.app('app', {
    account,
    scope:
      'location[orders.write,customer_list.write,all_customer_lists.write,all_catalogs.write,catalog.write]',
  })
  const { body: placed } = await app.post('/location/orders', order)
  await app.post(`/location/orders/${placed.id}/delivery`, delivery)
  const list = `/customer_lists/${account.customerListId}`
  const { body: known } = await app.post(`${list}/customers`, customer)
  const change = {
    status: 'accepted',
    confirmed_time: '2026-03-14T18:05:00Z',
    private_ref: 'Q',
    items: [{ id: placed.items[0].id, deleted: true, private_ref: 'I' }, ...order.items],
    deals: order.deals,
    payments: order.payments,
    custom_fields: { a: null },
  }
  const attached = { status: 'new', customer_list_id: account.customerListId, customer_private_ref: 'C' }
  requests = [
    { method: 'POST', path: '/location/orders', body: order },
    { method: 'POST', path: '/location/orders', body: attached },
    { method: 'PATCH', path: `/location/orders/${placed.id}`, body: change },
    { method: 'POST', path: `/location/orders/${placed.id}/delivery_quotes`, body: delivery },
    { method: 'PATCH', path: `/location/orders/${placed.id}/delivery`, body: delivery },
    { method: 'PATCH', path: '/location', body: location },
    { method: 'POST', path: `${list}/customers`, body: customer },
    { method: 'PUT', path: `${list}/customers/${known.id}`, body: customer },
    { method: 'PATCH', path: list, body: { name: 'List' } },
    { method: 'POST', path: '/location/customer_lists', body: { name: 'New' } },
    { method: 'POST', path: '/location/catalogs', body: catalog },
    { method: 'PUT', path: `/catalogs/${account.catalogId}`, body: catalog },
    {
      method: 'POST',
      path: '/callback',
      body: { url: null, events: { order: ['create'], catalog: ['update'] } },
    },
  ]
})
afterAll(() => hub.close())

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    '\0',
    '\ud800',
    -0,
    1e308,
    -1,
    1.5,
    true,
    [],
    {},
    [null],
    [[]],
    { id: 'x' },
    { id: null },
    '999999999999.99 EUR',
    '9999999999999.99 EUR',
    '1.00 USD',
    '-0.00 EUR',
    '123456789012',
    '1e5',
    '0.'.padEnd(300, '1'),
    '9999-12-31T23:59:59Z',
    '0000-01-01T00:00:00Z',
    '2026-02-30',
    'x'.repeat(256),
    'x'.repeat(6000),
    { __proto__: null, constructor: 1 },
    JSON.parse('{"__proto__":{"a":1},"toString":null,"constructor":{"prototype":1}}'),
  ),
  fc.jsonValue({ maxDepth: 3 }),
)

test('a request with any value in any place is answered, never with a failure of the server (design, rule 9)', async () => {
  await checkProperty(
    [fc.nat(), fc.array(fc.tuple(fc.nat(), odd), { minLength: 1, maxLength: 3 })],
    async (which, changes) => {
      const { method, path, body } = requests[which % requests.length]!
      const bad = changes.reduce((changed: unknown, [where, value]) => {
        const all = places(changed)
        return replaced(changed, all[where % all.length]!, value)
      }, body)
      const { status, body: answer } = await app.call(method, path, bad ?? null)
      expect([200, 400, 422]).toContain(status)
      if (status !== 200) expect(answer.message.length).toBeGreaterThan(0)
      if (answer.errors)
        for (const error of answer.errors)
          expect(error).toMatchObject({ field: expect.any(String), message: expect.stringMatching(/./) })
    },
    { runs: 800 },
  )
})

test('any text in a path or a query is answered, never with a failure of the server', async () => {
  const paths = ['/location/orders/', '/customer_lists/', '/catalogs/', '/callback/events/', '/locations/']
  const names = [
    'count',
    'cursor',
    'status',
    'private_ref',
    'created_by',
    'after',
    'before',
    'customer_id',
    'hide_data',
  ]
  await checkProperty(
    [
      fc.constantFrom(...paths),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...names),
      fc.string({ unit: 'binary' }),
    ],
    async (path, text, name, value) => {
      const id = encodeURIComponent(text.toWellFormed())
      const query = encodeURIComponent(value.toWellFormed())
      for (const url of [
        `${path}${id}`,
        `/location/orders?${name}=${query}`,
        `/location/orders?${name}=${value.replace(/[^!-~]|#/g, '%')}`,
      ]) {
        const { status } = await app.get(url)
        expect([200, 400, 403, 404, 422]).toContain(status)
      }
    },
    { runs: 150 },
  )
})
