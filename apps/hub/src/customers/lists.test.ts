import { startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

const names = (rows: { name: string }[]) => rows.map(({ name }) => name)
const ids = (rows: { id: string }[]) => rows.map(({ id }) => id)
const accountScope = 'account[all_customer_lists.write]'
const locationScope = 'location[all_customer_lists.write]'

async function chain() {
  const account = await hub.account({ name: 'Basil & Co' })
  const roubaix = await hub.location(account.id, 'Roubaix')
  const whole = await hub.app('whole', { account, scope: accountScope })
  const lille = await hub.app('lille', { account, scope: locationScope })
  const north = await hub.app('north', { account, scope: locationScope, locationId: roubaix })
  return { account, roubaix, whole, lille, north }
}

describe('customer lists (customers §2)', () => {
  test('a list is created in a location or in the account, and read with its time in their zone', async () => {
    const { account, whole, lille } = await chain()
    const { status, body } = await lille.post('/location/customer_lists', { name: 'Counter', nope: 1 })
    expect(status).toBe(200)
    expect(body).toEqual({ id: expect.any(String), name: 'Counter', created_at: expect.any(String) })
    expect(body.created_at).toMatch(/\+0[12]:00$/)
    expect((await whole.get(`/customer_lists/${body.id}`)).body).toEqual(body)
    const { body: second } = await whole.post(`/locations/${account.locationId}/customer_lists`, {
      name: 'Two',
    })
    const { body: third } = await whole.post('/account/customer_lists', { name: 'Three' })
    expect(names((await lille.get('/location/customer_lists')).body)).toEqual([
      'Basil & Co',
      'Counter',
      'Two',
      'Three',
    ])
    expect(ids((await whole.get('/account/customer_lists')).body)).toEqual([account.customerListId, third.id])
    const page = await lille.get('/location/customer_lists?count=2')
    const next = await lille.get(`/location/customer_lists?cursor=${page.headers.get('x-cursor-next')}`)
    expect(ids(next.body)).toEqual([second.id, third.id])
  })

  test('names collide between the account and its locations both ways, not between locations (customers 11.8)', async () => {
    const { whole, lille, north } = await chain()
    const used = [{ field: 'name', message: 'is already used' }]
    expect((await lille.post('/location/customer_lists', { name: 'Basil & Co' })).body.errors).toEqual(used)
    expect((await lille.post('/location/customer_lists', { name: 'Counter' })).status).toBe(200)
    expect((await whole.post('/account/customer_lists', { name: 'Counter' })).body.errors).toEqual(used)
    expect((await lille.post('/location/customer_lists', { name: ' Counter ' })).body.errors).toEqual(used)
    expect((await north.post('/location/customer_lists', { name: 'Counter' })).status).toBe(200)
    expect((await lille.post('/location/customer_lists', { name: 'counter' })).status).toBe(200)
    for (const name of [undefined, null, '', '   ']) {
      const refused = await lille.post('/location/customer_lists', { name })
      expect(refused.body.errors).toEqual([{ field: 'name', message: "can't be blank" }])
    }
    expect(
      (await lille.post('/location/customer_lists', { name: 'x'.repeat(256) })).body.errors[0].field,
    ).toBe('name')
  })

  test('of two lists of one name created at the same instant one is refused', async () => {
    const { whole, lille, north } = await chain()
    const attempts = [
      whole.post('/account/customer_lists', { name: 'Twice' }),
      lille.post('/location/customer_lists', { name: 'Twice' }),
      whole.post('/account/customer_lists', { name: 'Twice' }),
      north.post('/location/customer_lists', { name: 'Twice' }),
    ]
    const statuses = (await Promise.all(attempts)).map(({ status }) => status)
    const accountWon = statuses[0] === 200 || statuses[2] === 200
    expect(statuses.filter((status) => status === 200)).toHaveLength(accountWon ? 1 : 2)
    expect(statuses.every((status) => status === 200 || status === 422)).toBe(true)
  })

  test('a rename is told to the others with both names, to its own name to nobody (customers C8, §9)', async () => {
    const { account, whole, lille, north } = await chain()
    for (const app of [whole, lille, north]) await app.listen({ customer_list: ['update'] })
    const path = `/customer_lists/${account.customerListId}`
    const before = (await whole.get(path)).body
    expect((await whole.patch(path, { name: 'Basil & Co' })).body).toEqual(before)
    expect((await whole.put(path, {})).body).toEqual(before)
    const { body } = await whole.put(path, { name: 'Guests' })
    expect(body).toEqual({ ...before, name: 'Guests' })
    expect((await lille.get(path)).body).toEqual(body)
    const [event, ...more] = await lille.events()
    expect(more).toEqual([])
    expect(event).toMatchObject({
      resource_type: 'customer_list',
      event_type: 'update',
      customer_list_id: account.customerListId,
      previous_state: before,
      new_state: body,
    })
    expect(event).not.toHaveProperty('location_id')
    expect(await whole.events()).toEqual([])
    expect(await north.events()).toHaveLength(1)
    const taken = await lille.post('/location/customer_lists', { name: 'Guests' })
    expect(taken.status).toBe(422)
    expect((await whole.patch(path, { name: null })).body.errors[0].field).toBe('name')
  })

  test('a deleted list is gone with its customers, its orders keep their snapshot (customers 11.13, orders O32)', async () => {
    const account = await hub.account()
    const app = await hub.app('crm', {
      account,
      scope: 'location[orders.write,customer_list.write,all_customer_lists.write]',
    })
    const watcher = await hub.app('watcher', {
      account,
      scope: 'account[orders.read,all_customer_lists.read]',
    })
    const { body: list } = await app.post('/location/customer_lists', { name: 'Counter' })
    const customers = `/customer_lists/${list.id}/customers`
    const { body: noor } = await app.post(customers, { first_name: 'Noor', private_ref: 'N' })
    const { body: order } = await app.post('/location/orders', {
      status: 'new',
      customer_id: noor.id,
      payments: [{ amount: '1.00 EUR' }],
    })
    const { body: guests } = await app.post('/location/orders', {
      status: 'new',
      customer: { first_name: 'Ines' },
    })
    await watcher.listen({ order: ['update'], customer: ['update'], customer_list: ['update'] })
    expect(await app.delete(`/customer_lists/${list.id}`)).toMatchObject({ status: 200, body: {} })
    expect(await watcher.events()).toEqual([])
    for (const path of [`/customer_lists/${list.id}`, customers, `${customers}/${noor.id}`]) {
      expect(await app.get(path)).toMatchObject({ status: 404, text: '{"error_type":"not_found"}' })
    }
    expect((await app.delete(`/customer_lists/${list.id}`)).status).toBe(404)
    const { body } = await app.get(`/location/orders/${order.id}`)
    expect(body).toEqual({
      ...order,
      customer: { ...order.customer, id: null, customer_list_id: null, private_ref: null },
    })
    expect((await app.get('/location/orders')).body).toEqual([body, guests])
    expect((await app.get(`/location/orders?customer_id=${noor.id}`)).body).toEqual([])
    const changed = await app.patch(`/location/orders/${order.id}`, {
      charges: [{ name: 'Tip', price: '1.00 EUR' }],
    })
    expect(changed.body).toMatchObject({ total: '1.00 EUR', customer: { id: null, first_name: 'Noor' } })
    const [event] = await watcher.events()
    expect(event).toMatchObject({
      previous_state: { customer: { id: null } },
      new_state: { total: '1.00 EUR' },
    })
    const again = await app.post('/location/customer_lists', { name: 'Counter' })
    expect(again.status).toBe(200)
  })
})

test('an order that is placed while its customer’s list is deleted names nobody afterwards (orders O32)', async () => {
  const account = await hub.account()
  const app = await hub.app('crm', { account, scope: 'location[orders.write,all_customer_lists.write]' })
  const { body: list } = await app.post('/location/customer_lists', { name: 'Counter' })
  const { body: noor } = await app.post(`/customer_lists/${list.id}/customers`, {})
  const placing = Array.from({ length: 12 }, () =>
    app.post('/location/orders', { status: 'new', customer_id: noor.id }),
  )
  const deleted = await app.delete(`/customer_lists/${list.id}`)
  expect(deleted.status).toBe(200)
  const statuses = (await Promise.all(placing)).map(({ status }) => status)
  expect(statuses.every((status) => status === 200 || status === 422)).toBe(true)
  const { body: orders } = await app.get('/location/orders')
  expect(orders).toHaveLength(statuses.filter((status) => status === 200).length)
  for (const order of orders) expect(order.customer.id).toBe(null)
  expect((await app.get(`/location/orders?customer_id=${noor.id}`)).body).toEqual([])
})

describe('who reaches which list (customers §1.1, oauth §3)', () => {
  test('an index shows the lists that the connection can read (customers C5)', async () => {
    const { account, roubaix, whole } = await chain()
    const own = await hub.customerList(account.id, 'Lille', account.locationId)
    const theirs = await hub.customerList(account.id, 'Roubaix', roubaix)
    const bound = await hub.app('bound', { account, scope: 'location[customer_list.read]' })
    const boundElsewhere = await hub.app('bound elsewhere', {
      account,
      scope: 'account[customer_list.read]',
      customerListId: theirs,
    })
    expect(ids((await bound.get('/location/customer_lists')).body)).toEqual([account.customerListId])
    expect((await boundElsewhere.get('/account/customer_lists')).body).toEqual([])
    expect((await boundElsewhere.get(`/locations/${account.locationId}/customer_lists`)).body).toEqual([])
    expect(ids((await boundElsewhere.get(`/locations/${roubaix}/customer_lists`)).body)).toEqual([theirs])
    expect((await whole.get(`/locations/${account.locationId}/customer_lists`)).body).toHaveLength(2)
    expect((await bound.get(`/customer_lists/${own}`)).status).toBe(404)
  })

  test('a location writes into the account’s list only when it selected it (customers 11.12)', async () => {
    const { account, roubaix, lille } = await chain()
    const accounts = `/customer_lists/${account.customerListId}`
    const refused = await lille.post(`${accounts}/customers`, {})
    expect([refused.status, refused.body.error_type]).toEqual([403, 'forbidden'])
    expect((await lille.get(`${accounts}/customers`)).status).toBe(200)
    expect((await lille.patch(accounts, { name: 'Mine' })).status).toBe(403)
    expect((await lille.delete(accounts)).status).toBe(403)
    const bound = await hub.app('bound', { account, scope: 'location[customer_list.write]' })
    expect((await bound.post(`${accounts}/customers`, {})).status).toBe(200)
    expect((await bound.patch(accounts, { name: 'Guests' })).status).toBe(200)
    expect(await bound.delete(accounts)).toMatchObject({
      status: 403,
      body: { message: "A 'all_customer_lists' write scope is required" },
    })
    const reader = await hub.app('reader', { account, scope: 'location[customer_list.read]' })
    expect(await reader.post(`${accounts}/customers`, {})).toMatchObject({
      status: 403,
      body: { message: "A 'customer_list' write scope is required" },
    })
    const stranger = await hub.account()
    const theirs = await hub.customerList(account.id, 'Roubaix', roubaix)
    const { body: customer } = await bound.post(`${accounts}/customers`, {})
    const own = await hub.customerList(account.id, 'Own', account.locationId)
    for (const path of [
      `/customer_lists/${stranger.customerListId}`,
      `/customer_lists/${theirs}/customers`,
      '/customer_lists/nope',
      `/customer_lists/${own}/customers/${customer.id}`,
    ]) {
      expect(await lille.get(path)).toMatchObject({ status: 404, text: '{"error_type":"not_found"}' })
    }
    expect((await lille.patch(`/customer_lists/${own}/customers/${customer.id}`, {})).status).toBe(404)
    expect((await bound.delete(`${accounts}/customers/${customer.id}`)).text).toBe(
      '{"error_type":"routing_error"}',
    )
  })

  test('a list deleted after it was selected does not resolve, and the connection lives on (oauth §3)', async () => {
    const { account, whole } = await chain()
    const bound = await hub.app('bound', { account })
    await whole.delete(`/customer_lists/${account.customerListId}`)
    expect((await bound.get(`/customer_lists/${account.customerListId}`)).status).toBe(404)
    expect((await bound.get('/location/customer_lists')).body).toEqual([])
    expect((await bound.post('/location/orders', { status: 'new' })).status).toBe(200)
  })
})
