import { type OAuthClient, type Person, startHub, type TestAccount, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

let hub: TestHub
let account: TestAccount
let admin: Person
let client: OAuthClient
const scope = 'location[orders.write,customer_list.write,catalog.read]'

beforeAll(async () => {
  hub = await startHub()
  account = await hub.account()
  admin = await hub.person({ admin: [account] })
  client = await hub.oauthClient('Kezia II')
})
afterAll(() => hub.close())

const listOf = async (person: Person, query: string) => (await person.get(`/connections?${query}`)).body

describe('GET /api/connections (back-office §4.2)', () => {
  test('the account first, then each location, a card per connection', async () => {
    const place = await hub.account({ name: 'Fast Pizza' })
    const second = await hub.location(place.id, 'Roubaix')
    const person = await hub.person({ admin: [place] })
    const till = await client.connect(person, { scope, device_id: 'Kajiro Thaï', location_id: second })
    await client.connect(person, { scope: 'account[orders.read]' })
    expect(await listOf(person, `account_id=${place.id}`)).toEqual({
      timezone: 'Europe/Paris',
      groups: [
        {
          level: 'account',
          id: place.id,
          name: 'Fast Pizza',
          suspended: false,
          abilities: expect.objectContaining({ disconnect: true }),
          connections: [expect.objectContaining({ scope: 'account[orders.read]', catalog: null })],
        },
        expect.objectContaining({ level: 'location', id: place.locationId, connections: [] }),
        expect.objectContaining({
          id: second,
          connections: [
            {
              id: expect.any(String),
              client_id: client.clientId,
              client_name: 'Kezia II',
              authorised_by: 'Léa Petit',
              authorised_way: 'redirect',
              redirect_host: 'shop.example',
              device_id: 'Kajiro Thaï',
              health: { state: 'never_seen', since: expect.any(String), waiting: 0, failure: null },
              blocked: false,
              connected_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00$/),
              last_request_at: null,
              scope,
              catalog: { id: place.catalogId, name: 'Fast Pizza' },
              customer_list: { id: place.customerListId, name: 'Fast Pizza' },
              open_url: null,
              reconnect_url: null,
            },
          ],
        }),
      ],
    })
    const one = await listOf(person, `account_id=${place.id}&location_id=${second}`)
    expect(one.groups.map(({ id }: { id: string }) => id)).toEqual([second])
    await till.app.get('/location')
    await vi.waitFor(async () => {
      const { groups } = await listOf(person, `account_id=${place.id}&location_id=${second}`)
      expect(Date.now() - Date.parse(groups[0].connections[0].last_request_at)).toBeLessThan(60_000)
    }, 30_000)
  })

  test('a location user sees that location only; an account out of reach is 404', async () => {
    const second = await hub.location(account.id, 'Roubaix')
    const person = await hub.person({ manager: [second] })
    const { groups } = await listOf(person, `account_id=${account.id}`)
    expect(groups.map(({ id }: { id: string }) => id)).toEqual([second])
    expect(groups[0].abilities).toMatchObject({ block: true, disconnect: false })
    for (const query of [
      `account_id=${account.id}&location_id=${account.locationId}`,
      `account_id=${(await hub.account()).id}`,
      'account_id=nope',
      `account_id=${account.id}&location_id=zzzzz-9`,
    ])
      expect((await person.get(`/connections?${query}`)).status).toBe(404)
    expect((await person.get('/connections')).status).toBe(422)
  })
})

describe('block, unblock and disconnect (back-office 10.4, oauth 12.9)', () => {
  const actionsOf = async (person: Person, at: TestAccount) => {
    const { groups } = await listOf(person, `account_id=${at.id}`)
    const [{ id }] = groups.at(-1).connections
    const path = `/accounts/${at.id}/connections/${id}`
    return {
      path,
      block: () => person.post(`${path}/block`),
      unblock: () => person.post(`${path}/unblock`),
      disconnect: () => person.delete(path),
    }
  }

  test("a blocked app's next call shows the exact 401, works again after unblocking, and reconnecting unblocks", async () => {
    const place = await hub.account()
    const person = await hub.person({ manager: [place.locationId] })
    const { app, access_token } = await client.connect(person, { scope })
    await app.listen({ order: ['create'] })
    const { block, unblock } = await actionsOf(person, place)
    const stream = app.stream()
    await stream.opened
    expect(await block()).toMatchObject({ status: 200, body: { blocked: true } })
    expect(await stream.next()).toMatchObject({ event: 'closed', data: 'The connection has been blocked' })
    expect(await app.get('/location')).toMatchObject({
      status: 401,
      body: { message: 'The connection has been blocked', error_type: 'unauthorized' },
    })
    const webshop = await hub.app('webshop', { account: place })
    await webshop.post('/location/orders', { status: 'new' })
    expect((await unblock()).body).toMatchObject({ blocked: false })
    expect(await app.events()).toHaveLength(1)
    await block()
    // Contract, security S26: only by a user who may disconnect it.
    const again = await client.connect(await hub.person({ admin: [place] }), { scope })
    expect(again.access_token).toBe(access_token)
    expect((await app.get('/location')).status).toBe(200)
  })

  test('a disconnected app gets the exact 401, and a new token when it is authorised again', async () => {
    const place = await hub.account()
    const person = await hub.person({ admin: [place] })
    const { app, access_token } = await client.connect(person, { scope })
    await app.listen({ order: ['create'] })
    const { disconnect, path } = await actionsOf(person, place)
    expect(await disconnect()).toMatchObject({ status: 204, body: undefined })
    expect(await app.get('/location')).toMatchObject({
      status: 401,
      body: { message: 'The access token is invalid or the connection has been revoked' },
    })
    expect((await disconnect()).status).toBe(404)
    expect((await person.post(`${path}/block`)).status).toBe(404)
    const again = await client.connect(person, { scope })
    expect(again.access_token).not.toBe(access_token)
    expect((await again.app.get('/callback')).body).toEqual({ url: null, events: {} })
  })

  test('a Manager may block but not disconnect; a stranger finds nothing; nobody acts without a CSRF token', async () => {
    const place = await hub.account()
    const person = await hub.person({ admin: [place] })
    const { app } = await client.connect(person, { scope })
    const manager = await hub.person({ manager: [place] })
    const { path } = await actionsOf(person, place)
    expect(await manager.delete(path)).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    for (const action of [
      () => admin.delete(path),
      () => admin.post(`${path}/block`),
      () => person.post(`/accounts/${place.id}/connections/nope/block`),
      () => admin.post(`/accounts/${account.id}/connections/${path.split('/').at(-1)}/block`),
    ])
      expect(await action()).toMatchObject({ status: 404, body: { code: 'not_found' } })
    expect((await person.delete(path, { csrf: null })).status).toBe(403)
    expect((await app.get('/location')).status).toBe(200)
  })

  test('a location user does not reach the connections of the account', async () => {
    const place = await hub.account()
    const person = await hub.person({ admin: [place] })
    await client.connect(person, { scope: 'account[orders.read]' })
    const { groups } = await listOf(person, `account_id=${place.id}`)
    const [{ id }] = groups[0].connections
    const local = await hub.person({ admin: [place.locationId] })
    expect((await local.delete(`/accounts/${place.id}/connections/${id}`)).status).toBe(404)
  })
})
