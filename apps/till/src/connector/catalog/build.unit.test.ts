import { describe, expect, test } from 'vitest'
import type { StoredGroup, Tariff } from '../../articles/index.ts'
import type { Rayon } from '../../classification/index.ts'
import { withoutTaxRates } from './build.ts'
import { publishedArticle as article, build } from './testing.ts'
import { readIdtars } from './unmanaged.ts'

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

describe('what leaves the till (kezia R-X2, D47)', () => {
  test.each([
    ['without «Publication WEB»', { isPublished: false }, 'unpublished'],
    ['abandoned', { isAbandoned: true }, 'abandoned'],
    ['blocked', { isSaleBlocked: true }, 'blocked'],
    ['asleep', { isAsleep: true }, 'asleep'],
    ['at price 0 without «Prix Nul Autorisé»', { priceCents: 0 }, 'zeroPrice'],
  ])('an article %s stays, with its reason', (_, fields, reason) => {
    const { data, leftOut } = build([article(fields)])
    expect(data).toEqual({ categories: [], products: [], option_lists: [], deals: [], charges: [] })
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
    const { data } = build(
      [
        article({ idart: 1, definition: 'CHIANTI', rayonId: 2, familleId: 5, sousFamilleId: 9 }),
        article({ idart: 2, definition: 'COLA', rayonId: 2, familleId: 6 }),
        article({ idart: 3, definition: 'REGINA' }),
        article({ idart: 4, definition: 'SAC', rayonId: null }),
        article({ idart: 5, definition: 'CALZONE' }),
      ],
      { tree },
    )
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
    const { products } = build(mixed, { useInternalCodes }).data
    expect(products.map(({ ref }) => ref)).toEqual(refs)
    expect(products.map(({ skus }) => skus[0]!.ref)).toEqual(refs)
  })

  test('a code interne borne by two articles is a clash, named', () => {
    const twice = [
      article({ idart: 1, internalCode: 'X' }),
      article({ idart: 2, definition: 'REGINA', internalCode: 'X' }),
    ]
    expect(build(twice, { useInternalCodes: true }).clashes).toEqual([
      { ref: 'X', names: ['MARGHERITA', 'REGINA'] },
    ])
    expect(build(twice).clashes).toEqual([])
  })
})

test('tax by service type, and none for a hub that refuses it (kezia R-X8, D51)', () => {
  const { data } = build([article()])
  expect(data.products[0]!.tax_rate).toEqual({ delivery: '5.5', collection: '5.5', eat_in: '10.0' })
  expect(withoutTaxRates(data).products[0]).not.toHaveProperty('tax_rate')
})

