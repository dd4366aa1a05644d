import { orderLimits } from '@hub/contract'
import { type App, startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
let shop: App
beforeAll(async () => {
  hub = await startHub()
  shop = await hub.app('shop')
})
afterAll(() => hub.close())

const orders = '/location/orders'
const times = <T>(count: number, element: T): T[] => Array(count).fill(element)
const item = { product_name: 'Soup', price: '1.00 EUR', quantity: '1' }
const elements = {
  items: item,
  discounts: { name: 'Welcome', price_off: '0.01 EUR' },
  charges: { name: 'Delivery', price: '0.01 EUR' },
  payments: { name: 'Card', amount: '0.01 EUR' },
} as const
const names = Object.keys(elements) as (keyof typeof elements)[]

async function place(order: object = {}) {
  const { status, body } = await shop.post(orders, { status: 'new', ...order })
  expect(status).toBe(200)
  return { order: body, path: `${orders}/${body.id}` }
}

/** Stores an order larger than the limit, as was possible before there was one. */
async function placeHuge(items: number, more: object = {}) {
  const { order, path } = await place({ items: [item] })
  const [soup] = order.items
  const many = Array.from({ length: items }, (_, index) => ({ ...soup, id: `old${index}`, ...more }))
  const document = JSON.stringify({ ...order, items: many, total: `${items}.00 EUR` })
  await hub.parts.db`update orders set document = ${document} where id = ${order.id}`
  return { path, document }
}

describe('the size of an order (security S8)', () => {
  test.each(names)('takes as many %s as the limit at creation, and none more (security S8)', async (name) => {
    const most = orderLimits[name]
    const { order } = await place({ [name]: times(most, elements[name]) })
    expect(order[name]).toHaveLength(most)
    const refused = await shop.post(orders, { status: 'new', [name]: times(most + 1, elements[name]) })
    expect(refused.status).toBe(422)
    expect(refused.body).toEqual({
      message: 'Validation failed',
      errors: [{ field: name, message: `must have at most ${most} item(s)` }],
      error_type: 'unprocessable_entity',
    })
  })

  test.each(names)('counts the %s that an update leaves, deleted ones too (security S8)', async (name) => {
    const most = orderLimits[name]
    const { order, path } = await place({ [name]: times(most, elements[name]) })
    const gone = { id: order[name][0].id, deleted: true }
    const refused = await shop.patch(path, { [name]: [gone, elements[name]] })
    expect([refused.status, refused.body.errors]).toEqual([
      422,
      [{ field: name, message: `must have at most ${most} item(s)` }],
    ])
    expect((await shop.patch(path, { [name]: [gone] })).status).toBe(200)
    const roomy = await place({ [name]: times(most - 1, elements[name]) })
    const { status, body } = await shop.patch(roomy.path, { [name]: [elements[name]] })
    expect([status, body[name].length]).toEqual([200, most])
  })

  test('takes 50 options an item and 100 loyalty operations (security S8)', async () => {
    const option = { option_list_name: 'Extras', name: 'Bread' }
    const item51 = { ...item, options: times(51, option) }
    const operations = times(101, { delta: '1' })
    const refused = await shop.post(orders, {
      status: 'new',
      items: [item, item51],
      loyalty_operations: operations,
    })
    expect(refused.body.errors).toEqual([
      { field: 'items[1].options', message: 'must have at most 50 item(s)' },
      { field: 'loyalty_operations', message: 'must have at most 100 item(s)' },
    ])
    const { order, path } = await place({ items: [{ ...item, options: times(50, option) }] })
    expect(order.items[0].options).toHaveLength(50)
    expect((await shop.patch(path, { items: [item51] })).body.errors).toEqual([
      { field: 'items[0].options', message: 'must have at most 50 item(s)' },
    ])
  })

  test('takes 512 kB as it is stored, at creation and after an update (security S8)', async () => {
    const noted = { ...item, customer_notes: 'é'.repeat(2500) }
    const tooLarge = [{ field: 'base', message: 'is too large: an order takes at most 524288 bytes' }]
    const refused = await shop.post(orders, { status: 'new', items: times(110, noted) })
    expect([refused.status, refused.body.errors]).toEqual([422, tooLarge])
    const { path } = await place({ items: times(90, noted) })
    const grown = await shop.patch(path, { items: times(20, noted) })
    expect([grown.status, grown.body.errors]).toEqual([422, tooLarge])
    expect((await shop.get(path)).body.items).toHaveLength(90)
    expect((await shop.patch(path, { items: [noted] })).status).toBe(200)
  })
})

describe('an order from before the limits (security S8)', () => {
  test('is read, accepted, noted and lightened, but takes nothing more (security S8)', async () => {
    const { path, document } = await placeHuge(3000)
    expect(document.length).toBeGreaterThan(orderLimits.storedBytes)
    expect((await shop.get(path)).body.items).toHaveLength(3000)
    expect(
      (await shop.patch(path, { status: 'in_preparation', seller_notes: 'x'.repeat(500) })).body,
    ).toMatchObject({ status: 'in_preparation', total: '3000.00 EUR' })
    const lighter = await shop.patch(path, { items: [{ id: 'old7', deleted: true }] })
    expect([lighter.status, lighter.body.total]).toEqual([200, '2999.00 EUR'])
    expect((await shop.patch(path, { items: [item] })).body.errors).toEqual([
      { field: 'items', message: 'must have at most 500 item(s)' },
    ])
    expect((await shop.patch(path, { charges: [elements.charges] })).body.errors).toEqual([
      { field: 'base', message: 'is too large: an order takes at most 524288 bytes' },
    ])
  })

  test('an update that names each element twice is refused (security S10)', async () => {
    const { order, path } = await place({ items: times(500, item) })
    const named = order.items.map(({ id }: { id: string }) => ({ id, private_ref: 'R' }))
    expect((await shop.patch(path, { items: [...named, ...named, named[0]] })).body.errors).toEqual([
      { field: 'items', message: 'must have at most 500 item(s)' },
    ])
  })
})
