// Contract, kezia §4.5: a sale as an order of the hub.
import type { OrderCreate } from '@hub/client'
import { parseDecimal, parseMoney } from '@hub/money'
import { checkProperty } from '@hub/testing/property'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Sale, SaleLine } from '../../sales/index.ts'
import { orderOfSale } from './mapping.ts'

const line = (values: Partial<SaleLine> = {}): SaleLine => {
  const { unitCents = 1200, quantity = '1', discountCents = 0 } = values
  return {
    rank: 0,
    idart: 1,
    code: '1',
    definition: 'MARGHERITA',
    idtar: null,
    tariffTitle: null,
    quantity,
    unitCents,
    discountCents,
    sharedDiscountCents: 0,
    totalCents: Math.round(unitCents * Number(quantity)) - discountCents,
    vatRate: '10.0',
    menuKey: null,
    menuName: null,
    menuIdart: null,
    menuDiscountCents: 0,
    depth: 0,
    note: '',
    creditedQuantity: '0.0',
    ...values,
  }
}
const option = (values: Partial<SaleLine> = {}) =>
  line({ idart: 6, code: '6', definition: 'TOMATES', unitCents: 50, depth: 1, ...values })

const saleOf = (lines: SaleLine[], values: Partial<Sale> = {}): Sale => ({
  number: 12,
  kind: 'ticket',
  soldAt: '2031-05-01T18:30:00Z',
  station: 1,
  sellerId: 2,
  sellerName: 'Marco',
  service: 'eat_in',
  currency: 'EUR',
  discountCents: 0,
  netCents: 0,
  totalCents: 0,
  changeCents: 0,
  customer: null,
  origin: { kind: 'counter', number: null, details: null },
  channel: null,
  note: '',
  lines: lines.map((one, rank) => ({ ...one, rank })),
  vat: [],
  payments: [],
  creditNotes: [],
  prints: 0,
  printsTariffTitle: false,
  fingerprint: '',
  shop: { name: '', addressLines: [], siret: '', vatNumber: '' },
  ...values,
})
const send = (sale: Sale, customerId?: string) =>
  orderOfSale(sale, {
    customerId,
    cashModeIds: [1],
    refOf: String,
    menuRefOf: () => '17',
    isCharge: ({ code }) => code === 'WEB_1_PORT',
  })

const customer = {
  idcli: 4,
  lastName: 'Martin',
  firstName: 'Inès',
  company: '',
  email: '',
  phone: '06 12 34 56 78',
  accessCode: '',
  address1: '',
  address2: '',
  postalCode: '',
  city: '',
  country: '',
  deliveryNotes: '',
}
const cash = { modeId: 1, modeName: 'Espèces', cents: 2000, isDeposit: false }
const card = { modeId: 3, modeName: 'Cartes', cents: 1000, isDeposit: false }

