import { startHub, type TestHub, until } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

async function world() {
  const account = await hub.account()
  const shop = await hub.app('Basil Web', { account })
  const list = `/customer_lists/${account.customerListId}/customers`
  const add = async (body: object) => (await shop.post(list, body)).body.id as string
  const pages = `/accounts/${account.id}/customer-lists/${account.customerListId}`
  return { account, shop, add, pages }
}

describe('«CLIENTS» (back-office §4.8)', () => {
  test('newest first, with the figures of the API; a search by part of a name or e-mail, without case', async () => {
    const { account, shop, add, pages } = await world()
    const manager = await hub.person({ manager: [account] })
    const ids = {
      noor: await add({ first_name: 'Noor', last_name: 'Haddad', email: 'noor@example.com' }),
      company: await add({ company_name: 'Ét"é_100%' }),
      nobody: await add({}),
    }
    await shop.post('/location/orders', {
      status: 'new',
      customer_id: ids.noor,
      charges: [{ name: 'Fee', price: '3.50 EUR' }],
    })
    const { body } = await manager.get(`${pages}/customers`)
    expect(body).toMatchObject({
      timezone: 'Europe/Paris',
      next_cursor: null,
      customers: [
        { id: ids.nobody, name: null, email: null, nb_orders: 0, first_order_date: null },
        { id: ids.company, name: 'Ét"é_100%' },
        { id: ids.noor, name: 'Noor Haddad', nb_orders: 1, order_total: '3.50 EUR', anonymised: false },
      ],
    })
    const found = async (search: string) => {
      const answer = await manager.get(`${pages}/customers?search=${encodeURIComponent(search)}`)
      return answer.body.customers.map(({ id }: { id: string }) => id)
    }
    expect(await found('noor HAD')).toEqual([ids.noor])
    expect(await found('@EXAMPLE.com')).toEqual([ids.noor])
    expect(await found('t"É_1')).toEqual([ids.company])
    expect(await found('first_name')).toEqual([])
    expect(await found('%')).toEqual([ids.company])
  })

  test('50 a page, and none twice', async () => {
    const { account, add, pages } = await world()
    const admin = await hub.person({ admin: [account] })
    for (let number = 0; number < 53; number++) await add({ last_name: `C${number}` })
    const first = (await admin.get(`${pages}/customers`)).body
    const second = (await admin.get(`${pages}/customers?cursor=${first.next_cursor}`)).body
    const names = [...first.customers, ...second.customers].map(({ name }) => name)
    expect([first.customers.length, second.next_cursor]).toEqual([50, null])
    expect(names).toEqual(Array.from({ length: 53 }, (_, index) => `C${52 - index}`))
    expect((await admin.get(`${pages}/customers?cursor=nope`)).status).toBe(422)
  })

  test('a list of another location, or of another account, is 404', async () => {
    const { account, pages } = await world()
    const second = await hub.location(account.id, 'Roubaix')
    const ofSecond = await hub.customerList(account.id, 'Roubaix', second)
    const manager = await hub.person({ manager: [account.locationId] })
    const stranger = await hub.person({ admin: [await hub.account()] })
    expect((await manager.get(`${pages}/customers`)).status).toBe(200)
    for (const [who, path] of [
      [manager, `/accounts/${account.id}/customer-lists/${ofSecond}/customers`],
      [stranger, `${pages}/customers`],
    ] as const)
      expect((await who.get(path)).status).toBe(404)
  })
})

