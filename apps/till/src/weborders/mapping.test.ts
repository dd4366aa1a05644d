// Contract, kezia §4.1: each line of the mapping, from the hub's JSON to what the screens read.
import { beforeAll, describe, expect, test } from 'vitest'
import { startStubHub } from '../connector/testing/stub-hub.ts'
import { buildDelivery, type OrderFields } from '../connector/testing/stub-order.ts'
import { startConnectedTill, until } from '../connector/testing/till.ts'
import type { WebOrderDetails } from './wire.ts'

type Item = NonNullable<OrderFields['items']>[number]
const option = (fields: Partial<NonNullable<Item['options']>[number]> = {}) => ({
  option_list_name: 'Suppléments',
  name: 'Tomates fraîches',
  ref: '6',
  price: '0.50 EUR',
  quantity: 1,
  removed: false,
  ...fields,
})
const dealLine = {
  deal_key: '0',
  position: null,
  label: null,
  pricing_effect: null,
  pricing_value: null,
}
const payment = { name: 'Carte', ref: 'CB', type: 'online' as const, amount: '12.00 EUR' }

/** Field of the hub, order that carries it, what the screens read. */
type Row = [field: string, order: OrderFields, expected: Record<string, unknown>]

const lines: Row[] = [
  ['id', { id: 'pjkg2k', created_by: 'LivePepper' }, { sourceId: 'pjkg2k', code: 'LIVP-pjkg2k' }],
  ['created_by', { created_by: 'Uber Eats' }, { channel: 'Uber Eats' }],
  ['ref', { ref: 'R-77' }, { secondCode: 'R-77' }],
  ['collection_code', { ref: 'R-77', collection_code: '12088610' }, { secondCode: '12088610' }],
  ['status', { status: 'in_delivery' }, { status: 'in_delivery', nota: '-- Etat commande :in_delivery --' }],
  ['service_type', { service_type: 'eat_in' }, { serviceType: 'eat_in' }],
  ['created_at', { created_at: '2031-07-29T14:00:00+02:00' }, { createdAt: '2031-07-29T12:00:00Z' }],
  [
    'expected_time',
    { expected_time: '2031-07-29T14:32:00+02:00' },
    { expectedAt: '2031-07-29T12:32:00Z', dueAt: '2031-07-29T12:32:00Z' },
  ],
  [
    'expected_time, absent',
    { created_at: '2031-07-29T12:00:00Z' },
    { expectedAt: null, dueAt: '2031-07-29T12:20:00Z' },
  ],
  [
    'confirmed_time',
    { confirmed_time: '2031-07-29T14:40:00+02:00' },
    { confirmedAt: '2031-07-29T12:40:00Z' },
  ],
  [
    'customer_notes',
    { status: 'received', customer_notes: 'Sans sel', payments: [{ ...payment, name: 'Cash' }] },
    { customerNotes: 'Sans sel', nota: '-- Etat commande :received --\nSans sel\nCash' },
  ],
  ['seller_notes', { seller_notes: 'Interphone' }, { memo: 'Interphone' }],
  [
    'coupon_codes',
    { status: 'received', coupon_codes: ['ETE', 'DIX'] },
    { couponCodes: ['ETE', 'DIX'], nota: '-- Etat commande :received --\nETE, DIX' },
  ],
  [
    'items[].sku_ref, by IDART, code interne and IDTAR',
    { items: [{ sku_ref: '1' }, { sku_ref: 'COUV' }, { sku_ref: '2|3' }] },
    { lines: [{ code: '1' }, { code: 'COUV' }, { articleId: 2, name: 'REGINA' }] },
  ],
  [
    'items[].sku_ref, unknown or empty',
    { items: [{ sku_ref: 'NOPE', product_name: 'Web' }, { sku_ref: null }] },
    {
      unknownArticles: 2,
      lines: [
        { code: 'WEB_1_NOPE', articleId: 0, name: 'Web', known: false },
        { code: 'WEB_2_0', known: false },
      ],
    },
  ],
  [
    'items[].product_name and sku_name',
    { items: [{ product_name: 'Pizza', sku_name: 'Grande' }] },
    { lines: [{ name: 'MARGHERITA - Grande' }] },
  ],
  [
    'items[].price and quantity',
    { items: [{ price: '10.50 EUR', quantity: '1.5' }] },
    { lines: [{ unitCents: 1050, quantity: '1.5', totalCents: 1575 }] },
  ],
  [
    'items[].tax_rate, of an unknown article only',
    { items: [{ tax_rate: '2.1' }, { sku_ref: 'NOPE', tax_rate: '2.1' }, { sku_ref: 'NOPE' }] },
    { lines: [{ vatRate: '10.0' }, { vatRate: '2.1' }, { vatRate: '20.0' }] },
  ],
  [
    'items[].customer_notes',
    { items: [{ customer_notes: 'Bien cuite' }] },
    { lines: [{ note: 'Bien cuite' }] },
  ],
  [
    'items[].options',
    {
      items: [
        {
          quantity: '2.0',
          options: [
            option(),
            option({ ref: null, name: 'Basilic' }),
            option({ name: 'oignons', removed: true }),
          ],
        },
      ],
      total: '25.00 EUR',
    },
    {
      lines: [
        { depth: 0 },
        { depth: 1, name: 'TOMATES', quantity: '2.0', unitCents: 50, note: 'Suppléments' },
        { depth: 1, name: 'Basilic', known: null },
        { depth: 1, name: 'SANS oignons' },
      ],
    },
  ],
  [
    'deals, known',
    { deals: { 0: { name: 'Midi', ref: '17' } }, items: [{ deal_line: dealLine, price: '9.00 EUR' }] },
    {
      lines: [
        { kind: 'deal', name: 'MENU DEJEUNER', totalCents: 0 },
        { depth: 1, unitCents: 900 },
      ],
    },
  ],
  [
    'deals, unknown',
    { deals: { 0: { name: 'Midi', ref: 'X' } }, items: [{ deal_line: dealLine }] },
    { unknownArticles: 0, lines: [{ kind: 'deal', name: 'Midi', articleId: 0 }, { depth: 1 }] },
  ],
  [
    'deleted elements',
    {
      items: [{}, { deleted: true }],
      charges: [{ deleted: true }],
      discounts: [{ deleted: true }],
      payments: [{ ...payment, deleted: true }],
    },
    { lines: [{ name: 'MARGHERITA' }], discounts: [], payments: [], payment: 'unpaid' },
  ],
  [
    'discounts',
    { items: [{}], discounts: [{ name: 'Fidélité', price_off: '1.50 EUR' }, { name: 'Eté' }] },
    {
      discounts: [
        { name: 'Fidélité', cents: 150 },
        { name: 'Eté', cents: 100 },
      ],
      totals: { discountCents: 250, computedCents: 950, gapCents: 0 },
    },
  ],
  [
    'charges, as a line of «FRAIS DE PORT TTC»',
    { items: [], charges: [{ name: 'Zone 2', price: '5.00 EUR' }] },
    {
      portCents: 0,
      lines: [
        { code: 'WEB_1_PORT', name: 'FRAIS DE PORT TTC', known: true, vatRate: '20.0', note: 'Zone 2' },
      ],
      totals: { netCents: 417 },
    },
  ],
  [
    'charges, of an article and with a rate',
    { items: [], charges: [{ ref: 'COUV' }, { tax_rate: '10' }] },
    { lines: [{ code: 'COUV' }, { code: 'WEB_1_PORT', vatRate: '10' }] },
  ],
  ['payments, cash', { payments: [{ ...payment, type: 'cash' }] }, { payment: 'unpaid', paidCents: 0 }],
  ['payments, by ref of the cash mode', { payments: [{ ...payment, ref: '1' }] }, { payment: 'unpaid' }],
  ['payments, online', { payments: [payment] }, { payment: 'paid', paidCents: 1200 }],
  [
    'payments, several',
    {
      payments: [
        { ...payment, amount: '6.00 EUR' },
        { ...payment, type: 'cash', amount: '6.00 EUR' },
      ],
    },
    {
      payment: 'partial',
      payments: [
        { name: 'Carte', cents: 600 },
        { name: 'Carte', cents: 600 },
      ],
    },
  ],
  [
    'payments, the mode of the till',
    {
      payments: [
        { ...payment, ref: '3' },
        { ...payment, type: 'cash' },
        { ...payment, ref: 'STRIPE' },
      ],
    },
    { paymentModes: ['Cartes', 'Espèces', 'Paiement Web'] },
  ],
  ['total', { total: '12.10 EUR' }, { totalCents: 1210, totals: { gapCents: 10 } }],
  [
    'customer',
    {
      customer: {
        first_name: 'Inès',
        last_name: 'Martin',
        company_name: 'Acme',
        address_1: '1 rue de Béthune',
        address_2: 'Bât. B',
        postal_code: '59000',
        city: 'Lille',
        country: 'FR',
        phone: '06 12 34 56 78',
        phone_access_code: '123',
        delivery_notes: '2e étage',
      },
    },
    {
      customerName: 'Acme',
      customer: {
        company: 'Acme',
        address1: '1 rue de Béthune',
        address2: 'Bât. B',
        postalCode: '59000',
        city: 'Lille',
        country: 'FR',
        phone: '06 12 34 56 78',
        accessCode: '123',
        deliveryNotes: '2e étage',
      },
    },
  ],
  [
    'delivery',
    {
      delivery: buildDelivery({
        driver_name: 'Sam',
        driver_phone: '+33600000000',
        tracking_url: 'https://track.example/1',
        estimated_pickup_at: '2031-07-29T14:10:00+02:00',
        estimated_dropoff_at: '2031-07-29T14:30:00+02:00',
      }),
    },
    {
      driver: {
        name: 'Sam',
        phone: '+33600000000',
        trackingUrl: 'https://track.example/1',
        estimatedPickupAt: '2031-07-29T12:10:00Z',
        estimatedDropoffAt: '2031-07-29T12:30:00Z',
      },
    },
  ],
  [
    'custom_fields.restaurant.table_name',
    { custom_fields: { restaurant: { table_name: '13' } } },
    { tableName: '13' },
  ],
]

