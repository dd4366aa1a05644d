import { catalogLimits } from '@hub/contract'
import { type App, startHub, type TestAccount, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
let account: TestAccount
let app: App
beforeAll(async () => {
  hub = await startHub()
  account = await hub.account()
  app = await hub.app('shop', { account, scope: 'location[catalog.write]' })
})
afterAll(() => hub.close())

const put = (data: object) => app.put(`/catalogs/${account.catalogId}`, { data })
const category = { ref: 'C', name: 'All' }
const product = (skus: object[]) => ({ category_ref: 'C', name: 'P', skus })
const sku = (index: number) => ({ ref: `S${index}`, name: `${index}`, price: '1.00 EUR' })
const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index))

describe('the size of a catalogue (security S9)', () => {
  test('20,000 products and 100,000 skus, options and skus of deals are taken, and no more (security S9)', async () => {
    const perProduct = 4
    const products = many(20_000, (n) => product(many(perProduct, (m) => sku(n * perProduct + m))))
    const options = many(19_990, (n) => ({ ref: `O${n}`, name: `${n}` }))
    const deal = (skus: object[]) => ({ name: 'D', lines: [{ skus, pricing_effect: 'unchanged' }] })
    const largest = {
      categories: [category],
      products,
      option_lists: [{ ref: 'L', name: 'L', options }],
      deals: [deal(many(10, (n) => ({ ref: `S${n}` })))],
    }
    const taken = await put(largest)
    expect(taken.status).toBe(200)
    expect(taken.body.data.products).toHaveLength(catalogLimits.entries)
    const { id, skus } = taken.body.data.products[19_999]
    const { body: again } = await app.get(`/catalogs/${account.catalogId}`)
    expect(again.data.products[19_999]).toMatchObject({ id, skus })

    const tooMany = await put({ ...largest, deals: [deal(many(11, (n) => ({ ref: `S${n}` })))] })
    expect([tooMany.status, tooMany.body.errors]).toEqual([
      422,
      [{ field: 'data', message: 'must have at most 100000 skus, options and skus of deals in all' }],
    ])
    const more = await put({ categories: [category], products: many(20_001, () => product([sku(1)])) })
    expect([more.status, more.body.errors]).toEqual([
      422,
      [{ field: 'data.products', message: 'must have at most 20000 item(s)' }],
    ])
  }, 120_000)

  test('every section ends at 20,000 entries, and image_ids at 100,000 in all (security S9)', async () => {
    const categories = many(20_001, (n) => ({ ref: `C${n}`, name: 'C' }))
    const refused = await put({ categories, products: [{ image_ids: Array(100_001).fill('x') }] })
    expect(refused.body.errors).toEqual([
      { field: 'data', message: 'must have at most 100000 image_ids in all' },
      { field: 'data.categories', message: 'must have at most 20000 item(s)' },
    ])
  })
})

describe('a catalogue that a thread compiles (security S10)', () => {
  const large = (name: string) => ({
    categories: [category],
    products: many(300, (n) => ({ ...product([sku(n)]), ref: `P${n}`, name, description: 'x'.repeat(1000) })),
  })

  test('keeps the ids of what it replaces, and is refused with places and statuses as a small one (security S10)', async () => {
    const first = await put(large('One'))
    expect(first.status).toBe(200)
    const second = await put(large('Two'))
    const ids = ({ body }: typeof first) => body.data.products.map(({ id }: { id: string }) => id)
    expect(ids(second)).toEqual(ids(first))
    // A small upload that replaces a large one.
    const third = await put({ categories: [category], products: [{ ...product([sku(7)]), ref: 'P7' }] })
    expect(third.body.data.products).toMatchObject([{ id: ids(first)[7], name: 'P' }])

    const path = `/catalogs/${account.catalogId}`
    const padding = ' '.repeat(200_000)
    const send = (raw: string) => app.put(path, undefined, { raw })
    expect(await send(`${padding}{"data"`)).toMatchObject({
      status: 400,
      body: { error_type: 'bad_request' },
    })
    expect(await send(`${padding}[]`)).toMatchObject({
      status: 400,
      body: { message: 'The body must be a JSON object' },
    })
    expect((await send(`${padding}${'['.repeat(101)}`)).body.message).toContain('more than 100 levels')
    const mistaken = JSON.stringify({
      name: ' ',
      data: { ...large('X'), charges: [{ name: 'N', type: 'x' }] },
    })
    const { status, body } = await send(mistaken)
    expect([status, body.errors.map(({ field }: { field: string }) => field)]).toEqual([
      422,
      ['name', 'data.charges[0].type'],
    ])
    expect((await send(`${padding}{"name":"Renamed"}`)).body).toMatchObject({
      name: 'Renamed',
      data: { products: [{ ref: 'P7' }] },
    })
  })

  test('an idempotency key answers a large body again, and tells another one from it (extensions X2)', async () => {
    const path = `/catalogs/${account.catalogId}`
    const headers = { 'idempotency-key': 'large-1' }
    const first = await app.put(path, { data: large('Key') }, { headers })
    const again = await app.put(path, { data: large('Key') }, { headers })
    expect([first.status, again.text, again.headers.get('idempotent-replayed')]).toEqual([
      200,
      first.text,
      'true',
    ])
    expect((await app.put(path, { data: large('Other') }, { headers })).status).toBe(422)
  })

  test('changes at the same instant take turns: the last one stands whole (catalogs §3)', async () => {
    const answers = await Promise.all(many(4, (n) => put(large(`Turn ${n}`))))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    const { body } = await app.get(`/catalogs/${account.catalogId}`)
    expect(new Set(body.data.products.map(({ name }: { name: string }) => name)).size).toBe(1)
  })
})
