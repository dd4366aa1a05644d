// The acceptance checks of the contract's catalogs file, over HTTP.
import { crc32, deflateSync } from 'node:zlib'
import type { App } from '@hub/testing'
import { checksOf } from './lib/checks.ts'
import { answers, equals, hasStatus, holds, includes, refuses } from './lib/expect.ts'
import { until } from './lib/until.ts'
import { createWorld, type World } from './lib/world.ts'

export const { check, ownCheck, list } = checksOf('catalogs')

const deli = {
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
      ],
    },
  ],
}

/** A merchant with the catalogue of the contract's example, and who published it. */
async function start(world: World) {
  const merchant = await world.merchant()
  const publisher = await merchant.app()
  const path = `/catalogs/${merchant.catalogId}`
  const { data } = answers(await publisher.put(path, { data: deli }), 200)
  return { merchant, publisher, path, data }
}

const sections = ['variants', 'categories', 'products', 'option_lists', 'deals', 'discounts', 'charges']
const empty = Object.fromEntries(sections.map((section) => [section, []]))

check('18.1', 'the documented example comes back, whole and in parts', async (world) => {
  const { merchant } = await start(world)
  const app = await merchant.app({ scope: 'location[all_catalogs.write]' })
  const created = answers(
    await app.post(`/locations/${merchant.locationId}/catalogs`, { name: 'Harbour Deli - Web', data: deli }),
    200,
    { name: 'Harbour Deli - Web', location_id: merchant.locationId },
  )
  const { data } = created
  const [food, wraps] = data.categories
  equals(data.categories, [
    { id: food.id, ref: 'FOOD', parent_id: null, name: 'Food', description: null, tags: [], image_ids: [] },
    {
      id: wraps.id,
      ref: 'WRAPS',
      parent_id: food.id,
      name: 'Wraps',
      description: null,
      tags: ['lunch'],
      image_ids: [],
    },
  ])
  const [product] = data.products
  const [sauces] = data.option_lists
  includes(product, {
    ref: 'P-FALAFEL',
    category_id: wraps.id,
    tax_rate: { delivery: '10.0', collection: '5.5', eat_in: '10.0' },
    nutrition: { allergens: ['gluten_wheat', 'sesame_seeds'] },
  })
  equals(product.skus, [
    {
      id: product.skus[0].id,
      ref: 'FAL-STD',
      name: null,
      product_id: product.id,
      restrictions: {},
      price: '7.40 EUR',
      price_overrides: [{ variant_refs: ['platforms'], price: '8.90 EUR' }],
      option_list_ids: [sauces.id],
      tags: [],
      barcodes: ['4006381333931'],
      custom_fields: {},
    },
  ])
  includes(sauces, {
    min_selections: 0,
    max_selections: 2,
    multiple_selection: false,
    type: 'multiple',
    tags: [],
  })
  equals(sauces.options[0], {
    id: sauces.options[0].id,
    ref: 'TAHINI',
    option_list_id: sauces.id,
    name: 'Tahini',
    restrictions: {},
    price: '0.00 EUR',
    price_overrides: [],
    default: true,
    tags: [],
    nutrition: null,
  })
  equals([data.deals, data.discounts, data.charges], [[], [], []])

  const path = `/catalogs/${created.id}`
  equals(answers(await app.get(path), 200), created)
  for (const section of ['categories', 'products', 'option_lists', 'deals', 'discounts', 'charges']) {
    equals(answers(await app.get(`${path}/${section}`), 200), data[section])
    for (const item of data[section])
      equals(answers(await app.get(`${path}/${section}/${item.id}`), 200), item)
  }
  const skus = `${path}/products/${product.id}/skus`
  equals(answers(await app.get(skus), 200), product.skus)
  equals(answers(await app.get(`${skus}/${product.skus[0].id}`), 200), product.skus[0])
  const options = `${path}/option_lists/${sauces.id}/options`
  equals(answers(await app.get(options), 200), sauces.options)
  holds(!('data' in answers(await app.get(`${path}?hide_data=true`), 200)))
})

