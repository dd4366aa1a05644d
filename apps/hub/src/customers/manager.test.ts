import { startHub, type TestHub } from '@hub/testing'
import { sql } from 'kysely'
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
    const manager = await hub.person({ manager: [account.locationId] })
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
    const { rows } = await sql`select person_id, what, filters, row_count from data_export
      where account_id = ${account.id}`.execute(hub.parts.db)
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
