// Contract, kezia §6, check 4, through a real hub: what web shops may send, and the till must take.
import { startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
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