check('18.2', 'what a PUT names, what it does not, and which ids last', async (world) => {
  const { merchant, publisher, path, data } = await start(world)
  const app = await merchant.app({ scope: 'location[all_catalogs.write]' })
  const created = answers(await app.post('/location/catalogs', { name: 'A' }), 200)
  equals(created.data, empty)
  equals(answers(await publisher.put(path, { name: 'B' }), 200, { name: 'B' }).data, data)
  const again = answers(await publisher.put(path, { data: deli }), 200).data
  equals(again.products[0].skus[0].id, data.products[0].skus[0].id)
  equals(again.categories[1].id, data.categories[1].id)
  const onlyCategories = answers(
    await publisher.put(path, { data: { categories: deli.categories } }),
    200,
  ).data
  equals({ ...onlyCategories, categories: [] }, empty)
  equals(answers(await publisher.put(path, { data: {} }), 200).data, empty)
})

check('18.3', 'ten mistakes are told at once, with their paths, and nothing changes', async (world) => {
  const { merchant, publisher, path } = await start(world)
  const other = await merchant.app()
  await other.listen({ catalog: ['update'] })
  const before = (await publisher.get(path)).text
  const refused = await publisher.put(path, {
    data: {
      categories: [{ ref: 'LOOP', parent_ref: 'LOOP', name: 'Loop' }],
      products: [
        {
          category_ref: 'NOWHERE',
          name: 'Wrap',
          skus: [
            { price: '8,50 EUR', barcodes: ['123456789'] },
            { price: '8.50 USD', restrictions: { dow: '7654321' } },
          ],
        },
      ],
      option_lists: [{ ref: 'L', name: 'List', options: [] }],
      discounts: [{ name: 'Half', pricing_effect: 'percentage_off', pricing_value: '101' }],
      options_lists: [],
    },
  })
  hasStatus(refused, 422)
  equals(
    refused.body.errors.map(({ field }: { field: string }) => field).toSorted(),
    [
      'data.categories[0].parent_ref',
      'data.discounts[0].pricing_value',
      'data.option_lists[0].options',
      'data.options_lists',
      'data.products[0].category_ref',
      'data.products[0].skus[0].barcodes[0]',
      'data.products[0].skus[0].price',
      'data.products[0].skus[1].name',
      'data.products[0].skus[1].price',
      'data.products[0].skus[1].restrictions.dow',
    ].toSorted(),
  )
  equals((await publisher.get(path)).text, before)
  equals(await other.events(), [])
})

check('18.4', 'bodies of the wrong kind', async (world) => {
  const { publisher, path } = await start(world)
  hasStatus(await publisher.put(path, []), 400)
  refuses(await publisher.put(path, { data: [] }), 'data')
  refuses(await publisher.put(path, { data: { products: {} } }), 'data.products')
  const category = { ref: 'C', name: 'C' }
  const product = { category_ref: 'C', name: 'P', skus: ['S'] }
  refuses(
    await publisher.put(path, { data: { categories: [category], products: [product] } }),
    'data.products[0].skus[0]',
  )
  const large = Buffer.alloc(21 * 1024 * 1024, ' ')
  hasStatus(
    await publisher.put(path, undefined, { raw: large, headers: { 'content-type': 'application/json' } }),
    422,
  )
})

check('18.5', 'names of catalogues, of the account and of its locations', async (world) => {
  const { merchant } = await start(world)
  const other = await merchant.location('Roubaix')
  const app = await merchant.app({ scope: 'account[all_catalogs.write]' })
  const create = (at: string, name: string) => app.post(`${at}/catalogs`, { name })
  const clash = { errors: [{ field: 'name', message: 'is already used' }] }
  const { id } = answers(await create('/account', 'Carte'), 200)
  answers(await create(`/locations/${merchant.locationId}`, 'Carte'), 422, clash)
  answers(await create(`/locations/${merchant.locationId}`, 'Comptoir'), 200)
  answers(await create('/account', 'Comptoir'), 422, clash)
  answers(await create(`/locations/${other}`, 'Comptoir'), 200)
  answers(await app.put(`/catalogs/${id}`, { name: 'Carte' }), 200)
})

/** The least PNG of that many bytes: one pixel, and a text chunk that fills it up. */
function png(bytes?: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const sum = Buffer.alloc(4)
    sum.writeUInt32BE(crc32(named))
    return Buffer.concat([length, named, sum])
  }
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
  const parts = [
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from([0, 255]))),
  ]
  const end = chunk('IEND', Buffer.alloc(0))
  const size = Buffer.concat([...parts, end]).length
  const filler = bytes === undefined ? [] : [chunk('tEXt', Buffer.alloc(bytes - size - 12, 'x'))]
  return Buffer.concat([...parts, ...filler, end])
}

