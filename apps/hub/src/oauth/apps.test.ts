import { parseScope } from '@hub/contract'
import {
  App,
  type OAuthClient,
  type Person,
  redirectUri,
  startHub,
  type TestAccount,
  type TestHub,
} from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const scope = 'location[orders.write,catalog.read]'
const secondScope = 'location[orders.write,customer_list.read]'

let hub: TestHub
let account: TestAccount
let admin: Person
beforeAll(async () => {
  hub = await startHub()
  account = await hub.account()
  admin = await hub.person({ admin: [account] })
})
afterAll(() => hub.close())

const newApp = (settings = {}) =>
  hub.oauthApp('OrderLine', {
    locationScope: parseScope(scope)!,
    openUrl: 'https://shop.example/open',
    ...settings,
  })
const authorise = (person: Person, app: OAuthClient, parameters: Record<string, string>) =>
  person.fetch(`/oauth2/v1/authorize${app.query(parameters)}`)
const where = (response: Response) => new URL(response.headers.get('location')!)

/** The user opens the App on an installation: the token answer, without a page in between. */
async function openAs(person: Person, app: OAuthClient, parameters: Record<string, string>) {
  const response = await authorise(person, app, parameters)
  expect(response.status).toBe(302)
  const code = where(response).searchParams.get('code')
  expect(where(response).href.startsWith(redirectUri)).toBe(true)
  return (await app.post('token', { code: code! })).body
}

describe('the public id of an App’s connection (oauth §5, §10)', () => {
  test('an App is told its id, any other client is not (oauth 12.10)', async () => {
    const app = await newApp()
    const first = await app.connect(admin, { scope })
    expect(first.app_instance_id).toMatch(/^[a-z0-9]{5,12}$/)
    const again = await app.connect(admin, { scope })
    expect(again.app_instance_id).toBe(first.app_instance_id)
    expect(again.access_token).toBe(first.access_token)
    const onDevice = await app.connect(admin, { scope, device_id: 'B' })
    expect(onDevice.app_instance_id).not.toBe(first.app_instance_id)
    const general = await app.connect(admin, { scope: 'profile' })
    expect(general.app_instance_id).toBeNull()
    const plain = await (await hub.oauthClient('Kezia II')).connect(admin, { scope })
    expect(plain).not.toHaveProperty('app_instance_id')
    // It is not a credential.
    const stolen = new App(hub.origin, first.app_instance_id!, '')
    expect((await stolen.get('/location')).status).toBe(401)
  })

  test('the Connect URL needs no registration (oauth §4)', async () => {
    const app = await hub.oauthApp('Elsewhere', { connectUrl: 'https://app.example/connect?from=hub' })
    const query = (uri: string) => ({ redirect_uri: uri, scope })
    expect((await authorise(admin, app, query('https://app.example/connect'))).status).toBe(200)
    expect((await authorise(admin, app, query('https://app.example/other'))).status).toBe(400)
  })

  test('events of its connections carry it, in lists, by id and on the stream (callbacks 9.12)', async () => {
    const app = await newApp()
    const plain = await hub.app('plain', { account })
    const connected = await app.connect(admin, { scope })
    const { app: reader, app_instance_id: id } = connected
    await reader.listen({ order: ['create'] })
    await plain.listen({ order: ['create'] })
    const stream = reader.stream()
    await stream.opened
    const shop = await hub.app('shop', { account })
    await shop.post('/location/orders', { status: 'new' })
    const [summary] = (await reader.get('/callback/events')).body
    expect(summary).toMatchObject({ resource_type: 'order', app_instance_id: id })
    const whole = (await reader.get(`/callback/events/${summary.id}`)).body
    expect(whole).toMatchObject({ ...summary, new_state: { status: 'new' } })
    expect(JSON.parse((await stream.next())!.data)).toEqual(summary)
    stream.close()
    const late = reader.stream()
    expect(JSON.parse((await late.next())!.data)).toEqual(summary)
    late.close()
    const [ofPlain] = await plain.events()
    expect(ofPlain).not.toHaveProperty('app_instance_id')
  })
})