// One till for all tests: it reads every order of the two tables, and the tests check what it made of them.
const read = new Map<OrderFields, WebOrderDetails>()
async function readAll(orders: OrderFields[], options: Record<string, unknown> = {}) {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  await till.put('/api/hub/options', options)
  const ids = new Map(orders.map((order) => [hub.place(order).id, order]))
  await until(async () => expect(await till.orders()).toHaveLength(orders.length))
  for (const { number, sourceId } of await till.orders())
    read.set(ids.get(sourceId)!, await till.details(number))
  return { hub, till }
}

describe('each line of the table of kezia §4.1', () => {
  test('every field of the hub is where the screens read it', async () => {
    await readAll(lines.map(([, order]) => order))
    for (const [field, order, expected] of lines) expect(read.get(order), field).toMatchObject(expected)
  })
})

// known/unknown article × price × charge × discount × deal × option × customer × payment ---------------------------

interface Axis {
  order(fields: Required<Pick<OrderFields, 'items' | 'charges' | 'discounts'>> & OrderFields): void
  expected(details: WebOrderDetails): void
}
const item = (order: Parameters<Axis['order']>[0]) => order.items[0]!
const firstArticle = ({ lines: all }: WebOrderDetails) => all.find(({ kind }) => kind === 'article')!
const axis = (order: Axis['order'], expected: Axis['expected']): Axis => ({ order, expected })

