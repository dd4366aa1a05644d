import type { EndedConnections } from '@hub/contract/manager'
import { type App, type Person, startHub, type TestAccount, type TestHub, until } from '@hub/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

async function world() {
  const account = await hub.account()
  const admin = await hub.person({ admin: [account], firstName: 'Léa', lastName: 'Petit' })
  const till = await hub.app('Kezia II', { account })
  return { account, admin, till, path: `/accounts/${account.id}/connections/${till.connectionId}` }
}
const ended = async (person: Person, account: TestAccount): Promise<EndedConnections['connections']> =>
  (await person.get(`/connections/ended?account_id=${account.id}`)).body.connections
const logged = async (admin: Person, account: TestAccount, app: App): Promise<[string, number][]> => {
  const { body } = await admin.get(`/accounts/${account.id}/logs?connection_id=${app.connectionId}`)
  return body.lines.map(({ url, status }: { url: string; status: number }) => [url, status])
}

test('calls with a token that was revoked are logged under the connection that had it (support U4)', async () => {
  const { account, admin, till, path } = await world()
  expect((await till.get('/location')).status).toBe(200)
  expect((await admin.delete(path)).status).toBe(204)
  expect(await till.get('/location/orders')).toMatchObject({
    status: 401,
    text: '{"message":"The access token is invalid or the connection has been revoked","error_type":"unauthorized"}',
  })
  await until(async () => (await logged(admin, account, till)).length === 2)
  expect(await logged(admin, account, till)).toEqual([
    ['/v1/location/orders', 401],
    ['/v1/location', 200],
  ])
})

test('calls of a blocked connection are logged too; of a token that never was, nowhere (support U4)', async () => {
  const { account, admin, till, path } = await world()
  await admin.post(`${path}/block`)
  expect((await till.get('/location')).status).toBe(401)
  await until(async () => (await logged(admin, account, till)).length === 1)
  expect(await logged(admin, account, till)).toEqual([['/v1/location', 401]])
  const stranger = await fetch(`${hub.origin}/v1/location`, { headers: { 'x-access-token': 'a'.repeat(32) } })
  expect(stranger.status).toBe(401)
  await hub.parts.requestLog.flush()
  expect(await logged(admin, account, till)).toHaveLength(1)
})

test('an ended connection is listed for 90 days with who ended it, its logs and its journal (support U4)', async () => {
  const { account, admin, till, path } = await world()
  await admin.delete(path)
  expect(await ended(admin, account)).toEqual([
    {
      id: till.connectionId,
      client_name: 'Kezia II',
      device_id: null,
      location: { id: account.locationId, name: 'Lille' },
      connected_at: expect.any(String),
      ended_at: expect.any(String),
      ended_by: { kind: 'user', name: 'Léa Petit' },
    },
  ])
  expect((await admin.get(`${path}/journal`)).status).toBe(200)
  expect((await admin.get(path)).body.ended).toBe(true)
  const stranger = await hub.person({ admin: [await hub.account()] })
  expect((await stranger.get(`/connections/ended?account_id=${account.id}`)).status).toBe(404)
  await hub.parts
    .db`update connection set ended_at = now() - interval '91 days' where id = ${till.connectionId}`
  expect(await ended(admin, account)).toEqual([])
})

test('who revokes with the client’s own secret, and the operator, are told apart (support U4)', async () => {
  const { account, admin, till } = await world()
  const other = await hub.app('Kitchen', { account })
  await hub.operator('DELETE', `/connections/${till.connectionId}`)
  const client = await hub.client('Shop')
  const shop = await hub.app('Shop', { account, client })
  const revoked = await fetch(`${hub.origin}/oauth2/v1/revoke`, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: client.clientId,
      client_secret: client.clientSecret,
      token: shop.token,
    }),
  })
  expect(revoked.status).toBe(200)
  const kinds = (await ended(admin, account)).map(({ client_name, ended_by }) => [
    client_name,
    ended_by?.kind,
  ])
  expect(Object.fromEntries(kinds)).toEqual({ 'Kezia II': 'operator', Shop: 'app' })
  expect((await other.get('/location')).status).toBe(200)
})
