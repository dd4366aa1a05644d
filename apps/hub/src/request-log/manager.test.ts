import {
  type App,
  type Person,
  type Receiver,
  startHub,
  startReceiver,
  type TestAccount,
  type TestHub,
  until,
} from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
let receiver: Receiver
beforeAll(async () => {
  hub = await startHub()
  receiver = await startReceiver()
})
afterAll(async () => {
  await receiver.close()
  await hub.close()
})

interface World {
  account: TestAccount
  shop: App
  till: App
  admin: Person
  manager: Person
}

async function world(): Promise<World> {
  const account = await hub.account()
  return {
    account,
    shop: await hub.app('Basil Web', { account }),
    till: await hub.app('Kezia II', { account }),
    admin: await hub.person({ admin: [account] }),
    manager: await hub.person({ manager: [account.locationId] }),
  }
}

/** Waits until there are that many lines, because an answer arrives before it is logged. */
async function linesOf(person: Person, { id }: TestAccount, query: string, count: number) {
  let lines: { id: string; method: string; url: string; status: number; resource: string; app: string }[] = []
  await until(async () => {
    const { body } = await person.get(`/accounts/${id}/logs?${query}`)
    lines = body.lines
    return lines.length >= count
  })
  return lines
}
const briefly = (lines: Awaited<ReturnType<typeof linesOf>>) =>
  lines.map(({ resource, method, status }) => `${resource} ${method} ${status}`)

describe('the logs of a connection (back-office §4.4)', () => {
  test('mix calls of the app and deliveries to it, newest first, and are narrowed by resource and method', async () => {
    const { account, shop, till, manager } = await world()
    await till.receive(`${receiver.url}?key=secret`, { order: ['create'] })
    await shop.post('/location/orders', { status: 'new' })
    await till.get('/location')
    const of = `connection_id=${till.connectionId}`
    await linesOf(manager, account, of, 3)
    const lines = await linesOf(manager, account, of, 3)
    expect(briefly(lines).sort()).toEqual(['callback POST 200', 'callback_log POST 200', 'location GET 200'])
    const delivery = lines.find(({ resource }) => resource === 'callback_log')!
    expect(delivery.url).toBe(`${receiver.url}?***`)
    const narrowed = async (more: string) => briefly(await linesOf(manager, account, `${of}&${more}`, 1))
    expect(await narrowed('method=GET')).toEqual(['location GET 200'])
    expect(await narrowed('resource=location,catalog')).toEqual(['location GET 200'])
    expect(await narrowed('resource=callback_log')).toEqual(['callback_log POST 200'])
    const { body } = await manager.get(`/accounts/${account.id}/logs?${of}&from=2090-01-01T00:00`)
    expect(body.lines).toEqual([])
    expect((await manager.get(`/accounts/${account.id}/logs?${of}&resource=nope`)).status).toBe(422)
    expect((await manager.get(`/accounts/${account.id}/logs`)).status).toBe(422)
  })

  test('50 a page, none twice, none lost', async () => {
    const { account, shop, manager } = await world()
    for (let number = 0; number < 53; number++) await shop.get(`/location?n=${number}`)
    const of = `connection_id=${shop.connectionId}`
    await until(async () => {
      const { body } = await manager.get(`/accounts/${account.id}/logs?${of}`)
      // Not always the first, because two calls may fall in the same millisecond.
      return body.lines.length === 50 && body.lines.some(({ url }: { url: string }) => url.endsWith('n=52'))
    })
    const first = (await manager.get(`/accounts/${account.id}/logs?${of}`)).body
    const second = (await manager.get(`/accounts/${account.id}/logs?${of}&cursor=${first.next_cursor}`)).body
    expect(second.next_cursor).toBeNull()
    expect(new Set([...first.lines, ...second.lines].map(({ url }) => url)).size).toBe(53)
  })

  test('its card has scope, list, catalogue, callback and activity; the token is for Admins (back-office §3.1)', async () => {
    const { account, shop, admin, manager } = await world()
    await shop.receive(`${receiver.url}?key=secret`, { order: ['create', 'update'] })
    const path = `/accounts/${account.id}/connections/${shop.connectionId}`
    await linesOf(admin, account, `connection_id=${shop.connectionId}`, 1)
    const { body } = await admin.get(path)
    expect(body).toMatchObject({
      client_name: 'Basil Web',
      scope: 'location[orders.write,customer_list.write,catalog.write]',
      catalog: { id: account.catalogId },
      callback_url: `${receiver.url}?***`,
      callback_events: { order: ['create', 'update'] },
      may_see_token: true,
    })
    expect(body.activity).toHaveLength(30)
    expect(body.activity.at(-1).count).toBe(1)
    expect((await admin.post(`${path}/token`)).body).toEqual({ token: shop.token })
    expect((await manager.get(path)).body.may_see_token).toBe(false)
    expect((await manager.post(`${path}/token`)).status).toBe(403)
  })

  test('a connection out of reach is 404, its lines too', async () => {
    const { account, shop, admin } = await world()
    const second = await hub.location(account.id, 'Roubaix')
    const there = await hub.person({ manager: [second] })
    const [line] = await (async () => {
      await shop.get('/location')
      return linesOf(admin, account, `connection_id=${shop.connectionId}`, 1)
    })()
    for (const path of [
      `/logs?connection_id=${shop.connectionId}`,
      `/logs/${line!.id}`,
      `/connections/${shop.connectionId}`,
    ])
      expect((await there.get(`/accounts/${account.id}${path}`)).status).toBe(404)
    const stranger = await hub.person({ admin: [await hub.account()] })
    expect((await stranger.get(`/accounts/${account.id}/logs/${line!.id}`)).status).toBe(404)
  })
})

