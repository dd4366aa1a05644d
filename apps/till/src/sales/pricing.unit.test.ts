import { checkProperty } from '@hub/testing/property'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countMenus } from './menus.ts'
import { countItems, priceBasket } from './pricing.ts'
import type { Basket, BasketLine, SellableMenu } from './wire.ts'

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
    isMealVoucherEligible: true,
    availableMilli: null,
    tariffs: [],
    optionGroups: [],
  },
  tariff: null,
  quantity: '1',
  unitCents,
  discount: null,
  options: [],
  ...values,
})
const basket = (...lines: BasketLine[]): Basket => ({ service: 'eat_in', lines, discount: null })
const letter = (name: string, ...idarts: number[]) => ({
  letter: name,
  articles: idarts.map((idart) => ({ idart, extraCents: 0 })),
})
const menu = (values: Partial<SellableMenu>): SellableMenu => ({
  id: 1,
  name: 'MENU',
  idart: 9,
  article: line(9, 1).article,
  priceCents: 1000,
  discountPercent: '0.0',
  letters: [letter('P', 1), letter('B', 2)],
  isByDiscount: true,
  isDiscountForbidden: false,
  ...values,
})
const withExtra = (extraCents: number) => [
  { letter: 'P', articles: [{ idart: 1, extraCents }] },
  letter('B', 2),
]
const priced = (sold: Basket, ...menus: SellableMenu[]) =>
  priceBasket(sold, menus).lines.map(
    ({ article, quantity, unitCents, discountCents, totalCents, menu: of }) => [
      article.idart,
      quantity,
      unitCents,
      discountCents,
      totalCents,
      of?.key ?? null,
    ],
  )

describe('menus (§5.5)', () => {
  test.each<[string, Basket, SellableMenu, number]>([
    ['one of each letter costs the price', basket(line(1, 800), line(2, 300)), menu({}), 1000],
    ['a letter is missing', basket(line(1, 800)), menu({}), 800],
    ['twice', basket(line(1, 800, { quantity: '2' }), line(2, 300, { quantity: '2' })), menu({}), 2000],
    ['once, and one left', basket(line(1, 800, { quantity: '2' }), line(2, 300)), menu({}), 1800],
    ['dearer than its articles, it is none', basket(line(1, 500), line(2, 300)), menu({}), 800],
    ['percent off each article', basket(line(1, 800), line(2, 300)), menu({ discountPercent: '10.0' }), 990],
    [
      'a percentage that rounds to nothing does not bring the price back',
      basket(line(1, 800), line(2, 300)),
      menu({ discountPercent: '0.01' }),
      1100,
    ],
    ['with a supplement', basket(line(1, 800), line(2, 400)), menu({ letters: withExtra(150) }), 1150],
    [
      'a letter gives way to the one with no other choice',
      basket(line(1, 800), line(3, 700)),
      menu({ letters: [letter('P', 1, 3), letter('B', 1)] }),
      1000,
    ],
    [
      'the same article for two letters takes two units',
      basket(line(1, 800, { quantity: '5' })),
      menu({ letters: [letter('P', 1), letter('D', 1)] }),
      2800,
    ],
    [
      'a discounted line takes no part',
      basket(line(1, 800, { discount: { kind: 'amount', cents: 1 } }), line(2, 300)),
      menu({}),
      1099,
    ],
    ['neither does a return', basket(line(1, 800, { quantity: '-1' }), line(2, 300)), menu({}), -500],
    ['nor a part of a unit', basket(line(1, 800, { quantity: '0.5' }), line(2, 300)), menu({}), 700],
    [
      'an article at 0 is sold in menus only, at the price of the menu (D60)',
      basket(line(1, 800), line(2, 0)),
      menu({}),
      1000,
    ],
    ['as are all of them', basket(line(1, 0), line(2, 0)), menu({}), 1000],
  ])('%s, with «Calcul par remise» and without', (_, sold, composition, totalCents) => {
    expect(priceBasket(sold, [composition]).totalCents).toBe(totalCents)
    expect(priceBasket(sold, [{ ...composition, isByDiscount: false }]).totalCents).toBe(totalCents)
  })

  test('«Calcul par remise» discounts the articles so that their sum is the menu price (D62)', () => {
    expect(priced(basket(line(1, 800), line(2, 300)), menu({}))).toEqual([
      [1, '1', 800, 73, 727, 1],
      [2, '1', 300, 27, 273, 1],
    ])
  })

  test('without it the articles are at 0 and the menu carries the price (§5.5)', () => {
    const sold = basket(line(1, 800, { quantity: '3' }), line(2, 300, { quantity: '2' }))
    expect(priced(sold, menu({ isByDiscount: false, letters: withExtra(50) }))).toEqual([
      [1, '1', 800, 0, 800, null],
      [9, '2', 1050, 0, 2100, 1],
      [1, '2', 0, 0, 0, 1],
      [2, '2', 0, 0, 0, 1],
    ])
    expect(countItems(sold.lines)).toBe('5.0')
  })

  test('a supplement is paid on its article, at its rate of VAT', () => {
    expect(priced(basket(line(1, 800), line(2, 800)), menu({ letters: withExtra(300) }))).toEqual([
      [1, '1', 800, 0, 800, 1],
      [2, '1', 800, 300, 500, 1],
    ])
    expect(priced(basket(line(1, 800), line(2, 800)), menu({ letters: withExtra(400) }))).toEqual([
      [1, '1', 900, 0, 900, 1],
      [2, '1', 800, 300, 500, 1],
    ])
  })

  test('several menus: the first of the list takes its articles first', () => {
    const sold = basket(line(1, 800, { quantity: '2' }), line(2, 300), line(3, 400))
    const small = menu({
      id: 2,
      name: 'PETIT',
      priceCents: 900,
      letters: [letter('P', 1), letter('B', 2, 3)],
    })
    expect(priceBasket(sold, [menu({}), small]).totalCents).toBe(1900)
    expect(priceBasket(sold, [small, menu({})]).totalCents).toBe(1800)
  })

  test('menus are counted by their units, not by their lines', () => {
    const two = { quantity: '2' }
    const sold = basket(line(1, 800, two), line(2, 300, two))
    for (const isByDiscount of [true, false])
      expect(countMenus(priceBasket(sold, [menu({ isByDiscount })]).lines)).toBe(2)
    expect(countMenus(priceBasket(sold, []).lines)).toBe(0)
  })

  test('«Remise supplémentaire interdite sur les menus»: «REMISE TOTAL» leaves them out', () => {
    const sold = { ...basket(line(1, 800), line(2, 300), line(3, 200)), discount: tenPercent }
    expect(priceBasket(sold, [menu({})]).totalCents).toBe(1080)
    expect(priceBasket(sold, [menu({ isDiscountForbidden: true })]).totalCents).toBe(1180)
    const carried = menu({ isDiscountForbidden: true, isByDiscount: false })
    expect(priceBasket(sold, [carried]).totalCents).toBe(1180)
  })
})