const axes: Record<string, Record<string, Axis>> = {
  article: {
    known: axis(
      () => {},
      (order) =>
        expect(firstArticle(order)).toMatchObject({ name: 'MARGHERITA', vatRate: '10.0', known: true }),
    ),
    unknown: axis(
      (order) => Object.assign(item(order), { sku_ref: 'NOPE' }),
      (order) =>
        expect(firstArticle(order)).toMatchObject({ name: 'Margherita', known: false, articleId: 0 }),
    ),
  },
  price: {
    'of the till': axis(
      () => {},
      (order) => expect(firstArticle(order).unitCents).toBe(1200),
    ),
    'of the hub': axis(
      (order) => Object.assign(item(order), { price: '10.50 EUR' }),
      (order) => expect(firstArticle(order).unitCents).toBe(1050),
    ),
    zero: axis(
      (order) => Object.assign(item(order), { price: '0.00 EUR' }),
      (order) => expect(firstArticle(order).totalCents).toBe(0),
    ),
  },
  charge: {
    none: axis(
      () => {},
      ({ lines: all }) => expect(all.filter(({ kind }) => kind === 'charge')).toEqual([]),
    ),
    fee: axis(
      (order) => order.charges.push({ price: '2.00 EUR' }),
      ({ lines: all }) => expect(all.at(-1)).toMatchObject({ code: 'WEB_1_PORT', totalCents: 200 }),
    ),
  },
  discount: {
    none: axis(
      () => {},
      ({ totals }) => expect(totals.discountCents).toBe(0),
    ),
    one: axis(
      (order) => order.discounts.push({ price_off: '0.70 EUR' }),
      ({ totals }) => expect(totals.discountCents).toBe(70),
    ),
  },
  deal: {
    none: axis(
      () => {},
      ({ lines: all }) => expect(all[0]!.kind).toBe('article'),
    ),
    known: axis(
      (order) => {
        order.deals = { 0: { name: 'Midi', ref: '17' } }
        item(order).deal_line = dealLine
      },
      ({ lines: all }) =>
        expect(all[0]).toMatchObject({ kind: 'deal', name: 'MENU DEJEUNER', totalCents: 0 }),
    ),
    unknown: axis(
      (order) => {
        order.deals = { 0: { name: 'Midi', ref: null } }
        item(order).deal_line = dealLine
      },
      ({ lines: all }) => expect(all[0]).toMatchObject({ kind: 'deal', name: 'Midi', known: null }),
    ),
  },
  option: {
    none: axis(
      () => {},
      ({ lines: all }) => expect(all.some(({ kind }) => kind === 'option')).toBe(false),
    ),
    known: axis(
      (order) => Object.assign(item(order), { options: [option()] }),
      ({ lines: all }) =>
        expect(all.find(({ kind }) => kind === 'option')).toMatchObject({ name: 'TOMATES', totalCents: 50 }),
    ),
    unknown: axis(
      (order) => Object.assign(item(order), { options: [option({ ref: null })] }),
      ({ lines: all }) =>
        expect(all.find(({ kind }) => kind === 'option')).toMatchObject({
          name: 'Tomates fraîches',
          known: null,
        }),
    ),
  },
  customer: {
    guest: axis(
      () => {},
      (order) => expect(order.customerId).toBe(generic),
    ),
    'by e-mail': axis(
      (order) => Object.assign(order, { customer: { email: ' Ines@Example.com ' } }),
      (order) => expect(order.customerId).toBe(generic + 1),
    ),
    'by id': axis(
      (order) =>
        Object.assign(order, { customer: { id: 'h7c2d', last_name: 'Petit', email: 'p@example.com' } }),
      (order) => expect(order.customerId).toBe(generic + 2),
    ),
  },
  payment: {
    none: axis(
      (order) => Object.assign(order, { payments: [] }),
      (order) => expect(order.payment).toBe(order.totalCents > 0 ? 'unpaid' : 'paid'),
    ),
    cash: axis(
      (order) => Object.assign(order, { payments: [{ ...payment, type: 'cash', amount: order.total }] }),
      (order) => expect(order.paidCents).toBe(0),
    ),
    online: axis(
      (order) => Object.assign(order, { payments: [{ ...payment, amount: order.total }] }),
      (order) => expect(order.payment).toBe('paid'),
    ),
  },
}
/** Customer id of «Anonyme», the first customer of a till. */
const generic = 1

