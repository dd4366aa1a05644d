import type { ServerResponse } from 'node:http'
import { anonymisedFields, type CallbackEventSummary, type Order } from '@hub/contract'
import { type Answer, type App, startHub, startReceiver, type TestHub, until } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

const person = {
  email: 'noor@example.com',
  first_name: 'Noor',
  last_name: 'Haddad',
  gender: 'female',
  birth_date: '1990-02-28',
  company_name: 'Fern & Co',
  phone: '+447700900321',
  phone_access_code: '12',
  address_1: '7 Fern Walk',
  address_2: 'Flat 2',
  postal_code: 'E8 1AA',
  latitude: '51.54321',
  longitude: '-0.0551',
  delivery_notes: 'Blue door',
}
const rest = {
  city: 'London',
  state: 'Greater London',
  country: 'GB',
  sms_marketing: true,
  email_marketing: true,
  custom_fields: { vip: true },
}
const nobody = Object.fromEntries(anonymisedFields.map((field) => [field, null]))

async function allOf<Row>(app: App, path: string): Promise<Row[]> {
  const rows: Row[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body, headers }: Answer<Row[]> = await app.get(cursor === '' ? path : `${path}?cursor=${cursor}`)
    rows.push(...body)
    cursor = headers.get('x-cursor-next')
  }
  return rows
}

async function twoApps() {
  const account = await hub.account()
  const crm = await hub.app('crm', { account })
  const till = await hub.app('till', { account })
  const list = `/customer_lists/${account.customerListId}`
  const { body: noor } = await crm.post(`${list}/customers`, { ...person, ...rest, private_ref: 'N' })
  const path = `${list}/customers/${noor.id}`
  const place = async (input: object = {}) =>
    (await till.post('/location/orders', { status: 'new', customer_id: noor.id, ...input })).body
  return { account, crm, till, list, noor, path, place }
}

