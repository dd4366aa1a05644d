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

  test('shows the caller’s private ref of today, not the one of the snapshot (orders O31)', async () => {
    const { account, crm, till, customers } = await twoApps()
    const noor = await create(crm, account, { private_ref: 'N' })
    const { body: order } = await crm.post('/location/orders', { status: 'new', customer_id: noor.id })
    const seen = async (app: App) => (await app.get(`/location/orders/${order.id}`)).body.customer.private_ref
    expect([await seen(crm), await seen(till)]).toEqual(['N', null])
    await crm.patch(`${customers}/${noor.id}`, { private_ref: 'N2' })
    await till.patch(`${customers}/${noor.id}`, { private_ref: 'T' })
    expect([await seen(crm), await seen(till)]).toEqual(['N2', 'T'])
    await crm.patch(`${customers}/${noor.id}`, { private_ref: null })
    expect(await seen(crm)).toBe(null)
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