const tenPercent = { kind: 'percent' as const, percent: '10' }

const option = (idart: number, unitCents: number, quantity = 1): BasketLine['options'][0] => ({
  groupId: 1,
  article: line(idart, unitCents).article,
  quantity,
  unitCents,
})

describe('options', () => {
  const supplements = [option(10, 50), option(11, 80, 2)]

  test('they stand under their article, with its quantity, their own price and their own VAT', () => {
    const sold = priceBasket(basket(line(1, 800, { quantity: '2', options: supplements })), [])
    expect(
      sold.lines.map(({ depth, article, quantity, totalCents }) => [
        depth,
        article.idart,
        quantity,
        totalCents,
      ]),
    ).toEqual([
      [0, 1, '2', 1600],
      [1, 10, '2', 100],
      [1, 11, '4', 320],
    ])
    expect(sold).toMatchObject({
      totalCents: 2020,
      vat: [
        { rate: '10.0', totalCents: 1920 },
        { rate: '20.0', totalCents: 100 },
      ],
    })
  })

  test('they come back with their article', () => {
    const back = priceBasket(basket(line(1, 800, { quantity: '-1', options: supplements })), [])
    expect(back.lines.map(({ quantity }) => quantity)).toEqual(['-1', '-1', '-2'])
    expect(back.totalCents).toBe(-1010)
  })

  test('a percentage off the line takes them along, an amount does not', () => {
    const half = line(1, 800, { options: supplements, discount: { kind: 'percent', percent: '50' } })
    expect(priceBasket(basket(half), []).totalCents).toBe(505)
    const less = line(1, 800, { options: supplements, discount: { kind: 'amount', cents: 100 } })
    expect(priceBasket(basket(less), []).totalCents).toBe(910)
  })

  test('a menu takes the article and leaves them at their price', () => {
    const sold = basket(line(1, 800, { quantity: '2', options: [option(10, 50)] }), line(2, 300))
    const both = priceBasket(sold, [menu({})])
    expect(both.totalCents).toBe(1000 + 50 + 850)
    expect(both.lines.map(({ depth, menu: share }) => [depth, share !== null])).toEqual([
      [0, false],
      [1, false],
      [0, true],
      [1, false],
      [0, true],
    ])
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
    options: fc.array(
      fc
        .record({
          idart: fc.integer({ min: 10, max: 13 }),
          cents: fc.integer({ min: 0, max: 900 }),
          times: fc.integer({ min: 1, max: 3 }),
        })
        .map(({ idart, cents, times }) => option(idart, cents, times)),
      { maxLength: 2 },
    ),
  })
  .map(({ idart, unitCents, ...values }) => line(idart, unitCents, values))

const anyExtra = fc.constantFrom(0, 50, 999)
const anyLetter = (name: string) =>
  fc
    .array(fc.record({ idart: fc.integer({ min: 1, max: 4 }), extraCents: anyExtra }), {
      minLength: 1,
      maxLength: 3,
    })
    .map((articles) => ({ letter: name, articles }))
const anyMenu = fc
  .record({
    priceCents: fc.integer({ min: 0, max: 30_000 }),
    discountPercent: fc.constantFrom('0.0', '10.0', '33.33', '100.0'),
    letters: fc
      .tuple(anyLetter('P'), anyLetter('D'), anyLetter('B'))
      .chain((all) => fc.subarray(all, { minLength: 1 })),
    isByDiscount: fc.boolean(),
    isDiscountForbidden: fc.boolean(),
  })
  .map(menu)
const sum = (amounts: number[]) => amounts.reduce((total, cents) => total + cents, 0)

test('whatever is sold in whatever menus, lines, VAT table and total agree to the cent', async () => {
  await checkProperty(
    [fc.array(anyLine, { maxLength: 12 }), anyDiscount, fc.array(anyMenu, { maxLength: 3 })],
    (lines, discount, menus) => {
      const sold = priceBasket({ service: 'eat_in', lines, discount }, menus)
      expect(
        sum(sold.lines.map(({ totalCents, sharedDiscountCents }) => totalCents - sharedDiscountCents)),
      ).toBe(sold.totalCents)
      expect(sum(sold.vat.map(({ netCents, vatCents }) => netCents + vatCents))).toBe(sold.totalCents)
      expect(sum(sold.lines.map(({ sharedDiscountCents }) => sharedDiscountCents))).toBe(sold.discountCents)
      for (const one of sold.lines.filter(({ menu: of }) => of)) {
        expect(one.discountCents).toBeGreaterThanOrEqual(0)
        expect(one.totalCents).toBeGreaterThanOrEqual(0)
      }
      const units = new Map<number, number>()
      for (const one of sold.lines.filter(({ menu: of, depth }) => depth === 0 && !of?.isHeading))
        units.set(one.source, (units.get(one.source) ?? 0) + Number(one.quantity) * 1000)
      expect([...units.keys()].sort((a, b) => a - b)).toEqual([...lines.keys()])
      for (const [source, milli] of units)
        expect(Math.round(milli)).toBe(Math.round(Number(lines[source]!.quantity) * 1000))
    },
  )
})

test('menus never cost more than their articles, and cost the same with and without «Calcul par remise»', async () => {
  const dear = anyLine.filter(({ unitCents }) => unitCents > 0)
  await checkProperty(
    [fc.array(dear, { maxLength: 12 }), fc.array(anyMenu, { maxLength: 3 })],
    (lines, menus) => {
      const sold: Basket = { service: 'eat_in', lines, discount: null }
      const total = (isByDiscount: boolean) =>
        priceBasket(
          sold,
          menus.map((one) => ({ ...one, isByDiscount })),
        ).totalCents
      expect(total(true)).toBeLessThanOrEqual(priceBasket(sold, []).totalCents)
      expect(total(false)).toBe(total(true))
    },
  )
})

test('the dearest articles that fit are in the menu, those sold in menus only before them (§5.5, D60)', () => {
  const drinks = menu({ letters: [letter('P', 1), letter('B', 2, 3, 4)] })
  const inMenu = (...lines: BasketLine[]) =>
    priceBasket(basket(...lines), [drinks])
      .lines.filter(({ menu: of }) => of)
      .map(({ article }) => article.idart)
  expect(inMenu(line(2, 300), line(1, 800), line(3, 500))).toEqual([1, 3])
  // With the cheap article the menu would cost more than its articles, so the other one is chosen.
  expect(inMenu(line(1, 800), line(2, 100), line(3, 300))).toEqual([1, 3])
  expect(inMenu(line(1, 800), line(2, 500), line(4, 0))).toEqual([1, 4])
  const supplement = menu({
    letters: [
      letter('P', 1),
      {
        letter: 'B',
        articles: [
          { idart: 2, extraCents: 0 },
          { idart: 3, extraCents: 250 },
        ],
      },
    ],
  })
  expect(priceBasket(basket(line(1, 800), line(3, 500), line(2, 300)), [supplement]).totalCents).toBe(1500)
})

test('a basket costs the same in whatever order it was keyed in', async () => {
  const whole = anyLine.map((one) => ({ ...one, options: [] }))
  const sold = fc.array(whole, { maxLength: 8 })
  const twice = sold.chain((lines) =>
    fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length })),
  )
  await checkProperty(
    [twice, anyMenu],
    ([lines, keyed], one) => {
      const total = (all: BasketLine[]) => priceBasket(basket(...all), [one]).totalCents
      expect(total(keyed)).toBe(total(lines))
    },
    { runs: 1_000 },
  )
})

test('a thousand menus of one basket are found at once', () => {
  const many = { quantity: '999999' }
  const { totalCents, lines } = priceBasket(basket(line(1, 800, many), line(2, 300, many)), [menu({})])
  expect(totalCents).toBe(999_999_000)
  expect(lines).toHaveLength(2)
})