describe('options (kezia R-X5)', () => {
  const tomato = article({ idart: 30, definition: 'TOMATES', priceCents: 50, isOption: true })
  const free = article({ idart: 31, definition: 'SANS OIGNON', priceCents: 0, isOption: true })
  const group = (fields: Partial<StoredGroup> = {}): StoredGroup => ({
    id: 7,
    name: 'Suppléments',
    minSelections: 0,
    maxSelections: 2,
    options: [30, 31],
    ...fields,
  })

  test('a group of a published article is a list that its sku names; a free option costs 0', () => {
    const { data, leftOut, warnings } = build([article(), tomato, free], {
      groups: new Map([[12, [group()]]]),
    })
    expect(data.products[0]!.skus).toEqual([{ ref: '12', price: '12.00 EUR', option_list_refs: ['O7'] }])
    expect(data.option_lists).toEqual([
      {
        ref: 'O7',
        name: 'Suppléments',
        min_selections: 0,
        max_selections: 2,
        options: [
          { ref: '30', name: 'TOMATES', price: '0.50 EUR', default: false },
          { ref: '31', name: 'SANS OIGNON', price: '0.00 EUR', default: false },
        ],
      },
    ])
    expect(leftOut).toEqual([])
    expect(warnings).toEqual([])
  })

  test('used by one published and one unpublished article it leaves once; used by none, not at all', () => {
    const hidden = article({ idart: 13, isPublished: false })
    const { data } = build([article(), hidden, tomato], {
      groups: new Map([
        [12, [group()]],
        [13, [group({ id: 8 })]],
      ]),
    })
    expect(data.option_lists.map(({ ref }) => ref)).toEqual(['O7'])
    const onlyHidden = new Map([[13, [group()]]])
    expect(build([article(), hidden, tomato], { groups: onlyHidden }).data.option_lists).toEqual([])
  })

  test('an option that is not published stays with its reason, and an empty group with a warning', () => {
    const unpublished = { ...tomato, isPublished: false }
    const { data, leftOut, warnings } = build([article(), unpublished], {
      groups: new Map([[12, [group()]]]),
    })
    expect(data.option_lists).toEqual([])
    expect(data.products[0]!.skus[0]).not.toHaveProperty('option_list_refs')
    expect(leftOut).toEqual([{ idart: 30, name: 'TOMATES', reason: 'unpublished' }])
    expect(warnings).toEqual([expect.stringContaining('«Suppléments»')])
  })

  test('a minimum that cannot be reached is told before it leaves', () => {
    const { warnings } = build([article(), tomato], {
      groups: new Map([[12, [group({ minSelections: 2 })]]]),
    })
    expect(warnings).toEqual([expect.stringContaining("demande 2 choix et n'a que 1 option")])
  })

  test('the code interne of an option is its ref, and clashes with that of a product', () => {
    const coded = { ...tomato, internalCode: 'TOM' }
    const card = { useInternalCodes: true, groups: new Map([[12, [group()]]]) }
    expect(build([article(), coded], card).data.option_lists[0]!.options[0]!.ref).toBe('TOM')
    expect(build([article({ internalCode: 'TOM' }), coded], card).clashes).toEqual([
      { ref: 'TOM', names: ['MARGHERITA', 'TOMATES'] },
    ])
  })
})

describe('what else an article tells (kezia R-X10, D53)', () => {
  test('a promotion is a price of its days, unless «Pas de Promo»', () => {
    const promo = { promoPriceCents: 990, promoStart: '2026-12-01', promoEnd: '2026-12-24' }
    expect(build([article(promo)]).data.products[0]!.skus[0]!.price_overrides).toEqual([
      { price: '9.90 EUR', start_date: '2026-12-01', end_date: '2026-12-24' },
    ])
    expect(build([article({ ...promo, isPromoForbidden: true })]).data.products[0]!.skus[0]).toEqual({
      ref: '12',
      price: '12.00 EUR',
    })
  })

  test('«FRAIS DE PORT TTC» leaves as a charge without a price, never as a product, and only once it is published', () => {
    const port = article({
      idart: 70,
      definition: 'FRAIS DE PORT TTC',
      internalCode: 'WEB_1_PORT',
      priceCents: 0,
    })
    const { data, leftOut } = build([article(), port])
    expect(data.charges).toEqual([{ ref: '70', name: 'FRAIS DE PORT TTC', type: 'delivery' }])
    expect(data.products.map(({ ref }) => ref)).toEqual(['12'])
    expect(leftOut).toEqual([])
    expect(build([article(), port], { useInternalCodes: true }).data.charges[0]!.ref).toBe('WEB_1_PORT')
    const hidden = build([article(), { ...port, isPublished: false }])
    expect(hidden.data.charges).toEqual([])
    expect(hidden.leftOut).toEqual([{ idart: 70, name: 'FRAIS DE PORT TTC', reason: 'unpublished' }])
  })

  test('discounts are not exported', () => expect(build([article()]).data).not.toHaveProperty('discounts'))

  test('«Alcool» is a tag, «Compléments de définition» the description', () => {
    const [product] = build([article({ alcohol: '5', description: 'Blonde, en bouteille' })]).data.products
    expect(product).toMatchObject({ tags: ['alcoholic'], description: 'Blonde, en bouteille' })
  })
})

