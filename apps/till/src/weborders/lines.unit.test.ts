import { describe, expect, test } from 'vitest'
import { buildLines, type LineArticle } from './lines.ts'
import type { IncomingItem, IncomingOption } from './model.ts'
import { spreadOrderDiscount, totalsOf } from './totals.ts'

const articles: Record<string, LineArticle> = {
  '12': { id: 12, name: 'MARGHERITA', code: null, vatRate: '10.0' },
  '40': { id: 40, name: 'TOMATES', code: 'TOM', vatRate: '5.5' },
  '50': { id: 50, name: 'DEJEUNER', code: null, vatRate: '10.0' },
  PORT2: { id: 60, name: 'PORT EXPRESS', code: 'PORT2', vatRate: '20.0' },
}
const fee: LineArticle = { id: 70, name: 'FRAIS DE PORT TTC', code: 'WEB_1_PORT', vatRate: '20.0' }
articles['70'] = fee
const context = { find: (ref: string) => articles[ref], defaultVatRate: '10.0', delivery: () => fee }

const item = (fields: Partial<IncomingItem> = {}): IncomingItem => ({
  name: 'Pizza du web',
  variantName: null,
  ref: '12',
  unitCents: 1050,
  quantity: '1.0',
  vatRate: null,
  note: null,
  options: [],
  dealKey: null,
  ...fields,
})
const option = (fields: Partial<IncomingOption> = {}): IncomingOption => ({
  listName: 'Suppléments',
  name: 'Tomates fraîches',
  ref: '40',
  unitCents: 50,
  quantity: 1,
  removed: false,
  ...fields,
})
const build = (
  items: IncomingItem[],
  deals = {},
  charges: Parameters<typeof buildLines>[0]['charges'] = [],
) => buildLines({ items, deals, charges }, context)

describe('articles (kezia R-K1, R-K2, R-K3)', () => {
  test("a known ref takes the till's definition, code and rate, and the price received", () => {
    expect(build([item({ quantity: '2.0' })])).toMatchObject([
      {
        name: 'MARGHERITA',
        code: '12',
        articleId: 12,
        known: true,
        vatRate: '10.0',
        unitCents: 1050,
        totalCents: 2100,
      },
    ])
  })

  test('the name of the sku is appended', () => {
    expect(build([item({ variantName: 'Grande' })])[0]!.name).toBe('MARGHERITA - Grande')
  })

  test.each([
    ['an unknown ref', 'NOPE', 'WEB_2_NOPE'],
    ['no ref', null, 'WEB_2_0'],
    ['an empty ref', '', 'WEB_2_0'],
  ])('%s: the name received, IDArt 0', (_, ref, code) => {
    expect(build([item(), item({ ref })])[1]).toMatchObject({
      name: 'Pizza du web',
      code,
      articleId: 0,
      known: false,
    })
  })

  test.each([
    ['its own rate', '5.5', '5.5'],
    ['the default rate, never silently 0', null, '10.0'],
    ['its own 0', '0', '0'],
  ])('an unknown article has %s', (_, vatRate, expected) => {
    expect(build([item({ ref: 'NOPE', vatRate })])[0]!.vatRate).toBe(expected)
  })
})

describe('options (kezia R-K9, D44)', () => {
  test('an option is a child line, in the quantity of option × item', () => {
    expect(build([item({ quantity: '2.0', options: [option()] })])[1]).toMatchObject({
      kind: 'option',
      depth: 1,
      name: 'TOMATES',
      quantity: '2.0',
      unitCents: 50,
      totalCents: 100,
      vatRate: '5.5',
    })
  })

  test("an unknown option is a free line with the item's rate, not an unknown article", () => {
    expect(build([item({ options: [option({ ref: null, name: 'Basilic' })] })])[1]).toMatchObject({
      name: 'Basilic',
      known: null,
      vatRate: '10.0',
    })
  })

  test('a removed option says «SANS»', () => {
    expect(build([item({ options: [option({ removed: true, name: 'oignons' })] })])[1]!.name).toBe(
      'SANS oignons',
    )
  })
})