describe('who has rights on locations only (security S28)', () => {
  /** Two locations with an app each, and customers who ordered at one, at the other, at both and at none. */
  async function twoLocations() {
    const { account, shop, add, pages } = await world()
    const second = await hub.location(account.id, 'Roubaix')
    const there = await hub.app('There', { account, locationId: second })
    const ids = {
      here: await add({ last_name: 'Here', email: 'here@example.com', phone: '+33600000001' }),
      there: await add({ last_name: 'There', email: 'there@example.com', phone: '+33600000002' }),
      both: await add({ last_name: 'Both', email: 'both@example.com' }),
      none: await add({ last_name: 'None', email: 'none@example.com' }),
    }
    const order = (app: typeof shop, customer_id: string, price: string) =>
      app.post('/location/orders', { status: 'new', customer_id, charges: [{ name: 'Fee', price }] })
    await order(shop, ids.here, '1.00 EUR')
    await order(shop, ids.both, '2.00 EUR')
    await order(there, ids.both, '40.00 EUR')
    await order(there, ids.there, '80.00 EUR')
    return { account, second, shop, there, ids, pages }
  }

  test.each(['manager', 'admin'] as const)(
    'a location’s %s sees of an account list those who ordered there, with these orders’ figures (security S28)',
    async (role) => {
      const { account, second, ids, pages } = await twoLocations()
      const person = await hub.person({ [role]: [account.locationId] })
      const { customers } = (await person.get(`${pages}/customers`)).body
      expect(customers).toMatchObject([
        { id: ids.both, nb_orders: 1, order_total: '2.00 EUR' },
        { id: ids.here, nb_orders: 1, order_total: '1.00 EUR' },
      ])
      for (const search of ['there', 'none@', 'There'])
        expect((await person.get(`${pages}/customers?search=${search}`)).body.customers).toEqual([])
      const both = (await person.get(`${pages}/customers/${ids.both}`)).body
      expect(both).toMatchObject({
        customer: { nb_orders: 1, order_total: '2.00 EUR' },
        may_anonymise: false,
      })
      expect(both.customer.last_order_date).toBe(both.customer.first_order_date)
      const missing = await person.get(`${pages}/customers/zzzzz`)
      for (const id of [ids.there, ids.none])
        expect(await person.get(`${pages}/customers/${id}`)).toMatchObject({
          status: 404,
          body: missing.body,
        })
      expect((await person.post(`${pages}/export`)).status).toBe(403)
      const ofBoth = await hub.person({ [role]: [account.locationId, second] })
      expect((await ofBoth.get(`${pages}/customers`)).body.customers).toMatchObject([
        { id: ids.both, nb_orders: 2, order_total: '42.00 EUR' },
        { id: ids.there },
        { id: ids.here },
      ])
    },
  )

  test('of a list of the location every customer is seen, and may be exported by its Admin (security S28)', async () => {
    const { account } = await twoLocations()
    const own = await hub.customerList(account.id, 'Own', account.locationId)
    const app = await hub.app('Own', { account, customerListId: own })
    await app.post(`/customer_lists/${own}/customers`, { last_name: 'Regular' })
    const person = await hub.person({ admin: [account.locationId] })
    const path = `/accounts/${account.id}/customer-lists/${own}`
    expect((await person.get(`${path}/customers`)).body.customers).toMatchObject([{ name: 'Regular' }])
    expect((await person.post(`${path}/export`)).body.text).toContain('Regular')
  })

  test('«Voir les logs» tells nothing of a customer who is not seen, nor do the journals (security S28)', async () => {
    const { account, second, shop, there, ids } = await twoLocations()
    await there.listen({ customer: ['update'] })
    const list = `/customer_lists/${account.customerListId}/customers`
    await shop.patch(`${list}/${ids.here}`, { first_name: 'Hélène' })
    const person = await hub.person({ manager: [second] })
    const admin = await hub.person({ admin: [account] })
    const logs = (who: typeof person, query: string) =>
      who.get(`/accounts/${account.id}/logs?customer_list_id=${account.customerListId}${query}`)
    await there.patch(`${list}/${ids.here}`, { last_name: 'Heller' })
    await there.patch(`${list}/${ids.there}`, { last_name: 'Thérond' })
    const all = async () => (await logs(admin, '')).body.lines as { id: string; app: string; url: string }[]
    const changes = async (app: string, id: string) =>
      (await all()).filter((line) => line.app === app && line.url.endsWith(id))
    // The answer arrives before its log entry is written.
    await until(async () => (await changes('There', ids.there)).length === 1)
    await until(async () => (await changes('There', ids.here)).length === 1)
    const lines = (await logs(person, '')).body.lines.map(({ url }: { url: string }) => url)
    expect(lines).toContain(`/v1${list}/${ids.there}`)
    expect(JSON.stringify(lines)).not.toContain(ids.here)
    const missing = await logs(person, '&customer_id=zzzzz')
    expect(await logs(person, `&customer_id=${ids.here}`)).toMatchObject({ status: 404, body: missing.body })
    expect((await logs(person, `&customer_id=${ids.there}`)).status).toBe(200)
    const [line] = await changes('There', ids.here)
    const bodies = async (who: typeof person) =>
      JSON.stringify((await who.get(`/accounts/${account.id}/logs/${line!.id}`)).body)
    expect(await bodies(admin)).toContain('Heller')
    expect(await bodies(person)).not.toMatch(/Heller|here@example/)
    const journal = async (who: typeof person) => {
      const path = `/accounts/${account.id}/connections/${there.connectionId}/journal`
      return (await who.get(path)).body.events.map(({ event }: { event: object }) => event)
    }
    expect(JSON.stringify(await journal(admin))).toContain('Hélène')
    const told = await journal(person)
    expect(told).toMatchObject([{ resource_type: 'customer', customer_id: ids.here }])
    expect(JSON.stringify(told)).not.toMatch(/Hélène|here@example/)
  })
})