const upload = (app: App, path: string, raw: Buffer, type?: string, query = '') =>
  app.post(`${path}/images${query}`, undefined, {
    raw,
    headers: { 'content-type': type ?? '' },
  })

ownCheck('18.6', 'images: sniffed, limited, attached, and removed after 30 days', async ({ own }) => {
  // A hub of its own: 30 days pass on it.
  const hub = await own.another({})
  const world = createWorld(hub)
  const { merchant, publisher, path } = await start(world)
  const jpegSaid = answers(await upload(publisher, path, png(), 'image/jpeg', '?private_ref=I1'), 200, {
    type: 'image/png',
    private_ref: 'I1',
    seconds_before_removal: 2_592_000,
  })
  answers(await upload(publisher, path, png(1_048_576), 'image/png'), 200, { size: 1_048_576 })
  refuses(await upload(publisher, path, png(1_048_577), 'image/png'), 'data')
  for (const bad of [Buffer.alloc(0), Buffer.from('hello'), png().subarray(0, 4)])
    refuses(await upload(publisher, path, bad, 'image/png'), 'data')
  hasStatus(await upload(publisher, path, png(), 'multipart/form-data; boundary=x'), 415)
  hasStatus(await upload(publisher, path, png()), 415)
  answers(await upload(publisher, path, png(), 'image/png', '?private_ref=I1'), 422, {
    errors: [{ field: 'private_ref', message: 'is already used' }],
  })

  const withImage = (id: string) => ({ data: { categories: [{ ref: 'C', name: 'C', image_ids: [id] }] } })
  const image = `${path}/images/${jpegSaid.id}`
  answers(await publisher.put(path, withImage(jpegSaid.id)), 200)
  answers(await publisher.get(image), 200, { seconds_before_removal: null })
  answers(await publisher.put(path, { data: {} }), 200)
  answers(await publisher.get(image), 200, { seconds_before_removal: 2_592_000 })

  const wide = await merchant.app({ scope: 'location[all_catalogs.write]' })
  const elsewhere = answers(await wide.post('/location/catalogs', { name: 'Autre' }), 200)
  answers(await wide.put(`/catalogs/${elsewhere.id}`, withImage(jpegSaid.id)), 422, {
    errors: [{ field: 'data.categories[0].image_ids[0]', message: 'image not found' }],
  })
  hub.advance({ hours: 24 * 30 })
  await until(async () => (await publisher.get(image)).status === 404, 75)
  refuses(await publisher.put(path, withImage(jpegSaid.id)), 'data.categories[0].image_ids[0]')
})

check('18.7', 'stock by ref, and what is refused of it', async (world) => {
  const { merchant, publisher, path } = await start(world)
  const inventory = `${path}/location/inventory`
  const until10 = '2036-03-03T11:00:00+01:00'
  equals(
    answers(
      await publisher.patch(inventory, [
        { sku_ref: 'FAL-STD', stock: '0', expires_at: until10 },
        { option_ref: 'HARISSA', stock: null },
        { sku_ref: 'NOT-IN-CATALOG', stock: '4' },
      ]),
      200,
    ),
    [
      { sku_ref: 'FAL-STD', stock: '0', expires_at: until10 },
      { option_ref: 'HARISSA', stock: null, expires_at: null },
    ],
  )
  const before = (await publisher.get(inventory)).body
  const bad: [object, string][] = [
    [{ sku_ref: 'FAL-STD' }, '[0].stock'],
    [{ sku_ref: 'FAL-STD', stock: '-1' }, '[0].stock'],
    [{ sku_ref: 'FAL-STD', stock: '1.2345' }, '[0].stock'],
    [{ sku_ref: 'FAL-STD', option_ref: 'TAHINI', stock: '1' }, '[0]'],
    [{ sku_ref: 'FAL-STD', stock: '3', expires_at: until10 }, '[0].expires_at'],
  ]
  for (const [entry, field] of bad) refuses(await publisher.patch(inventory, [entry]), field)
  hasStatus(await publisher.patch(inventory, {}), 400)
  equals((await publisher.get(inventory)).body, before)

  const wide = await merchant.app({ scope: 'account[all_catalogs.write]' })
  const second = answers(await wide.post('/account/catalogs', { name: 'Deux', data: deli }), 200)
  const there = `/catalogs/${second.id}/locations/${merchant.locationId}/inventory`
  answers(await wide.patch(there, [{ sku_ref: 'FAL-STD', stock: '5.50' }]), 200)
  includes(answers(await publisher.get(inventory), 200), [
    { sku_ref: 'FAL-STD', stock: '5.5', expires_at: null },
  ])
  const withoutSkus = { ...deli, products: [] }
  answers(await wide.put(`/catalogs/${second.id}`, { data: withoutSkus }), 200)
  answers(await wide.put(there, []), 200)
  equals(answers(await publisher.get(inventory), 200).length, 1)
})

