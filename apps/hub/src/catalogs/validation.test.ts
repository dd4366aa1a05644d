import { type App, startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chain } from './testing/chain.ts'
import { harbourDeli } from './testing/harbour-deli.ts'
import { mistakes } from './testing/mistakes.ts'

let hub: TestHub
let app: App
beforeAll(async () => {
  hub = await startHub()
  app = await hub.app('shop', { scope: 'location[all_catalogs.write]' })
})
afterAll(() => hub.close())

const errorsOf = ({ body }: { body: { errors?: { field: string }[] } }) =>
  body.errors?.map(({ field }) => field)

describe('what is refused (catalogs §4, §17)', () => {
  test('ten mistakes give one refusal with ten errors and their paths, and nothing changes (catalogs 18.3)', async () => {
    const { account, lille } = await chain(hub)
    const watcher = await hub.app('watcher', { account, scope: 'location[all_catalogs.read]' })
    const { body: created } = await lille.post('/location/catalogs', { name: 'A', data: harbourDeli })
    const before = (await lille.get(`/catalogs/${created.id}`)).text
    await watcher.listen({ catalog: ['update'] })
    const refused = await lille.put(`/catalogs/${created.id}`, {
      name: 'B',
      data: {
        categories: [
          { ref: 'FOOD', name: 'Food' },
          { ref: 'LOOP', parent_ref: 'LOOP', name: 'Loop' },
        ],
        products: [
          {
            category_ref: 'NOPE',
            name: 'One',
            skus: [
              { price: '8,50 EUR' },
              { price: '1.00 USD', barcodes: ['123456789'], restrictions: { dow: '7654321' } },
            ],
          },
        ],
        option_lists: [{ ref: 'L', name: 'L', options: [] }],
        discounts: [{ name: 'D', pricing_effect: 'percentage_off', pricing_value: '101' }],
        options_lists: [],
      },
    })
    expect(refused.status).toBe(422)
    expect(refused.body.errors).toEqual([
      { field: 'data.categories[1].parent_ref', message: 'creates a cycle' },
      { field: 'data.products[0].category_ref', message: "'NOPE' not found" },
      { field: 'data.products[0].skus[0].price', message: "'8,50 EUR' is not a valid monetary amount" },
      { field: 'data.products[0].skus[1].price', message: "must be in 'EUR' ('USD' given)" },
      {
        field: 'data.products[0].skus[1].barcodes[0]',
        message: 'must be a string of 8, 12 or 13 digits',
      },
      { field: 'data.products[0].skus[1].restrictions.dow', message: "'7654321' is not a valid dow" },
      { field: 'data.products[0].skus[1].name', message: 'is already used' },
      { field: 'data.option_lists[0].options', message: 'must have at least 1 item(s)' },
      { field: 'data.discounts[0].pricing_value', message: 'must be between 0 and 100' },
      { field: 'data.options_lists', message: 'is not a valid key' },
    ])
    expect((await lille.get(`/catalogs/${created.id}`)).text).toBe(before)
    expect(await watcher.events()).toEqual([])
  })

  test('what has the wrong form is named by its path (catalogs 18.4)', async () => {
    const { lille } = await chain(hub)
    expect((await lille.post('/location/catalogs', [])).status).toBe(400)
    const cases: [object, string[]][] = [
      [{ name: 'X', data: [] }, ['data']],
      [{ name: 'X', data: { products: {} } }, ['data.products']],
      [
        {
          name: 'X',
          data: {
            categories: [{ ref: 'C', name: 'C' }],
            products: [{ category_ref: 'C', name: 'P', skus: ['S'] }],
          },
        },
        ['data.products[0].skus[0]'],
      ],
      [{ name: 'X', nope: 1 }, ['nope']],
      [{}, ['name']],
      [{ name: '  ' }, ['name']],
      [{ name: 3 }, ['name']],
      [{ name: 'x'.repeat(256) }, ['name']],
      [
        { name: 'X', data: { categories: [{ ref: '', name: '' }, { ref: 1 }] } },
        [
          'data.categories[0].ref',
          'data.categories[0].name',
          'data.categories[1].ref',
          'data.categories[1].name',
        ],
      ],
      [
        { name: 'X', data: { variants: [{ ref: 'a\0', name: '\ud800' }] } },
        ['data.variants[0].ref', 'data.variants[0].name'],
      ],
      [
        {
          name: 'X',
          data: {
            categories: [
              { ref: 'C', name: 'C' },
              { ref: 'C', name: 'D' },
            ],
          },
        },
        ['data.categories[1].ref'],
      ],
      [
        {
          name: 'X',
          data: {
            deals: [
              {
                name: 'D',
                lines: [{ skus: [{ ref: 'NOPE' }], pricing_effect: 'unchanged', pricing_value: '1' }],
              },
            ],
          },
        },
        ['data.deals[0].lines[0].skus[0].ref', 'data.deals[0].lines[0].pricing_value'],
      ],
    ]
    for (const [body, fields] of cases) {
      const refused = await lille.post('/location/catalogs', body)
      expect([refused.status, errorsOf(refused)]).toEqual([422, fields])
    }
    expect(
      await lille.post('/location/catalogs', { id: 'x', created_at: 'x', account_id: 'x', name: 'OK' }),
    ).toMatchObject({
      status: 200,
      body: { name: 'OK' },
    })
    expect((await lille.get('/location/catalogs')).body).toHaveLength(2)
  })

  test.each(mistakes)('%s', async (_rule, data, expected) => {
    const refused = await app.post('/location/catalogs', { name: 'X', data })
    expect([refused.status, refused.body.errors]).toEqual([
      422,
      expected.map(([field, message]) => ({ field: `data.${field}`, message })),
    ])
  })

  test('problems are told in the order of the body, at most a hundred (catalogs §17)', async () => {
    const data = {
      charges: [{ name: 'Tip', type: 'gift' }],
      products: Array.from({ length: 99 }, (_, n) => ({
        category_ref: `NOPE ${n}`,
        name: 'P',
        skus: [{ price: '1.00 EUR' }],
      })),
      categories: [{ ref: 'C' }],
    }
    const { body } = await app.post('/location/catalogs', { data })
    expect(body.errors).toHaveLength(100)
    expect(body.errors[0].field).toBe('data.charges[0].type')
    expect(body.errors[1]).toEqual({ field: 'data.products[0].category_ref', message: "'NOPE 0' not found" })
    expect(body.errors[99].field).toBe('data.products[98].category_ref')
  })

  test('a body of a million mistakes is refused with its first hundred (catalogs §17)', async () => {
    const tags = '0,'.repeat(1_000_000)
    const raw = `{"name":"X","data":{"categories":[{"ref":"C","name":"C","tags":[${tags}0]}]}}`
    const { status, body } = await app.post('/location/catalogs', undefined, { raw })
    expect(status).toBe(422)
    expect(body.errors).toHaveLength(100)
    expect(body.errors[99]).toEqual({
      field: 'data.categories[0].tags[99]',
      message: 'must be a string',
    })
  })

  test('a body of 21 MB is refused before it is read (catalogs 18.4)', async () => {
    const raw = `{"name":"X","data":{"products":"${'x'.repeat(21 * 1024 * 1024)}"}}`
    const { status, body } = await app.post('/location/catalogs', undefined, { raw })
    expect([status, body.message]).toEqual([422, 'The body is larger than 20971520 bytes'])
  })

  test('a blank name is told together with the mistakes of the data (catalogs §17)', async () => {
    const data = { categories: [{ ref: 'LOOP', parent_ref: 'LOOP', name: 'Loop' }] }
    const { status, body } = await app.post('/location/catalogs', { name: ' ', data })
    expect(status).toBe(422)
    expect(body.errors).toEqual([
      { field: 'name', message: "can't be blank" },
      { field: 'data.categories[0].parent_ref', message: 'creates a cycle' },
    ])
  })

  test('unknown keys of items are ignored and not stored (catalogs §4)', async () => {
    const { lille } = await chain(hub)
    const { body } = await lille.post('/location/catalogs', {
      name: 'X',
      data: { categories: [{ id: 'mine', ref: 'C', name: 'C', colour: 'red', parent_id: 'x' }] },
    })
    expect(body.data.categories).toEqual([
      {
        id: expect.not.stringMatching('mine'),
        ref: 'C',
        parent_id: null,
        name: 'C',
        description: null,
        tags: [],
        image_ids: [],
      },
    ])
  })

  test('a strict server refuses them, and takes those of the retrieved form (catalogs §4)', async () => {
    const strict = await startHub({ config: { strictCatalogs: true } })
    try {
      const shop = await strict.app('shop', { scope: 'location[all_catalogs.write]' })
      const sku = { price: '1.00 EUR', colour: 'red', restrictions: { moon: 'full' } }
      const data = {
        categories: [{ ref: 'C', name: 'C', id: 'x', parent_id: null }],
        products: [{ category_ref: 'C', category_id: 'x', name: 'P', skus: [sku], nutrition: { salt: 1 } }],
      }
      const refused = await shop.post('/location/catalogs', { name: 'X', data })
      expect(refused.body.errors).toEqual([
        { field: 'data.products[0].skus[0].colour', message: 'is not a valid key' },
        { field: 'data.products[0].skus[0].restrictions.moon', message: 'is not a valid key' },
      ])
      const taken = await shop.post('/location/catalogs', { name: 'Web', data: harbourDeli })
      expect(taken.status).toBe(200)
      const { variants, option_lists, discounts, charges } = taken.body.data
      const data2 = { variants, option_lists, discounts, charges }
      expect((await shop.put(`/catalogs/${taken.body.id}`, { ...taken.body, data: data2 })).status).toBe(200)
    } finally {
      await strict.close()
    }
  })
})