describe('opening an installation (oauth §4, §8)', () => {
  test('a second user of the location gets the same token without a page, a stranger is refused (oauth 12.10)', async () => {
    const app = await newApp()
    const place = await hub.account()
    const owner = await hub.person({ admin: [place] })
    const { access_token, app_instance_id } = await app.connect(owner, { scope })
    const parameters = { app_instance_id: app_instance_id!, state: 'a&b' }
    const colleague = await hub.person({ manager: [place.locationId] })
    for (const given of [parameters, { ...parameters, scope }, { ...parameters, scope: '' }]) {
      const answer = await openAs(colleague, app, given)
      expect(answer).toMatchObject({ access_token, app_instance_id, scope, location_id: place.locationId })
    }
    const reordered = { ...parameters, scope: 'location[catalog.read,orders.write]' }
    expect(await openAs(colleague, app, reordered)).toMatchObject({ access_token, scope })

    const elsewhere = await hub.location(place.id, 'Roubaix')
    const stranger = await hub.person({ admin: [await hub.account()], manager: [elsewhere] })
    const refused = where(await authorise(stranger, app, parameters))
    expect(Object.fromEntries(refused.searchParams)).toMatchObject({ error: 'access_denied', state: 'a&b' })
    const outOfBand = { ...parameters, redirect_uri: 'urn:ietf:wg:oauth:2.0:oob' }
    const explained = await authorise(stranger, app, outOfBand)
    expect([explained.status, await explained.text()]).toEqual([
      400,
      expect.stringContaining('access_denied'),
    ])
  })

  test('who is not signed in signs in first', async () => {
    const app = await newApp()
    const { app_instance_id } = await app.connect(admin, { scope })
    const response = await authorise(hub.visitor(), app, { app_instance_id: app_instance_id! })
    expect(response.headers.get('location')).toMatch(/^\/login\?next=.*app_instance_id/)
  })

  test('an id that is unknown, another client’s or of an ended connection is an invalid request', async () => {
    const app = await newApp()
    const other = await newApp()
    const foreign = await other.connect(admin, { scope })
    const ended = await app.connect(admin, { scope, device_id: 'old' })
    await app.post('revoke', { token: ended.access_token })
    for (const id of ['h5z2c', foreign.app_instance_id!, ended.app_instance_id!, "x'; drop", 'é']) {
      const { searchParams } = where(await authorise(admin, app, { app_instance_id: id, scope }))
      expect([id, searchParams.get('error')]).toEqual([id, 'invalid_request'])
    }
    const again = await app.connect(admin, { scope, device_id: 'old' })
    expect(again.app_instance_id).not.toBe(ended.app_instance_id)
  })

  test('another scope is asked for on the page, for that place only, and changes the same connection', async () => {
    const app = await newApp()
    const second = await hub.account({ name: 'Second' })
    const both = await hub.person({ admin: [account, second] })
    const first = await app.connect(both, { scope, device_id: 'till 1', location_id: account.locationId })
    const parameters = { app_instance_id: first.app_instance_id!, scope: secondScope }
    expect((await authorise(both, app, parameters)).status).toBe(200)
    const page = await app.open(both, parameters)
    expect(page).toMatchObject({ device_id: 'till 1', selected_id: account.locationId })
    expect(page.candidates.map(({ id }) => id)).toEqual([account.locationId])
    expect(page.fixed).toBe(true)
    const elsewhere = { ...parameters, device_id: 'till 2' }
    expect((await app.open(both, elsewhere)).device_id).toBe('till 1')
    const changed = await app.connect(both, parameters)
    const { access_token, app_instance_id } = first
    expect(changed).toMatchObject({ access_token, app_instance_id, scope: secondScope })
  })

  test('a blocked one is shown the page, which unblocks it; a code for it buys nothing meanwhile', async () => {
    const app = await newApp()
    const { access_token, app_instance_id } = await app.connect(admin, { scope })
    const parameters = { app_instance_id: app_instance_id! }
    const code = where(await authorise(admin, app, parameters)).searchParams.get('code')!
    const { groups } = (await admin.get(`/connections?account_id=${account.id}`)).body
    const { id } = groups
      .flatMap(({ connections }: { connections: { open_url: string | null }[] }) => connections)
      .find(({ open_url }: { open_url: string | null }) => open_url?.includes(app_instance_id!))
    const path = `/accounts/${account.id}/connections/${id}`
    expect((await admin.post(`${path}/block`)).status).toBe(200)
    expect((await app.post('token', { code })).body.error).toBe('invalid_grant')
    expect((await authorise(admin, app, parameters)).status).toBe(200)
    const unblocked = await app.connect(admin, parameters)
    expect(unblocked.access_token).toBe(access_token)
    expect((await unblocked.app.get('/location')).status).toBe(200)
  })

  test('a connection whose catalog was deleted is opened as it is', async () => {
    const app = await newApp()
    const place = await hub.account()
    const person = await hub.person({ admin: [place] })
    await hub.catalog(place.id, 'Second')
    const first = await app.connect(person, { scope }, { catalog_id: place.catalogId })
    const manager = await hub.app('manager', { account: place, scope: 'account[all_catalogs.write]' })
    await manager.delete(`/catalogs/${place.catalogId}`)
    const { access_token, catalog_name } = await openAs(person, app, {
      app_instance_id: first.app_instance_id!,
    })
    expect([access_token, catalog_name]).toEqual([first.access_token, null])
  })

  test('the right is checked again when the code is exchanged', async () => {
    const app = await newApp()
    const place = await hub.account()
    const owner = await hub.person({ admin: [place] })
    const { app_instance_id } = await app.connect(owner, { scope })
    const guest = await hub.person({ manager: [place.locationId] })
    const response = await authorise(guest, app, { app_instance_id: app_instance_id! })
    const path = `/locations/${place.locationId}/permissions`
    const { body: rows } = await owner.get(path)
    await owner.delete(
      `${path}/${rows.find(({ email }: Person & { email: string }) => email === guest.email).id}`,
    )
    const { status, body } = await app.post('token', { code: where(response).searchParams.get('code')! })
    expect([status, body.error]).toEqual([400, 'invalid_grant'])
  })
})

