// Contract, kezia §4.1: a hub, or a proxy in front of it, may write anything into any field.
import type { Order } from '@hub/client'
import { checkProperty } from '@hub/testing/property'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildLines } from '../../weborders/lines.ts'
import { totalsOf } from '../../weborders/totals.ts'
import { buildDelivery, buildOrder } from '../testing/stub-order.ts'
import { toIncomingOrder } from './mapping.ts'

const now = '2031-07-29T12:00:00Z'
const option = { option_list_name: 'Suppléments', name: 'Ail', ref: '6', price: '0.50 EUR', quantity: 1 }
const dealLine = { deal_key: '0', position: null, label: null, pricing_effect: null, pricing_value: null }

const whole = JSON.stringify(
  buildOrder(
    'pjkg2k',
    {
      items: [{ options: [option], deal_line: dealLine, tax_rate: '10', customer_notes: 'Bien cuite' }],
      deals: { 0: { name: 'Midi', ref: '17' } },
      charges: [{}],
      discounts: [{}],
      payments: [{}],
      delivery: buildDelivery(),
      expected_time: now,
      coupon_codes: ['ETE'],
      custom_fields: { restaurant: { table_name: '13' }, epos: { invoice: 'F12' } },
    },
    now,
  ),
)

/** Every path in the order, as its keys. */
function placesOf(value: unknown, at: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [at]
  return [at, ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...at, key]))]
}
const places = placesOf(JSON.parse(whole)).filter((place) => place.length > 0)

function withValue(place: string[], value: unknown): Order {
  const order = JSON.parse(whole)
  const last = place.at(-1)!
  const holder = place.slice(0, -1).reduce((inner, key) => inner[key], order)
  if (value === undefined) delete holder[last]
  else holder[last] = value
  return order
}

const texts = [
  'name',
  'note',
  'ref',
  'channel',
  'reference',
  'memo',
  'tableName',
  'email',
  'phone',
  'firstName',
]

/** Each value that a screen, a search or the database treats as a text. */
function wrongTexts(value: unknown, key = ''): unknown[] {
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([inner, one]) => wrongTexts(one, inner))
  return texts.includes(key) && value !== null && typeof value !== 'string' ? [value] : []
}

test('whatever JSON stands in whatever field, or none, the order is read, priced and typed', async () => {
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom(undefined, null, '', -1, 1e300, '-0.00 EUR'),
  )
  await checkProperty(
    [fc.constantFrom(...places), value],
    (place, json) => {
      const incoming = toIncomingOrder(withValue(place, json), now)
      expect(wrongTexts(incoming)).toEqual([])
      const lines = buildLines(incoming, {
        find: () => undefined,
        defaultVatRate: '10.0',
        delivery: undefined,
      })
      const { computedCents, gapCents } = totalsOf(lines, 0, incoming.totalCents)
      for (const cents of [incoming.totalCents, computedCents, gapCents]) expect(cents).toBeTypeOf('number')
      expect(Number.isNaN(computedCents)).toBe(false)
    },
    { runs: 3_000 },
  )
})
