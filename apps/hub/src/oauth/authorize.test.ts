import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { outOfBandUri } from '@hub/contract'
import {
  type OAuthClient,
  type Person,
  redirectUri,
  startHub,
  type TestAccount,
  type TestHub,
} from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
let account: TestAccount
let admin: Person
let client: OAuthClient
let folder: string
let now = Date.now()
const scope = 'location[orders.write,customer_list.write,catalog.read]'

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-pages-'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Back office</title>')
  hub = await startHub({ backOfficeDir: folder, clock: { now: () => now } })
  account = await hub.account()
  admin = await hub.person({ admin: [account] })
  client = await hub.oauthClient('Ma <b>boutique</b>')
})
afterAll(async () => {
  await hub.close()
  await rm(folder, { recursive: true })
})

const page = (person: Person, query: string) => person.fetch(`/oauth2/v1/authorize${query}`)
const locationOf = (response: Response) => new URL(response.headers.get('location')!)

describe('GET /oauth2/v1/authorize (oauth §4)', () => {
  test('an unknown client or an unregistered redirect URI is an error page with 400, and no redirect (oauth 12.8)', async () => {
    const queries = [
      client.query({ scope, client_id: '000000000000.clients.hub.test' }),
      client.query({ scope, client_id: '<script>alert(1)</script>' }),
      `?redirect_uri=${redirectUri}&scope=profile`,
      client.query({ scope, redirect_uri: 'https://evil.test/cb' }),
      client.query({ scope, redirect_uri: 'javascript:alert(1)' }),
      `?client_id=${client.clientId}&scope=location[orders]`,
    ]
    for (const query of queries) {
      for (const person of [hub.visitor(), admin]) {
        const response = await page(person, query)
        const text = await response.text()
        expect(response.status).toBe(400)
        expect(response.headers.get('location')).toBeNull()
        expect(response.headers.get('content-type')).toContain('text/html')
        expect(text).toContain('lang="fr"')
        expect(text).toContain('lang="en"')
        expect(text).not.toMatch(/<script|<b>/)
      }
    }
  })

  test.each([
    ['scope=location[orders]', 'invalid_scope'],
    ['scope=', 'invalid_scope'],
    ['scope=profile&device_id=a/b', 'invalid_request'],
    ['scope=profile&response_type=token', 'unsupported_response_type'],
  ])(
    '%s is redirected with the error and the state after the login (oauth 12.8, security S29)',
    async (query, error) => {
      {
        const response = await page(
          admin,
          `?client_id=${client.clientId}&redirect_uri=${redirectUri}&state=a%26b&${query}`,
        )
        expect(response.status).toBe(302)
        const location = locationOf(response)
        expect(location.origin + location.pathname).toBe(redirectUri)
        expect(Object.fromEntries(location.searchParams)).toEqual({
          error,
          error_description: expect.any(String),
          state: 'a&b',
        })
        expect(
          (await admin.get(`/authorize?client_id=${client.clientId}&redirect_uri=${redirectUri}&${query}`))
            .body.code,
        ).toBe('request_invalid')
      }
    },
  )

  test('an error of an unapproved client shows a page before the login, and leads nowhere else (security S29)', async () => {
    const refused = `?client_id=${client.clientId}&redirect_uri=${redirectUri}&state=s&scope=location[orders]`
    const shown = await page(hub.visitor(), refused)
    expect([shown.status, shown.headers.get('location')]).toEqual([400, null])
    const text = await shown.text()
    expect(text).toContain('invalid_scope')
    expect(text).not.toContain(`href="${redirectUri}`)
    const href = /href="(\/login[^"]+)"/.exec(text)![1]!.replaceAll('&amp;', '&')
    const next = new URL(href, hub.origin).searchParams.get('next')!
    const after = await admin.fetch(next)
    expect([after.status, locationOf(after).searchParams.get('error')]).toEqual([302, 'invalid_scope'])
  })

  test('an error of a client that the operator approved is redirected at once (security S29)', async () => {
    const trusted = await hub.oauthClient('Approuvée')
    expect((await hub.operator('POST', `/clients/${trusted.clientId}/approve`)).status).toBe(200)
    const query = `?client_id=${trusted.clientId}&redirect_uri=${redirectUri}&state=s&scope=location[orders]`
    const response = await page(hub.visitor(), query)
    expect(response.status).toBe(302)
    expect(locationOf(response).origin + locationOf(response).pathname).toBe(redirectUri)
    expect((await hub.operator('POST', `/clients/${trusted.clientId}/unapprove`)).status).toBe(200)
    expect((await page(hub.visitor(), query)).status).toBe(400)
  })

  test('out of band an error is explained on a page, since there is nowhere to go', async () => {
    const response = await page(
      admin,
      client.query({ redirect_uri: outOfBandUri, scope: 'location[orders]' }),
    )
    expect(response.status).toBe(400)
    const text = await response.text()
    expect(text).toContain('invalid_scope')
    expect(text).toContain('Ma &lt;b&gt;boutique&lt;/b&gt;')
  })

  test('who is not signed in goes to the login and keeps every parameter', async () => {
    const query = `?client_id=${client.clientId}&redirect_uri=${redirectUri}&scope=location[orders.write]&account_name=Chez+Léa&country=FR`
    const response = await page(hub.visitor(), query)
    expect(response.status).toBe(302)
    const location = new URL(response.headers.get('location')!, hub.origin)
    expect(location.pathname).toBe('/login')
    const next = new URL(location.searchParams.get('next')!, hub.origin)
    expect(next.pathname).toBe('/oauth2/v1/authorize')
    expect(Object.fromEntries(next.searchParams)).toEqual({
      client_id: client.clientId,
      redirect_uri: redirectUri,
      scope: 'location[orders.write]',
      account_name: 'Chez Léa',
      country: 'FR',
    })
  })

  test('the page is sent with its headers', async () => {
    const response = await page(admin, client.query({ scope }))
    expect(response.status).toBe(200)
    expect(await response.text()).toContain('<title>Back office</title>')
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'x-frame-options': 'DENY',
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self';")
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('the page shows what may be chosen (oauth §3, back-office §5.1)', () => {
  test('places by account name and number, with their catalogs and lists', async () => {
    const bistro = await hub.account({ name: 'Bistro' })
    const second = await hub.location(bistro.id, 'Roubaix')
    const own = await hub.catalog(bistro.id, 'Carte du midi', second)
    const list = await hub.customerList(bistro.id, 'Habitués')
    const person = await hub.person({ manager: [account.locationId], admin: [bistro] })
    const shown = await client.open(person, { scope, device_id: 'Caisse 1' })
    expect(shown).toEqual({
      request: expect.any(String),
      client_name: 'Ma <b>boutique</b>',
      approved: false,
      publisher: null,
      redirect_host: 'shop.example',
      pairing: null,
      level: 'location',
      permissions: ['orders.write', 'customer_list.write', 'catalog.read'],
      selects_catalog: true,
      selects_customer_list: true,
      device_id: 'Caisse 1',
      fixed: false,
      selected_id: null,
      candidates: [
        {
          id: bistro.locationId,
          account_name: 'Bistro',
          location_name: 'Lille',
          suspended: false,
          catalogs: [{ id: bistro.catalogId, name: 'Bistro' }],
          customer_lists: [
            { id: bistro.customerListId, name: 'Bistro' },
            { id: list, name: 'Habitués' },
          ],
          connected: false,
          makes_another: false,
          catalog_id: null,
          customer_list_id: null,
        },
        expect.objectContaining({
          id: second,
          catalogs: [
            { id: bistro.catalogId, name: 'Bistro' },
            { id: own, name: 'Carte du midi' },
          ],
        }),
        expect.objectContaining({ id: account.locationId, account_name: 'Pizzeria Roma' }),
      ],
    })
    expect((await client.open(person, { scope, location_id: second })).selected_id).toBe(second)
    const ofAccount = await client.open(person, {
      scope: 'account[catalog.read,all_customer_lists.read],profile',
    })
    expect(ofAccount).toMatchObject({
      level: 'account',
      permissions: ['catalog.read', 'all_customer_lists.read', 'profile'],
      selects_customer_list: false,
      selected_id: bistro.id,
      candidates: [
        {
          id: bistro.id,
          location_name: null,
          catalogs: [{ id: bistro.catalogId }, { id: own }],
          customer_lists: [],
        },
      ],
    })
  })

  test('what the connection that is there is bound to is preselected, for the device asked for', async () => {
    const place = await hub.account()
    const menu = await hub.catalog(place.id, 'Menu 2')
    const person = await hub.person({ admin: [place] })
    await client.connect(person, { scope }, { catalog_id: menu })
    const [candidate] = (await client.open(person, { scope })).candidates
    expect(candidate).toMatchObject({
      connected: true,
      catalog_id: menu,
      customer_list_id: place.customerListId,
    })
    const [other] = (await client.open(person, { scope, device_id: 'B' })).candidates
    expect(other).toMatchObject({ connected: true, catalog_id: null })
  })

  test('a user without rights anywhere has nothing to choose and cannot allow (oauth 12.12)', async () => {
    const nobody = await hub.person()
    const shown = await client.open(nobody, { scope })
    expect(shown).toMatchObject({ candidates: [], selected_id: null })
    const body = { request: shown.request, decision: 'allow', location_id: account.locationId }
    const { status, body: refusal } = await nobody.post('/authorize', body)
    expect([status, refusal.errors]).toEqual([
      422,
      [{ field: 'location_id', code: 'unknown', message: expect.any(String) }],
    ])
    const denied = await nobody.post('/authorize', { request: shown.request, decision: 'deny' })
    expect(new URL(denied.body.location).searchParams.get('error')).toBe('access_denied')
  })
})

describe('POST /api/authorize (oauth §4, Results)', () => {
  test('allow redirects with the code and the state unchanged, the query kept', async () => {
    const wild = await hub.oauthClient('Wild', ['https://shop.example/cb/*'])
    const shown = await wild.open(admin, {
      scope,
      state: 'x=1&y',
      redirect_uri: 'https://shop.example/cb/paris?tenant=7',
    })
    const { body } = await admin.post('/authorize', {
      request: shown.request,
      decision: 'allow',
      location_id: account.locationId,
    })
    expect(body.outcome).toBe('redirect')
    const location = new URL(body.location)
    expect(location.origin + location.pathname).toBe('https://shop.example/cb/paris')
    expect(Object.fromEntries(location.searchParams)).toEqual({
      tenant: '7',
      code: expect.stringMatching(/^[0-9a-f]{32}$/),
      state: 'x=1&y',
    })
    const code = location.searchParams.get('code')!
    const exact = { code, redirect_uri: 'https://shop.example/cb/paris' }
    expect((await wild.post('token', exact)).status).toBe(400)
    expect(
      (await wild.post('token', { ...exact, redirect_uri: 'https://shop.example/cb/paris?tenant=7' })).status,
    ).toBe(200)
  })

  test('deny redirects with access_denied and the state (oauth 12.8)', async () => {
    const shown = await client.open(admin, { scope, state: 's' })
    const { body } = await admin.post('/authorize', { request: shown.request, decision: 'deny' })
    expect(Object.fromEntries(new URL(body.location).searchParams)).toEqual({
      error: 'access_denied',
      error_description: expect.any(String),
      state: 's',
    })
  })

  test('a page left open for more than 30 minutes is told as expired', async () => {
    const shown = await client.open(admin, { scope, state: 's' })
    const outOfBand = await client.open(admin, { scope, redirect_uri: outOfBandUri })
    now += 30 * 60 * 1000 + 1
    const send = (request: string) =>
      admin.post('/authorize', { request, decision: 'allow', location_id: account.locationId })
    const { body } = await send(shown.request)
    expect(Object.fromEntries(new URL(body.location).searchParams)).toMatchObject({
      error: 'expired',
      state: 's',
    })
    expect(await send(outOfBand.request)).toMatchObject({ status: 410, body: { code: 'request_expired' } })
  })

  test('out of band the code is shown, and the urn may be sent at the exchange (oauth §7)', async () => {
    const shown = await client.open(admin, { scope, redirect_uri: outOfBandUri, state: 'unused' })
    const choice = { request: shown.request, location_id: account.locationId }
    expect((await admin.post('/authorize', { request: shown.request, decision: 'deny' })).body).toEqual({
      outcome: 'denied',
    })
    const { body } = await admin.post('/authorize', { ...choice, decision: 'allow' })
    expect(body).toEqual({
      outcome: 'code',
      code: expect.stringMatching(/^[0-9a-f]{32}$/),
      expires_in: 600,
    })
    expect((await client.post('token', { code: body.code, redirect_uri: redirectUri })).status).toBe(400)
    expect((await client.post('token', { code: body.code, redirect_uri: outOfBandUri })).status).toBe(200)
  })

  test('without its CSRF token, or opened by someone else, the form grants nothing (oauth 12.12)', async () => {
    const shown = await client.open(admin, { scope })
    const form = { request: shown.request, decision: 'allow', location_id: account.locationId }
    expect(await admin.post('/authorize', form, { csrf: null })).toMatchObject({
      status: 403,
      body: { code: 'csrf' },
    })
    const other = await hub.person({ admin: [account] })
    expect(await other.post('/authorize', form)).toMatchObject({
      status: 400,
      body: { code: 'request_invalid' },
    })
    const altered = `${shown.request.slice(0, -1)}${shown.request.endsWith('A') ? 'B' : 'A'}`
    for (const request of [altered, 'x', '']) {
      expect((await admin.post('/authorize', { ...form, request })).status).toBeGreaterThanOrEqual(400)
    }
    expect((await hub.visitor().get(`/authorize${client.query({ scope })}`)).status).toBe(401)
  })

  test('the choice of several catalogs or lists must be made, among those offered', async () => {
    const place = await hub.account()
    const second = await hub.catalog(place.id, 'Menu 2')
    const person = await hub.person({ admin: [place] })
    const foreign = (await hub.account()).catalogId
    const { request } = await client.open(person, { scope })
    const send = (choice: object) =>
      person.post('/authorize', { request, decision: 'allow', location_id: place.locationId, ...choice })
    for (const [choice, field, code] of [
      [{}, 'catalog_id', 'blank'],
      [{ catalog_id: null }, 'catalog_id', 'blank'],
      [{ catalog_id: foreign }, 'catalog_id', 'unknown'],
      [{ catalog_id: second, customer_list_id: foreign }, 'customer_list_id', 'unknown'],
      [{ catalog_id: second, location_id: null }, 'location_id', 'blank'],
      [{ catalog_id: second, device_id: 'a/b' }, 'device_id', 'invalid_device_id'],
    ] as const) {
      const { status, body } = await send(choice)
      expect([status, body.errors?.[0]]).toMatchObject([422, { field, code }])
    }
    expect((await send({ catalog_id: second })).status).toBe(200)
  })

  test('with no catalog left to choose one can still allow, and the id is null (back-office 10.3)', async () => {
    const bare = await hub.account()
    await hub.parts.db`delete from catalog where account_id = ${bare.id}`
    const person = await hub.person({ admin: [bare] })
    expect(await client.connect(person, { scope })).toMatchObject({
      catalog_id: null,
      catalog_name: null,
      customer_list_id: bare.customerListId,
    })
  })
})

describe('a connection is reused (oauth §8)', () => {
  test('same location and client: same token; another device: another; that device again: that other one (oauth 12.3)', async () => {
    const first = await client.connect(admin, { scope })
    const second = await client.connect(await hub.person({ admin: [account.locationId] }), { scope })
    expect(second.access_token).toBe(first.access_token)
    const device = await client.connect(admin, { scope, device_id: 'B' })
    expect(device.access_token).not.toBe(first.access_token)
    const typed = await client.connect(admin, { scope }, { device_id: 'B' })
    expect(typed.access_token).toBe(device.access_token)
  })

  test('selecting another catalog moves the same token to it, and the new scope replaces the old (oauth 12.4)', async () => {
    const place = await hub.account()
    const menu = await hub.catalog(place.id, 'Menu 2')
    const person = await hub.person({ admin: [place] })
    const first = await client.connect(person, { scope }, { catalog_id: place.catalogId })
    expect((await first.app.get(`/catalogs/${place.catalogId}`)).status).toBe(200)
    const code = await client.approve(person, { scope: 'location[catalog.read]' }, { catalog_id: menu })
    expect((await first.app.get('/location/orders')).status).toBe(200)
    const { body } = await client.post('token', { code })
    expect(body).toMatchObject({
      access_token: first.access_token,
      catalog_id: menu,
      customer_list_id: null,
      scope: 'location[catalog.read]',
    })
    expect((await first.app.get('/location/orders')).status).toBe(403)
    expect((await first.app.get(`/catalogs/${menu}`)).body).toMatchObject({ id: menu, name: 'Menu 2' })
    expect((await first.app.get(`/catalogs/${place.catalogId}`)).status).toBe(404)
  })

  test('a scope with profile is bound to its user, and tells who he is', async () => {
    const withProfile = 'profile,location[orders.read]'
    const mine = await client.connect(admin, { scope: withProfile })
    expect(mine).toMatchObject({ user_id: admin.userId, scope: 'location[orders.read],profile' })
    const other = await hub.person({ admin: [account] })
    expect((await client.connect(other, { scope: withProfile })).access_token).not.toBe(mine.access_token)
    expect((await mine.app.get('/user')).body).toMatchObject({ id: admin.userId })
  })

  test('general permissions once granted are not asked again, and have no account', async () => {
    const login = await hub.oauthClient('Connexion')
    const person = await hub.person()
    expect((await page(person, login.query({ scope: 'profile' }))).status).toBe(200)
    const first = await login.connect(person, { scope: 'profile_with_email' })
    expect(first).toMatchObject({
      account_id: null,
      account_name: null,
      location_id: null,
      catalog_id: null,
      user_id: person.userId,
    })
    const response = await page(person, login.query({ scope: 'profile_with_email', state: 's' }))
    expect(response.status).toBe(302)
    expect(locationOf(response).searchParams.get('state')).toBe('s')
    const code = locationOf(response).searchParams.get('code')!
    expect((await login.post('token', { code })).body.access_token).toBe(first.access_token)
    const outOfBand = login.query({ scope: 'profile_with_email', redirect_uri: outOfBandUri })
    expect((await page(person, outOfBand)).status).toBe(200)
    const wider = login.query({ scope: 'profile,location[orders.read]' })
    expect((await page(person, wider)).status).toBe(200)
    expect((await page(await hub.person(), login.query({ scope: 'profile' }))).status).toBe(200)
  })
})