describe('Apps in the back office (back-office §4.2, §4.3)', () => {
  const cardOf = async (person: Person, at: TestAccount, id: string) => {
    const { groups } = (await person.get(`/connections?account_id=${at.id}`)).body
    return groups
      .flatMap(({ connections }: { connections: { open_url: string | null }[] }) => connections)
      .find(({ open_url }: { open_url: string | null }) => open_url?.endsWith(id))
  }

  test('«Connecter» opens the authorisation page at the level chosen, where the App accepts it', async () => {
    const hubOfItsOwn = await startHub()
    const place = await hubOfItsOwn.account()
    const person = await hubOfItsOwn.person({ admin: [place] })
    const app = await hubOfItsOwn.oauthApp('OrderLine', { locationScope: parseScope(scope)! })
    await hubOfItsOwn.oauthApp('Reports', { accountScope: parseScope('account[orders.read],profile')! })
    await hubOfItsOwn.oauthClient('Kezia II')
    const list = async (query: string) => (await person.get(`/apps?account_id=${place.id}${query}`)).body
    const [orderLine, reports, ...more] = await list(`&location_id=${place.locationId}`)
    expect(more).toEqual([])
    expect(orderLine).toMatchObject({
      client_id: app.clientId,
      name: 'OrderLine',
      levels: ['location'],
      permissions: ['orders.write', 'catalog.read'],
    })
    const url = new URL(orderLine.connect_url, hubOfItsOwn.origin)
    expect([url.origin + url.pathname, Object.fromEntries(url.searchParams)]).toEqual([
      `${hubOfItsOwn.origin}/oauth2/v1/authorize`,
      { client_id: app.clientId, redirect_uri: redirectUri, scope, location_id: place.locationId },
    ])
    expect(reports).toMatchObject({
      levels: ['account'],
      connect_url: null,
      permissions: ['orders.read', 'profile'],
    })
    const whole = await list('')
    expect(whole.map(({ connect_url }: { connect_url: string | null }) => connect_url)).toEqual([
      null,
      expect.stringContaining(`account_id=${place.id}`),
    ])
    expect((await person.get('/apps?account_id=nope1')).status).toBe(404)
    await hubOfItsOwn.close()
  })

  test('«Ouvrir» names the installation; «Reconnecter» shows the page for it, and another catalog is chosen', async () => {
    const place = await hub.account()
    const person = await hub.person({ admin: [place] })
    const second = await hub.catalog(place.id, 'Second')
    const app = await newApp({ openUrl: 'https://shop.example/open?lang=fr' })
    const first = await app.connect(person, { scope }, { catalog_id: place.catalogId })
    const card = await cardOf(person, place, first.app_instance_id!)
    expect(card.open_url).toBe(`https://shop.example/open?lang=fr&app_instance_id=${first.app_instance_id}`)
    const { pathname, searchParams } = new URL(card.reconnect_url, hub.origin)
    expect(pathname).toBe('/oauth2/v1/authorize')
    const parameters = Object.fromEntries(searchParams)
    expect((await person.fetch(card.reconnect_url)).status).toBe(200)
    const page = await app.open(person, parameters)
    expect(page.candidates).toMatchObject([{ id: place.locationId, catalog_id: place.catalogId }])
    const moved = await app.connect(person, parameters, { catalog_id: second })
    expect(moved).toMatchObject({
      access_token: first.access_token,
      app_instance_id: first.app_instance_id,
      catalog_id: second,
    })
    expect((await first.app.get(`/catalogs/${place.catalogId}`)).status).toBe(404)
    expect((await first.app.get(`/catalogs/${second}`)).status).toBe(200)
  })

  test('an App that is tied to no catalog or list cannot be reconnected, a plain client neither', async () => {
    const place = await hub.account()
    const person = await hub.person({ admin: [place] })
    const app = await newApp()
    const { app_instance_id } = await app.connect(person, { scope: 'location[orders.read]' })
    expect(await cardOf(person, place, app_instance_id!)).toMatchObject({ reconnect_url: null })
    await (await hub.oauthClient('Kezia II')).connect(person, { scope, device_id: 'till' })
    const { groups } = (await person.get(`/connections?account_id=${place.id}`)).body
    expect(groups[1].connections[1]).toMatchObject({ device_id: 'till', open_url: null, reconnect_url: null })
  })
})

