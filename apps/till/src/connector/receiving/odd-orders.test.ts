import type { Order } from '@hub/client'
import { expect, test } from 'vitest'
import { startStubHub } from '../testing/stub-hub.ts'
import { buildOrder } from '../testing/stub-order.ts'
import { startConnectedTill, until } from '../testing/till.ts'

type Json = Record<string, unknown>
type Row = [what: string, order: Json, read: Json]

const item = (fields: Json) => ({
  items: [{ product_name: 'Pizza', sku_ref: '1', price: '12.00 EUR', ...fields }],
})
const extra = (fields: Json) =>
  item({ options: [{ option_list_name: 'Suppléments', name: 'Ail', price: '1.00 EUR', ...fields }] })

const rows: Row[] = [
  [
    'no lists at all',
    { items: null, charges: null, discounts: null, payments: null, deals: null },
    { lines: [] },
  ],
  ['lists that hold nothing', { items: [null], charges: [null], payments: [null], deals: [] }, { lines: [] }],
  ['a text in the place of a list', { items: 'pizza', coupon_codes: 'ETE' }, { lines: [], couponCodes: [] }],
  ['an item that says nothing', { items: [{}] }, { lines: [{ name: '', unitCents: 0, quantity: '1.0' }] }],
  [
    'numbers for texts',
    {
      ...item({ sku_ref: 1, tax_rate: 10 }),
      created_by: 12,
      ref: 77,
      custom_fields: { restaurant: { table_name: 4 } },
    },
    { channel: '12', secondCode: '77', tableName: '4', lines: [{ code: '1' }] },
  ],
  ['a number for a quantity', item({ quantity: 2 }), { lines: [{ quantity: '2', totalCents: 2400 }] }],
  ['a quantity that is none', item({ quantity: 'deux' }), { lines: [{ quantity: '1.0', totalCents: 1200 }] }],
  ['a quantity of 0', item({ quantity: '0.0' }), { lines: [{ totalCents: 0 }] }],
  [
    'a quantity with more digits than cents',
    item({ quantity: '0.3333333333' }),
    { lines: [{ totalCents: 400 }] },
  ],
  [
    'an option counted in text',
    extra({ quantity: '2.0' }),
    { lines: [{}, { quantity: '2.0', totalCents: 200 }] },
  ],
  ['an option without a name', extra({ name: null, ref: 6 }), { lines: [{}, { name: 'TOMATES' }] }],
  [
    'a deal that holds nothing',
    { deals: { 0: null }, ...item({ deal_line: { deal_key: 0 } }) },
    { lines: [{ kind: 'deal' }, {}] },
  ],
  [
    'a deal line of a deal that is not there',
    item({ deal_line: { deal_key: '9' } }),
    { lines: [{ code: '1' }] },
  ],
  ['a rate below 0', item({ sku_ref: 'X', tax_rate: '-10' }), { lines: [{ vatRate: '20.0' }] }],
  ['a rate above 100', item({ sku_ref: 'X', tax_rate: '550' }), { lines: [{ vatRate: '20.0' }] }],
  [
    'charges and discounts without names',
    { charges: [{ price: '2.00 EUR' }], discounts: [{ price_off: '1.00 EUR' }] },
    { totals: { discountCents: 100 } },
  ],
  [
    'no total: what the elements come to',
    {
      ...item({ quantity: '2', options: [{ name: 'Ail', price: '0.50 EUR', quantity: 3 }] }),
      charges: [{ name: 'Port', price: '2.00 EUR' }],
      discounts: [{ name: 'Été', price_off: '1.00 EUR' }],
      total: null,
    },
    { totalCents: 2800, payment: 'unpaid', totals: { gapCents: 0 } },
  ],
  ['a total in another form', { ...item({}), total: 12 }, { totalCents: 1200, payment: 'unpaid' }],
  ['no customer', { customer: null }, { customerName: null }],
  [
    'a customer of other types',
    { customer: { first_name: 5, phone: 612, email: {}, id: [] } },
    { customerName: '5', customer: { phone: '612', email: null } },
  ],
  [
    'times that are none',
    { created_at: 17, expected_time: 'demain', confirmed_time: {} },
    { expectedAt: null, confirmedAt: null },
  ],
  [
    'the last second of the calendar',
    { expected_time: '9999-12-31T23:59:59+00:00' },
    { expectedAt: '9999-12-31T23:59:59Z' },
  ],
  ['an unknown status', { status: 'cooking' }, { status: 'pending' }],
  ['an unknown service', { service_type: 'drone' }, { serviceType: null }],
  ['notes of 5 000 signs', { customer_notes: '🍕'.repeat(2_500) }, { customerNotes: '🍕'.repeat(2_500) }],
  [
    'a note that is no text',
    { customer_notes: { a: 1 }, seller_notes: '' },
    { customerNotes: null, memo: null },
  ],
  ['custom fields that are a list', { custom_fields: [] }, { tableName: null }],
  ['a delivery that says nothing', { delivery: {} }, { driver: { name: null, phone: null } }],
  ['no point de vente', { location_id: undefined }, { status: 'pending' }],
]

test('an order is received whatever its fields hold, and none keeps the others from being read (kezia R-O1, §4.1)', async () => {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  for (const [what, fields] of rows) {
    const id = what.replaceAll(/\W/g, '')
    const order = { ...buildOrder(id, { status: 'received' }, '2031-07-29T12:00:00+00:00'), ...fields }
    hub.place({ id })
    hub.orders.set(id, order as unknown as Order)
  }
  await until(async () => expect(await till.orders()).toHaveLength(rows.length))
  const numbers = new Map((await till.orders()).map(({ sourceId, number }) => [sourceId, number]))
  for (const [what, , read] of rows) {
    const number = numbers.get(what.replaceAll(/\W/g, ''))!
    expect(await till.details(number), what).toMatchObject(read)
    expect(await till.accept(number), what).toBe(204)
  }
})