const names = Object.keys(axes)
const everyCase = names.reduce<Record<string, string>[]>(
  (cases, name) =>
    cases.flatMap((one) => Object.keys(axes[name]!).map((value) => ({ ...one, [name]: value }))),
  [{}],
)
/** Those of the 1,944 combinations that have a new pair of values. */
const met = new Set<string>()
const cases = everyCase.filter((one) => {
  const pairs = names.flatMap((a) => names.map((b) => `${a} ${one[a]} ${b} ${one[b]}`))
  const isNew = pairs.some((pair) => !met.has(pair))
  for (const pair of pairs) met.add(pair)
  return isNew
})

describe('article × price × charge × discount × deal × option × customer × payment (kezia §3.4)', () => {
  const orders = new Map<OrderFields, Record<string, string>>()
  beforeAll(() => {
    // The customer found by e-mail comes first, the one found by id second, so that their numbers are known.
    const byEmail = cases.find(({ customer }) => customer === 'by e-mail')!
    const byId = cases.find(({ customer }) => customer === 'by id')!
    for (const one of [byEmail, byId, ...cases]) orders.set(build(one), one)
  })

  test('each is read as the rules say, and its total is the hub’s to the cent', async () => {
    await readAll([...orders.keys()])
    for (const [order, one] of orders) {
      const details = read.get(order)!
      for (const name of names) axes[name]![one[name]!]!.expected(details)
      expect(details.totals, JSON.stringify(one)).toMatchObject({ gapCents: 0 })
      if (details.totalCents > 0)
        expect(details.totals.netCents + details.totals.vatCents).toBe(details.totalCents)
    }
  })
})

