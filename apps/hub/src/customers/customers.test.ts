import { type App, startHub, type TestAccount, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

const ids = (rows: { id: string }[]) => rows.map(({ id }) => id)
const errorsOf = ({ body }: { body: { errors?: { field: string }[] } }) =>
  body.errors?.map(({ field }) => field)

async function twoApps() {
  const account = await hub.account()
  const crm = await hub.app('crm', { account })
  const till = await hub.app('till', { account })
  const customers = `/customer_lists/${account.customerListId}/customers`
  return { account, crm, till, customers }
}
async function create(app: App, account: TestAccount, input: object = {}) {
  return (await app.post(`/customer_lists/${account.customerListId}/customers`, input)).body
}

describe('creating and updating a customer (customers §3, §4.1)', () => {
  test('no field is mandatory, and every key is there (customers 11.1)', async () => {
    const { account, crm, customers } = await twoApps()
    const { status, body } = await crm.post(customers, {})
    expect(status).toBe(200)
    expect(Object.keys(body)).toEqual([
      'id',
      'customer_list_id',
      'anonymised',
      'private_ref',
      'email',
      'first_name',
      'last_name',
      'gender',
      'birth_date',
      'created_at',
      'company_name',
      'phone',
      'phone_access_code',
      'address_1',
      'address_2',
      'postal_code',
      'city',
      'state',
      'country',
      'latitude',
      'longitude',
      'delivery_notes',
      'sms_marketing',
      'email_marketing',
      'nb_orders',
      'order_total',
      'first_order_date',
      'last_order_date',
      'loyalty_cards',
      'custom_fields',
    ])
    expect(body).toMatchObject({
      customer_list_id: account.customerListId,
      anonymised: false,
      sms_marketing: false,
      nb_orders: 0,
      order_total: '0.00 EUR',
      first_order_date: null,
      loyalty_cards: [],
      custom_fields: {},
    })
    expect((await crm.post(customers)).status).toBe(200)
    expect((await crm.get(`${customers}/${body.id}`)).body).toEqual(body)
  })

  test('what is sent is kept, in the forms of the contract (customers C12, C13, C18)', async () => {
    const { crm, customers } = await twoApps()
    const { body } = await crm.post(customers, {
      email: ' Noor@example.com',
      phone: 'not a number',
      country: 'gb',
      birth_date: '1999-12-31',
      gender: 'female',
      latitude: '51.123456789',
      longitude: -0.05,
      email_marketing: true,
      sms_marketing: null,
      private_ref: '',
      custom_fields: { vip: true, gone: null },
      nb_orders: 9,
      loyalty_cards: [{ balance: '5' }],
      nope: 1,
    })
    expect(body).toMatchObject({
      email: ' Noor@example.com',
      phone: 'not a number',
      country: 'GB',
      latitude: '51.1234568',
      longitude: '-0.05',
      email_marketing: true,
      sms_marketing: false,
      private_ref: null,
      custom_fields: { vip: true },
      nb_orders: 0,
      loyalty_cards: [],
    })
    expect(body).not.toHaveProperty('nope')
  })

  test('PUT with one field behaves like PATCH, and null removes one custom field only (customers 11.9)', async () => {
    const { account, crm, customers } = await twoApps()
    const { id } = await create(crm, account, {
      first_name: 'Noor',
      city: 'London',
      email_marketing: true,
      custom_fields: { a: 1, b: { x: 1 } },
    })
    const put = await crm.put(`${customers}/${id}`, { city: null, email_marketing: null })
    expect(put.body).toMatchObject({ first_name: 'Noor', city: null, email_marketing: true })
    const { body } = await crm.patch(`${customers}/${id}`, { custom_fields: { a: null } })
    expect(body.custom_fields).toEqual({ b: { x: 1 } })
    expect((await crm.patch(`${customers}/${id}`, { custom_fields: null })).body.custom_fields).toEqual({})
    expect((await crm.get(`${customers}/${id}`)).body).toMatchObject({
      first_name: 'Noor',
      custom_fields: {},
    })
  })

  test('a wrong value is refused on its field, and nothing is stored (customers 11.11)', async () => {
    const { account, crm, customers } = await twoApps()
    const wrong = {
      birth_date: '31/12/1999',
      gender: 'x',
      sms_marketing: 'yes',
      latitude: 'north',
      custom_fields: [],
      email: 'x'.repeat(256),
      phone: { number: 1 },
    }
    const refused = await crm.post(customers, wrong)
    expect([refused.status, errorsOf(refused)]).toEqual([422, Object.keys(wrong)])
    expect(errorsOf(await crm.post(customers, { birth_date: '2025-02-30' }))).toEqual(['birth_date'])
    expect((await crm.get(customers)).body).toEqual([])
    const { id } = await create(crm, account, { city: 'Lille' })
    expect(errorsOf(await crm.patch(`${customers}/${id}`, { city: 'Roubaix', gender: 'x' }))).toEqual([
      'gender',
    ])
    expect((await crm.get(`${customers}/${id}`)).body.city).toBe('Lille')
  })

  test('a private ref is one client’s own, unique in the list (customers 11.2)', async () => {
    const { account, crm, till, customers } = await twoApps()
    const first = await create(crm, account, { private_ref: '7' })
    expect(first.private_ref).toBe('7')
    expect((await till.get(`${customers}/${first.id}`)).body.private_ref).toBe(null)
    const set = await till.patch(`${customers}/${first.id}`, { private_ref: '7' })
    expect([set.status, set.body.private_ref]).toEqual([200, '7'])
    const taken = await crm.post(customers, { private_ref: '7' })
    expect([taken.status, taken.body.errors]).toEqual([
      422,
      [{ field: 'private_ref', message: 'has already been taken' }],
    ])
    const second = await create(crm, account)
    expect((await crm.patch(`${customers}/${second.id}`, { city: 'X', private_ref: '7' })).status).toBe(422)
    expect((await crm.get(`${customers}/${second.id}`)).body.city).toBe(null)
    const other = await create(till, account, { private_ref: 'T' })
    expect(ids((await crm.get(`${customers}?private_ref=7`)).body)).toEqual([first.id])
    expect((await crm.get(`${customers}?private_ref=T`)).body).toEqual([])
    expect(ids((await till.get(`${customers}?private_ref=T`)).body)).toEqual([other.id])
    await crm.patch(`${customers}/${first.id}`, { private_ref: null })
    expect((await crm.post(customers, { private_ref: '7' })).status).toBe(200)
  })
})

test('creating never matches or merges: people may share an e-mail and a phone (customers C17, C19)', async () => {
  const { account, crm, customers } = await twoApps()
  const shared = { email: 'noor@example.com', phone: '+447700900321' }
  const [first, second] = [await create(crm, account, shared), await create(crm, account, shared)]
  expect(ids((await crm.get(`${customers}?email=noor@example.com`)).body)).toEqual([first.id, second.id])
})

test('times are of the list’s location, or the account’s first one; amounts in its currency (customers C15, C16)', async () => {
  const account = await hub.account({ currency: 'USD' })
  const montreal = await hub.location(account.id, 'Montréal', 'America/Montreal')
  const list = await hub.customerList(account.id, 'Montréal', montreal)
  const whole = await hub.app('whole', {
    account,
    scope: 'account[orders.write,all_customer_lists.write]',
  })
  const made = async (listId: string) => {
    const customers = `/customer_lists/${listId}/customers`
    const { body: customer } = await whole.post(customers, {})
    const { body: order } = await whole.post(`/locations/${montreal}/orders`, {
      status: 'new',
      customer_id: customer.id,
      loyalty_operations: [{ delta: '1' }],
    })
    const { body } = await whole.get(`${customers}/${customer.id}`)
    const { body: cards } = await whole.get(`/customer_lists/${listId}/loyalty_cards`)
    const operations = `/customer_lists/${listId}/loyalty_cards/${cards[0].id}/operations`
    return { order, customer: body, operation: (await whole.get(operations)).body[0] }
  }
  const there = await made(list)
  expect(there.customer.order_total).toBe('0.00 USD')
  const eastern = /-0[45]:00$/
  const paris = /\+0[12]:00$/
  for (const text of [
    there.customer.created_at,
    there.customer.last_order_date,
    there.operation.created_at,
  ]) {
    expect(text).toMatch(eastern)
  }
  const accounts = await made(account.customerListId)
  for (const text of [
    accounts.customer.created_at,
    accounts.customer.first_order_date,
    accounts.operation.created_at,
  ]) {
    expect(text).toMatch(paris)
  }
  // The snapshot is part of the order, whose location it follows.
  expect(accounts.order.customer.created_at).toMatch(eastern)
  expect(Date.parse(accounts.order.customer.created_at)).toBe(Date.parse(accounts.customer.created_at))
})

describe('finding customers (customers §4.2)', () => {
  test('a * stands for any run of characters, every other character for itself (customers 11.3)', async () => {
    const { account, crm, customers } = await twoApps()
    const noor = await create(crm, account, { email: 'Noor@example.com', phone: '+447700900321' })
    const axb = await create(crm, account, { email: 'axb@example.com', phone: '+33320000000' })
    const under = await create(crm, account, { email: 'a_b@example.com', phone: '0320' })
    const nobody = await create(crm, account)
    const found = async (query: string) => ids((await crm.get(`${customers}?${query}`)).body)
    expect(await found('phone=%2B44*')).toEqual([noor.id])
    expect(await found('phone=+44*')).toEqual([noor.id])
    expect(await found('phone=+44*21')).toEqual([noor.id])
    expect(await found('phone=0320')).toEqual([under.id])
    expect(await found('phone=032')).toEqual([])
    expect(await found('email=*@EXAMPLE.com')).toEqual([noor.id, axb.id, under.id])
    expect(await found('email=NOOR@example.COM')).toEqual([noor.id])
    expect(await found('email=*')).toEqual([noor.id, axb.id, under.id])
    expect(await found('email=a_b@example.com')).toEqual([under.id])
    expect(await found('email=a_b@*')).toEqual([under.id])
    expect(await found('email=%25')).toEqual([])
    expect(await found('email=%25*')).toEqual([])
    expect(await found('email=a%5C*')).toEqual([])
    expect(await found('email=a*&phone=+33*')).toEqual([axb.id])
    expect(await found('email=&phone=')).toEqual([noor.id, axb.id, under.id, nobody.id])
    expect(await found('private_ref=')).toEqual([])
    expect((await crm.get(`${customers}?email=%00`)).status).toBe(422)
  })

  test('101 customers come as 100 and 1 (customers 11.4)', async () => {
    const { account, crm, customers } = await twoApps()
    await Promise.all(Array.from({ length: 101 }, () => create(crm, account)))
    const first = await crm.get(customers)
    expect(first.body).toHaveLength(100)
    const second = await crm.get(`${customers}?cursor=${first.headers.get('x-cursor-next')}`)
    expect(second.body).toHaveLength(1)
    expect(second.headers.has('x-cursor-next')).toBe(false)
  })

  test('a cursor is tied to its list (general §4)', async () => {
    const account = await hub.account()
    const app = await hub.app('crm', { account, scope: 'account[all_customer_lists.write]' })
    const otherList = await hub.customerList(account.id, 'Other')
    const customers = `/customer_lists/${account.customerListId}/customers`
    for (let n = 0; n < 2; n++) await app.post(customers, {})
    const cursor = (await app.get(`${customers}?count=1`)).headers.get('x-cursor-next')
    expect((await app.get(`${customers}?cursor=${cursor}`)).status).toBe(200)
    expect((await app.get(`/customer_lists/${otherList}/customers?cursor=${cursor}`)).status).toBe(422)
  })
})

describe('events of customers (customers §9)', () => {
  test('creation and change are told to the others, a private ref or nothing to nobody (customers C35)', async () => {
    const { account, crm, till, customers } = await twoApps()
    for (const app of [crm, till]) await app.listen({ customer: ['create', 'update'] })
    const noor = await create(crm, account, { first_name: 'Noor', private_ref: 'N' })
    const path = `${customers}/${noor.id}`
    await crm.patch(path, { first_name: 'Noor' })
    await crm.patch(path, { private_ref: 'N2' })
    await crm.patch(path, { custom_fields: { vip: true } })
    expect(await crm.events()).toEqual([])
    const [created, updated, ...more] = await till.events()
    expect(more).toEqual([])
    expect(created).toMatchObject({
      resource_type: 'customer',
      event_type: 'create',
      customer_id: noor.id,
      customer_list_id: account.customerListId,
      account_id: account.id,
    })
    expect(created!.new_state).toEqual({ ...noor, private_ref: null })
    expect(updated).toMatchObject({
      event_type: 'update',
      previous_state: { private_ref: null, custom_fields: {} },
      new_state: { private_ref: null, custom_fields: { vip: true } },
    })
  })

  test('only connections that can read the list are told (customers C36)', async () => {
    const account = await hub.account()
    const elsewhere = await hub.location(account.id, 'Roubaix')
    const lilleList = await hub.customerList(account.id, 'Lille', account.locationId)
    const all = 'all_customer_lists.write'
    const crm = await hub.app('crm', { account, scope: `account[${all}]` })
    const bound = await hub.app('bound', { account, customerListId: lilleList })
    const other = await hub.app('other', { account })
    const lille = await hub.app('lille', { account, scope: `location[${all}]` })
    const roubaix = await hub.app('roubaix', { account, scope: `location[${all}]`, locationId: elsewhere })
    for (const app of [bound, other, lille, roubaix]) await app.listen({ customer: ['create'] })
    await crm.post(`/customer_lists/${lilleList}/customers`, {})
    const [event] = await bound.events()
    expect(event).toMatchObject({ customer_list_id: lilleList, location_id: account.locationId })
    expect(await lille.events()).toHaveLength(1)
    expect(await other.events()).toEqual([])
    expect(await roubaix.events()).toEqual([])
    await crm.post(`/customer_lists/${account.customerListId}/customers`, {})
    expect(await other.events()).toHaveLength(1)
    expect(await roubaix.events()).toHaveLength(1)
    expect(await bound.events()).toHaveLength(1)
  })

  test('updates of one customer at the same instant all count (customers §4.1)', async () => {
    const { account, crm, till, customers } = await twoApps()
    const noor = await create(crm, account)
    await crm.listen({ customer: ['update'] })
    const path = `${customers}/${noor.id}`
    await Promise.all(
      Array.from({ length: 8 }, (_, n) => till.patch(path, { custom_fields: { [`k${n}`]: n } })),
    )
    const { body } = await crm.get(path)
    expect(Object.keys(body.custom_fields)).toHaveLength(8)
    const events = await crm.events()
    let state: unknown = noor
    for (const event of events) {
      expect(event.previous_state).toEqual(state)
      state = event.new_state
    }
    expect(state).toEqual(body)
  })
})