describe('a facture as an order (kezia §4.5, D55)', () => {
  test.each<[string, Sale, object]>([
    [
      'line of a tariff: its sku, and its title beside the name',
      saleOf([line({ idtar: 3, tariffTitle: 'Grande' })]),
      { items: [{ product_name: 'MARGHERITA', sku_name: 'Grande', sku_ref: '1|3' }] },
    ],
    [
      'number: `F` before it, but in `ref`',
      saleOf([line()]),
      { status: 'completed', ref: '12', private_ref: 'F12', custom_fields: { epos: { order_id: 'F12' } } },
    ],
    ['its date', saleOf([]), { custom_fields: { epos: { invoice_date: '2031-05-01T18:30:00Z' } } }],
    ['on site', saleOf([]), { service_type: 'eat_in' }],
    ['taken away', saleOf([], { service: 'take_away' }), { service_type: 'collection' }],
    ['note', saleOf([], { note: 'Pour midi' }), { seller_notes: 'Pour midi' }],
    ['anonymous', saleOf([]), { customer: {} }],
    [
      'a customer that the hub does not know: a guest, empty fields left out',
      saleOf([], { customer }),
      { customer: { last_name: 'Martin', first_name: 'Inès', phone: '06 12 34 56 78' } },
    ],
    [
      'line',
      saleOf([line({ quantity: '2', note: 'Bien cuite' })]),
      {
        items: [
          {
            product_name: 'MARGHERITA',
            sku_ref: '1',
            price: '12.00 EUR',
            quantity: '2',
            tax_rate: '10.0',
            customer_notes: 'Bien cuite',
            private_ref: 'F12-1',
          },
        ],
      },
    ],
    [
      'line without article',
      saleOf([line({ idart: null, definition: 'Pizza du web' })]),
      { items: [{ product_name: 'Pizza du web', price: '12.00 EUR' }] },
    ],
    [
      'discount of a line: in its price',
      saleOf([line({ quantity: '2', discountCents: 200 })]),
      { items: [{ price: '11.00 EUR', quantity: '2' }] },
    ],
    [
      'discount that does not divide: two items',
      saleOf([line({ quantity: '3', discountCents: 100 })]),
      {
        items: [
          { price: '11.66 EUR', quantity: '1' },
          { price: '11.67 EUR', quantity: '2' },
        ],
      },
    ],
    [
      'options, per unit',
      saleOf([line({ quantity: '2' }), option({ quantity: '4' })]),
      {
        items: [{ quantity: '2', options: [{ name: 'TOMATES', ref: '6', price: '0.50 EUR', quantity: 2 }] }],
      },
    ],
    [
      'an ingredient taken off',
      saleOf([line(), option({ idart: null, definition: 'SANS Oignon', unitCents: 0 })]),
      { items: [{ options: [{ name: 'Oignon', removed: true, price: '0.00 EUR' }] }] },
    ],
    [
      'an option of another rate: an item of its own',
      saleOf([line(), option({ vatRate: '20.0' })]),
      { items: [{ product_name: 'MARGHERITA' }, { product_name: 'TOMATES', tax_rate: '20.0' }] },
    ],
    [
      'menu',
      saleOf([line({ menuKey: 1, menuName: 'DEJEUNER' }), line({ idart: 11 })]),
      {
        deals: { 1: { name: 'DEJEUNER', ref: '17' } },
        items: [{ deal_line: { deal_key: '1' } }, { sku_ref: '11' }],
      },
    ],
    [
      'FRAIS DE PORT TTC: a charge',
      saleOf([
        line(),
        line({ code: 'WEB_1_PORT', idart: 20, definition: 'FRAIS DE PORT TTC', unitCents: 500 }),
      ]),
      {
        items: [{}],
        charges: [{ name: 'FRAIS DE PORT TTC', ref: '20', price: '5.00 EUR', tax_rate: '10.0' }],
      },
    ],
    [
      'REMISE TOTAL',
      saleOf([line({ sharedDiscountCents: 150 })], { discountCents: 150 }),
      { items: [{ price: '12.00 EUR' }], discounts: [{ name: 'Remise', price_off: '1.50 EUR' }] },
    ],
    [
      'REMISE TOTAL that left a line of another rate alone: in the prices, or its VAT would be read otherwise (D42)',
      saleOf([line({ sharedDiscountCents: 150 }), line({ vatRate: '20.0' })], { discountCents: 150 }),
      { items: [{ price: '10.50 EUR' }, { price: '12.00 EUR', tax_rate: '20.0' }], discounts: [] },
    ],
    [
      'REMISE TOTAL that left a line of the same rate alone: VAT is the same',
      saleOf([line({ sharedDiscountCents: 150 }), line()], { discountCents: 150 }),
      { items: [{ price: '12.00 EUR' }, {}], discounts: [{ price_off: '1.50 EUR' }] },
    ],
    [
      'settlements, what was given back taken off the cash',
      saleOf([line({ quantity: '2' })], { payments: [card, cash], changeCents: 600 }),
      {
        payments: [
          { type: 'online', name: 'Cartes', ref: '3', amount: '10.00 EUR' },
          { type: 'cash', name: 'Espèces', ref: '1', amount: '14.00 EUR' },
        ],
      },
    ],
    ['seller', saleOf([]), { custom_fields: { restaurant: { staff: { name: 'Marco', id: '2' } } } }],
  ])('%s', (_, sale, expected) => {
    expect(send(sale)).toMatchObject(expected)
  })

  test('a customer whom the hub knows is attached, not described', () => {
    const order = send(saleOf([], { customer }), 'c7x2')
    expect(order.customer_id).toBe('c7x2')
    expect(order).not.toHaveProperty('customer')
  })
})

/** What the hub makes of an order (contract, orders §6, O18). */
function totalOf({ items = [], charges = [], discounts = [] }: OrderCreate): number {
  const cents = (amount: string | null | undefined) => parseMoney(amount ?? '0.00 EUR')?.cents ?? 0
  const subtotals = (items ?? []).map(({ price, quantity, options }) => {
    const unit = (options ?? []).reduce(
      (sum, one) => sum + cents(one.price) * Number(one.quantity ?? 1),
      cents(price),
    )
    const { unscaled, scale } = parseDecimal(String(quantity))
    const product = BigInt(unit) * unscaled
    const divisor = 10n ** BigInt(scale)
    const size = product < 0n ? -product : product
    const rounded = Number((size * 2n + divisor) / (divisor * 2n))
    return product < 0n ? -rounded : rounded
  })
  const fees = (charges ?? []).map(({ price }) => cents(price))
  const off = (discounts ?? []).map(({ price_off }) => -cents(price_off))
  return [...subtotals, ...fees, ...off].reduce((sum, one) => sum + one, 0)
}

test('whatever was sold, the hub computes the total of the ticket to the cent', async () => {
  const anyLine = fc
    .record({
      unitCents: fc.integer({ min: 0, max: 50_000 }),
      quantity: fc.constantFrom('1', '2', '3', '7', '0.333', '1.5', '-1', '-3', '2.0'),
      discountCents: fc.integer({ min: 0, max: 3_000 }),
      depth: fc.constantFrom<0 | 1>(0, 0, 1),
      vatRate: fc.constantFrom('10.0', '20.0'),
    })
    .map((values) => line(values))
  await checkProperty([fc.array(anyLine, { maxLength: 8 }), fc.array(fc.boolean())], (lines, isLeftAlone) => {
    const sold = lines.map((one, index) => ({
      ...one,
      sharedDiscountCents: isLeftAlone[index] ? 0 : Math.trunc(one.totalCents / 10),
    }))
    const discountCents = sold.reduce((sum, one) => sum + one.sharedDiscountCents, 0)
    const gross = sold.reduce((sum, { totalCents }) => sum + totalCents, 0)
    expect(totalOf(send(saleOf(sold, { discountCents })))).toBe(gross - discountCents)
  })
})
