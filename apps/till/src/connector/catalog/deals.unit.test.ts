import { describe, expect, test } from 'vitest'
import type { MenuSheet } from '../../menus/index.ts'
import { withImages } from './build.ts'
import type { PublishedArticle } from './rules.ts'
import { build, publishedArticle } from './testing.ts'

const article = (idart: number, definition: string, fields: Partial<PublishedArticle> = {}) =>
  publishedArticle({ idart, definition, ...fields })

const lunch: MenuSheet = {
  id: 1,
  name: 'DEJEUNER',
  rang: 1,
  compo: 'PB',
  idart: 17,
  definition: 'MENU DEJEUNER',
  discountPercent: '0.0',
  priceCents: 1200,
  letters: [
    {
      letter: 'P',
      label: 'Plat',
      isOptional: false,
      choices: [
        { idart: 1, definition: 'MARGHERITA', priceCents: 1200, extraCents: 0, isDefault: false },
        { idart: 2, definition: 'TRUFFE', priceCents: 1600, extraCents: 250, isDefault: false },
      ],
    },
    {
      letter: 'B',
      label: 'Boisson',
      isOptional: false,
      choices: [{ idart: 3, definition: 'COLA', priceCents: 280, extraCents: 0, isDefault: false }],
    },
  ],
  revision: 1,
}
const card = (fields: Record<number, Partial<PublishedArticle>> = {}) => [
  article(1, 'MARGHERITA', fields[1]),
  article(2, 'TRUFFE', fields[2]),
  article(3, 'COLA', fields[3]),
  article(17, 'MENU DEJEUNER', { rayonId: 2, ...fields[17] }),
]
const menus = [lunch]

describe('menus give deals (kezia R-X7, D50)', () => {
  test('at a fixed price the first line carries it and the others are free; supplements are extra charges', () => {
    const { data, warnings } = build(card(), { menus })
    expect(data.deals).toEqual([
      {
        ref: '17',
        category_ref: 'R2',
        name: 'DEJEUNER',
        lines: [
          {
            label: 'Plat',
            skus: [{ ref: '1' }, { ref: '2', extra_charge: '2.50 EUR' }],
            pricing_effect: 'fixed_price',
            pricing_value: '12.00 EUR',
          },
          {
            label: 'Boisson',
            skus: [{ ref: '3' }],
            pricing_effect: 'fixed_price',
            pricing_value: '0.00 EUR',
          },
        ],
      },
    ])
    expect(warnings).toEqual([])
  })

  test('with a percentage every line has it', () => {
    const [deal] = build(card(), { menus: [{ ...lunch, discountPercent: '10.0' }] }).data.deals
    expect(deal!.lines.map(({ pricing_effect, pricing_value }) => [pricing_effect, pricing_value])).toEqual([
      ['percentage_off', '10.0'],
      ['percentage_off', '10.0'],
    ])
  })

  test('in order of «Rang», whatever the names', () => {
    const second = { ...lunch, id: 2, name: 'A', idart: 18 }
    const { deals } = build([...card(), article(18, 'MENU A')], { menus: [lunch, second] }).data
    expect(deals.map(({ name }) => name)).toEqual(['DEJEUNER', 'A'])
  })

  test('the article of a menu is its deal and no product; its rayon leaves with it', () => {
    const { data } = build(card({ 17: { priceCents: 0 } }), { menus })
    expect(data.products.map(({ ref }) => ref)).toEqual(['3', '1', '2'])
    expect(data.categories.map(({ ref }) => ref)).toEqual(['R1', 'R2'])
  })

  test('a menu leaves only if its article has «Publication WEB»', () => {
    const { data, leftOut } = build(card({ 17: { isPublished: false } }), { menus })
    expect(data.deals).toEqual([])
    expect(data.categories.map(({ ref }) => ref)).toEqual(['R1'])
    expect(leftOut).toEqual([{ idart: 17, name: 'MENU DEJEUNER', reason: 'unpublished' }])
  })

  test('a letter without a published article keeps the menu back, with a warning', () => {
    const { data, warnings } = build(card({ 3: { isPublished: false } }), { menus })
    expect(data.deals).toEqual([])
    expect(data.categories.map(({ ref }) => ref)).toEqual(['R1'])
    expect(warnings).toEqual(['Menu DEJEUNER : aucun article publié pour B («Boisson»), il ne part pas.'])
  })

  test('an article that is not published is no choice of a letter that has others', () => {
    const [deal] = build(card({ 2: { isAsleep: true } }), { menus }).data.deals
    expect(deal!.lines[0]!.skus).toEqual([{ ref: '1' }])
  })

  test('an article with several prices is a choice by each of them (R-X6)', () => {
    const tariffs = [
      { idtar: 5, title: 'Grande', priceCents: 1500 },
      { idtar: 6, title: 'Petite', priceCents: 900 },
    ]
    const [deal] = build(card(), { menus, tariffs: new Map([[1, tariffs]]) }).data.deals
    expect(deal!.lines[0]!.skus.map(({ ref }) => ref)).toEqual(['1|5', '1|6', '2'])
  })

  test('refs are codes internes when they are ticked (R-X4)', () => {
    const coded = card({ 1: { internalCode: 'MARG' }, 17: { internalCode: 'MIDI' } })
    const [deal] = build(coded, { menus, useInternalCodes: true }).data.deals
    expect(deal).toMatchObject({ ref: 'MIDI', lines: [{ skus: [{ ref: 'MARG' }, { ref: '2' }] }, {}] })
  })

  test('an article at 0 that is a component is tagged `deal_only` (D60), beside `alcoholic`', () => {
    const free = { priceCents: 0, isZeroPriceAllowed: true }
    const tagsOf = (fields: Record<number, Partial<PublishedArticle>>, offered = menus) =>
      build(card(fields), { menus: offered }).data.products.find(({ ref }) => ref === '3')!.tags
    expect(tagsOf({ 3: free })).toEqual(['deal_only'])
    expect(tagsOf({ 3: { ...free, alcohol: '5' } })).toEqual(['alcoholic', 'deal_only'])
    expect(tagsOf({ 3: free }, [])).toBeUndefined()
    expect(tagsOf({})).toBeUndefined()
  })

  test('the picture and the text of its article are those of the deal', () => {
    const catalog = build(card({ 17: { imageMd5: 'abc', description: 'Midi seulement' } }), { menus })
    expect(withImages(catalog, new Map([['abc', 'img1']])).deals[0]).toMatchObject({
      image_ids: ['img1'],
      description: 'Midi seulement',
    })
  })
})
