// The price of a composed menu, and how its discount is spread (contract, counter T13, T22, kezia D62).
import { checkProperty } from '@hub/testing/property'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sum } from './amounts.ts'
import { composedUnitCents } from './menu-prices.ts'
import { countMenus } from './menus.ts'
import { type PricedLine, priceBasket } from './pricing.ts'
import type { BasketComponent, BasketLine, ComposedMenu, SellableArticle, SellableMenu } from './wire.ts'

const rates = ['5.5', '10.0', '20.0']
const article = (idart: number, unitCents: number, isDiscountForbidden = false): SellableArticle => ({
  idart,
  code: String(idart),
  definition: `A${idart}`,
  unitCents,
  vatRates: { eat_in: rates[idart % 3] ?? '10.0', take_away: '5.5' },
  isDiscountForbidden,
  isZeroPriceAllowed: true,
  isNegativePriceAllowed: false,
  isMealVoucherEligible: true,
  availableMilli: null,
  tariffs: [],
  optionGroups: [],
})
const component = (letter: string, idart: number, unitCents: number, extraCents = 0): BasketComponent => ({
  letter,
  article: article(idart, unitCents),
  tariff: null,
  unitCents,
  extraCents,
  options: [],
})
const menuOf = (components: BasketComponent[], values: Partial<ComposedMenu> = {}): ComposedMenu => ({
  name: 'MIDI',
  priceCents: 1650,
  discountPercent: '0.0',
  isByDiscount: true,
  isDiscountForbidden: false,
  components,
  ...values,
})
const lineOf = (composition: ComposedMenu, values: Partial<BasketLine> = {}): BasketLine => ({
  article: article(99, 1),
  tariff: null,
  quantity: '1',
  unitCents: composedUnitCents(composition),
  discount: null,
  options: [],
  composition,
  ...values,
})
const price = (line: BasketLine, menus: SellableMenu[] = []) =>
  priceBasket({ service: 'eat_in', lines: [line], discount: null }, menus)

const anyComponent = fc
  .record({
    idart: fc.integer({ min: 1, max: 9 }),
    unitCents: fc.integer({ min: 0, max: 3000 }),
    extraCents: fc.integer({ min: 0, max: 500 }),
    isForbidden: fc.boolean(),
    optionCents: fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 2 }),
  })
  .map(
    ({ idart, unitCents, extraCents, isForbidden, optionCents }): Omit<BasketComponent, 'letter'> => ({
      article: article(idart, unitCents, isForbidden),
      tariff: null,
      unitCents,
      extraCents,
      options: optionCents.map((cents, index) => ({
        groupId: 1,
        article: article(20 + index, cents),
        quantity: 1 + index,
        unitCents: cents,
      })),
    }),
  )
const anyMenu = fc
  .record({
    components: fc.array(anyComponent, { minLength: 1, maxLength: 5 }),
    priceCents: fc.integer({ min: 0, max: 4000 }),
    discountPercent: fc.constantFrom('0.0', '10.0', '33.33'),
    isByDiscount: fc.boolean(),
  })
  .map(({ components, ...values }) =>
    menuOf(
      components.map((one, index) => ({ ...one, letter: String.fromCharCode(65 + index) })),
      values,
    ),
  )
const anyDiscount = fc.oneof(
  fc.integer({ min: 1, max: 100 }).map((percent) => ({ kind: 'percent' as const, percent: String(percent) })),
  fc.integer({ min: 1, max: 5000 }).map((cents) => ({ kind: 'amount' as const, cents })),
)
const anyQuantity = fc
  .integer({ min: -20, max: 20 })
  .filter((count) => count !== 0)
  .map(String)

const dishes = (lines: PricedLine[]) => lines.filter(({ depth }) => depth === 0)
const total = (lines: PricedLine[]) => sum(lines.map(({ totalCents }) => totalCents))

test('the dishes come to the price with supplements, whichever way it is worked out (counter T13)', async () => {
  await checkProperty([anyMenu, anyQuantity], (composition, quantity) => {
    const line = lineOf(composition, { quantity })
    const { lines } = price(line)
    expect(total(dishes(lines))).toBe(line.unitCents * Number(quantity))
    const other = lineOf({ ...composition, isByDiscount: !composition.isByDiscount }, { quantity })
    expect(price(other).totalCents).toBe(price(line).totalCents)
  })
})

test('a discount of the whole is spread to the cent, and takes no line below 0 (counter T13, T22)', async () => {
  await checkProperty([anyMenu, anyQuantity, anyDiscount], (composition, quantity, discount) => {
    const before = price(lineOf(composition, { quantity })).lines
    const after = price(lineOf(composition, { quantity, discount })).lines
    const sign = quantity.startsWith('-') ? -1 : 1
    const mayTake = sum(before.map((line) => (line.article.isDiscountForbidden ? 0 : sign * line.totalCents)))
    const taken = sign < 0 ? total(after) - total(before) : total(before) - total(after)
    const wanted =
      discount.kind === 'amount'
        ? Math.min(discount.cents, mayTake)
        : Math.floor((mayTake * Number(discount.percent) + 50) / 100)
    expect(taken).toBe(wanted)
    for (const [index, line] of after.entries()) {
      expect(sign * line.totalCents).toBeGreaterThanOrEqual(0)
      if (line.article.isDiscountForbidden) expect(line.totalCents).toBe(before[index]?.totalCents)
      expect(line.grossCents - line.discountCents).toBe(line.totalCents)
    }
  })
})

test('nothing of a composed menu is found again at «SOUS-TOTAL» (counter T13)', () => {
  const composition = menuOf([component('P', 1, 1200), component('B', 2, 280)])
  const found: SellableMenu = {
    id: 1,
    name: 'DUO',
    idart: 98,
    article: article(98, 1),
    priceCents: 100,
    discountPercent: '0.0',
    letters: [
      { letter: 'P', articles: [{ idart: 1, extraCents: 0 }] },
      { letter: 'B', articles: [{ idart: 2, extraCents: 0 }] },
    ],
    isByDiscount: true,
    isDiscountForbidden: false,
  }
  const priced = price(lineOf(composition), [found])
  expect(priced.totalCents).toBe(1650)
  expect(countMenus(priced.lines)).toBe(0)
})

test('a menu that is to be composed again shows its price until it is (counter T13)', () => {
  const { lines, totalCents } = price(lineOf(menuOf([]), { unitCents: 1650, quantity: '2' }))
  expect(totalCents).toBe(3300)
  expect(lines).toMatchObject([{ article: { idart: 99 }, menu: { isHeading: true } }])
})
