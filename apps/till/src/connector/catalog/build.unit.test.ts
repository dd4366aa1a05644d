import { describe, expect, test } from 'vitest'
import type { Rayon } from '../../classification/index.ts'
import { buildCatalog, type PublishedArticle, withoutTaxRates } from './build.ts'

const article = (fields: Partial<PublishedArticle> = {}): PublishedArticle => ({
  idart: 12,
  definition: 'MARGHERITA',
  internalCode: null,
  priceCents: 1200,
  vat1Rate: '10.0',
  vat2Rate: '5.5',
  rayonId: 1,
  familleId: null,
  sousFamilleId: null,
  isPublished: true,
  isOption: false,
  isAbandoned: false,
  isSaleBlocked: false,
  isAsleep: false,
  isZeroPriceAllowed: false,
  imageMd5: null,
  ...fields,
})

const tree: Rayon[] = [
  { id: 1, name: 'PIZZAS', rang: 0, familles: [] },
  {
    id: 2,
    name: 'BOISSONS',
    rang: 1,
    familles: [
      { id: 5, name: 'ALCOOLS', rang: 0, sousFamilles: [{ id: 9, name: 'VINS', rang: 0 }] },
      { id: 6, name: 'SOFTS', rang: 1, sousFamilles: [] },
    ],
  },
  { id: 3, name: 'VIDE', rang: 2, familles: [] },
]

const build = (articles: PublishedArticle[], useInternalCodes = false) =>
  buildCatalog(articles, tree, { currency: 'EUR', useInternalCodes })

describe('what leaves the till (kezia R-X2, D47)', () => {
  test.each([
    ['without «Publication WEB»', { isPublished: false }, 'unpublished'],
    ['abandoned', { isAbandoned: true }, 'abandoned'],
    ['blocked', { isSaleBlocked: true }, 'blocked'],
    ['asleep', { isAsleep: true }, 'asleep'],
    ['at price 0 without «Prix Nul Autorisé»', { priceCents: 0 }, 'zeroPrice'],
  ])('an article %s stays, with its reason', (_, fields, reason) => {
    const { data, leftOut } = build([article(fields)])
    expect(data).toEqual({ categories: [], products: [] })
    expect(leftOut).toEqual([{ idart: 12, name: 'MARGHERITA', reason }])
  })

  test('an allowed price of 0 leaves', () => {
    const { data } = build([article({ priceCents: 0, isZeroPriceAllowed: true })])
    expect(data.products[0]!.skus).toEqual([{ ref: '12', price: '0.00 EUR' }])
  })

  test('an option article is neither a product nor left out', () => {
    expect(build([article({ isOption: true })])).toMatchObject({ data: { products: [] }, leftOut: [] })
  })
})

describe('the tree (kezia R-X3, D48)', () => {
  test('a product hangs on its deepest level, and only categories that are used leave, in order', () => {
    const { data } = build([
      article({ idart: 1, definition: 'CHIANTI', rayonId: 2, familleId: 5, sousFamilleId: 9 }),
      article({ idart: 2, definition: 'COLA', rayonId: 2, familleId: 6 }),
      article({ idart: 3, definition: 'REGINA' }),
      article({ idart: 4, definition: 'SAC', rayonId: null }),
      article({ idart: 5, definition: 'CALZONE' }),
    ])
    expect(data.categories).toEqual([
      { ref: 'R1', name: 'PIZZAS' },
      { ref: 'R2', name: 'BOISSONS' },
      { ref: 'F5', parent_ref: 'R2', name: 'ALCOOLS' },
      { ref: 'S9', parent_ref: 'F5', name: 'VINS' },
      { ref: 'F6', parent_ref: 'R2', name: 'SOFTS' },
      { ref: 'R0', name: 'DIVERS' },
    ])
    expect(data.products.map(({ name, category_ref }) => `${category_ref} ${name}`)).toEqual([
      'R1 CALZONE',
      'R1 REGINA',
      'S9 CHIANTI',
      'F6 COLA',
      'R0 SAC',
    ])
  })

  test('two builds of the same articles are the same', () => {
    expect(build([article()])).toEqual(build([article()]))
  })
})

describe('refs (kezia R-X4)', () => {
  const mixed = [article({ idart: 1, internalCode: 'MARG' }), article({ idart: 2, internalCode: null })]

  test.each([
    ['by IDART', false, ['1', '2']],
    ['by code interne where there is one', true, ['MARG', '2']],
  ])('%s', (_, useInternalCodes, refs) => {
    const { products } = build(mixed, useInternalCodes).data
    expect(products.map(({ ref }) => ref)).toEqual(refs)
    expect(products.map(({ skus }) => skus[0]!.ref)).toEqual(refs)
  })

  test('a code interne borne by two articles is a clash, named', () => {
    const twice = [
      article({ idart: 1, internalCode: 'X' }),
      article({ idart: 2, definition: 'REGINA', internalCode: 'X' }),
    ]
    expect(build(twice, true).clashes).toEqual([{ ref: 'X', names: ['MARGHERITA', 'REGINA'] }])
    expect(build(twice, false).clashes).toEqual([])
  })
})

test('tax by service type, and none for a hub that refuses it (kezia R-X8, D51)', () => {
  const { data } = build([article()])
  expect(data.products[0]!.tax_rate).toEqual({ delivery: '5.5', collection: '5.5', eat_in: '10.0' })
  expect(withoutTaxRates(data).products[0]).not.toHaveProperty('tax_rate')
})
