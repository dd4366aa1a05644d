import { startHub, type TestAccount, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

let hub: TestHub
let account: TestAccount
beforeAll(async () => {
  hub = await startHub()
  account = await hub.account()
})
afterAll(() => hub.close())

test('a read scope may not write: the resource is named (oauth 12.6)', async () => {
  const app = await hub.app('reader', { account, scope: 'location[orders.read]' })
  expect(await app.post('/location/orders', { status: 'new' })).toMatchObject({
    status: 403,
    body: { message: "A 'orders' write scope is required", error_type: 'forbidden' },
  })
})

test('GET /locations and /account need an account token, GET /location a location token (oauth 12.7)', async () => {
  const local = await hub.app('local', { account })
  const central = await hub.app('central', { account, scope: 'account[orders.read]' })
  const refusal = { status: 403, body: { message: 'Operation not allowed for the current scope' } }
  expect(await local.get('/locations')).toMatchObject(refusal)
  expect(await local.get('/account')).toMatchObject(refusal)
  expect(await central.get('/location')).toMatchObject(refusal)
  expect((await central.get('/locations')).body).toMatchObject([{ id: account.locationId }])
  expect((await central.get('/account')).body).toMatchObject({ id: account.id })
})

test('a general-only token gets 403 everywhere but on the user, and has no account (oauth §11)', async () => {
  const person = await hub.person()
  const client = await hub.oauthClient('Connexion')
  const { app } = await client.connect(person, { scope: 'profile' })
  for (const path of ['/location', '/account', '/locations', '/callback', '/location/orders'])
    expect((await app.get(path)).status).toBe(403)
})
