import { type App, startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

const ids = (rows: { id: string }[]) => rows.map(({ id }) => id)
const errorsOf = ({ body }: { body: { errors?: { field: string }[] } }) =>
  body.errors?.map(({ field }) => field)
const kinds = async (app: App) =>
  (await app.events()).map(({ resource_type, event_type }) => `${resource_type}.${event_type}`)
const taken = [{ field: 'ref', message: 'has already been taken' }]

async function twoApps() {
  const account = await hub.account()
  const crm = await hub.app('crm', { account })
  const till = await hub.app('till', { account })
  const list = `/customer_lists/${account.customerListId}`
  const cards = `${list}/loyalty_cards`
  const { body: noor } = await crm.post(`${list}/customers`, { first_name: 'Noor' })
  const card = async (input: object = {}) =>
    (await crm.post(cards, { customer_id: noor.id, ...input })).body as { id: string }
  const customer = async () => (await crm.get(`${list}/customers/${noor.id}`)).body
  return { account, crm, till, list, cards, noor, card, customer }
}

describe('loyalty cards (customers §7)', () => {
  test('a card starts at 0.0 and shows in its customer, in creation order', async () => {
    const { crm, cards, noor, card, customer } = await twoApps()
    const { status, body: tea } = await crm.post(cards, {
      customer_id: noor.id,
      name: 'Tea Club',
      ref: 'TEA',
      balance: '12.5',
      adjustment_reason: 'start',
    })
    expect(status).toBe(200)
    expect(Object.keys(tea)).toEqual(['id', 'customer_id', 'name', 'ref', 'balance'])
    expect(tea).toMatchObject({ customer_id: noor.id, name: 'Tea Club', ref: 'TEA', balance: '0.0' })
    const plain = await card()
    expect(plain).toMatchObject({ name: null, ref: null, balance: '0.0' })
    expect((await crm.get(`${cards}/${tea.id}`)).body).toEqual(tea)
    expect(await customer()).toEqual({
      ...noor,
      loyalty_cards: [
        { id: tea.id, ref: 'TEA', name: 'Tea Club', balance: '0.0' },
        { id: plain.id, ref: null, name: null, balance: '0.0' },
      ],
    })
  })

  test('a ref is unique per customer, null like another, and a PATCH of the balance changes nothing (customers 11.10)', async () => {
    const { crm, list, cards, noor, card, customer } = await twoApps()
    const tea = await card({ ref: 'TEA' })
    const plain = await card({ ref: null })
    for (const ref of [undefined, null, 'TEA']) {
      expect((await crm.post(cards, { customer_id: noor.id, ref })).body.errors).toEqual(taken)
    }
    expect((await crm.patch(`${cards}/${tea.id}`, { ref: null })).body.errors).toEqual(taken)
    expect((await crm.patch(`${cards}/${plain.id}`, { name: 'X', ref: 'TEA' })).body.errors).toEqual(taken)
    expect((await crm.patch(`${cards}/${tea.id}`, { ref: 'TEA' })).status).toBe(200)
    const { body: ines } = await crm.post(`${list}/customers`, {})
    expect((await crm.post(cards, { customer_id: ines.id, ref: 'TEA' })).status).toBe(200)
    const before = await customer()
    const patched = await crm.patch(`${cards}/${plain.id}`, {
      balance: '9',
      customer_id: ines.id,
      adjustment_reason: 'no',
    })
    expect([patched.status, patched.body]).toEqual([200, plain])
    expect(await customer()).toEqual(before)
  })

  test('two cards of one ref asked for at the same instant make one', async () => {
    const { crm, till, cards, noor, customer } = await twoApps()
    const asked = [crm, till, crm, till].map((app) => app.post(cards, { customer_id: noor.id, ref: 'TEA' }))
    const statuses = (await Promise.all(asked)).map(({ status }) => status)
    expect(statuses.sort()).toEqual([200, 422, 422, 422])
    expect((await customer()).loyalty_cards).toHaveLength(1)
  })

  test('name and ref change by PATCH, and by PUT in the same way (customers C1)', async () => {
    const { crm, cards, card, customer } = await twoApps()
    const { id } = await card({ ref: 'TEA', name: 'Tea' })
    const path = `${cards}/${id}`
    expect((await crm.patch(path, { name: 'Tea Club' })).body).toMatchObject({ ref: 'TEA', name: 'Tea Club' })
    expect((await crm.put(path, { ref: 12 })).body).toMatchObject({ ref: '12', name: 'Tea Club' })
    expect((await crm.put(path, { name: null, ref: null })).body).toMatchObject({ ref: null, name: null })
    expect((await customer()).loyalty_cards).toEqual([{ id, ref: null, name: null, balance: '0.0' }])
    expect(errorsOf(await crm.patch(path, { name: 'x'.repeat(256), ref: [] }))).toEqual(['name', 'ref'])
  })

  test('a card needs a customer of the list (customers C28)', async () => {
    const { account, crm, cards, card } = await twoApps()
    const whole = await hub.app('whole', { account, scope: 'account[all_customer_lists.write]' })
    const otherList = await hub.customerList(account.id, 'Other')
    const { body: elsewhere } = await whole.post(`/customer_lists/${otherList}/customers`, {})
    for (const customer_id of [undefined, null, '', 'nope', elsewhere.id]) {
      expect(errorsOf(await crm.post(cards, { customer_id, ref: 'X' }))).toEqual(['customer_id'])
    }
    expect((await crm.get(cards)).body).toEqual([])
    const { id } = await card()
    const under = `/customer_lists/${otherList}/loyalty_cards/${id}`
    for (const answer of [
      await whole.get(under),
      await whole.patch(under, { name: 'X' }),
      await whole.get(`${under}/operations`),
      await whole.post(`${under}/operations`, { delta: '1' }),
    ]) {
      expect(answer).toMatchObject({ status: 404, text: '{"error_type":"not_found"}' })
    }
    expect((await crm.delete(`${cards}/${id}`)).text).toBe('{"error_type":"routing_error"}')
  })

  test('filters are exact, and an empty one selects null (customers C30)', async () => {
    const { crm, list, cards, noor, card } = await twoApps()
    const tea = await card({ ref: 'TEA', name: 'Club' })
    const plain = await card()
    const { body: ines } = await crm.post(`${list}/customers`, {})
    const { body: hers } = await crm.post(cards, { customer_id: ines.id, ref: 'TEA' })
    const found = async (query: string) => ids((await crm.get(`${cards}?${query}`)).body)
    expect(await found('')).toEqual([tea.id, plain.id, hers.id])
    expect(await found('ref=TEA')).toEqual([tea.id, hers.id])
    expect(await found('ref=tea')).toEqual([])
    expect(await found('ref=T*')).toEqual([])
    expect(await found('ref=')).toEqual([plain.id])
    expect(await found('name=')).toEqual([plain.id, hers.id])
    expect(await found('name=Club')).toEqual([tea.id])
    expect(await found(`customer_id=${ines.id}&ref=TEA`)).toEqual([hers.id])
    expect(await found(`customer_id=${noor.id}&name=`)).toEqual([plain.id])
    expect(await found('customer_id=')).toHaveLength(3)
    const first = await crm.get(`${cards}?name=&count=1`)
    expect(ids(first.body)).toEqual([plain.id])
    expect(await found(`cursor=${first.headers.get('x-cursor-next')}`)).toEqual([hers.id])
  })

  test('others are told when a card is made, renamed or gets another ref (customers C34)', async () => {
    const { account, crm, till, cards, noor, card } = await twoApps()
    for (const app of [crm, till]) await app.listen({ customer: ['create', 'update'] })
    const { id } = await card({ ref: 'TEA' })
    await crm.patch(`${cards}/${id}`, { name: 'Tea Club' })
    await crm.patch(`${cards}/${id}`, { name: 'Tea Club', balance: '3' })
    await crm.patch(`${cards}/${id}`, { ref: 'T' })
    const events = await till.events()
    expect(events).toHaveLength(3)
    expect(events[0]).toMatchObject({
      resource_type: 'customer',
      event_type: 'update',
      customer_id: noor.id,
      customer_list_id: account.customerListId,
      previous_state: { loyalty_cards: [] },
      new_state: { loyalty_cards: [{ id, ref: 'TEA', name: null, balance: '0.0' }] },
    })
    expect(events[2]!.new_state).toMatchObject({
      loyalty_cards: [{ id, ref: 'T', name: 'Tea Club', balance: '0.0' }],
    })
    expect(await crm.events()).toEqual([])
  })

  test('a list that is deleted takes its cards and operations along (customers §2)', async () => {
    const account = await hub.account()
    const app = await hub.app('crm', { account, scope: 'location[orders.write,all_customer_lists.write]' })
    const { body: list } = await app.post('/location/customer_lists', { name: 'Counter' })
    const { body: noor } = await app.post(`/customer_lists/${list.id}/customers`, {})
    const { body: order } = await app.post('/location/orders', {
      status: 'new',
      customer_id: noor.id,
      loyalty_operations: [{ ref: 'TEA', delta: '2' }],
    })
    expect((await app.delete(`/customer_lists/${list.id}`)).status).toBe(200)
    expect((await app.get(`/customer_lists/${list.id}/loyalty_cards`)).status).toBe(404)
    const { body } = await app.get(`/location/orders/${order.id}`)
    expect(body.customer).toMatchObject({ id: null, loyalty_cards: [{ ref: 'TEA', balance: '2.0' }] })
    expect(body.loyalty_operations).toEqual(order.loyalty_operations)
  })
})

describe('loyalty operations (customers §8)', () => {
  test('each moves the balance exactly, of the card and in the customer (customers C31)', async () => {
    const { crm, cards, noor, card, customer } = await twoApps()
    const { id } = await card({ ref: 'TEA' })
    const path = `${cards}/${id}/operations`
    const { status, body } = await crm.post(path, { delta: '8.5', reason: 'Welcome', new_balance: '99' })
    expect(status).toBe(200)
    expect(Object.keys(body)).toEqual([
      'id',
      'customer_id',
      'created_at',
      'order_location_id',
      'order_id',
      'reason',
      'delta',
      'new_balance',
    ])
    expect(body).toMatchObject({
      customer_id: noor.id,
      order_location_id: null,
      order_id: null,
      reason: 'Welcome',
      delta: '8.5',
      new_balance: '8.5',
    })
    expect(body.created_at).toMatch(/\+0[12]:00$/)
    expect((await crm.get(`${path}/${body.id}`)).body).toEqual(body)
    const deltas = [0.1, '0.2', '-10', '0', '0.000001', '1.0000000']
    const balances = ['8.6', '8.8', '-1.2', '-1.2', '-1.199999', '-0.199999']
    for (const [index, delta] of deltas.entries()) {
      expect((await crm.post(path, { delta })).body.new_balance).toBe(balances[index])
    }
    expect((await crm.get(`${cards}/${id}`)).body.balance).toBe('-0.199999')
    expect((await customer()).loyalty_cards).toEqual([{ id, ref: 'TEA', name: null, balance: '-0.199999' }])
    expect((await crm.get(`${path}/nope`)).text).toBe('{"error_type":"not_found"}')
    expect((await crm.get(`${cards}/nope/operations`)).status).toBe(404)
    const { id: other } = await card()
    expect((await crm.get(`${cards}/${other}/operations/${body.id}`)).status).toBe(404)
    expect((await crm.patch(`${path}/${body.id}`, { delta: '1' })).text).toBe(
      '{"error_type":"routing_error"}',
    )
  })

  test('a wrong delta or order is refused on its field, and nothing is stored (customers 11.11)', async () => {
    const { crm, cards, card, customer } = await twoApps()
    const stranger = await hub.app('stranger', { account: await hub.account() })
    const { body: foreign } = await stranger.post('/location/orders', { status: 'new' })
    const { id } = await card()
    const path = `${cards}/${id}/operations`
    const before = await customer()
    const cases: [object, string[]][] = [
      [{}, ['delta']],
      [{ delta: null }, ['delta']],
      [{ delta: 'abc' }, ['delta']],
      [{ delta: '1e3' }, ['delta']],
      [{ delta: '0.0000001' }, ['delta']],
      [{ delta: '1', order_id: foreign.id }, ['order_id']],
      [{ delta: 'abc', order_id: 'nope', reason: 'x'.repeat(5001) }, ['delta', 'order_id', 'reason']],
    ]
    for (const [input, fields] of cases) {
      const refused = await crm.post(path, input)
      expect([input, refused.status, errorsOf(refused)]).toEqual([input, 422, fields])
    }
    await crm.post(path, { delta: '999999999999' })
    await crm.post(path, { delta: '-999999999999' })
    expect(await customer()).toEqual(before)
    await crm.post(path, { delta: '999999999999.9' })
    expect(errorsOf(await crm.post(path, { delta: '0.1' }))).toEqual(['delta'])
    expect((await crm.get(path)).body).toHaveLength(3)
  })

  test('the list begins with the newest, whose new balance is the card’s (customers C33)', async () => {
    const { crm, till, cards, card } = await twoApps()
    const { id } = await card()
    const path = `${cards}/${id}/operations`
    const made = await Promise.all(
      Array.from({ length: 12 }, (_, n) => (n % 2 ? crm : till).post(path, { delta: '1.01' })),
    )
    expect(made.every(({ status }) => status === 200)).toBe(true)
    const { body } = await crm.get(path)
    const balances = body.map(({ new_balance }: { new_balance: string }) => Number(new_balance))
    expect(balances).toEqual(Array.from({ length: 12 }, (_, n) => Number(((12 - n) * 1.01).toFixed(2))))
    expect((await crm.get(`${cards}/${id}`)).body.balance).toBe(body[0].new_balance)
    const first = await till.get(`${path}?count=10`)
    expect(first.body).toEqual(body.slice(0, 10))
    const second = await till.get(`${path}?cursor=${first.headers.get('x-cursor-next')}`)
    expect(second.body).toEqual(body.slice(10))
    expect(second.headers.has('x-cursor-next')).toBe(false)
  })

  test('a later operation is never the older one, also when a clock was set back (customers C33)', async () => {
    let nowMs = Date.parse('2026-03-14T12:00:00Z')
    const slow = await startHub({ clock: { now: () => nowMs } })
    try {
      const account = await slow.account()
      const crm = await slow.app('crm', { account })
      const list = `/customer_lists/${account.customerListId}`
      const { body: noor } = await crm.post(`${list}/customers`, {})
      const { body: card } = await crm.post(`${list}/loyalty_cards`, { customer_id: noor.id })
      const path = `${list}/loyalty_cards/${card.id}/operations`
      await crm.post(path, { delta: '1' })
      nowMs -= 60_000
      await crm.post(path, { delta: '1' })
      nowMs += 120_000
      await crm.post(path, { delta: '1' })
      expect((await crm.get(path)).body).toMatchObject([
        { new_balance: '3.0', created_at: '2026-03-14T13:01:00+01:00' },
        { new_balance: '2.0', created_at: '2026-03-14T13:00:00+01:00' },
        { new_balance: '1.0', created_at: '2026-03-14T13:00:00+01:00' },
      ])
    } finally {
      await slow.close()
    }
  })

  test('an operation for an order shows in the order, whoever its customer is (customers C32, C34, orders O26)', async () => {
    const { crm, till, cards, noor, card } = await twoApps()
    const { id } = await card({ ref: 'TEA', name: 'Tea Club' })
    const { body: order } = await till.post('/location/orders', { status: 'new' })
    await till.listen({ customer: ['update'], order: ['update'] })
    const path = `${cards}/${id}/operations`
    const { body } = await crm.post(path, { delta: '4', reason: 'Points', order_id: order.id })
    expect(body).toMatchObject({ order_id: order.id, order_location_id: order.location_id })
    await crm.post(path, { delta: '-1', order_id: order.id })
    const shown = { ref: 'TEA', name: 'Tea Club' }
    const operations = [
      { ...shown, delta: '4.0', reason: 'Points', new_balance: '4.0' },
      { ...shown, delta: '-1.0', reason: null, new_balance: '3.0' },
    ]
    const { body: current } = await till.get(`/location/orders/${order.id}`)
    expect(current).toEqual({ ...order, loyalty_operations: operations })
    const events = await till.events()
    const names = events.map(({ resource_type, event_type }) => `${resource_type}.${event_type}`)
    expect(names).toEqual(['order.update', 'customer.update', 'order.update', 'customer.update'])
    expect(events[0]).toMatchObject({
      order_id: order.id,
      location_id: order.location_id,
      previous_state: order,
      new_state: { ...order, loyalty_operations: operations.slice(0, 1) },
    })
    expect(events[1]).toMatchObject({
      customer_id: noor.id,
      previous_state: { loyalty_cards: [{ balance: '0.0' }] },
      new_state: { loyalty_cards: [{ balance: '4.0' }] },
    })
    expect(await crm.get(path)).toMatchObject({ body: [{ delta: '-1.0' }, { delta: '4.0' }] })
  })

  test('a delta of 0 changes no customer, so nobody is told of one (customers C31, C35)', async () => {
    const { crm, till, cards, card } = await twoApps()
    const { id } = await card()
    const { body: order } = await crm.post('/location/orders', { status: 'new' })
    await till.listen({ customer: ['update'], order: ['update'] })
    await crm.post(`${cards}/${id}/operations`, { delta: '0' })
    expect(await kinds(till)).toEqual([])
    await crm.post(`${cards}/${id}/operations`, { delta: '-0.0', order_id: order.id })
    expect(await kinds(till)).toEqual(['order.update'])
    expect((await crm.get(`${cards}/${id}/operations`)).body).toHaveLength(2)
  })

  test('who may only read a list changes no card in it (customers §1.1, 11.12)', async () => {
    const { account, cards, card, noor } = await twoApps()
    const { id } = await card()
    const reader = await hub.app('reader', { account, scope: 'location[customer_list.read]' })
    expect((await reader.get(`${cards}/${id}/operations`)).status).toBe(200)
    const all = await hub.app('all', { account, scope: 'location[all_customer_lists.write]' })
    for (const app of [reader, all]) {
      expect((await app.post(cards, { customer_id: noor.id, ref: 'X' })).status).toBe(403)
      expect((await app.patch(`${cards}/${id}`, { name: 'X' })).status).toBe(403)
      expect((await app.post(`${cards}/${id}/operations`, { delta: '1' })).status).toBe(403)
    }
    const orders = await hub.app('orders', { account, scope: 'location[orders.write]' })
    expect((await orders.get(cards)).status).toBe(403)
  })
})
