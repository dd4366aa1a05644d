import { type App, type Person, startHub, type TestAccount, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
let account: TestAccount
let second: string
let admin: Person
let webshop: App
let platform: App
let now = Date.parse('2026-03-14T11:00:00Z')
const ids: Record<string, string> = {}

async function order(app: App, name: string, atUtc: string, body: object) {
  now = Date.parse(atUtc)
  const { body: created, text } = await app.post('/location/orders', { status: 'new', ...body })
  if (created.id === undefined) throw new Error(text)
  ids[name] = created.id
}

beforeAll(async () => {
  hub = await startHub({ clock: { now: () => now } })
  account = await hub.account()
  second = await hub.location(account.id, 'Roubaix')
  admin = await hub.person({ admin: [account] })
  webshop = await hub.app('Basil Web', { account })
  platform = await hub.app('Platform', { account, locationId: second })
  const soup = (price: string) => [{ product_name: 'Soup', price, quantity: '1' }]
  await order(webshop, 'early', '2026-03-13T22:30:00Z', {
    ref: 'W-1',
    items: soup('5.00 EUR'),
    customer: { first_name: 'Ines', last_name: 'Durand' },
  })
  await order(webshop, 'late', '2026-03-13T23:30:00Z', {
    ref: 'w-2',
    items: soup('7.50 EUR'),
    customer: { company_name: 'Acme' },
    private_ref: 'P1',
  })
  await order(platform, 'roubaix', '2026-03-14T09:00:00Z', { items: soup('2.00 EUR') })
  await order(platform, 'rejected', '2026-03-14T10:00:00Z', { status: 'rejected', items: soup('9.00 EUR') })
  now = Date.parse('2026-03-14T11:00:00Z')
})
afterAll(() => hub.close())

const list = async (query: string, person = admin) => {
  const { status, body } = await person.get(`/orders?account_id=${account.id}&${query}`)
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body
}
const idsOf = async (query: string) => (await list(query)).orders.map(({ id }: { id: string }) => id)

describe('GET /api/orders (back-office §4.5)', () => {
  test('newest first, with what a line shows', async () => {
    expect(await list('')).toEqual({
      timezone: 'Europe/Paris',
      origins: ['Basil Web', 'Platform'],
      next_cursor: null,
      orders: [
        expect.objectContaining({
          id: ids.rejected,
          status: 'rejected',
          location: { id: second, name: 'Roubaix' },
        }),
        expect.objectContaining({ id: ids.roubaix, origin: 'Platform', customer_name: null, ref: null }),
        expect.objectContaining({
          id: ids.late,
          customer_name: 'Acme',
          created_at: '2026-03-14T00:30:00+01:00',
        }),
        {
          id: ids.early,
          location: { id: account.locationId, name: 'Lille' },
          ref: 'W-1',
          created_at: '2026-03-13T23:30:00+01:00',
          customer_name: 'Ines Durand',
          total: '5.00 EUR',
          status: 'new',
          origin: 'Basil Web',
        },
      ],
    })
  })

  test('is narrowed by location, days of the zone, status, origin, and id or reference without case', async () => {
    expect(await idsOf(`location_id=${second}`)).toEqual([ids.rejected, ids.roubaix])
    expect((await list(`location_id=${second}`)).origins).toEqual(['Platform'])
    expect(await idsOf('to=2026-03-13')).toEqual([ids.early])
    expect(await idsOf('from=2026-03-14')).toEqual([ids.rejected, ids.roubaix, ids.late])
    expect(await idsOf('from=2026-03-13&to=2026-03-13')).toEqual([ids.early])
    expect(await idsOf('status=rejected')).toEqual([ids.rejected])
    expect(await idsOf('origin=Basil+Web')).toEqual([ids.late, ids.early])
    expect(await idsOf('search=W-2')).toEqual([ids.late])
    expect(await idsOf(`search=+${ids.roubaix!.toUpperCase()}`)).toEqual([ids.roubaix])
    expect(await idsOf('search=W')).toEqual([])
  })

  test('the search finds the customer’s names and phone, however they are written', async () => {
    const own = await hub.account()
    const till = await hub.app('till', { account: own })
    const lea = await hub.person({ admin: [own] })
    const named = async (customer: object, ref?: string): Promise<string> =>
      (await till.post('/location/orders', { status: 'new', ref, customer })).body.id
    const zoe = await named({ first_name: 'Zoé', last_name: "O'Brien", phone: '+33 6 12 34 56 78' })
    const martin = await named({ first_name: 'MARTIN', phone: '06.12.99.00.11' }, 'Zoé 1')
    const acme = await named({ company_name: 'Société Œuf', phone: '0475 12 34 56' })
    const find = async (search: string, more = {}) => {
      const query = new URLSearchParams({ account_id: own.id, search, ...more })
      const { status, body } = await lea.get(`/orders?${query}`)
      if (status !== 200) throw new Error(JSON.stringify(body))
      return body.orders.map(({ id }: { id: string }) => id)
    }
    const found: [search: string, orders: string[]][] = [
      ['zoe', [zoe]],
      ['ZOÉ', [zoe]],
      ['obrien', []],
      ["o'brien zo", [zoe]],
      ['o’brien martin', []],
      ['mart', [martin]],
      ['oeuf', [acme]],
      ['societe', [acme]],
      ['0612345678', [zoe]],
      ['06 12 34', [zoe]],
      ['+33612', [zoe, martin]],
      ['0033 6 12 99 00 11', [martin]],
      ['0475123456', [acme]],
      ['+32 475 12 34 56', [acme]],
      ['martin 0612', [martin]],
      ['zoé 1', [martin]],
      ["'; drop table orders --", []],
      ["\\' : * & | !", []],
      ['%', []],
    ]
    for (const [search, orders] of found)
      expect([search, (await find(search)).sort()]).toEqual([search, orders.sort()])
    // Within the filters, and page by page.
    expect(await find('+33612', { status: 'accepted' })).toEqual([])
    expect((await till.patch(`/location/orders/${zoe}`, { status: 'accepted' })).status).toBe(200)
    expect(await find('+33612', { status: 'accepted' })).toEqual([zoe])
  })

  test('the search finds nothing of another account, nor of a location out of reach', async () => {
    const roubaix = await hub.person({ manager: [second] })
    const strangers = await hub.account()
    const stranger = await hub.person({ admin: [strangers] })
    const search = 'search=durand'
    expect(await idsOf(search)).toEqual([ids.early])
    expect((await list(search, roubaix)).orders).toEqual([])
    expect((await stranger.get(`/orders?account_id=${strangers.id}&${search}`)).body.orders).toEqual([])
    expect((await stranger.get(`/orders?account_id=${account.id}&${search}`)).status).toBe(404)
  })

  test('an anonymised customer is found no more', async () => {
    const own = await hub.account()
    const till = await hub.app('till', { account: own })
    const lea = await hub.person({ admin: [own] })
    const person = { first_name: 'Yvonne', phone: '0611223344', email: 'yvonne@hub.test' }
    const customers = `/customer_lists/${own.customerListId}/customers`
    const { body: customer } = await till.post(customers, person)
    const { body: placed } = await till.post('/location/orders', { status: 'new', customer_id: customer.id })
    const find = async (search: string) =>
      (await lea.get(`/orders?account_id=${own.id}&search=${search}`)).body.orders.map(
        ({ id }: { id: string }) => id,
      )
    expect([await find('yvonne'), await find('0611223344')]).toEqual([[placed.id], [placed.id]])
    expect((await till.post(`${customers}/${customer.id}/anonymise`)).status).toBe(200)
    expect([await find('yvonne'), await find('0611223344'), await find(placed.id)]).toEqual([
      [],
      [],
      [placed.id],
    ])
  })

  test.each([
    ['from=2026-02-30', 'from'],
    ['to=yesterday', 'to'],
    ['status=cooking', 'status'],
    ['cursor=abc', 'cursor'],
    ['search=a&search=b', 'search'],
  ])('%s is refused on its field', async (query, field) => {
    const { status, body } = await admin.get(`/orders?account_id=${account.id}&${query}`)
    expect([status, body.errors?.[0]?.field]).toEqual([422, field])
  })

  test.each(['0000-01-01', '0001-01-01', '9999-12-31'])(
    'from and to take any date that exists: %s (back-office §4.5)',
    async (day) => {
      for (const query of [`from=${day}`, `to=${day}`])
        expect((await admin.get(`/orders?account_id=${account.id}&${query}`)).status).toBe(200)
    },
  )

  test('a search of any length is answered, and holds nobody (security S10)', async () => {
    for (const search of [
      '('.repeat(12_000),
      'x'.repeat(12_000),
      '1234+'.repeat(2400),
      '%E5%AD%97'.repeat(1200),
    ])
      expect((await admin.get(`/orders?account_id=${account.id}&search=${search}`)).body.orders).toEqual([])
  })

  test('50 a page, and an order that comes meanwhile causes no duplicate', async () => {
    const busy = await hub.account()
    const app = await hub.app('Basil Web', { account: busy })
    const person = await hub.person({ manager: [busy] })
    for (let index = 0; index < 51; index++) {
      now += 1000
      await app.post('/location/orders', { status: 'new' })
    }
    const first = (await person.get(`/orders?account_id=${busy.id}`)).body
    expect(first.orders).toHaveLength(50)
    now += 1000
    await app.post('/location/orders', { status: 'new' })
    const next = await person.get(`/orders?account_id=${busy.id}&cursor=${first.next_cursor}`)
    expect(next.body).toMatchObject({ orders: [{}], next_cursor: null })
    const seen = [...first.orders, ...next.body.orders].map(({ id }: { id: string }) => id)
    expect(new Set(seen).size).toBe(51)
  })
})

describe('GET /api/orders/:location_id/:order_id (back-office §4.6)', () => {
  test('the public representation, private refs null', async () => {
    const { body } = await admin.get(`/orders/${account.locationId}/${ids.late}`)
    expect(body).toMatchObject({
      location: { id: account.locationId, name: 'Lille' },
      account: { id: account.id, name: 'Pizzeria Roma' },
      timezone: 'Europe/Paris',
    })
    const { body: asSeen } = await webshop.get(`/location/orders/${ids.late}`)
    expect(asSeen.private_ref).toBe('P1')
    expect(body.order).toEqual({ ...asSeen, private_ref: null })
  })

  test('another location, another account, a wrong id: 404', async () => {
    const local = await hub.person({ manager: [second] })
    const foreign = await hub.person({ admin: [await hub.account()] })
    for (const [person, path] of [
      [local, `/orders/${account.locationId}/${ids.late}`],
      [foreign, `/orders/${second}/${ids.roubaix}`],
      [admin, `/orders/${second}/${ids.late}`],
      [admin, `/orders/${second}/nope`],
      [admin, '/orders/nope/nope'],
    ] as const)
      expect((await person.get(path)).status).toBe(404)
    expect((await local.get(`/orders/${second}/${ids.roubaix}`)).status).toBe(200)
    expect((await list('', local)).orders).toHaveLength(2)
  })
})

describe('GET /api/dashboard', () => {
  test('the business day of the first location: orders per status, sales, the latest, what is plugged in', async () => {
    const { body } = await admin.get(`/dashboard?account_id=${account.id}`)
    expect(body).toMatchObject({
      timezone: 'Europe/Paris',
      since: '2026-03-14T06:00:00+01:00',
      count: 1, // the same orders as the total (support U15)
      total: '2.00 EUR',
      statuses: [
        { status: 'new', count: 1 },
        { status: 'rejected', count: 1 },
      ],
      latest: [{ id: ids.rejected }, { id: ids.roubaix }],
    })
    expect(body.groups.map(({ id }: { id: string }) => id)).toEqual([account.id, account.locationId, second])
  })

  test('of one location, also where nothing was ordered', async () => {
    const { body } = await admin.get(`/dashboard?account_id=${account.id}&location_id=${account.locationId}`)
    expect(body).toMatchObject({ count: 0, total: '0.00 EUR', statuses: [], latest: [], groups: [{}] })
    expect(body.groups[0].connections).toMatchObject([{ client_name: 'Basil Web' }])
  })
})

describe('CSV export of orders (back-office §7, 10.9)', () => {
  test('has the filters and the language of the page; a Manager is refused', async () => {
    const { body } = await admin.post(`/exports/orders?account_id=${account.id}&status=rejected`)
    expect(body.rows).toBe(1)
    expect(body.text.split('\r\n')[0]).toBe(
      '\ufeffDATE;ID;RÉFÉRENCE;POINT DE VENTE;CLIENT;MONTANT;DEVISE;STATUT;ORIGINE;SERVICE',
    )
    expect(body.text).toContain(`;${ids.rejected};`)
    expect(body.text).toContain(';Rejetée;')
    const english = await admin.post(`/exports/orders?account_id=${account.id}&status=rejected&locale=en-GB`)
    expect(english.body.text.split('\r\n')[0]).toBe(
      '\ufeffDATE,ID,REF,LOCATION,CUSTOMER,AMOUNT,CURRENCY,STATUS,ORIGIN,SERVICE',
    )
    expect(english.body.text).toContain(',Rejected,')
    expect((await admin.post(`/exports/orders?account_id=${account.id}&locale=de-DE`)).status).toBe(422)
    expect((await admin.post(`/exports/orders?account_id=${account.id}&from=nope`)).status).toBe(422)
    const manager = await hub.person({ manager: [account] })
    expect((await manager.post(`/exports/orders?account_id=${account.id}`)).status).toBe(403)
  })
})

describe('the last 30 days of the dashboard (back-office §4.1)', () => {
  test('orders and sales leave out the same orders; each day is there; origins by sales', async () => {
    const { body } = await admin.get(`/sales?account_id=${account.id}`)
    expect(body).toMatchObject({
      timezone: 'Europe/Paris',
      total: '14.50 EUR',
      count: 3,
      origins: [
        { origin: 'Basil Web', total: '12.50 EUR', count: 2 },
        { origin: 'Platform', total: '2.00 EUR', count: 1 },
      ],
    })
    expect(body.days).toHaveLength(30)
    expect(body.days.slice(-3)).toEqual([
      { day: '2026-03-12', total: '0.00 EUR', count: 0 },
      { day: '2026-03-13', total: '5.00 EUR', count: 1 },
      { day: '2026-03-14', total: '9.50 EUR', count: 2 },
    ])
    expect(body.new_customers).toHaveLength(30)
    const { body: one } = await admin.get(`/sales?account_id=${account.id}&location_id=${second}`)
    expect([one.total, one.count, one.new_customers]).toEqual(['2.00 EUR', 1, null])
  })
})
