import { startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

const ids = (rows: { id: string }[]) => rows.map(({ id }) => id)
const names = (rows: { name: string }[]) => rows.map(({ name }) => name)
const errorsOf = ({ body }: { body: { errors?: { field: string }[] } }) =>
  body.errors?.map(({ field }) => field)

const accountScope = 'account[all_catalogs.write]'
const locationScope = 'location[all_catalogs.write]'
const empty = {
  variants: [],
  categories: [],
  products: [],
  option_lists: [],
  deals: [],
  discounts: [],
  charges: [],
}

/** The upload of the contract, catalogs §3, as written there, with the deal of its §9 and one item of each other kind. */
const upload = {
  variants: [{ ref: 'platforms', name: 'Delivery platforms' }],
  categories: [
    { ref: 'FOOD', name: 'Food' },
    { ref: 'WRAPS', parent_ref: 'FOOD', name: 'Wraps', tags: ['lunch'] },
  ],
  products: [
    {
      ref: 'P-FALAFEL',
      category_ref: 'WRAPS',
      name: 'Falafel wrap',
      tax_rate: { delivery: '10.0', collection: '5.5', eat_in: '10.0' },
      nutrition: { allergens: ['gluten_wheat', 'sesame_seeds'] },
      skus: [
        {
          ref: 'FAL-STD',
          price: '7.40 EUR',
          price_overrides: [{ variant_refs: ['platforms'], price: '8.90 EUR' }],
          option_list_refs: ['SAUCES'],
          barcodes: ['4006381333931'],
        },
      ],
    },
    {
      category_ref: 'FOOD',
      name: 'Lemonade',
      skus: [
        { ref: 'LEMONADE', name: 'Small', price: '2.00 EUR' },
        { ref: 'SMOOTHIE', name: 'Large', price: '3.00 EUR', custom_fields: { cold: true } },
      ],
    },
  ],
  option_lists: [
    {
      ref: 'SAUCES',
      name: 'Choose a sauce',
      min_selections: 0,
      max_selections: 2,
      options: [
        { ref: 'TAHINI', name: 'Tahini', price: '0.00 EUR', default: true },
        { ref: 'HARISSA', name: 'Harissa', price: '0.40 EUR' },
        { name: 'None' },
      ],
    },
    { ref: 'BREAD', name: 'Bread', type: 'single', options: [{ name: 'White' }] },
  ],
  deals: [
    {
      ref: 'LUNCH',
      category_ref: 'FOOD',
      name: 'Wrap + drink',
      restrictions: { dow: '12345--', end_time: '15:00', enabled: true, start_date: null },
      lines: [
        { label: 'Wrap', skus: [{ ref: 'FAL-STD' }], pricing_effect: 'unchanged' },
        {
          label: 'Drink',
          skus: [{ ref: 'LEMONADE' }, { ref: 'SMOOTHIE', extra_charge: '1.20 EUR' }],
          pricing_effect: 'fixed_price',
          pricing_value: '1.00 EUR',
        },
        { skus: [{ ref: 'LEMONADE' }], pricing_effect: 'free' },
      ],
    },
  ],
  discounts: [
    {
      ref: 'TEN',
      name: 'Ten percent',
      pricing_effect: 'percentage_off',
      pricing_value: '10.0',
      coupon_codes: ['A', 'B', 'A'],
      restrictions: { enabled: false, variant_refs: [], max_per_order: '1' },
    },
  ],
  charges: [{ ref: 'DEL', name: 'Delivery', type: 'delivery' }],
}

async function chain() {
  const account = await hub.account({ name: 'Harbour Deli' })
  const roubaix = await hub.location(account.id, 'Roubaix')
  const whole = await hub.app('whole', { account, scope: accountScope })
  const lille = await hub.app('lille', { account, scope: locationScope })
  const north = await hub.app('north', { account, scope: locationScope, locationId: roubaix })
  return { account, roubaix, whole, lille, north }
}

describe('a catalog as it is read back (catalogs §3, §4)', () => {
  test('the example of the contract: refs became ids, every documented key is there (catalogs 18.1)', async () => {
    const { account, lille } = await chain()
    const { status, body } = await lille.post(`/locations/${account.locationId}/catalogs`, {
      name: 'Harbour Deli - Web',
      data: upload,
    })
    expect(status).toBe(200)
    expect(Object.keys(body)).toEqual(['id', 'location_id', 'name', 'created_at', 'data'])
    expect(body).toMatchObject({ location_id: account.locationId, name: 'Harbour Deli - Web' })
    expect(body.created_at).toMatch(/\+0[12]:00$/)
    const { data } = body
    expect(Object.keys(data)).toEqual(Object.keys(empty))
    const [food, wraps] = data.categories
    const [falafel, lemonade] = data.products
    const [sauces, bread] = data.option_lists
    const any = expect.any(String)
    expect(data.variants).toEqual(upload.variants)
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
    const { lille } = await chain()
    const { body } = await lille.post('/location/catalogs', { name: 'Web', data: upload })
    const path = `/catalogs/${body.id}`
    const changed = structuredClone(upload)
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
    // A product without ref is a new one each time.
    expect(next.data.products[0].id).not.toBe(body.data.products[1].id)
    expect(byRef(next.data.categories)).toMatchObject(byRef(body.data.categories))
    for (const section of ['option_lists', 'deals', 'discounts', 'charges']) {
      expect(byRef(next.data[section])).toEqual(byRef(body.data[section]))
    }
    expect(byRef(next.data.option_lists[0].options)).toEqual(byRef(body.data.option_lists[0].options))
    expect(next.created_at).toBe(body.created_at)
  })

  test('categories come depth first, whatever the order of the upload (catalogs §4)', async () => {
    const { lille } = await chain()
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

  test('a catalog of ten thousand articles is taken and given back (general §1)', async () => {
    const { lille } = await chain()
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

describe('creating, renaming, replacing (catalogs §3)', () => {
  test('content that is absent stays, content that is given replaces all (catalogs 18.2)', async () => {
    const { lille } = await chain()
    const { body: created } = await lille.post('/location/catalogs', { name: 'A' })
    expect(created.data).toEqual(empty)
    const path = `/catalogs/${created.id}`
    const { body: filled } = await lille.put(path, { data: upload })
    expect(filled.name).toBe('A')
    const { body: renamed } = await lille.put(path, { name: 'B', data: null })
    expect(renamed).toEqual({ ...filled, name: 'B' })
    expect((await lille.get(path)).body).toEqual(renamed)
    const categories = [{ ref: 'X', name: 'X' }]
    const { body: replaced } = await lille.put(path, { data: { categories, products: null } })
    expect(replaced.data).toEqual({ ...empty, categories: [expect.objectContaining({ ref: 'X' })] })
    expect((await lille.put(path, { data: {} })).body.data).toEqual(empty)
    expect((await lille.put(path, {})).status).toBe(200)
  })

  test('ten mistakes give one refusal with ten errors and their paths, and nothing changes (catalogs 18.3)', async () => {
    const { account, lille } = await chain()
    const watcher = await hub.app('watcher', { account, scope: locationScope })
    const { body: created } = await lille.post('/location/catalogs', { name: 'A', data: upload })
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
    const { lille } = await chain()
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
    const many = Array.from({ length: 150 }, () => 'not an object')
    const refused = await lille.post('/location/catalogs', { name: 'X', data: { products: many } })
    expect(errorsOf(refused)).toHaveLength(100)
    expect((await lille.get('/location/catalogs')).body).toHaveLength(2)
  })

  test('unknown keys of items are ignored and not stored (catalogs §4)', async () => {
    const { lille } = await chain()
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

  test('names collide between the account and its locations both ways, not between locations (catalogs 18.5)', async () => {
    const { account, whole, lille, north } = await chain()
    const used = [{ field: 'name', message: 'is already used' }]
    expect((await lille.post('/location/catalogs', { name: 'Harbour Deli' })).body.errors).toEqual(used)
    const { body: web } = await lille.post('/location/catalogs', { name: 'Web' })
    expect((await whole.post('/account/catalogs', { name: 'Web ' })).body.errors).toEqual(used)
    expect((await whole.post(`/locations/${account.locationId}/catalogs`, { name: 'Web' })).status).toBe(422)
    expect((await north.post('/location/catalogs', { name: 'Web' })).status).toBe(200)
    expect((await lille.put(`/catalogs/${web.id}`, { name: 'Web' })).status).toBe(200)
    expect((await lille.put(`/catalogs/${web.id}`, { name: 'Harbour Deli' })).body.errors).toEqual(used)
    expect((await whole.put(`/catalogs/${account.catalogId}`, { name: 'Web' })).body.errors).toEqual(used)
    expect((await lille.post('/location/catalogs', { name: 'web' })).status).toBe(200)
  })

  test('the newest catalog comes first, of the location and of the account (catalogs §3)', async () => {
    const { account, whole, lille, north } = await chain()
    await lille.post('/location/catalogs', { name: 'Lille 1' })
    await whole.post('/account/catalogs', { name: 'Account 2' })
    await north.post('/location/catalogs', { name: 'Roubaix' })
    const { body } = await lille.get('/location/catalogs')
    expect(names(body)).toEqual(['Account 2', 'Lille 1', 'Harbour Deli'])
    expect(body[0]).toMatchObject({ account_id: account.id })
    expect(body[0]).not.toHaveProperty('location_id')
    expect(body[1]).toMatchObject({ location_id: account.locationId })
    expect(names((await whole.get('/account/catalogs')).body)).toEqual(['Account 2', 'Harbour Deli'])
    const page = await lille.get('/location/catalogs?count=2')
    const next = await lille.get(`/location/catalogs?cursor=${page.headers.get('x-cursor-next')}`)
    expect(names(next.body)).toEqual(['Harbour Deli'])
    expect(next.headers.has('x-cursor-next')).toBe(false)
  })

  test('of two replacements at the same instant the result is one of the two, whole (catalogs 18.9)', async () => {
    const { lille } = await chain()
    const { body } = await lille.post('/location/catalogs', { name: 'A' })
    const version = (letter: string) => ({
      name: letter,
      data: {
        categories: [{ ref: letter, name: letter }],
        products: [{ ref: letter, category_ref: letter, name: letter, skus: [{ price: '1.00 EUR' }] }],
      },
    })
    await Promise.all(
      ['B', 'C', 'D', 'E'].map((letter) => lille.put(`/catalogs/${body.id}`, version(letter))),
    )
    const { body: result } = await lille.get(`/catalogs/${body.id}`)
    expect('BCDE').toContain(result.name)
    expect(result.data).toMatchObject({
      categories: [{ ref: result.name }],
      products: [{ ref: result.name }],
    })
  })
})

describe('who reaches which catalog (catalogs §2)', () => {
  test('each cell of the table of scopes (catalogs 18.8)', async () => {
    const { account, roubaix } = await chain()
    const at = {
      account: account.catalogId,
      own: await hub.catalog(account.id, 'Own', account.locationId),
      other: await hub.catalog(account.id, 'Other', roubaix),
      foreign: (await hub.account()).catalogId,
    }
    /** Scope and selected catalog → statuses of GET, PUT and DELETE for each, and of POST in the location and account. */
    const table: [string, string | null, Record<keyof typeof at, string>, string][] = [
      [
        'location[catalog.read]',
        at.own,
        { account: '404', own: '200 403 403', other: '404', foreign: '404' },
        '403 403',
      ],
      [
        'location[catalog.write]',
        at.account,
        { account: '200 200 403', own: '404', other: '404', foreign: '404' },
        '403 403',
      ],
      [
        'location[all_catalogs.read]',
        null,
        { account: '200 403 403', own: '200 403 403', other: '404', foreign: '404' },
        '403 403',
      ],
      [
        'location[all_catalogs.write]',
        null,
        { account: '200 401 401', own: '200 200 200', other: '404', foreign: '404' },
        '200 403',
      ],
      [
        'account[catalog.write]',
        at.other,
        { account: '404', own: '404', other: '200 200 403', foreign: '404' },
        '403 403',
      ],
      [
        'account[all_catalogs.read]',
        null,
        { account: '200 403 403', own: '200 403 403', other: '200 403 403', foreign: '404' },
        '403 403',
      ],
      [
        'account[all_catalogs.write]',
        null,
        { account: '200 200 200', own: '200 200 200', other: '200 200 200', foreign: '404' },
        '200 200',
      ],
      [
        'location[inventory.write]',
        null,
        { account: '403', own: '403', other: '403', foreign: '403' },
        '403 403',
      ],
    ]
    for (const [scope, catalogId, expected, posts] of table) {
      const app = await hub.app('App', { account, scope, catalogId })
      for (const where of Object.keys(at) as (keyof typeof at)[]) {
        const path = `/catalogs/${at[where]}`
        const [get, put, remove] = expected[where].split(' ').map(Number)
        expect([scope, where, (await app.get(path)).status]).toEqual([scope, where, get])
        if (put === undefined) continue
        expect([scope, where, (await app.put(path, {})).status]).toEqual([scope, where, put])
        // Deleting is tried where it is refused, so that the next rows find the catalogs.
        if (remove !== 200) {
          expect([scope, where, (await app.delete(path)).status]).toEqual([scope, where, remove])
        }
      }
      const created = [
        await app.post(`/locations/${account.locationId}/catalogs`, { name: `L ${scope}` }),
        await app.post(`/accounts/${account.id}/catalogs`, { name: `A ${scope}` }),
      ]
      expect([scope, ...created.map(({ status }) => status)]).toEqual([
        scope,
        ...posts.split(' ').map(Number),
      ])
    }
  })

  test('the one 401 for a location’s token on the account’s catalog has its own words (oauth §3, 12.5)', async () => {
    const { account, lille } = await chain()
    expect(await lille.put(`/catalogs/${account.catalogId}`, { name: 'Mine' })).toMatchObject({
      status: 401,
      body: {
        message: 'An account-level access token is required to modify this catalog',
        error_type: 'unauthorized',
      },
    })
    const reader = await hub.app('reader', { account, scope: 'location[catalog.read]' })
    expect(await reader.put(`/catalogs/${account.catalogId}`, {})).toMatchObject({
      status: 403,
      body: { message: "A 'catalog' write scope is required" },
    })
    const writer = await hub.app('writer', { account, scope: 'location[catalog.write]' })
    expect(await writer.delete(`/catalogs/${account.catalogId}`)).toMatchObject({
      status: 403,
      body: { message: "A 'all_catalogs' write scope is required" },
    })
    expect(ids((await writer.get('/location/catalogs')).body)).toEqual([account.catalogId])
    expect((await writer.get('/catalogs/nope')).text).toBe('{"error_type":"not_found"}')
  })

  test('a deleted catalog is missing everywhere, and its name is free again (catalogs §3)', async () => {
    const { whole, account } = await chain()
    const bound = await hub.app('bound', { account })
    expect(await whole.delete(`/catalogs/${account.catalogId}`)).toMatchObject({ status: 200, body: {} })
    expect((await whole.delete(`/catalogs/${account.catalogId}`)).status).toBe(404)
    expect((await bound.get(`/catalogs/${account.catalogId}`)).status).toBe(404)
    expect((await bound.get('/location/catalogs')).body).toEqual([])
    expect((await whole.post('/account/catalogs', { name: 'Harbour Deli' })).status).toBe(200)
  })
})

describe('events of catalogs (catalogs §16)', () => {
  test('one event a request for the others, without state, none for the author (catalogs 18.9)', async () => {
    const { account, roubaix, whole } = await chain()
    const all = { catalog: ['create', 'update', 'delete'] }
    const reader = 'location[all_catalogs.read]'
    const lille = await hub.app('lille', { account, scope: reader })
    const north = await hub.app('north', { account, scope: reader, locationId: roubaix })
    const bound = await hub.app('bound', { account, scope: 'location[catalog.read]' })
    for (const app of [whole, lille, north, bound]) await app.listen(all)
    const { body: own } = await whole.post(`/locations/${account.locationId}/catalogs`, { name: 'Own' })
    await whole.put(`/catalogs/${account.catalogId}`, { name: 'Harbour Deli' })
    await whole.delete(`/catalogs/${own.id}`)
    const seen = async (app: typeof whole) =>
      (await app.events()).map(({ event_type, catalog_id }) => [event_type, catalog_id])
    expect(await seen(whole)).toEqual([])
    expect(await seen(lille)).toEqual([
      ['create', own.id],
      ['update', account.catalogId],
      ['delete', own.id],
    ])
    expect(await seen(north)).toEqual([['update', account.catalogId]])
    expect(await seen(bound)).toEqual([['update', account.catalogId]])
    const [created, updated] = await lille.events()
    expect(created).toEqual({
      id: expect.any(String),
      resource_type: 'catalog',
      event_type: 'create',
      created_at: expect.any(String),
      account_id: account.id,
      location_id: account.locationId,
      catalog_id: own.id,
    })
    expect(updated).not.toHaveProperty('location_id')
  })
})
