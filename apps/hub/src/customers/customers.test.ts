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

describe('an order of a customer (customers §5, orders §7.1)', () => {
  test('counts it before the snapshot is taken, and keeps the snapshot (customers 11.5)', async () => {
    const { account, crm, till, customers } = await twoApps()
    const noor = await create(crm, account, { first_name: 'Noor', private_ref: 'N' })
    await till.patch(`${customers}/${noor.id}`, { private_ref: 'T-N' })
    const { status, body: order } = await till.post('/location/orders', {
      status: 'new',
      customer_id: noor.id,
      items: [{ product_name: 'Tea', price: '2.50 EUR', quantity: '2' }],
    })
    expect(status).toBe(200)
    expect(order.customer).toMatchObject({
      id: noor.id,
      customer_list_id: account.customerListId,
      first_name: 'Noor',
      private_ref: 'T-N',
      nb_orders: 1,
      order_total: '5.00 EUR',
      first_order_date: order.created_at,
      last_order_date: order.created_at,
    })
    expect(Object.keys(order.customer)).toEqual(Object.keys(noor))
    const { body: current } = await crm.get(`${customers}/${noor.id}`)
    expect(current).toMatchObject({ nb_orders: 1, order_total: '5.00 EUR', private_ref: 'N' })
    await crm.patch(`${customers}/${noor.id}`, { first_name: 'Nour' })
    const { body: second } = await crm.post('/location/orders', {
      status: 'rejected',
      customer_list_id: account.customerListId,
      customer_private_ref: 'N',
    })
    expect(second.customer).toMatchObject({
      first_name: 'Nour',
      private_ref: 'N',
      nb_orders: 2,
      order_total: '5.00 EUR',
    })
    expect((await till.get(`/location/orders/${order.id}`)).body).toEqual(order)
    expect((await crm.get(`/location/orders/${order.id}`)).body.customer).toMatchObject({
      first_name: 'Noor',
      private_ref: 'N',
      nb_orders: 1,
    })
    const listed = (await till.get(`/location/orders?customer_id=${noor.id}`)).body
    expect(ids(listed)).toEqual([order.id, second.id])
  })

  test('tells the others of the order and of the customer, each with their own private ref (orders §13)', async () => {
    const { account, crm, till } = await twoApps()
    const noor = await create(crm, account, { private_ref: 'N' })
    await crm.listen({ order: ['create', 'update'], customer: ['update'] })
    await till.listen({ order: ['create', 'update'], customer: ['update'] })
    const { body: order } = await till.post('/location/orders', { status: 'new', customer_id: noor.id })
    const [created, counted, ...more] = await crm.events()
    expect(more).toEqual([])
    expect(created).toMatchObject({ resource_type: 'order', event_type: 'create', order_id: order.id })
    expect(created!.new_state).toMatchObject({ customer: { id: noor.id, private_ref: 'N', nb_orders: 1 } })
    expect(counted).toMatchObject({
      resource_type: 'customer',
      event_type: 'update',
      customer_id: noor.id,
      customer_list_id: account.customerListId,
      previous_state: noor,
      new_state: { private_ref: 'N', nb_orders: 1 },
    })
    expect(await till.events()).toEqual([])
  })

  test('a later change of its total moves the customer’s, in the same breath (customers C23, orders O46)', async () => {
    const { account, crm, till, customers } = await twoApps()
    const noor = await create(crm, account)
    const { body: order } = await till.post('/location/orders', {
      status: 'new',
      customer_id: noor.id,
      items: [{ product_name: 'Tea', price: '2.50 EUR', quantity: '2' }],
    })
    await crm.listen({ order: ['update'], customer: ['update'] })
    const path = `/location/orders/${order.id}`
    await till.patch(path, {
      items: [
        { id: order.items[0].id, deleted: true },
        { product_name: 'Cake', price: '7.10 EUR', quantity: '1' },
      ],
    })
    expect((await crm.get(`${customers}/${noor.id}`)).body).toMatchObject({
      nb_orders: 1,
      order_total: '7.10 EUR',
    })
    await till.patch(path, { status: 'cancelled' })
    expect((await crm.get(`${customers}/${noor.id}`)).body.order_total).toBe('7.10 EUR')
    const events = (await crm.events()).map((event) => `${event.resource_type}.${event.event_type}`)
    expect(events).toEqual(['order.update', 'customer.update', 'order.update'])
    expect((await till.get(path)).body.customer).toMatchObject({ nb_orders: 1, order_total: '5.00 EUR' })
  })

  test('orders placed at the same instant are all counted', async () => {
    const { account, crm, till, customers } = await twoApps()
    const noor = await create(crm, account)
    const order = {
      status: 'new',
      customer_id: noor.id,
      items: [{ product_name: 'Tea', price: '1.01 EUR', quantity: '1' }],
    }
    const placed = await Promise.all(
      Array.from({ length: 12 }, (_, n) => (n % 2 ? crm : till).post('/location/orders', order)),
    )
    expect(placed.every(({ status }) => status === 200)).toBe(true)
    const counts = placed.map(({ body }) => body.customer.nb_orders)
    expect(counts.sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, n) => n + 1))
    expect((await crm.get(`${customers}/${noor.id}`)).body).toMatchObject({
      nb_orders: 12,
      order_total: '12.12 EUR',
    })
  })

  test('a customer that cannot be named so is refused on the field, and nothing moves (orders 15.8)', async () => {
    const { account, crm, till, customers } = await twoApps()
    const noor = await create(crm, account, { private_ref: 'N' })
    const stranger = await hub.account()
    const strangers = await create(await hub.app('stranger', { account: stranger }), stranger)
    const elsewhere = await hub.location(account.id, 'Roubaix')
    const elsewhereList = await hub.customerList(account.id, 'Roubaix', elsewhere)
    const whole = await hub.app('whole', { account, scope: 'account[all_customer_lists.write]' })
    const { body: neighbours } = await whole.post(`/customer_lists/${elsewhereList}/customers`, {})
    const cases: [object, string][] = [
      [{ customer_id: noor.id, customer: {} }, 'customer_id'],
      [{ customer_id: noor.id, customer_list_id: account.customerListId }, 'customer_id'],
      [{ customer_list_id: account.customerListId }, 'customer_private_ref'],
      [{ customer_private_ref: 'N' }, 'customer_list_id'],
      [
        { customer_list_id: account.customerListId, customer_private_ref: 'N', customer: {} },
        'customer_private_ref',
      ],
      [{ customer_id: 'nope' }, 'customer_id'],
      [{ customer_id: strangers.id }, 'customer_id'],
      [{ customer_id: neighbours.id }, 'customer_id'],
      [{ customer_list_id: account.customerListId, customer_private_ref: 'nope' }, 'customer_private_ref'],
      [{ customer_list_id: 'nope', customer_private_ref: 'N' }, 'customer_private_ref'],
    ]
    for (const [attached, field] of cases) {
      const refused = await crm.post('/location/orders', { status: 'new', ...attached })
      expect([attached, refused.status, errorsOf(refused)]).toEqual([attached, 422, [field]])
    }
    const others = { customer_list_id: account.customerListId, customer_private_ref: 'N' }
    expect(errorsOf(await till.post('/location/orders', { status: 'new', ...others }))).toEqual([
      'customer_private_ref',
    ])
    const several = await crm.post('/location/orders', {
      customer_id: 'nope',
      status: 'cooking',
      items: [{ price: 'x' }],
    })
    expect(errorsOf(several)).toEqual([
      'customer_id',
      'status',
      'items[0].price',
      'items[0].product_name',
      'items[0].quantity',
    ])
    expect((await crm.get('/location/orders')).body).toEqual([])
    expect((await crm.get(`${customers}/${noor.id}`)).body.nb_orders).toBe(0)
    expect((await crm.get(`/customer_lists/${account.customerListId}/customers`)).body).toHaveLength(1)
  })

  test('a guest is no customer, even with the same e-mail (customers §5, orders §7.2)', async () => {
    const { account, crm, customers } = await twoApps()
    const noor = await create(crm, account, { email: 'noor@example.com' })
    const { body } = await crm.post('/location/orders', {
      status: 'new',
      customer: { email: 'noor@example.com', country: 'fr' },
    })
    expect(body.customer).toMatchObject({ id: null, email: 'noor@example.com', country: 'FR', nb_orders: 0 })
    expect(Object.keys(body.customer)).toEqual(Object.keys(noor))
    expect((await crm.get(customers)).body).toEqual([noor])
    const wrong = await crm.post('/location/orders', { status: 'new', customer: { gender: 'x' } })
    expect(errorsOf(wrong)).toEqual(['customer.gender'])
  })

  test('needs no permission on lists, only that the list belongs there (orders O33)', async () => {
    const { account, crm } = await twoApps()
    const noor = await create(crm, account)
    const orders = await hub.app('orders', { account, scope: 'location[orders.write]' })
    expect((await orders.post('/location/orders', { status: 'new', customer_id: noor.id })).status).toBe(200)
    expect((await orders.get(`/customer_lists/${account.customerListId}/customers/${noor.id}`)).status).toBe(
      403,
    )
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
