import { startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { emptyCatalog } from '../accounts/index.ts'
import { chain } from './testing/chain.ts'
import { harbourDeli } from './testing/harbour-deli.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

const ids = (rows: { id: string }[]) => rows.map(({ id }) => id)
const names = (rows: { name: string }[]) => rows.map(({ name }) => name)

describe('a catalog as it is read back (catalogs §3, §4)', () => {
  test('the example of the contract: refs became ids, every documented key is there (catalogs 18.1)', async () => {
    const { account, lille } = await chain(hub)
    const { status, body } = await lille.post(`/locations/${account.locationId}/catalogs`, {
      name: 'Harbour Deli - Web',
      data: harbourDeli,
    })
    expect(status).toBe(200)
    expect(Object.keys(body)).toEqual(['id', 'location_id', 'name', 'created_at', 'data'])
    expect(body).toMatchObject({ location_id: account.locationId, name: 'Harbour Deli - Web' })
    expect(body.created_at).toMatch(/\+0[12]:00$/)
    const { data } = body
    expect(Object.keys(data)).toEqual(Object.keys(emptyCatalog))
    const [food, wraps] = data.categories
    const [falafel, lemonade] = data.products
    const [sauces, bread] = data.option_lists
    const any = expect.any(String)
    expect(data.variants).toEqual(harbourDeli.variants)
    expect(data.categories).toEqual([
      { id: any, ref: 'FOOD', parent_id: null, name: 'Food', description: null, tags: [], image_ids: [] },
      {
        id: any,
        ref: 'WRAPS',
        parent_id: food.id,
        name: 'Wraps',
        description: null,
        tags: ['lunch'],
        image_ids: [],
      },
    ])
    expect(falafel).toEqual({
      id: any,
      ref: 'P-FALAFEL',
      category_id: wraps.id,
      name: 'Falafel wrap',
      description: null,
      tags: [],
      image_ids: [],
      tax_rate: { delivery: '10.0', collection: '5.5', eat_in: '10.0' },
      nutrition: { allergens: ['gluten_wheat', 'sesame_seeds'] },
      skus: [
        {
          id: any,
          ref: 'FAL-STD',
          name: null,
          product_id: falafel.id,
          restrictions: {},
          price: '7.40 EUR',
          price_overrides: [{ price: '8.90 EUR', variant_refs: ['platforms'] }],
          option_list_ids: [sauces.id],
          tags: [],
          barcodes: ['4006381333931'],
          custom_fields: {},
        },
      ],
    })
    expect(lemonade).toMatchObject({ ref: null, tax_rate: null, nutrition: null })
    expect(lemonade.skus[1].custom_fields).toEqual({ cold: true })
    expect(sauces).toEqual({
      id: any,
      ref: 'SAUCES',
      name: 'Choose a sauce',
      min_selections: 0,
      max_selections: 2,
      multiple_selection: false,
      type: 'multiple',
      tags: [],
      options: [
        {
          id: any,
          ref: 'TAHINI',
          option_list_id: sauces.id,
          name: 'Tahini',
          restrictions: {},
          price: '0.00 EUR',
          price_overrides: [],
          default: true,
          tags: [],
          nutrition: null,
        },
        expect.objectContaining({ ref: 'HARISSA', price: '0.40 EUR', default: false }),
        expect.objectContaining({ ref: null, price: '0.00 EUR' }),
      ],
    })
    expect(bread).toMatchObject({ min_selections: 1, max_selections: 1, type: 'single' })
    const [small, large] = lemonade.skus
    expect(data.deals).toEqual([
      {
        id: any,
        ref: 'LUNCH',
        category_id: food.id,
        name: 'Wrap + drink',
        description: null,
        restrictions: { dow: '12345--', end_time: '15:00' },
        coupon_codes: [],
        tags: [],
        image_ids: [],
        lines: [
          {
            label: 'Wrap',
            skus: [{ id: falafel.skus[0].id, ref: 'FAL-STD', extra_charge: null }],
            pricing_effect: 'unchanged',
            pricing_value: null,
          },
          {
            label: 'Drink',
            skus: [
              { id: small.id, ref: 'LEMONADE', extra_charge: null },
              { id: large.id, ref: 'SMOOTHIE', extra_charge: '1.20 EUR' },
            ],
            pricing_effect: 'fixed_price',
            pricing_value: '1.00 EUR',
          },
          {
            label: null,
            skus: [{ id: small.id, ref: 'LEMONADE', extra_charge: null }],
            pricing_effect: 'percentage_off',
            pricing_value: '100',
          },
        ],
      },
    ])
    expect(data.discounts).toEqual([
      {
        id: any,
        ref: 'TEN',
        name: 'Ten percent',
        description: null,
        restrictions: { enabled: false, variant_refs: [], max_per_order: 1 },
        coupon_codes: ['A', 'B'],
        pricing_effect: 'percentage_off',
        pricing_value: '10.0',
        image_ids: [],
      },
    ])
    expect(data.charges).toEqual([
      { id: any, ref: 'DEL', name: 'Delivery', type: 'delivery', restrictions: {}, price: null },
    ])
    const read = await lille.get(`/catalogs/${body.id}`)
    expect(read.body).toEqual(body)
    const { data: _, ...summary } = body
    for (const query of ['hide_data=true', 'hide_data', 'hide_data=x']) {
      expect((await lille.get(`/catalogs/${body.id}?${query}`)).body).toEqual(summary)
    }
    for (const query of ['hide_data=false', 'hide_data=0', 'nope=1']) {
      expect((await lille.get(`/catalogs/${body.id}?${query}`)).body).toEqual(body)
    }
    expect((await lille.get('/location/catalogs')).body[0]).toEqual(summary)
  })

  test('what is read may be sent back, and items with a unique ref keep their ids (catalogs §3)', async () => {
    const { lille } = await chain(hub)
    const { body } = await lille.post('/location/catalogs', { name: 'Web', data: harbourDeli })
    const path = `/catalogs/${body.id}`
    const changed = structuredClone(harbourDeli)
    changed.products.reverse()
    changed.categories.push({ ref: 'NEW', name: 'New' })
    const { status, body: next } = await lille.put(path, { ...body, data: changed })
    expect(status).toBe(200)
    const byRef = (rows: { id: string; ref: string | null }[]) =>
      Object.fromEntries(rows.filter(({ ref }) => ref).map(({ id, ref }) => [ref, id]))
    const skus = (products: { skus: { id: string; ref: string }[] }[]) =>
      products.flatMap((product) => product.skus)
    expect(byRef(skus(next.data.products))).toEqual(byRef(skus(body.data.products)))
    expect(next.data.products[1].id).toBe(body.data.products[0].id)
    // A product without a ref is new in each upload.
    expect(next.data.products[0].id).not.toBe(body.data.products[1].id)
    expect(byRef(next.data.categories)).toMatchObject(byRef(body.data.categories))
    for (const section of ['option_lists', 'deals', 'discounts', 'charges']) {
      expect(byRef(next.data[section])).toEqual(byRef(body.data[section]))
    }
    expect(byRef(next.data.option_lists[0].options)).toEqual(byRef(body.data.option_lists[0].options))
    expect(next.created_at).toBe(body.created_at)
  })

  test('categories come depth first, whatever the order of the upload (catalogs §4)', async () => {
    const { lille } = await chain(hub)
    const categories = [
      { ref: 'A1', parent_ref: 'A', name: 'A1' },
      { ref: 'B', name: 'B' },
      { ref: 'A', name: 'A' },
      { ref: 'A1x', parent_ref: 'A1', name: 'A1x' },
      { ref: 'A2', parent_ref: 'A', name: 'A2' },
    ]
    const { body } = await lille.post('/location/catalogs', { name: 'Tree', data: { categories } })
    expect(names(body.data.categories)).toEqual(['B', 'A', 'A1', 'A1x', 'A2'])
  })

  test('what may be written in several forms comes back in one (catalogs §4, §8 to §12)', async () => {
    const { lille } = await chain(hub)
    const { status, body } = await lille.post('/location/catalogs', {
      name: 'Forms',
      data: {
        variants: [{ ref: 'V', name: 'V' }],
        categories: [{ ref: 'C', name: ' C ', parent_ref: '', description: '', tags: ['a', 'b', 'a'] }],
        products: [
          {
            ref: '',
            category_ref: 'C',
            name: 'P',
            tax_rate: { delivery: '5.50', collection: 10, eat_in: '0' },
            skus: [
              {
                name: '',
                price: ' -1.50   EUR ',
                restrictions: {
                  enabled: true,
                  dow: null,
                  variant_refs: [],
                  service_types: ['delivery', 'delivery'],
                  start_date: '2026-12-31',
                  end_date: '2026-01-01',
                  max_per_order: '1',
                  max_per_customer: '2.0',
                },
                price_overrides: [{ price: '0.00  EUR', variant_refs: ['V'], dow: null }],
                barcodes: ['12345678', '123456789012', '4006381333931', '12345678'],
              },
            ],
          },
        ],
        option_lists: [
          { ref: 'A', name: 'A', type: 'single', min_selections: 0, options: [{ name: 'X', price: null }] },
          { ref: 'B', name: 'B', type: 'single', max_selections: null, options: [{ name: 'X' }] },
          { ref: 'D', name: 'D', min_selections: 1, max_selections: 1, options: [{ name: 'X' }] },
          { ref: 'E', name: 'E', min_selections: 5, multiple_selection: true, options: [{ name: 'X' }] },
        ],
        discounts: [{ name: 'D', pricing_effect: 'percentage_off', pricing_value: 12.5 }],
      },
    })
    expect(status).toBe(200)
    const { categories, products, option_lists, discounts } = body.data
    expect(categories[0]).toMatchObject({ name: ' C ', parent_id: null, description: null, tags: ['a', 'b'] })
    expect(products[0]).toMatchObject({
      ref: null,
      tax_rate: { delivery: '5.50', collection: '10', eat_in: '0' },
    })
    expect(products[0].skus[0]).toMatchObject({
      ref: null,
      name: null,
      price: '-1.50 EUR',
      price_overrides: [{ price: '0.00 EUR', variant_refs: ['V'] }],
      barcodes: ['12345678', '123456789012', '4006381333931'],
    })
    expect(products[0].skus[0].restrictions).toEqual({
      variant_refs: [],
      service_types: ['delivery'],
      start_date: '2026-12-31',
      end_date: '2026-01-01',
      max_per_order: 1,
      max_per_customer: 2,
    })
    const selections = option_lists.map(
      ({ type, min_selections, max_selections }: Record<string, unknown>) => [
        type,
        min_selections,
        max_selections,
      ],
    )
    expect(selections).toEqual([
      ['multiple', 0, 1],
      ['multiple', 1, null],
      ['single', 1, 1],
      ['multiple', 5, null],
    ])
    expect(option_lists[0].options[0].price).toBe('0.00 EUR')
    expect(discounts[0].pricing_value).toBe('12.5')
  })

  test('allergens are those of the list and of the tags together, other nutrition stays as sent (catalogs §7)', async () => {
    const { lille } = await chain(hub)
    const product = (tags: string[], nutrition?: object | null) => ({
      category_ref: 'C',
      name: 'P',
      tags,
      nutrition,
      skus: [{ price: '1.00 EUR' }],
    })
    const { body } = await lille.post('/location/catalogs', {
      name: 'Allergens',
      data: {
        categories: [{ ref: 'C', name: 'C' }],
        products: [
          product([]),
          product(['spicy_1'], { allergens: [], legal_name: 'Wrap', nutri_score: { letter: 'B' } }),
          product(['allergen_milk', 'no_allergens', 'allergen_moon'], null),
          product(['allergen_gluten'], { allergens: ['gluten_wheat', 'eggs'], ingredients: null }),
          product(['allergen_nuts'], { allergens: null }),
        ],
        option_lists: [{ ref: 'L', name: 'L', options: [{ name: 'O', tags: ['allergen_milk'] }] }],
      },
    })
    const { products, option_lists } = body.data
    expect(products.map(({ nutrition }: { nutrition: unknown }) => nutrition)).toEqual([
      null,
      { allergens: [], legal_name: 'Wrap', nutri_score: { letter: 'B' } },
      { allergens: ['milk'] },
      {
        allergens: [
          'gluten_wheat',
          'eggs',
          'gluten_barley',
          'gluten_khorasan',
          'gluten_oats',
          'gluten_rye',
          'gluten_spelt',
        ],
        ingredients: null,
      },
      { allergens: expect.arrayContaining(['nuts_almond', 'nuts_walnut']) },
    ])
    expect(products[3].tags).toEqual(['allergen_gluten'])
    // For products only.
    expect(option_lists[0].options[0].nutrition).toBeNull()
  })

  test('a catalog of ten thousand articles is taken and given back (general §1)', async () => {
    const { lille } = await chain(hub)
    const products = Array.from({ length: 10_000 }, (_, n) => ({
      ref: `P${n}`,
      category_ref: 'C',
      name: `Article ${n}`,
      description: 'x'.repeat(300),
      skus: [{ ref: `S${n}`, price: '1.00 EUR' }],
    }))
    const data = { categories: [{ ref: 'C', name: 'C' }], products }
    const { status, body } = await lille.post('/location/catalogs', { name: 'Large', data })
    expect(status).toBe(200)
    expect(new Set(ids(body.data.products)).size).toBe(10_000)
    expect((await lille.get(`/catalogs/${body.id}`)).body.data.products).toHaveLength(10_000)
  })
})
