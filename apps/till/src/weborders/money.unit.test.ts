// Contract, kezia R-K3, R-K7, R-K13, D42: the till, the invoice and the hub agree on an order to the cent.
import { multiplyCents, parseDecimal } from '@hub/money'
import { checkProperty } from '@hub/testing/property'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { vatTotals } from '../sales/vat-table.ts'
import { invoiceLines } from './invoice-lines.ts'
import { buildLines, type LineArticle } from './lines.ts'
import type { IncomingCharge, IncomingDiscount, IncomingItem } from './model.ts'
import { spreadOrderDiscount, totalsOf } from './totals.ts'

const articles: Record<string, LineArticle> = {
  '12': { id: 12, name: 'MARGHERITA', code: null, vatRate: '10.0' },
  '40': { id: 40, name: 'TOMATES', code: 'TOM', vatRate: '5.5' },
}
const fee: LineArticle = { id: 70, name: 'FRAIS DE PORT TTC', code: 'WEB_1_PORT', vatRate: '20.0' }

const cents = fc.integer({ min: -20_000, max: 20_000 })
const quantity = fc.constantFrom('0.0', '1.0', '2', '-1.0', '0.333', '1.25', '0.5', '12.0', '0.0001')
const ref = fc.constantFrom('12', '40', null, 'NOPE')
const rate = fc.constantFrom(null, '0', '2.1', '20')

const option = fc.record({
  listName: fc.constant('Suppléments'),
  name: fc.constant('Ail'),
  ref,
  unitCents: cents,
  quantity: fc.integer({ min: 0, max: 3 }),
  removed: fc.boolean(),
})
const item: fc.Arbitrary<IncomingItem> = fc.record({
  name: fc.constant('Pizza'),
  variantName: fc.constantFrom(null, 'Grande'),
  ref,
  unitCents: cents,
  quantity,
  vatRate: rate,
  note: fc.constant(null),
  options: fc.array(option, { maxLength: 3 }),
  dealKey: fc.constantFrom(null, '0', '1', 'lost'),
})
const charge: fc.Arbitrary<IncomingCharge> = fc.record({
  name: fc.constant('Livraison'),
  ref,
  cents,
  vatRate: rate,
})
const discount: fc.Arbitrary<IncomingDiscount> = fc.record({
  name: fc.constant('Remise'),
  cents: fc.oneof(cents, fc.integer({ min: 0, max: 2_000 })),
})
const order = fc.record({
  items: fc.array(item, { minLength: 1, maxLength: 8 }),
  deals: fc.constant({ 0: { name: 'Midi', ref: null }, 1: { name: 'Soir', ref: '12' } }),
  charges: fc.array(charge, { maxLength: 2 }),
  discounts: fc.array(discount, { maxLength: 2 }),
})
const isPortALine = fc.boolean()

const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0)

/** What the hub computes (contract, orders §4.1, §6, O18). */
function hubTotal({
  items,
  charges,
  discounts,
}: {
  items: IncomingItem[]
  charges: { cents: number }[]
  discounts: { cents: number }[]
}) {
  const sold = items.map(({ unitCents, quantity: count, options }) =>
    multiplyCents(unitCents + sum(options.map((one) => one.unitCents * one.quantity)), parseDecimal(count)),
  )
  return sum(sold) + sum(charges.map((one) => one.cents)) - sum(discounts.map((one) => one.cents))
}

test('whatever was ordered, the till, the facture and its VAT come to the total of the hub to the cent', async () => {
  await checkProperty(
    [order, isPortALine],
    (placed, byArticle) => {
      const total = hubTotal(placed)
      const lines = buildLines(placed, {
        find: (one) => articles[one],
        defaultVatRate: '10.0',
        delivery: byArticle ? () => fee : undefined,
      })
      const discountCents = sum(placed.discounts.map((one) => one.cents))
      const shown = totalsOf(lines, discountCents, total)
      expect(shown).toMatchObject({ computedCents: total, gapCents: 0, discountCents })

      const facture = invoiceLines(lines, { discountCents, totalCents: total })
      // Only a discount with nothing to reduce becomes a line of its own.
      const gaps = facture.discountCents === discountCents ? 0 : 1
      expect(facture.lines).toHaveLength(lines.length + gaps)
      const vat = vatTotals(facture.lines)
      expect(sum(vat.map(({ totalCents }) => totalCents))).toBe(total)
      for (const { netCents, vatCents, totalCents } of vat) expect(netCents + vatCents).toBe(totalCents)
    },
    { runs: 2_000 },
  )
})

test('a discount larger than the total is taken off the lines above 0 alone (counter T22)', () => {
  const shares = (amounts: number[], discountCents: number) =>
    spreadOrderDiscount(
      amounts.map((totalCents) => ({ totalCents, vatRate: '10.0' })),
      discountCents,
    )
  expect(shares([1000, -999], 300)).toEqual([300, 0])
  expect(shares([1000, 500, -1600], 300)).toEqual([200, 100, 0])
  expect(shares([1000, -200], 400)).toEqual([400, 0])
})