describe('anonymising a customer (customers §6)', () => {
  test('nulls the person, keeps the rest, for good (customers 11.7)', async () => {
    const { crm, list, noor, path, place } = await twoApps()
    expect(Object.keys(nobody)).toEqual(Object.keys(person))
    await place({ loyalty_operations: [{ ref: 'TEA', delta: '2' }] })
    const { body: before } = await crm.get(path)
    const { status, body } = await crm.post(`${path}/anonymise`)
    expect(status).toBe(200)
    expect(body).toEqual({ ...before, ...nobody, anonymised: true })
    expect(body).toMatchObject({
      ...rest,
      private_ref: 'N',
      nb_orders: 1,
      loyalty_cards: [{ balance: '2.0' }],
    })
    expect((await crm.get(path)).body).toEqual(body)
    for (const query of ['email=*', 'phone=*', `email=${person.email}`, 'phone=%2B44*']) {
      expect((await crm.get(`${list}/customers?${query}`)).body).toEqual([])
    }
    const updated = await crm.patch(path, {
      ...person,
      city: 'Leeds',
      private_ref: 'N2',
      sms_marketing: false,
      custom_fields: { blue: true },
    })
    expect([updated.status, updated.body]).toEqual([
      200,
      {
        ...body,
        city: 'Leeds',
        private_ref: 'N2',
        sms_marketing: false,
        custom_fields: { vip: true, blue: true },
      },
    ])
    expect((await crm.get(path)).body).toEqual(updated.body)
    expect((await crm.get(`${list}/customers?email=*`)).body).toEqual([])
    expect(noor.id).toBe(body.id)
  })

  test('reaches the snapshots of all his orders, of any location, and nothing else in them (customers C25)', async () => {
    const { account, crm, till, noor, path, place } = await twoApps()
    const roubaix = await hub.location(account.id, 'Roubaix')
    const whole = await hub.app('whole', { account, scope: 'account[orders.write]' })
    const first = await place({
      customer_notes: 'For Noor',
      payments: [{ amount: '1.00 EUR', info: { holder: 'Noor' } }],
      custom_fields: { name: 'Noor' },
    })
    await crm.patch(path, { city: 'Leeds', first_name: 'Nour' })
    const { body: second } = await whole.post(`/locations/${roubaix}/orders`, {
      status: 'completed',
      customer_id: noor.id,
    })
    const { body: guests } = await till.post('/location/orders', { status: 'new', customer: person })
    await crm.post(`${path}/anonymise`, {})
    const snapshot = (order: { customer: object }) => ({
      ...order,
      customer: { ...order.customer, ...nobody, anonymised: true },
    })
    expect((await till.get(`/location/orders/${first.id}`)).body).toEqual(snapshot(first))
    expect((await whole.get(`/locations/${roubaix}/orders/${second.id}`)).body).toEqual(snapshot(second))
    expect(first.customer.city).toBe('London')
    expect((await till.get(`/location/orders/${guests.id}`)).body).toEqual(guests)
    const later = await place()
    expect(later.customer).toMatchObject({ ...nobody, anonymised: true, city: 'Leeds', nb_orders: 3 })
  })

  test('is told once per order and customer, without what was erased; again it changes nothing (customers C26, C27, 11.7)', async () => {
    const { account, crm, till, noor, path, place } = await twoApps()
    const [first, second] = [await place(), await place()]
    const { body: before } = await crm.get(path)
    for (const app of [crm, till]) await app.listen({ order: ['update'], customer: ['update'] })
    const { body: after } = await crm.post(`${path}/anonymise`)
    const events = await till.events()
    expect(events.map((event) => [event.resource_type, event.order_id ?? event.customer_id])).toEqual([
      ['order', first.id],
      ['order', second.id],
      ['customer', noor.id],
    ])
    expect(events[0]).toMatchObject({
      event_type: 'update',
      location_id: account.locationId,
      previous_state: { ...first, customer: { ...first.customer, ...nobody, anonymised: false } },
      new_state: { ...first, customer: { ...first.customer, ...nobody, anonymised: true } },
    })
    const seen = { private_ref: null }
    expect(events[2]).toMatchObject({
      previous_state: { ...before, ...nobody, ...seen, anonymised: false },
      new_state: { ...after, ...seen },
    })
    const again = await till.post(`${path}/anonymise`)
    expect([again.status, again.body]).toEqual([200, { ...after, ...seen }])
    expect(await crm.events()).toEqual([])
    expect(await till.events()).toHaveLength(3)
  })

  test('reaches what was recorded of him in events, received or not (customers C27, extensions X3)', async () => {
    const { crm, till, list, path, place } = await twoApps()
    await crm.listen({ order: ['create', 'update'], customer: ['update'] })
    await till.listen({ customer: ['create', 'update'] })
    const order = await place()
    await till.patch(`/location/orders/${order.id}`, { status: 'received' })
    await crm.patch(path, { first_name: 'Nour' })
    const { body: ines } = await crm.post(`${list}/customers`, {
      first_name: 'Ines',
      delivery_notes: 'Blue door',
    })
    const [pending, acknowledged] = await crm.events()
    await crm.delete(`/callback/events/${acknowledged!.id}`)
    await till.post(`${path}/anonymise`)
    const told = [...(await crm.events()), ...(await till.events())]
    expect(JSON.stringify(told)).not.toMatch(/Noor|Nour|Haddad|900321|Fern/)
    expect(told.find(({ id }) => id === pending!.id)).toEqual({
      ...pending,
      new_state: { ...order, customer: { ...order.customer, ...nobody, private_ref: 'N' } },
    })
    expect(told.find(({ customer_id }) => customer_id === ines.id)).toMatchObject({
      new_state: { first_name: 'Ines', delivery_notes: 'Blue door' },
    })
    const rows = await hub.parts.db<{ states: string }>`
      select concat(previous_state, new_state) as states from change`
    expect(rows.filter(({ states }) => /Nour|Haddad/.test(states))).toEqual([])
  })

  test('reaches the events that wait behind a receiver that is slow (customers C27)', async () => {
    const { account, crm, path, place } = await twoApps()
    const held: ServerResponse[] = []
    const receiver = await startReceiver((response) => held.push(response))
    try {
      const kitchen = await hub.app('kitchen', { account })
      await kitchen.receive(receiver.url, { order: ['create', 'update'] })
      const order = await place()
      await until(() => held.length === 1)
      await crm.patch(`/location/orders/${order.id}`, { status: 'received' })
      await crm.post(`${path}/anonymise`)
      receiver.answer(200)
      held[0]!.writeHead(200).end()
      await until(() => receiver.received.length === 3)
      const [first, ...rest] = receiver.received.map(({ body }) => body.toString())
      expect(first).toContain('Haddad')
      expect(rest.filter((body) => body.includes('Haddad'))).toEqual([])
    } finally {
      await receiver.close()
    }
  })

  test('drops the bodies of the request log that hold his data, the lines stay (customers C25)', async () => {
    const { account, crm, till, list, noor, path, place } = await twoApps()
    const order = await place()
    await till.patch(`/location/orders/${order.id}`, { status: 'received' })
    await crm.patch(path, { first_name: 'Nour' })
    await crm.post(`${list}/customers`, { first_name: 'Ines' })
    const logged = async () => {
      await hub.parts.requestLog.flush()
      const rows = await hub.parts.db<{ path: string; bodies: string }>`
        select path, concat(request_body, answer_body) as bodies from request_log
        where account_id = ${account.id} order by created_at`
      return rows
    }
    expect((await logged()).filter(({ bodies }) => bodies.includes('Haddad'))).not.toEqual([])
    await crm.post(`${path}/anonymise`)
    await until(async () => (await logged()).some((line) => line.path.endsWith('/anonymise')))
    const lines = await logged()
    expect(lines.filter(({ bodies }) => /Noor|Nour|Haddad/.test(bodies))).toEqual([])
    expect(lines.filter(({ bodies }) => bodies.includes('Ines'))).toHaveLength(1)
    expect(lines.filter((line) => line.path.includes(noor.id)).length).toBeGreaterThan(1)
  })

  test('reaches however many orders he has placed, and each is told of once (customers C25)', async () => {
    const { crm, till, path, place } = await twoApps()
    await crm.listen({ order: ['create', 'update'] })
    const placed = await Promise.all(Array.from({ length: 205 }, () => place()))
    await till.post(`${path}/anonymise`)
    const events = await allOf<CallbackEventSummary>(crm, '/callback/events')
    const updates = events.filter(({ event_type }) => event_type === 'update')
    expect(new Set(updates.map(({ order_id }) => order_id))).toEqual(new Set(placed.map(({ id }) => id)))
    expect(updates).toHaveLength(205)
    const orders = await allOf<Order>(crm, '/location/orders')
    expect(orders.filter(({ customer }) => !customer.anonymised)).toEqual([])
    const rows = await hub.parts.db<{ id: string }>`
      select id from change where topic = 'order.create' and new_state like '%Haddad%'`
    expect(rows).toEqual([])
  })

  test('accepts an empty body, announced or not (customers C2)', async () => {
    const { crm, path } = await twoApps()
    const empty = await crm.post(`${path}/anonymise`, undefined, { raw: '' })
    expect([empty.status, empty.body.anonymised]).toEqual([200, true])
    const announced = await crm.post(`${path}/anonymise`, undefined, {
      raw: '',
      headers: { 'content-type': 'text/plain' },
    })
    expect(announced.status).toBe(200)
  })

  test('at the same instant as his orders are placed and changed, nothing of him stays (orders O57)', async () => {
    const { crm, till, path, place } = await twoApps()
    const orders = await Promise.all(Array.from({ length: 4 }, () => place()))
    const answers = await Promise.all([
      ...orders.map(({ id }) =>
        till.patch(`/location/orders/${id}`, { charges: [{ name: 'Tip', price: '1.00 EUR' }] }),
      ),
      crm.post(`${path}/anonymise`),
      ...Array.from({ length: 4 }, () => place()),
    ])
    expect(answers).toHaveLength(9)
    const { body: listed } = await till.get('/location/orders')
    expect(listed).toHaveLength(8)
    for (const order of listed) expect(order.customer).toMatchObject({ ...nobody, anonymised: true })
    expect((await crm.get(path)).body).toMatchObject({ nb_orders: 8, order_total: '4.00 EUR', ...nobody })
  })

  test('needs the right to write the list, which the customer is in (customers C3, C4)', async () => {
    const { account, path, noor } = await twoApps()
    const reader = await hub.app('reader', { account, scope: 'location[customer_list.read]' })
    expect((await reader.post(`${path}/anonymise`)).status).toBe(403)
    const whole = await hub.app('whole', { account, scope: 'account[all_customer_lists.write]' })
    const otherList = await hub.customerList(account.id, 'Other')
    for (const id of [`${otherList}/customers/${noor.id}`, `${account.customerListId}/customers/nope`]) {
      const refused = await whole.post(`/customer_lists/${id}/anonymise`)
      expect(refused).toMatchObject({ status: 404, text: '{"error_type":"not_found"}' })
    }
    expect((await whole.get(path)).body.first_name).toBe('Noor')
  })
})
