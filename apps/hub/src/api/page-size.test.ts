import { type Answer, type App, startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

const maxBytes = 4 * 1024 * 1024
/** An order that takes about 480 kB in the database. */
const largeOrder = {
  status: 'new',
  items: Array(90).fill({
    product_name: 'Soup',
    price: '1.00 EUR',
    quantity: '1',
    customer_notes: 'x'.repeat(5000),
  }),
}

interface Walk {
  sizes: number[]
  ids: string[]
}

/** Reads every page of a list, as a client does. */
async function walk(app: App, path: string): Promise<Walk> {
  const walked: Walk = { sizes: [], ids: [] }
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: Answer = await app.get(`${path}?cursor=${cursor}`)
    expect(page.status).toBe(200)
    walked.sizes.push(Buffer.byteLength(page.text))
    walked.ids.push(...page.body.map(({ id }: { id: string }) => id))
    cursor = page.headers.get('x-cursor-next')
    if (cursor !== null) expect(page.body.length).toBeGreaterThan(0)
  }
  return walked
}

async function shopWithLargeOrders(count: number) {
  const account = await hub.account()
  const shop = await hub.app('shop', { account })
  const ids: string[] = []
  for (let n = 0; n < count; n++) ids.push((await shop.post('/location/orders', largeOrder)).body.id)
  return { account, shop, ids }
}

describe('pages end at 4 MB (security S11)', () => {
  test('of orders, as they are stored and with the own private refs of the reader (security S11)', async () => {
    const { account, shop, ids } = await shopWithLargeOrders(11)
    const { sizes, ids: walked } = await walk(shop, '/location/orders')
    expect(walked).toEqual(ids)
    expect(sizes).toHaveLength(2)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(maxBytes)
    const till = await hub.app('till', { account })
    await till.patch(`/location/orders/${ids[3]}`, { private_ref: 'T-3' })
    expect(await walk(till, '/location/orders')).toMatchObject({ ids, sizes: { length: 2 } })
    const office = await hub.app('office', { account, scope: 'account[orders.read]' })
    expect((await walk(office, '/account/orders')).ids).toEqual(ids)
  })

  test('an order that is larger alone is a page alone (security S11)', async () => {
    const { shop, ids } = await shopWithLargeOrders(3)
    const huge = (await shop.get(`/location/orders/${ids[1]}`)).body
    const document = JSON.stringify({ ...huge, items: Array(10).fill(huge.items).flat() })
    await hub.parts.db`update orders set document = ${document} where id = ${ids[1]}`
    const { sizes, ids: walked } = await walk(shop, '/location/orders')
    expect(walked).toEqual(ids)
    expect(sizes.map((size) => size > maxBytes)).toEqual([false, true, false])
  })

  test('of the journal of events, which hold the states before and after (security S11)', async () => {
    const account = await hub.account()
    const shop = await hub.app('shop', { account })
    const till = await hub.app('till', { account })
    await till.listen({ order: ['update'] })
    const { id } = (await shop.post('/location/orders', largeOrder)).body
    for (let n = 0; n < 6; n++) await shop.patch(`/location/orders/${id}`, { seller_notes: `${n}` })
    const { sizes, ids } = await walk(till, '/callback/journal')
    expect([ids.length, sizes.length]).toEqual([6, 2])
    expect(Math.max(...sizes)).toBeLessThanOrEqual(maxBytes)
  })

  test('of customers, and of the parts of a catalogue (security S11)', async () => {
    const account = await hub.account()
    const app = await hub.app('shop', {
      account,
      scope: 'location[customer_list.write,catalog.write]',
    })
    const customers = `/customer_lists/${account.customerListId}/customers`
    const ids: string[] = []
    for (let n = 0; n < 3; n++) ids.push((await app.post(customers, { first_name: `${n}` })).body.id)
    // As a customer grows with its loyalty cards.
    const [last] = ids.slice(-1)
    const { body } = await app.get(`${customers}/${last}`)
    const card = { id: 'card', name: 'x'.repeat(255), ref: null, balance: '0.0' }
    const document = JSON.stringify({ ...body, loyalty_cards: Array(15_000).fill(card) })
    await hub.parts.db`update customer set document = ${document} where id = ${last}`
    const walked = await walk(app, customers)
    expect(walked.ids).toEqual(ids)
    expect(walked.sizes.map((size) => size > maxBytes)).toEqual([false, true])

    const products = Array.from({ length: 30 }, (_, n) => ({
      name: `Product ${n}`,
      category_ref: 'C',
      description: 'x'.repeat(200_000),
      skus: [{ price: '1.00 EUR' }],
    }))
    const data = { categories: [{ ref: 'C', name: 'All' }], products }
    const catalog = `/catalogs/${account.catalogId}`
    expect((await app.put(catalog, { data })).status).toBe(200)
    const parts = await walk(app, `${catalog}/products`)
    expect([parts.ids.length, parts.sizes.length]).toEqual([30, 2])
    expect(Math.max(...parts.sizes)).toBeLessThanOrEqual(maxBytes)
  })
})