describe('making an App by the command line (design, Commands)', () => {
  const create = (body: object) =>
    hub.operator('POST', '/clients', { name: 'New', owner: admin.email, ...body })

  test('its settings are checked, each mistake is named', async () => {
    const refused = await create({
      app: true,
      location_scope: 'account[orders.read]',
      account_scope: 'account[orders]',
      connect_url: 'http://shop.example/connect',
      open_url: 'myapp://open',
      disconnect_url: 'https://10.0.0.1/bye',
    })
    expect(refused.body.errors).toEqual([
      { field: 'location_scope', message: 'must be a scope of location level' },
      { field: 'account_scope', message: "'account[orders]' does not follow the grammar of scopes" },
      { field: 'connect_url', message: expect.stringContaining('is not an https address') },
      { field: 'open_url', message: expect.stringContaining('is not an https address') },
      { field: 'disconnect_url', message: 'is not allowed' },
    ])
    expect((await create({ open_url: 'https://shop.example/' })).body.errors).toEqual([
      { field: 'app', message: 'is needed by --open-url' },
    ])
    expect((await create({ app: 'yes' })).body.errors).toEqual([
      { field: 'app', message: 'must be true or false' },
    ])
  })

  test('it is then offered to merchants', async () => {
    const made = await create({
      app: true,
      location_scope: scope,
      connect_url: 'https://new.example/connect',
    })
    expect(made.status).toBe(200)
    const { body } = await admin.get(`/apps?account_id=${account.id}&location_id=${account.locationId}`)
    const offered = body.find(({ client_id }: { client_id: string }) => client_id === made.body.client_id)
    expect(offered).toMatchObject({ name: 'New', levels: ['location'] })
  })
})
