import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Composition } from '../menus/compositions.ts'
import { priceBasket } from './pricing.ts'
import type { Basket, BasketLine } from './wire.ts'

const line = (idart: number, unitCents: number, values: Partial<BasketLine> = {}): BasketLine => ({
  article: {
    idart,
    code: String(idart),
    definition: `A${idart}`,
    unitCents,
    vatRates: { eat_in: idart % 2 === 0 ? '20.0' : '10.0', take_away: '5.5' },
    isDiscountForbidden: false,
    isZeroPriceAllowed: true,
    isNegativePriceAllowed: false,
  },
  quantity: '1',
  unitCents,
  discount: null,
  ...values,
})
const basket = (...lines: BasketLine[]): Basket => ({ service: 'eat_in', lines, discount: null })
const letter = (name: string, ...idarts: number[]) => ({
  letter: name,
  articles: idarts.map((idart) => ({ idart, extraCents: 0 })),
})
const menu = (values: Partial<Composition>): Composition => ({
  id: 1,
  name: 'MENU',
  priceCents: 1000,
  discountPercent: '0.0',
  letters: [letter('P', 1), letter('B', 2)],
  ...values,
})

describe('menus (§5.5)', () => {
  test.each<[string, Basket, Composition, number]>([
    ['one of each letter costs the price', basket(line(1, 800), line(2, 300)), menu({}), 1000],
    ['a letter is missing', basket(line(1, 800)), menu({}), 800],
    ['twice', basket(line(1, 800, { quantity: '2' }), line(2, 300, { quantity: '2' })), menu({}), 2000],
    ['once, and one left', basket(line(1, 800, { quantity: '2' }), line(2, 300)), menu({}), 1800],
    ['dearer than its articles, it is none', basket(line(1, 500), line(2, 300)), menu({}), 800],
    ['percent off each article', basket(line(1, 800), line(2, 300)), menu({ discountPercent: '10' }), 990],
    [
      'with a supplement',
      basket(line(1, 800), line(2, 400)),
      menu({ letters: [{ letter: 'P', articles: [{ idart: 1, extraCents: 150 }] }, letter('B', 2)] }),
      1150,
    ],
    [
      'a letter gives way to the one with no other choice',
      basket(line(1, 800), line(3, 700)),
      menu({ letters: [letter('P', 1, 3), letter('B', 1)] }),
      1000,
    ],
    [
      'a discounted line takes no part',
      basket(line(1, 800, { discount: { kind: 'amount', cents: 1 } }), line(2, 300)),
      menu({}),
      1099,
    ],
    ['neither does a return', basket(line(1, 800, { quantity: '-1' }), line(2, 300)), menu({}), -500],
    ['nor a part of a unit', basket(line(1, 800, { quantity: '0.5' }), line(2, 300)), menu({}), 700],
  ])('%s', (_, sold, composition, totalCents) => {
    expect(priceBasket(sold, [composition]).totalCents).toBe(totalCents)
  })
})

const anyDiscount = fc.option(
  fc.oneof(
    fc.record({
      kind: fc.constant('percent' as const),
      percent: fc.constantFrom('10', '33.33', '100', '0.5'),
    }),
    fc.record({ kind: fc.constant('amount' as const), cents: fc.integer({ min: 1, max: 5000 }) }),
  ),
)
const anyLine = fc
  .record({
    idart: fc.integer({ min: 1, max: 4 }),
    unitCents: fc.integer({ min: 0, max: 50_000 }),
    quantity: fc.constantFrom('1', '2', '3', '0.333', '-1', '-2.5'),
    discount: anyDiscount,
  })
  .map(({ idart, unitCents, ...values }) => line(idart, unitCents, values))

test('whatever is sold, lines, VAT table and total agree to the cent, and menus never cost more', () => {
  fc.assert(
    fc.property(fc.array(anyLine, { maxLength: 12 }), anyDiscount, (lines, discount) => {
      const sold: Basket = { service: 'eat_in', lines, discount }
      const priced = priceBasket(sold, [
        menu({}),
        menu({ id: 2, letters: [letter('D', 3), letter('E', 4, 1)] }),
      ])
      const sum = (amounts: number[]) => amounts.reduce((total, cents) => total + cents, 0)
      expect(
        sum(priced.lines.map(({ totalCents, sharedDiscountCents }) => totalCents - sharedDiscountCents)),
      ).toBe(priced.totalCents)
      expect(sum(priced.vat.map(({ netCents, vatCents }) => netCents + vatCents))).toBe(priced.totalCents)
      expect(sum(priced.lines.map(({ sharedDiscountCents }) => sharedDiscountCents))).toBe(
        priced.discountCents,
      )
      const withoutDiscount = { ...sold, discount: null }
      expect(priceBasket(withoutDiscount, [menu({})]).totalCents).toBeLessThanOrEqual(
        priceBasket(withoutDiscount, []).totalCents,
      )
    }),
  )
})