describe('the logs of an order, a list, a catalogue', () => {
  test('the POST and one exchange per delivery, each attempt with its code, tokens masked (back-office 10.8)', async () => {
    const { account, shop, till, admin } = await world()
    await till.receive(receiver.url, { order: ['create'] })
    const display = await hub.app('Kitchen', { account })
    await display.listen({ order: ['create'] })
    const { body: order } = await shop.post('/location/orders', { status: 'new', ref: 'W-1' })
    const of = `order_id=${order.id}&location_id=${account.locationId}`
    const [line] = await linesOf(admin, account, of, 1)
    expect(line).toMatchObject({ app: 'Basil Web', method: 'POST', url: '/v1/location/orders', status: 200 })
    await until(async () => {
      const { body } = await admin.get(`/accounts/${account.id}/logs/${line!.id}`)
      return body.exchanges.some(
        ({ status, kind }: { status: number; kind: string }) => kind === 'active' && status,
      )
    })
    const { body } = await admin.get(`/accounts/${account.id}/logs/${line!.id}`)
    expect(body.exchanges).toMatchObject([
      { kind: 'request', app: 'Basil Web', status: 200, request_body: '{"status":"new","ref":"W-1"}' },
      { kind: 'active', app: 'Kezia II', status: 200, method: 'POST', url: receiver.url },
      { kind: 'passive', app: 'Kitchen', status: null },
    ])
    const [request, delivery] = body.exchanges
    expect(request.request_headers['x-access-token']).toBe(
      `${shop.token.slice(0, 6)}...${shop.token.slice(-6)}`,
    )
    expect(request.answer_headers['x-request-id']).toMatch(/^\w+$/)
    expect(JSON.parse(delivery.request_body)).toMatchObject({ event_type: 'create', order_id: order.id })
    expect(JSON.stringify(body)).not.toContain(shop.token)
  })

  test('what touched a list, a customer or a catalogue, by whatever app', async () => {
    const { account, shop, till } = await world()
    // Contract, security S28: a location's Manager sees only customers who ordered there.
    const manager = await hub.person({ manager: [account] })
    const list = `/customer_lists/${account.customerListId}/customers`
    const { body: customer } = await shop.post(list, { first_name: 'Inès' })
    await till.get(`${list}/${customer.id}`)
    await till.put(`/catalogs/${account.catalogId}`, { data: {} })
    const lists = `customer_list_id=${account.customerListId}`
    expect(briefly(await linesOf(manager, account, lists, 2))).toEqual([
      'customer GET 200',
      'customer POST 200',
    ])
    expect(await linesOf(manager, account, `${lists}&customer_id=${customer.id}`, 2)).toHaveLength(2)
    expect(briefly(await linesOf(manager, account, `catalog_id=${account.catalogId}`, 1))).toEqual([
      'catalog PUT 200',
    ])
    expect((await manager.get(`/accounts/${account.id}/logs?catalog_id=zzzzz`)).status).toBe(404)
  })
})

test('«Abandonner cet événement»: pending no more, kept in the journal (back-office §4.7)', async () => {
  const { account, shop, till, manager } = await world()
  await till.listen({ order: ['create'] })
  await shop.post('/location/orders', { status: 'new' })
  const [event] = await till.events()
  const path = `/accounts/${account.id}/connections/${till.connectionId}/journal/${event!.id}/abandon`
  expect((await manager.post(path)).status).toBe(204)
  expect(await till.events()).toEqual([])
  expect((await till.get('/callback/journal')).body).toMatchObject([{ id: event!.id, state: 'failed' }])
  expect((await manager.post(path)).status).toBe(404)
})