function build(one: Record<string, string>): OrderFields {
  const order = { items: [{}], charges: [], discounts: [] } as Parameters<Axis['order']>[0]
  for (const name of names.filter((axisName) => axisName !== 'payment')) axes[name]![one[name]!]!.order(order)
  const cents = (amount: string | undefined) => Math.round(Number.parseFloat(amount ?? '12') * 100)
  const total =
    cents(item(order).price) +
    (item(order).options?.length ?? 0) * 50 +
    order.charges.length * 200 -
    order.discounts.length * 70
  order.total = `${(total / 100).toFixed(2)} EUR`
  axes.payment![one.payment!]!.order(order)
  return order
}

describe('choices of the till', () => {
  test('«Par article ’Port’» unticked: charges without an article are summed in «Port»', async () => {
    const order: OrderFields = { charges: [{ price: '2.00 EUR' }, { price: '1.00 EUR' }, { ref: 'COUV' }] }
    await readAll([order], { deliveryByArticle: false })
    expect(read.get(order)).toMatchObject({
      portCents: 300,
      lines: [{ name: 'MARGHERITA' }, { code: 'COUV' }],
      totals: { gapCents: 0 },
    })
  })

  test('an anonymised customer is blank in the order and in his fiche, which his e-mail finds no more', async () => {
    const order: OrderFields = { customer: { id: 'h7c2d', email: 'ines@example.com' } }
    const { hub, till } = await readAll([order])
    const { number, sourceId } = (await till.orders())[0]!
    hub.change(sourceId, { customer: { ...hub.order(sourceId).customer, anonymised: true } })
    await until(async () =>
      expect((await till.details(number)).customer).toMatchObject({
        anonymised: true,
        email: null,
        sourceId: null,
      }),
    )
    hub.place({ customer: { email: 'ines@example.com' } })
    await until(async () => expect(await till.orders()).toHaveLength(2))
    const newest = (await till.orders()).find((row) => row.number !== number)!
    expect((await till.details(newest.number)).customerId).toBe(generic + 2)
  })
})
