// Contract, kezia 6.4, through a real hub: what web shops may send, and the till must take.
import { formatMoney, parseMoney } from '@hub/money'
import { startHub, type TestHub } from '@hub/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Sale } from '../apps/till/src/sales/wire.ts'
import type { WebOrderDetails } from '../apps/till/src/weborders/wire.ts'
import { api, connectedTill, merchant, orderOnHub, orders, until } from './till-world.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

const line = { product_name: 'Margherita', sku_ref: '1', price: '12.00 EUR', quantity: '1' }
const markup = '<b onclick=alert(1)>&amp;</b>'.repeat(9).slice(0, 255)

const odd: [name: string, order: object, lines: number][] = [
  ['no ref', { items: [{ ...line, sku_ref: null }] }, 1],
  ['an unknown ref', { items: [{ ...line, sku_ref: 'NOPE' }] }, 1],
  [
    'an unknown option',
    {
      items: [
        {
          ...line,
          options: [{ option_list_name: 'Sauces', name: 'Piquante', ref: 'NOPE', price: '0.50 EUR' }],
        },
      ],
    },
    2,
  ],
  [
    'an unknown deal',
    { items: [{ ...line, deal_line: { deal_key: 'm' } }], deals: { m: { name: 'Midi', ref: 'NOPE' } } },
    2,
  ],
  ['price 0', { items: [{ ...line, price: '0.00 EUR' }] }, 1],
  ['a total below 0', { items: [line], discounts: [{ name: 'Geste', price_off: '20.00 EUR' }] }, 1],
  ['300 lines', { items: Array.from({ length: 300 }, () => line) }, 300],
  [
    'texts of 255 characters with markup',
    { items: [{ ...line, product_name: markup, sku_ref: null }], customer_notes: markup },
    1,
  ],
]

test.each(odd)('%s: imported, read, acknowledged, validated', async (_, order, lines) => {
  const at = await merchant(hub)
  const till = await connectedTill(at)
  const placed = await at.shop.post('/location/orders', { status: 'new', ...order })
  expect(placed).toMatchObject({ status: 200 })
  const { id, total } = placed.body
  const { number } = await until(async () => {
    const [row] = await orders(till.url)
    expect(row?.sourceId).toBe(id)
    return row!
  })
  await until(async () => expect(await orderOnHub(at, id)).toMatchObject({ status: 'received' }))
  const details = await api<WebOrderDetails>(till.url, 'GET', `/web-orders/${number}`)
  expect(details.lines).toHaveLength(lines)
  expect(details.totalCents).toBe(Math.round(Number.parseFloat(total) * 100))
  // Contract, kezia R-K13: a difference is shown, never hidden.
  expect(details.totals.computedCents + details.totals.gapCents).toBe(details.totalCents)
  await api(till.url, 'POST', `/web-orders/${number}/accept`, { sellerId: 1 })
  await until(async () => expect(await orderOnHub(at, id)).toMatchObject({ status: 'accepted' }))
})

const money = fc.integer({ min: -500, max: 6_000 }).map((cents) => formatMoney(cents, 'EUR'))
const ref = fc.constantFrom('1', '2|3', 'COUV', 'NOPE', null)
const rate = fc.constantFrom(null, '0', '5.5', '20')
const expected = fc.constantFrom(
  null,
  '2020-02-29T23:59:59Z',
  '2031-03-30T02:30:00+02:00',
  '2031-10-26T02:30:00+01:00',
  '2099-12-31T23:00:00-11:00',
)
const randomOrder = fc.record({
  status: fc.constant('received'),
  service_type: fc.constantFrom('delivery', 'collection', 'eat_in', null),
  expected_time: expected,
  items: fc.array(
    fc.record({
      product_name: fc.constant('Pizza'),
      sku_ref: ref,
      price: money,
      quantity: fc.constantFrom('0', '1', '2', '0.333', '1.25', '12', '-1'),
      tax_rate: rate,
      options: fc.array(
        fc.record({
          option_list_name: fc.constant('Suppléments'),
          name: fc.constant('Ail'),
          ref,
          price: money,
          quantity: fc.integer({ min: 0, max: 3 }),
        }),
        { maxLength: 3 },
      ),
      deal_line: fc.constantFrom(null, { deal_key: 'a' }, { deal_key: 'b' }),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  deals: fc.constant({ a: { name: 'Midi', ref: '17' }, b: { name: 'Soir' } }),
  charges: fc.array(fc.record({ name: fc.constant('Livraison'), ref, price: money, tax_rate: rate }), {
    maxLength: 2,
  }),
  discounts: fc.array(fc.record({ name: fc.constant('Remise'), price_off: money }), { maxLength: 2 }),
  payments: fc.array(fc.record({ amount: money, type: fc.constantFrom('cash', 'online') }), { maxLength: 2 }),
})

test('forty orders at random: screens, facture, its VAT and its settlements come to the total of the hub (R-K13, D40)', async () => {
  const at = await merchant(hub)
  const till = await connectedTill(at)
  const totals = new Map<string, number>()
  for (const order of fc.sample(randomOrder, { numRuns: 40, seed: 2087 })) {
    const { status, body } = await at.shop.post('/location/orders', order)
    expect(status, JSON.stringify(body)).toBe(200)
    totals.set(body.id, parseMoney(body.total)!.cents)
  }
  const rows = await until(async () => {
    const list = await orders(till.url)
    expect(list).toHaveLength(totals.size)
    return list
  })
  const sum = (amounts: number[]) => amounts.reduce((total, cents) => total + cents, 0)
  for (const { number, sourceId, dueCents } of rows) {
    const total = totals.get(sourceId)!
    const details = await api<WebOrderDetails>(till.url, 'GET', `/web-orders/${number}`)
    expect(details.totals).toMatchObject({ computedCents: total, gapCents: 0 })
    const facture = await api<Sale>(till.url, 'POST', `/web-orders/${number}/invoice`, {
      draftId: crypto.randomUUID(),
      sellerId: 1,
      dueCents,
      payments: dueCents === 0 ? [] : [{ modeId: 3, cents: dueCents }],
    })
    expect(facture.totalCents).toBe(total)
    expect(sum(facture.vat.map(({ totalCents }) => totalCents))).toBe(total)
    expect(sum(facture.payments.map(({ cents }) => cents)) - facture.changeCents).toBe(total)
  }
})