describe('deals and charges (kezia R-K6, R-K8)', () => {
  test('the components of a deal are grouped under its heading at 0,00 and keep their prices', () => {
    const lines = build(
      [item({ dealKey: '0' }), item({ ref: null, name: 'Seul' }), item({ dealKey: '0', unitCents: 150 })],
      { '0': { name: 'Menu midi', ref: '50' } },
    )
    expect(lines.map(({ name, depth, totalCents }) => [name, depth, totalCents])).toEqual([
      ['DEJEUNER', 0, 0],
      ['MARGHERITA', 1, 1050],
      ['MARGHERITA', 1, 150],
      ['Seul', 0, 1050],
    ])
    expect(lines[3]!.code).toBe('WEB_2_0')
  })

  test('an unknown deal keeps its name and is not an unknown article', () => {
    const [heading] = build([item({ dealKey: '0' })], { '0': { name: 'Menu midi', ref: 'X' } })
    expect(heading).toMatchObject({ name: 'Menu midi', articleId: 0, known: null })
  })

  test('a deal key without a deal does not lose the item', () => {
    expect(build([item({ dealKey: 'lost' })])).toHaveLength(1)
  })

  test('a charge is a line of «FRAIS DE PORT TTC» at 20 %, unless it names a rate or an article', () => {
    const charge = { name: 'Livraison zone 2', ref: null, cents: 500, vatRate: null }
    const lines = build([], {}, [
      charge,
      { ...charge, vatRate: '10' },
      { ...charge, ref: 'PORT2', vatRate: '10' },
    ])
    expect(lines).toMatchObject([
      { name: 'FRAIS DE PORT TTC', code: 'WEB_1_PORT', vatRate: '20.0', note: 'Livraison zone 2' },
      { name: 'FRAIS DE PORT TTC', vatRate: '10' },
      { name: 'PORT EXPRESS', articleId: 60, vatRate: '20.0' },
    ])
  })

  test('«FRAIS DE PORT TTC» named by its own ref keeps the rate of the charge (kezia D41, D53)', () => {
    const charge = { name: 'Livraison', ref: '70', cents: 500, vatRate: '10' }
    expect(build([], {}, [charge, { ...charge, vatRate: null }])).toMatchObject([
      { kind: 'charge', articleId: 70, vatRate: '10' },
      { kind: 'charge', articleId: 70, vatRate: '20.0' },
    ])
  })
})

describe('totals (kezia R-K6, R-K7, R-K13)', () => {
  test.each([
    [500, 417],
    [200, 167],
  ])('a fee of %d cents at 20 %% is %d without tax', (totalCents, net) => {
    expect(totalsOf([{ totalCents, vatRate: '20.0' }], 0, totalCents).netCents).toBe(net)
  })

  test('the worked example of W-9', () => {
    const lines = [
      { totalCents: 200, vatRate: '20' },
      { totalCents: 890, vatRate: '0' },
      { totalCents: 190, vatRate: '0' },
    ]
    expect(totalsOf(lines, 0, 1280)).toEqual({
      netCents: 1247,
      vatCents: 33,
      discountCents: 0,
      computedCents: 1280,
      gapCents: 0,
    })
  })

  test('a discount is spread over the rates pro rata', () => {
    const lines = [
      { totalCents: 2000, vatRate: '10' },
      { totalCents: 1000, vatRate: '20' },
    ]
    expect(spreadOrderDiscount(lines, 300)).toEqual([200, 100])
    expect(totalsOf(lines, 300, 2700)).toMatchObject({
      netCents: 1636 + 750,
      computedCents: 2700,
      gapCents: 0,
    })
  })

  test('a total received that differs from the lines is a gap, not a correction', () => {
    expect(totalsOf([{ totalCents: 1000, vatRate: '10' }], 0, 1010).gapCents).toBe(10)
    expect(totalsOf([], 100, -100).gapCents).toBe(0)
  })
})