check('18.7b', 'what runs out of its time is available again, and one event tells it', async (world) => {
  const { merchant, publisher, path } = await start(world)
  const till = await merchant.app()
  await till.listen({ inventory: ['patch'] })
  const inventory = `${path}/location/inventory`
  const expires_at = new Date(world.now() + 2000).toISOString()
  answers(
    await publisher.patch(inventory, [
      { sku_ref: 'FAL-STD', stock: '0', expires_at },
      { option_ref: 'TAHINI', stock: '0', expires_at },
    ]),
    200,
  )
  await until(async () => (await publisher.get(inventory)).body.length === 0, 10)
  // The removal may be a minute late.
  await until(async () => (await till.events()).length === 2, 75)
  includes((await till.events())[1]!, {
    event_type: 'patch',
    state_change: [
      { sku_ref: 'FAL-STD', stock: null, expires_at: null },
      { option_ref: 'TAHINI', stock: null, expires_at: null },
    ],
  })
})

check('18.8', 'what each scope reads and changes', async (world) => {
  const { merchant, path } = await start(world)
  const other = await merchant.location('Roubaix')
  const theirs = await merchant.catalog('Roubaix', other)
  const app = (scope: string) => merchant.app({ scope })
  const read = await app('location[catalog.read]')
  const write = await app('location[catalog.write]')
  const readAll = await app('location[all_catalogs.read]')
  const writeAll = await app('location[all_catalogs.write]')
  const accountAll = await app('account[all_catalogs.write]')
  const stock = await app('location[inventory.write]')

  for (const one of [read, write, readAll, writeAll, accountAll]) hasStatus(await one.get(path), 200)
  hasStatus(await stock.get(path), 403)
  hasStatus(await read.put(path, {}), 403)
  hasStatus(await write.put(path, {}), 200)
  hasStatus(await readAll.put(path, {}), 403)
  answers(await writeAll.put(path, {}), 401, {
    message: 'An account-level access token is required to modify this catalog',
  })
  hasStatus(await accountAll.put(path, {}), 200)
  for (const one of [read, write, readAll])
    hasStatus(await one.post('/location/catalogs', { name: 'N' }), 403)
  const own = answers(await writeAll.post('/location/catalogs', { name: 'N' }), 200)
  hasStatus(await write.delete(path), 403)
  hasStatus(await writeAll.delete(`/catalogs/${own.id}`), 200)
  for (const one of [read, write, readAll, writeAll]) hasStatus(await one.get(`/catalogs/${theirs}`), 404)
  hasStatus(await accountAll.get(`/catalogs/${theirs}`), 200)
  hasStatus(await stock.patch(`${path}/location/inventory`, [{ sku_ref: 'FAL-STD', stock: '1' }]), 200)
  hasStatus(await accountAll.delete(`/catalogs/${theirs}`), 200)
})

check(
  '18.9',
  'a publication is told once; two at the same instant leave one of them, whole',
  async (world) => {
    const { merchant, publisher, path } = await start(world)
    const other = await merchant.app()
    for (const app of [publisher, other]) await app.listen({ catalog: ['update'] })
    answers(await publisher.put(path, { data: deli }), 200)
    const events = await other.events()
    equals(events.length, 1)
    holds(!('new_state' in events[0]!))
    equals(await publisher.events(), [])
    const named = (name: string) => ({
      categories: Array.from({ length: 20 }, (_, index) => ({ ref: `${name}${index}`, name })),
    })
    const answersOfBoth = await Promise.all(
      ['A', 'B'].map((name) => publisher.put(path, { data: named(name) })),
    )
    for (const answer of answersOfBoth) hasStatus(answer, 200)
    const { data } = answers(await publisher.get(path), 200)
    equals(data.categories.length, 20)
    equals(new Set(data.categories.map(({ name }: { name: string }) => name)).size, 1)
  },
)