describe('multi-tarifs (kezia R-X6, D49)', () => {
  const tariff = (idtar: number, title: string, priceCents = 100 * idtar): Tariff => ({
    idtar,
    title,
    priceCents,
  })
  const three = new Map([[12, [tariff(1, 'Petite'), tariff(2, 'Moyenne'), tariff(3, 'Grande')]]])

  test('three tariffs are three skus, their refs the article and the IDTAR; its own price does not leave', () => {
    const [product] = build([article({ priceCents: 0 })], { tariffs: three }).data.products
    expect(product!.skus).toEqual([
      { ref: '12|1', name: 'Petite', price: '1.00 EUR' },
      { ref: '12|2', name: 'Moyenne', price: '2.00 EUR' },
      { ref: '12|3', name: 'Grande', price: '3.00 EUR' },
    ])
    const coded = build([article({ internalCode: 'MARG' })], { useInternalCodes: true, tariffs: three })
    expect(coded.data.products[0]!.skus.map(({ ref }) => ref)).toEqual(['MARG|1', 'MARG|2', 'MARG|3'])
  })

  test.each([
    ['2', ['12|1', '12|3']],
    ['12|2; 3', ['12|1']],
    ['13|2', ['12|1', '12|2', '12|3']],
  ])('«IDTAR non gérés» %s leaves %j', (unmanaged, refs) => {
    const { data } = build([article()], { tariffs: three, unmanaged })
    expect(data.products[0]!.skus.map(({ ref }) => ref)).toEqual(refs)
  })

  test('an article without any tariff left stays, with its reason', () => {
    const { data, leftOut } = build([article()], { tariffs: three, unmanaged: '1; 2; 3' })
    expect(data.products).toEqual([])
    expect(leftOut).toEqual([{ idart: 12, name: 'MARGHERITA', reason: 'noTariff' }])
  })

  test('a title that repeats takes its IDTAR; a tariff at 0 stays, with a warning', () => {
    const tariffs = new Map([[12, [tariff(1, 'Grande'), tariff(2, 'Grande'), tariff(3, 'Offerte', 0)]]])
    const { data, warnings } = build([article()], { tariffs })
    expect(data.products[0]!.skus.map(({ name }) => name)).toEqual(['Grande 1', 'Grande 2'])
    expect(warnings).toEqual([expect.stringContaining('«Offerte»')])
  })

  test('a promotion has one price, and stays with a warning', () => {
    const promoted = { promoPriceCents: 500, promoStart: '2026-12-01', promoEnd: '2026-12-24' }
    const { data, warnings } = build([article(promoted)], { tariffs: three })
    expect(data.products[0]!.skus[0]).not.toHaveProperty('price_overrides')
    expect(warnings).toEqual([expect.stringContaining('«Prix Promo» ne part pas')])
    expect(build([article({ ...promoted, isPromoForbidden: true })], { tariffs: three }).warnings).toEqual([])
  })

  test('options and stock are those of each sku', () => {
    const tomato = article({ idart: 30, definition: 'TOMATES', isOption: true })
    const group = { id: 7, name: 'Suppléments', minSelections: 0, maxSelections: 2, options: [30] }
    const built = build([article({ isStockManaged: true }), tomato], {
      groups: new Map([[12, [group]]]),
      tariffs: three,
    })
    expect(built.data.products[0]!.skus.map((sku) => sku.option_list_refs)).toEqual([['O7'], ['O7'], ['O7']])
    expect(built.stocked.map(({ ref }) => ref)).toEqual(['12|1', '12|2', '12|3'])
  })

  test('a code interne that reads like a tariff of another article is a clash', () => {
    const other = article({ idart: 13, definition: 'REGINA', internalCode: 'M|1' })
    const own = article({ internalCode: 'M' })
    expect(build([own, other], { useInternalCodes: true, tariffs: three }).clashes).toEqual([
      { ref: 'M|1', names: ['MARGHERITA', 'REGINA'] },
    ])
  })

  test.each([
    ['', ''],
    [' 2,3 ; 12|4  2', '2; 3; 12|4'],
    ['deux', undefined],
    ['0', undefined],
    ['2|', undefined],
  ])('«IDTAR non gérés» typed %j is kept as %j', (typed, kept) => expect(readIdtars(typed)).toBe(kept))
})
