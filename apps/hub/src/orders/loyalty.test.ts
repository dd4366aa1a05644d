import { startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

const errorsOf = ({ body }: { body: { errors?: { field: string }[] } }) =>
  body.errors?.map(({ field }) => field)

async function twoApps() {
  const account = await hub.account()
  const crm = await hub.app('crm', { account })
  const till = await hub.app('till', { account })
  const list = `/customer_lists/${account.customerListId}`
  const { body: noor } = await crm.post(`${list}/customers`, { private_ref: 'N' })
  const customer = async () => (await crm.get(`${list}/customers/${noor.id}`)).body
  return { account, crm, till, list, cards: `${list}/loyalty_cards`, noor, customer }
}

describe('loyalty operations of an order (orders §4.7)', () => {
  test('make the card, chain its balance, and show in the order, the card and the customer (customers 11.6, orders O30)', async () => {
    const { crm, till, cards, noor, customer } = await twoApps()
    await crm.listen({ order: ['create', 'update'], customer: ['create', 'update'] })
    const { status, body: order } = await till.post('/location/orders', {
      status: 'new',
      customer_id: noor.id,
      items: [{ product_name: 'Tea', price: '2.50 EUR', quantity: '1' }],
      loyalty_operations: [
        { ref: 'TEA', name: 'Tea Club', delta: '4.25', reason: 'Points', new_balance: '99' },
        { ref: 'TEA', delta: -1 },
      ],
    })
    expect(status).toBe(200)
    expect(order.loyalty_operations).toEqual([
      { ref: 'TEA', name: 'Tea Club', delta: '4.25', reason: 'Points', new_balance: '4.25' },
      { ref: 'TEA', name: 'Tea Club', delta: '-1.0', reason: null, new_balance: '3.25' },
    ])
    const { body: listed } = await crm.get(cards)
    const [card] = listed
    expect(listed).toEqual([
      { id: card.id, customer_id: noor.id, name: 'Tea Club', ref: 'TEA', balance: '3.25' },
    ])
    const { body: operations } = await crm.get(`${cards}/${card.id}/operations`)
    const ofOrder = {
      customer_id: noor.id,
      order_id: order.id,
      order_location_id: order.location_id,
      created_at: order.created_at,
    }
    expect(operations).toMatchObject([
      { ...ofOrder, delta: '-1.0', new_balance: '3.25', reason: null },
      { ...ofOrder, delta: '4.25', new_balance: '4.25', reason: 'Points' },
    ])
    const loyalty_cards = [{ id: card.id, ref: 'TEA', name: 'Tea Club', balance: '3.25' }]
    expect((await customer()).loyalty_cards).toEqual(loyalty_cards)
    expect(order.customer).toMatchObject({ nb_orders: 1, order_total: '2.50 EUR', loyalty_cards })

    const [created, updated, ...more] = await crm.events()
    expect(more).toEqual([])
    expect(created).toMatchObject({ resource_type: 'order', event_type: 'create' })
    expect(created!.new_state).toEqual({ ...order, customer: { ...order.customer, private_ref: 'N' } })
    expect(updated).toMatchObject({
      resource_type: 'customer',
      event_type: 'update',
      previous_state: noor,
      new_state: { nb_orders: 1, order_total: '2.50 EUR', loyalty_cards, private_ref: 'N' },
    })
  })

  test('find a card by its ref, null like another, and rename it (orders O25)', async () => {
    const { crm, cards, list, noor } = await twoApps()
    const { body: plain } = await crm.post(cards, { customer_id: noor.id, name: 'Points' })
    const { body: tea } = await crm.post(cards, { customer_id: noor.id, ref: 'TEA', name: 'Points' })
    await crm.post(`${cards}/${tea.id}/operations`, { delta: '10' })
    const { body: order } = await crm.post('/location/orders', {
      status: 'new',
      customer_list_id: list.split('/').at(-1),
      customer_private_ref: 'N',
      loyalty_operations: [
        { delta: '1' },
        { ref: 'TEA', name: 'Tea Club', delta: '1' },
        { ref: null, name: null, delta: '1' },
        { ref: 'TEA', delta: '1' },
        { ref: '', name: 'Empty', delta: '0.5' },
      ],
    })
    expect(order.loyalty_operations).toEqual([
      { ref: null, name: 'Points', delta: '1.0', reason: null, new_balance: '1.0' },
      { ref: 'TEA', name: 'Tea Club', delta: '1.0', reason: null, new_balance: '11.0' },
      { ref: null, name: 'Points', delta: '1.0', reason: null, new_balance: '2.0' },
      { ref: 'TEA', name: 'Tea Club', delta: '1.0', reason: null, new_balance: '12.0' },
      { ref: '', name: 'Empty', delta: '0.5', reason: null, new_balance: '0.5' },
    ])
    const { body: after } = await crm.get(cards)
    expect(after).toMatchObject([
      { id: plain.id, name: 'Points', balance: '2.0' },
      { id: tea.id, name: 'Tea Club', balance: '12.0' },
      { ref: '', name: 'Empty', balance: '0.5' },
    ])
  })

  test('an order keeps what it was placed with; later operations on it are appended (orders O26, O42, O46)', async () => {
    const { crm, till, cards, noor, customer } = await twoApps()
    const { body: order } = await till.post('/location/orders', {
      status: 'new',
      customer_id: noor.id,
      items: [{ product_name: 'Tea', price: '2.50 EUR', quantity: '1' }],
      loyalty_operations: [{ ref: 'TEA', delta: '4' }],
    })
    const [{ id }] = (await crm.get(cards)).body
    await crm.patch(`${cards}/${id}`, { name: 'Later' })
    await crm.post(`${cards}/${id}/operations`, { delta: '1', order_id: order.id })
    await crm.post(`${cards}/${id}/operations`, { delta: '1' })
    const path = `/location/orders/${order.id}`
    const { status, body } = await till.patch(path, {
      items: [{ id: order.items[0].id, deleted: true }],
      loyalty_operations: [{ ref: 'TEA', delta: '100' }],
    })
    expect(status).toBe(200)
    expect(body.loyalty_operations).toEqual([
      { ref: 'TEA', name: null, delta: '4.0', reason: null, new_balance: '4.0' },
      { ref: 'TEA', name: 'Later', delta: '1.0', reason: null, new_balance: '5.0' },
    ])
    expect(body.customer).toEqual(order.customer)
    expect((await customer()).loyalty_cards).toEqual([{ id, ref: 'TEA', name: 'Later', balance: '6.0' }])
  })

  test('on a guest order or with a wrong delta are refused, and no balance moves (orders 15.8)', async () => {
    const { crm, cards, noor, customer } = await twoApps()
    await crm.post(cards, { customer_id: noor.id, ref: 'TEA' })
    const before = await customer()
    const good = { ref: 'TEA', delta: '1' }
    const cases: [object, string[]][] = [
      [{ loyalty_operations: [good] }, ['loyalty_operations']],
      [{ customer: { first_name: 'Ines' }, loyalty_operations: [good] }, ['loyalty_operations']],
      [{ customer_id: 'nope', loyalty_operations: [good] }, ['customer_id']],
      [{ customer_id: noor.id, loyalty_operations: {} }, ['loyalty_operations']],
      [
        {
          customer_id: noor.id,
          loyalty_operations: [good, {}, { delta: 'abc', ref: [] }, { delta: '0.1234567' }],
        },
        [
          'loyalty_operations[1].delta',
          'loyalty_operations[2].delta',
          'loyalty_operations[2].ref',
          'loyalty_operations[3].delta',
        ],
      ],
      [
        { customer_id: noor.id, loyalty_operations: [good, { ref: 'TEA', delta: '999999999999' }] },
        ['loyalty_operations[1].delta'],
      ],
    ]
    for (const [input, fields] of cases) {
      const refused = await crm.post('/location/orders', { status: 'new', ...input })
      expect([input, refused.status, errorsOf(refused)]).toEqual([input, 422, fields])
    }
    expect(await customer()).toEqual(before)
    expect((await crm.get('/location/orders')).body).toEqual([])
    const guest = await crm.post('/location/orders', { status: 'new', loyalty_operations: [] })
    expect([guest.status, guest.body.loyalty_operations]).toEqual([200, []])
  })

  test('of orders and operations at the same instant none is lost (orders O57)', async () => {
    const { crm, till, cards, noor, customer } = await twoApps()
    const { body: card } = await crm.post(cards, { customer_id: noor.id, ref: 'TEA' })
    const { body: order } = await crm.post('/location/orders', { status: 'new', customer_id: noor.id })
    const placing = Array.from({ length: 8 }, (_, n) =>
      n % 2
        ? till.post('/location/orders', {
            status: 'new',
            customer_id: noor.id,
            loyalty_operations: [{ ref: 'TEA', delta: '1' }],
          })
        : crm.post(`${cards}/${card.id}/operations`, { delta: '1', order_id: order.id }),
    )
    const charging = Array.from({ length: 4 }, () =>
      till.patch(`/location/orders/${order.id}`, { charges: [{ name: 'Tip', price: '1.00 EUR' }] }),
    )
    const answers = await Promise.all([...placing, ...charging])
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    expect(await customer()).toMatchObject({
      nb_orders: 5,
      order_total: '4.00 EUR',
      loyalty_cards: [{ balance: '8.0' }],
    })
    const { body: operations } = await crm.get(`${cards}/${card.id}/operations`)
    expect(operations.map(({ new_balance }: { new_balance: string }) => new_balance)).toEqual([
      '8.0',
      '7.0',
      '6.0',
      '5.0',
      '4.0',
      '3.0',
      '2.0',
      '1.0',
    ])
    const { body } = await crm.get(`/location/orders/${order.id}`)
    expect([body.loyalty_operations.length, body.charges.length]).toEqual([4, 4])
  })
})
