import type { Order, OrderUpdate } from '@hub/contract'
import { startHub, type TestHub } from '@hub/testing'
import { checkProperty } from '@hub/testing/property'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { read } from '../platform/reader.ts'
import { updateOrder } from './update.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

// Values, as a client sends them ---------------------------------------------------------------------------------

/** Amounts of up to 7 digits, so that no sum is too large. */
const cents = fc.integer({ min: -999_999, max: 999_999 })
const amount = cents.map((value) => {
  const digits = String(Math.abs(value)).padStart(3, '0')
  return `${value < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)} EUR`
})
const quantity = fc
  .tuple(fc.integer({ min: -500, max: 500 }), fc.constantFrom('', '.5', '.25', '.005', '.3333333'))
  .map(([whole, fraction]) => `${whole}${fraction}`)
const option = fc.record({
  option_list_name: fc.constant('Extras'),
  name: fc.constant('Prawns'),
  price: fc.option(amount),
  quantity: fc.option(fc.integer({ min: -3, max: 9 })),
  removed: fc.boolean(),
})
const item = fc.record({
  product_name: fc.string({ maxLength: 20 }).map((name) => name.toWellFormed().replaceAll('\0', '')),
  price: amount,
  quantity,
  options: fc.array(option, { maxLength: 3 }),
  tax_rate: fc.option(fc.constantFrom('5.5', '20')),
})
const discount = fc.record({ name: fc.constant('Welcome'), price_off: amount })
const charge = fc.record({ name: fc.constant('Delivery'), price: amount })
const payment = fc.record({ amount, type: fc.constantFrom('cash', 'online', 'third_party') })
const few = { maxLength: 3 }
const elements = fc.record({
  items: fc.array(item, few),
  discounts: fc.array(discount, few),
  charges: fc.array(charge, few),
  payments: fc.array(payment, few),
})
type Elements = typeof elements extends fc.Arbitrary<infer T> ? T : never

// A model of the sums, in fractions of 1/10^7 of a cent ----------------------------------------------------------

const scale = 10n ** 7n
const toCents = (text: string) => BigInt(text.split(' ')[0]!.replace('.', ''))
function toScaled(text: string): bigint {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.')
  const magnitude = BigInt(whole + fraction.padEnd(7, '0'))
  return text.startsWith('-') ? -magnitude : magnitude
}
const awayFromZero = (value: bigint) =>
  value < 0n ? -((-value + scale / 2n) / scale) : (value + scale / 2n) / scale
const sum = <T>(entries: readonly T[], of: (entry: T) => bigint) =>
  entries.reduce((total, entry) => total + of(entry), 0n)

const subtotal = ({ price, quantity, options }: Elements['items'][number]) =>
  awayFromZero(
    toScaled(quantity) *
      (toCents(price) +
        sum(options, (option) => toCents(option.price ?? '0.00 EUR') * BigInt(option.quantity ?? 1))),
  )
const total = ({ items, charges, discounts }: Elements) =>
  sum(items, subtotal) +
  sum(charges, ({ price }) => toCents(price)) -
  sum(discounts, ({ price_off }) => toCents(price_off))
const paid = ({ payments }: Elements) => sum(payments, (payment) => toCents(payment.amount))

test('the totals of any order are exact (orders §6, O18, O29)', async () => {
  const app = await hub.app('shop', { account: await hub.account() })
  await checkProperty(
    [elements, fc.option(amount)],
    async (given, claimed) => {
      const { status, body } = await app.post('/location/orders', { status: 'new', ...given, total: claimed })
      expect(status).toBe(200)
      expect(body.items.map((line: { subtotal: string }) => toCents(line.subtotal))).toEqual(
        given.items.map(subtotal),
      )
      expect(toCents(body.total)).toBe(total(given))
      expect(body.payment_discrepancy && toCents(body.payment_discrepancy)).toBe(
        given.payments.length === 0 ? null : paid(given) - total(given),
      )
      expect(body.total_discrepancy && toCents(body.total_discrepancy)).toBe(
        claimed && toCents(claimed) - total(given),
      )
    },
    { runs: 150 },
  )
}, 120_000)

