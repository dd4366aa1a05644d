import { type OAuthClient, startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

let hub: TestHub
let client: OAuthClient
const scope = 'location[orders.write]'
const suspended = 'The account/location has been suspended for non payment of the subscription'

beforeAll(async () => {
  hub = await startHub()
  client = await hub.oauthClient('Kezia II')
})
afterAll(() => hub.close())

const suspend = (path: string) => hub.operator('POST', `/${path}/suspend`)
const resume = (path: string) => hub.operator('POST', `/${path}/resume`)

test('a suspended account suspends all its connections, streams included, until it is resumed (oauth §9)', async () => {
  const account = await hub.account()
  const till = await hub.app('till', { account })
  const crm = await hub.app('crm', { account, scope: 'account[orders.read]' })
  const elsewhere = await hub.app('elsewhere', { account: await hub.account() })
  const stream = till.stream()
  await stream.opened
  expect(await suspend(`accounts/${account.id}`)).toEqual({
    status: 200,
    body: { id: account.id, suspended: true },
  })
  for (const [app, path] of [
    [till, '/location'],
    [crm, '/account'],
  ] as const)
    expect(await app.get(path)).toMatchObject({
      status: 401,
      body: { message: suspended, error_type: 'unauthorized' },
    })
  expect(await stream.next()).toMatchObject({ event: 'closed', data: suspended })
  expect((await elsewhere.get('/location')).status).toBe(200)
  await resume(`accounts/${account.id}`)
  expect((await till.get('/location')).status).toBe(200)
})

test('a suspended location suspends those bound to it; an account-level token gets 403 on it (oauth §9)', async () => {
  const account = await hub.account()
  const second = await hub.location(account.id, 'Roubaix')
  const till = await hub.app('till', { account })
  const other = await hub.app('other', { account, locationId: second })
  const crm = await hub.app('crm', { account, scope: 'account[orders.read]' })
  await suspend(`locations/${account.locationId}`)
  expect(await till.get('/location')).toMatchObject({ status: 401, body: { message: suspended } })
  expect((await other.get('/location')).status).toBe(200)
  expect(await crm.get(`/locations/${account.locationId}/orders`)).toMatchObject({
    status: 403,
    body: { error_type: 'forbidden' },
  })
  expect((await crm.get(`/locations/${second}/orders`)).status).toBe(200)
  await resume(`locations/${account.locationId}`)
  expect((await crm.get(`/locations/${account.locationId}/orders`)).status).toBe(200)
})

test('revoked comes before suspended, suspended before blocked (oauth §9)', async () => {
  const account = await hub.account()
  const till = await hub.app('till', { account })
  const message = async () => (await till.get('/location')).body.message
  await hub.operator('POST', `/connections/${till.connectionId}/block`)
  expect(await message()).toBe('The connection has been blocked')
  await suspend(`accounts/${account.id}`)
  expect(await message()).toBe(suspended)
  await hub.operator('DELETE', `/connections/${till.connectionId}`)
  expect(await message()).toBe('The access token is invalid or the connection has been revoked')
})

test('the authorisation page says so and cannot be approved; a code approved before buys nothing (oauth §4, §5)', async () => {
  const account = await hub.account()
  const second = await hub.location(account.id, 'Roubaix')
  const person = await hub.person({ admin: [account] })
  const code = await client.approve(person, { scope, location_id: second })
  await suspend(`locations/${second}`)
  const page = await client.open(person, { scope })
  expect(page.candidates).toMatchObject([
    { id: account.locationId, suspended: false },
    { id: second, suspended: true },
  ])
  const form = { request: page.request, decision: 'allow', location_id: second }
  expect(await person.post('/authorize', form)).toMatchObject({ status: 409, body: { code: 'suspended' } })
  expect(await client.post('token', { code })).toMatchObject({
    status: 400,
    body: { error: 'invalid_grant', message: 'The account or location has been suspended' },
  })
  await resume(`locations/${second}`)
  expect((await client.post('token', { code })).status).toBe(200)
  await suspend(`accounts/${account.id}`)
  expect((await client.open(person, { scope })).candidates.every((candidate) => candidate.suspended)).toBe(
    true,
  )
})
