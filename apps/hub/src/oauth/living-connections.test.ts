import { parseScope } from '@hub/contract'
import { OAuthClient, type Person, startHub, type TestAccount, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

const scope = 'location[orders.write,catalog.read]'
const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code'

let hub: TestHub
let account: TestAccount
let admin: Person
let manager: Person
let client: OAuthClient
let now = Date.parse('2026-03-14T11:00:00Z')
beforeAll(async () => {
  hub = await startHub({ clock: { now: () => now } })
})
afterAll(() => hub.close())
beforeEach(async () => {
  account = await hub.account()
  admin = await hub.person({ admin: [account], firstName: 'Nora', lastName: 'Blanc' })
  manager = await hub.person({ manager: [account.locationId], firstName: 'Paul', lastName: 'Support' })
  client = await hub.oauthClient('Kezia II')
})

const cards = async (person = admin) => {
  const { groups } = (await person.get(`/connections?account_id=${account.id}`)).body
  return groups.flatMap(({ connections }: { connections: object[] }) => connections)
}

/** The user pairs a till without secret. */
async function pair(till: OAuthClient, person: Person): Promise<string> {
  const send = async (endpoint: string, fields: Record<string, string>) =>
    (await till.send(endpoint, { body: new URLSearchParams({ client_id: till.clientId, ...fields }) })).body
  const { device_code, user_code } = await send('device_authorization', { scope })
  const { body: opened } = await person.post('/device', { user_code })
  const { body: page } = await person.get(`/authorize?${opened.next.split('?')[1]}`)
  const form = { request: page.request, decision: 'allow', location_id: account.locationId }
  expect((await person.post('/authorize', form)).body).toEqual({ outcome: 'paired' })
  return (await send('token', { grant_type: deviceGrant, device_code })).access_token
}

async function publicTill(): Promise<OAuthClient> {
  const form = { name: 'Till', owner: admin.email, public: true }
  const { body } = await hub.operator('POST', '/clients', form)
  return new OAuthClient(hub.origin, { clientId: body.client_id, clientSecret: '' })
}

describe('a living connection is told again to those only who may disconnect it (security S26)', () => {
  test('a Manager who authorises again gets a connection of its own, the living one stays as it is (security S26)', async () => {
    const menu = await hub.catalog(account.id, 'Menu 2')
    const first = await client.connect(admin, { scope }, { catalog_id: account.catalogId })
    const narrower = { scope: 'location[catalog.read]' }
    const page = await client.open(manager, { scope })
    expect(page.candidates).toMatchObject([{ connected: true, makes_another: true, catalog_id: null }])
    const own = await client.connect(manager, narrower, { catalog_id: menu })
    expect(own.access_token).not.toBe(first.access_token)
    const again = await client.connect(manager, narrower, { catalog_id: menu })
    expect([first.access_token, own.access_token]).not.toContain(again.access_token)
    expect((await first.app.get('/location/orders')).status).toBe(200)
    expect((await first.app.get(`/catalogs/${account.catalogId}`)).status).toBe(200)
    expect((await own.app.get('/location/orders')).status).toBe(403)
    expect(await cards()).toHaveLength(3)
  })

  test('a Manager of the whole account neither, at account level (security S26)', async () => {
    const wholeManager = await hub.person({ manager: [account] })
    const first = await client.connect(admin, { scope: 'account[orders.read]' })
    const own = await client.connect(wholeManager, { scope: 'account[orders.read]' })
    expect(own.access_token).not.toBe(first.access_token)
    const again = await client.connect(admin, { scope: 'account[orders.read]' })
    expect(again.access_token).toBe(first.access_token)
  })

  test('an Admin of the location may disconnect it, and reuses it, a Manager’s too (security S26, oauth 12.3)', async () => {
    const byManager = await client.connect(manager, { scope })
    const localAdmin = await hub.person({ admin: [account.locationId] })
    expect((await client.connect(localAdmin, { scope })).access_token).toBe(byManager.access_token)
    expect((await client.open(localAdmin, { scope })).candidates).toMatchObject([{ makes_another: false }])
    expect(await cards()).toHaveLength(1)
  })

  test('the right that counts is the one at the exchange of the code (security S26)', async () => {
    const first = await client.connect(admin, { scope })
    const other = await hub.person({ admin: [account.locationId] })
    const code = await client.approve(other, { scope })
    const path = `/locations/${account.locationId}/permissions`
    const { body: rows } = await admin.get(path)
    const { id } = rows.find((row: { email: string }) => row.email === other.email)
    expect((await admin.patch(`${path}/${id}`, { role: 'manager' })).status).toBe(200)
    const { body } = await client.post('token', { code })
    expect(body.access_token).toMatch(/^[0-9a-f]{32}$/)
    expect(body.access_token).not.toBe(first.access_token)
  })

  test('a blocked connection is not unblocked by the authorisation of a Manager (security S26)', async () => {
    const first = await client.connect(admin, { scope })
    const [{ id }] = await cards()
    await admin.post(`/accounts/${account.id}/connections/${id}/block`)
    await client.connect(manager, { scope })
    expect((await first.app.get('/location')).status).toBe(401)
    await client.connect(admin, { scope })
    expect((await first.app.get('/location')).status).toBe(200)
  })

  test('an App’s installation asked for with another scope is changed by an Admin only (security S26, oauth §8)', async () => {
    const app = await hub.oauthApp('OrderLine', { locationScope: parseScope(scope)! })
    await app.connect(admin, { scope })
    const own = await app.connect(manager, { scope })
    const parameters = { app_instance_id: own.app_instance_id!, scope: 'location[orders.read]' }
    const page = await app.open(manager, parameters)
    expect(page).toMatchObject({ fixed: true, candidates: [{ makes_another: true }] })
    expect((await app.connect(manager, parameters)).access_token).not.toBe(own.access_token)
    expect((await own.app.post('/location/orders', { status: 'new' })).status).toBe(200)
    // The named connection, not the first one of that App at that location.
    expect((await app.connect(admin, parameters)).access_token).toBe(own.access_token)
    expect((await own.app.post('/location/orders', { status: 'new' })).status).toBe(403)
  })

  test('pairing makes a new connection always, whoever allows it (security S27)', async () => {
    const till = await publicTill()
    const tokens = [await pair(till, admin), await pair(till, admin), await pair(till, manager)]
    expect(new Set(tokens).size).toBe(3)
    expect((await cards()).map(({ authorised_way }: { authorised_way: string }) => authorised_way)).toEqual([
      'device',
      'device',
      'device',
    ])
  })
})

test('CONNEXIONS shows who authorised a connection, its client id and where the browser was sent (security S26)', async () => {
  await client.connect(manager, { scope })
  expect(await cards()).toMatchObject([
    {
      client_id: client.clientId,
      authorised_by: 'Paul Support',
      authorised_way: 'redirect',
      redirect_host: 'shop.example',
    },
  ])
  await client.connect(admin, { scope, redirect_uri: 'urn:ietf:wg:oauth:2.0:oob' })
  expect(await cards()).toMatchObject([
    { authorised_by: 'Nora Blanc', authorised_way: 'code', redirect_host: null },
  ])
  await hub.app('By the operator', { account })
  expect((await cards())[1]).toMatchObject({ authorised_by: null, authorised_way: 'operator' })
})

describe('the consent page tells who asks (security S27)', () => {
  test('the host of the redirect address and who publishes the client, with a verified e-mail only (security S27)', async () => {
    const verified = await hub.person({ firstName: 'Ada', lastName: 'Byron' })
    const unknown = await hub.person({ firstName: 'Eve', lastName: 'Moss', verified: false })
    const made = async (person: Person) => {
      const form = { name: `Shop of ${person.email}`, redirect_uris: ['https://shop.example:8443/cb'] }
      const { body } = await person.post('/clients', form)
      const own = new OAuthClient(hub.origin, { clientId: body.client_id, clientSecret: '' })
      return own.open(admin, { scope, redirect_uri: 'https://shop.example:8443/cb?x=1' })
    }
    expect(await made(verified)).toMatchObject({
      approved: false,
      redirect_host: 'shop.example:8443',
      publisher: { name: 'Ada Byron', email: verified.email },
      pairing: null,
    })
    expect(await made(unknown)).toMatchObject({ publisher: { name: 'Eve Moss', email: null } })
    const outOfBand = { scope, redirect_uri: 'urn:ietf:wg:oauth:2.0:oob' }
    expect(await client.open(admin, outOfBand)).toMatchObject({ publisher: null, redirect_host: null })
  })

  test('a pairing shows its code, when and from where it was asked, and the device’s name (security S27)', async () => {
    const till = await publicTill()
    const fields = { client_id: till.clientId, scope, device_id: 'Caisse 1' }
    const { body: asked } = await till.send('device_authorization', { body: new URLSearchParams(fields) })
    now += 60_000
    const { body: opened } = await admin.post('/device', { user_code: asked.user_code })
    const { body: page } = await admin.get(`/authorize?${opened.next.split('?')[1]}`)
    expect(page).toMatchObject({
      device_id: 'Caisse 1',
      redirect_host: null,
      pairing: {
        user_code: asked.user_code,
        requested_from: '127.0.0.1',
        requested_at: new Date(now - 60_000).toISOString().replace('.000Z', '+00:00'),
      },
    })
  })
})

describe('names of approved clients are reserved (security S27)', () => {
  test('the operator approves a client: the page says so, and nobody else makes or renames one to its name (security S27)', async () => {
    const developer = await hub.person()
    const { body: mine } = await developer.post('/clients', { name: 'Basil Éats', redirect_uris: [] })
    const squatter = await hub.person()
    const { body: early } = await squatter.post('/clients', { name: 'BASIL EATS', redirect_uris: [] })
    const { body: other } = await squatter.post('/clients', { name: 'Thyme', redirect_uris: [] })
    const approval = await hub.operator('POST', `/clients/${mine.client_id}/approve`)
    expect(approval).toMatchObject({
      status: 200,
      body: { id: mine.client_id, name: 'Basil Éats', approved: true, namesakes: [early.client_id] },
    })
    for (const name of ['basil eats', 'Basil  Éats', 'BasilEats', 'Basil Ëats']) {
      const form = { name, redirect_uris: [] }
      for (const answer of [
        await squatter.post('/clients', form),
        await squatter.patch(`/clients/${other.client_id}`, form),
      ])
        expect([name, answer.status, answer.body.errors?.[0]]).toMatchObject([
          name,
          422,
          { field: 'name', code: 'reserved_name' },
        ])
    }
    expect((await squatter.get(`/clients/${other.client_id}`)).body.name).toBe('Thyme')
    const own = { name: 'Basil Eats', redirect_uris: ['https://basil.example/cb'] }
    const renamed = await developer.patch(`/clients/${mine.client_id}`, own)
    expect(renamed.body).toMatchObject({ name: 'Basil Eats', approved: true })
    const away = await developer.patch(`/clients/${mine.client_id}`, { ...own, name: 'Thyme & Co' })
    expect(away.body).toMatchObject({ approved: false })
    expect((await squatter.post('/clients', { name: 'basil eats', redirect_uris: [] })).status).toBe(200)
    expect((await hub.operator('POST', '/clients/nope/approve')).status).toBe(404)
  })
})