// Sequences of updates -------------------------------------------------------------------------------------------

const collections = ['items', 'discounts', 'charges', 'payments'] as const
type Collection = (typeof collections)[number]

/** An update that selects elements by position, since their ids are not known before they are created. */
type Step = (order: Order) => OrderUpdate
const field = fc.record(
  {
    status: fc.constantFrom('received', 'accepted', 'in_delivery', 'completed', 'cancelled'),
    seller_notes: fc.option(fc.constantFrom('', 'Ring twice')),
    collection_code: fc.option(fc.constantFrom('B7', 'C9')),
    confirmed_time: fc.option(fc.constantFrom('2026-03-14T18:05:00Z', '2026-07-14T18:05:00+02:00')),
    custom_fields: fc.option(
      fc.dictionary(
        fc.constantFrom('a', 'b', 'c'),
        fc.oneof(fc.constant(null), fc.integer(), fc.constant({ x: 1 })),
      ),
    ),
  },
  { requiredKeys: [] },
)
const deletion = fc.tuple(fc.constantFrom(...collections), fc.nat()).map(
  ([name, at]) =>
    (order: Order) =>
      order[name].length === 0
        ? {}
        : { [name]: [{ id: order[name][at % order[name].length]!.id, deleted: true }] },
)
const step: fc.Arbitrary<Step> = fc.oneof(
  field.map(
    (change): Step =>
      () =>
        change as OrderUpdate,
  ),
  elements.map(
    (added): Step =>
      () =>
        added,
  ),
  deletion,
)

/** The order without the values that differ each time: its ids and its creation time. */
function withoutIds(order: Order) {
  const strip = (name: Collection) => order[name].map((element) => ({ ...element, id: '' }))
  return {
    ...order,
    ...Object.fromEntries(collections.map((name) => [name, strip(name)])),
    id: '',
    created_at: '',
  }
}

const context = { currency: 'EUR', zone: 'Europe/Paris' }
/** The update as the pure rules compute it, without a server or database. */
function replay(order: Order, change: Step): Order {
  const problems: { field: string; message: string }[] = []
  const readPart = <T>(schema: object, value: unknown, path: string) =>
    read<T>(schema, value, { ...context, problems }, path)
  const input = change(order)
  const given = { ...input }
  if (given.confirmed_time) {
    given.confirmed_time =
      { '2026-03-14T18:05:00Z': '2026-03-14T19:05:00+01:00' }[given.confirmed_time] ?? given.confirmed_time
  }
  const { order: next } = updateOrder(order, given, {
    currency: 'EUR',
    problems,
    readPart,
    sentKeys: (_, parsed) => Object.keys(parsed),
  })
  expect(problems).toEqual([])
  return next
}

test('a sequence of updates gives what its replay gives, and the events of it chain (orders §11, §13)', async () => {
  const account = await hub.account()
  const shop = await hub.app('shop', { account })
  const till = await hub.app('till', { account })
  await shop.listen({ order: ['update'] })
  await checkProperty(
    [elements, fc.array(step, { minLength: 1, maxLength: 8 })],
    async (given, steps) => {
      const { body: created } = await till.post('/location/orders', { status: 'new', ...given })
      let live: Order = created
      for (const change of steps) {
        const { status, body } = await till.patch(`/location/orders/${created.id}`, change(live))
        expect(status).toBe(200)
        live = body
      }
      expect((await shop.get(`/location/orders/${created.id}`)).body).toEqual(live)
      expect(withoutIds(live)).toEqual(withoutIds(steps.reduce(replay, created)))

      let seen: unknown = created
      for (const event of await shop.events()) {
        expect(event.previous_state).toEqual(seen)
        expect(event.new_state).not.toEqual(seen)
        seen = event.new_state
        await shop.delete(`/callback/events/${event.id}`)
      }
      expect(seen).toEqual(live)
    },
    { runs: 25 },
  )
}, 120_000)