describe('the customer page (back-office §4.9)', () => {
  test('all details held, and his orders at the locations within reach, newest first', async () => {
    const { account, shop, add, pages } = await world()
    const second = await hub.location(account.id, 'Roubaix')
    const there = await hub.app('There', { account, locationId: second })
    const id = await add({ first_name: 'Noor', phone: '+33612345678', custom_fields: { vip: true } })
    const attached = { status: 'new', customer_id: id }
    const { body: here } = await shop.post('/location/orders', attached)
    const { body: other } = await there.post('/location/orders', attached)
    const admin = await hub.person({ admin: [account] })
    const manager = await hub.person({ manager: [account.locationId] })
    const seen = async (who: typeof admin) => (await who.get(`${pages}/customers/${id}`)).body
    expect(await seen(admin)).toMatchObject({
      list: { id: account.customerListId },
      customer: { id, phone: '+33612345678', nb_orders: 2, custom_fields: { vip: true }, private_ref: null },
      orders: [{ id: other.id }, { id: here.id, total: '0.00 EUR' }],
      may_anonymise: true,
    })
    expect(await seen(manager)).toMatchObject({ orders: [{ id: here.id }], may_anonymise: false })
    expect((await admin.get(`${pages}/customers/zzzzz`)).status).toBe(404)
  })

  test('«Anonymiser» does what the API does, for Admins only, and tells every app', async () => {
    const { account, shop, add, pages } = await world()
    await shop.listen({ customer: ['update'], order: ['update'] })
    const id = await add({ first_name: 'Noor', city: 'Lille' })
    const { body: order } = await shop.post('/location/orders', { status: 'new', customer_id: id })
    const manager = await hub.person({ manager: [account] })
    const admin = await hub.person({ admin: [account] })
    expect((await manager.post(`${pages}/customers/${id}/anonymise`)).status).toBe(403)
    const { status, body } = await admin.post(`${pages}/customers/${id}/anonymise`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      customer: { anonymised: true, first_name: null, city: 'Lille' },
      may_anonymise: false,
    })
    expect((await shop.get(`/location/orders/${order.id}`)).body.customer).toMatchObject({
      anonymised: true,
      first_name: null,
    })
    expect((await shop.events()).map(({ resource_type }) => resource_type).sort()).toEqual([
      'customer',
      'order',
    ])
  })
})

describe('CSV export of customers (back-office §7, 10.9)', () => {
  test('a customer named =1+1 arrives as text; the search is honoured; a Manager is refused; it is recorded', async () => {
    const { account, add, pages } = await world()
    await add({ first_name: '=1+1', email: 'calc@example.com' })
    await add({ first_name: 'Noor' })
    const admin = await hub.person({ admin: [account] })
    const manager = await hub.person({ manager: [account] })
    expect((await manager.post(`${pages}/export`)).status).toBe(403)
    const { body } = await admin.post(`${pages}/export?search=calc`)
    expect(body.filename).toMatch(/^customers-.+\.csv$/)
    expect(body.rows).toBe(1)
    const [header, line] = body.text.split('\r\n')
    expect(header).toMatch(/^\ufeffID;PRÉNOM;NOM;/)
    expect(line).toContain(";'=1+1;;;calc@example.com;")
    const rows = await hub.parts.db`select person_id, what, filters, row_count from data_export
      where account_id = ${account.id}`
    expect(rows).toEqual([
      {
        person_id: admin.userId,
        what: 'customers',
        filters: JSON.stringify({ customer_list_id: account.customerListId, search: 'calc' }),
        row_count: 1,
      },
    ])
  })
})
