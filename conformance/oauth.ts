// The acceptance checks of the contract's OAuth file, over HTTP; the person who consents is signed in at the back office.
import { App, type OAuthClient, redirectUri } from '@hub/testing'
import { checksOf } from './lib/checks.ts'
import { answers, equals, hasStatus, holds, includes } from './lib/expect.ts'
import { startReceiver } from './lib/receiver.ts'
import { until } from './lib/until.ts'
import { createWorld, type World } from './lib/world.ts'

export const { check, ownCheck, list } = checksOf('oauth')

const scope = 'location[orders.write,customer_list.write,catalog.write]'

/** A merchant who is signed in, and a client that asks him. */
async function start(world: World) {
  const merchant = await world.merchant()
  const person = await world.signIn(merchant.owner)
  const client = merchant.oauthClient(await merchant.client())
  return { merchant, person, client }
}
type Parts = Awaited<ReturnType<typeof start>>

const redeem = (client: OAuthClient, code: string) => client.post('token', { code })
const approve = ({ client, person }: Parts, fields: Record<string, string> = {}) =>
  client.approve(person, { scope, ...fields })

ownCheck('12.1', 'a code works once, for ten minutes, for its client', async ({ own }) => {
  const hub = await own.another({})
  const parts = await start(createWorld(hub))
  const { client, merchant } = parts
  const code = await approve(parts)
  equals((await redeem(client, code)).status, 200)
  equals((await redeem(client, code)).status, 400)
  const stranger = merchant.oauthClient(await merchant.client())
  const second = await approve(parts)
  equals((await redeem(stranger, second)).status, 400)
  const guesser = merchant.oauthClient({
    name: '',
    client_id: client.clientId,
    client_secret: '0'.repeat(44),
  })
  const refused = await redeem(guesser, second)
  equals(refused.status, 401)
  includes(refused.body, { error: 'invalid_client' })
  hub.advance({ minutes: 10, seconds: 1 })
  equals((await redeem(client, second)).status, 400)
})

check('12.2', 'credentials in a header, a form of either kind, a JSON body or the query', async (world) => {
  const parts = await start(world)
  const { client } = parts
  const credentials = { client_id: client.clientId, client_secret: client.clientSecret }
  const tokens = new Set<string>()
  const forms: ((code: string) => ReturnType<OAuthClient['send']>)[] = [
    (code) => client.post('token', { code }),
    (code) => client.post('token', { code, ...credentials }, {}),
    (code) =>
      client.send('token', {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ code, ...credentials }),
      }),
    (code) => client.send(`token?${new URLSearchParams({ code, ...credentials })}`, {}),
    (code) => {
      const body = new FormData()
      for (const [name, value] of Object.entries({ code, ...credentials })) body.set(name, value)
      return client.send('token', { body })
    },
  ]
  for (const form of forms) {
    const answer = await form(await approve(parts))
    equals(answer.status, 200, answer.text)
    tokens.add(answer.body.access_token)
  }
  equals(tokens.size, 1)
})

check('12.3', 'one token for a place, another for each device', async (world) => {
  const parts = await start(world)
  const token = async (fields: Record<string, string> = {}) =>
    (await redeem(parts.client, await approve(parts, fields))).body.access_token as string
  const first = await token()
  equals(await token(), first)
  const device = await token({ device_id: 'B' })
  holds(device !== first)
  equals(await token({ device_id: 'B' }), device)
})

check('12.4', 'another catalogue chosen, the token loses the first', async (world) => {
  const parts = await start(world)
  const { merchant, client, person } = parts
  const second = await merchant.catalog('Deuxième')
  const choose = async (catalog_id: string) => {
    const code = await client.approve(person, { scope }, { catalog_id })
    return new App(world.origin, (await redeem(client, code)).body.access_token, '')
  }
  const app = await choose(merchant.catalogId)
  hasStatus(await app.get(`/catalogs/${merchant.catalogId}`), 200)
  equals((await choose(second)).token, app.token)
  hasStatus(await app.get(`/catalogs/${second}`), 200)
  hasStatus(await app.get(`/catalogs/${merchant.catalogId}`), 404)
})

check('12.5', 'what permissions on catalogues and stock allow', async (world) => {
  const { merchant } = await start(world)
  const reader = await merchant.app({ scope: 'location[catalog.read]' })
  const path = `/catalogs/${merchant.catalogId}`
  hasStatus(await reader.put(path, {}), 403)
  const all = await merchant.app({ scope: 'location[all_catalogs.write]' })
  hasStatus(await all.put(path, {}), 401)
  const own = answers(await all.post('/location/catalogs', { name: 'Comptoir' }), 200)
  hasStatus(await all.put(`/catalogs/${own.id}`, { name: 'Bar' }), 200)
  const stock = await merchant.app({ scope: 'location[inventory.write]' })
  hasStatus(await stock.patch(`${path}/location/inventory`, []), 200)
  hasStatus(await stock.get(path), 403)
})

check('12.6', 'a scope that reads does not write', async (world) => {
  const reader = await (await start(world)).merchant.app({ scope: 'location[orders.read]' })
  answers(await reader.post('/location/orders', { status: 'new' }), 403, {
    message: "A 'orders' write scope is required",
  })
})

check('12.7', 'paths of the other level', async (world) => {
  const { merchant } = await start(world)
  const atLocation = await merchant.app()
  const atAccount = await merchant.app({ scope: 'account[orders.read]' })
  hasStatus(await atLocation.get('/locations'), 403)
  hasStatus(await atLocation.get('/account'), 403)
  hasStatus(await atAccount.get('/location'), 403)
})

check('12.8', 'requests that cannot be granted', async (world) => {
  const { client, person } = await start(world)
  const open = async (fields: Record<string, string>) => {
    const answer = await person.fetch(`/oauth2/v1/authorize${client.query(fields)}`)
    const { location } = Object.fromEntries(answer.headers)
    return { status: answer.status, error: new URL(location ?? 'x:').searchParams.get('error'), location }
  }
  for (const [field, wrong] of [
    ['redirect_uri', 'https://elsewhere.example/'],
    ['client_id', '1.clients.nope'],
  ] as const)
    includes(await open({ scope, [field]: wrong }), { status: 400, error: null })
  equals((await open({ scope: 'location[orders]' })).error, 'invalid_scope')
  equals((await open({ scope: '' })).error, 'invalid_scope')
  equals((await open({ scope, device_id: 'a/b' })).error, 'invalid_request')
  equals((await open({ scope, response_type: 'token' })).error, 'unsupported_response_type')
  const page = await client.open(person, { scope, state: 'x y' })
  const denied = await person.post('/authorize', { request: page.request, decision: 'deny' })
  const { searchParams } = new URL(denied.body.location)
  equals([searchParams.get('error'), searchParams.get('state')], ['access_denied', 'x y'])
})

check('12.9', 'revoked, the token says so; a block is lifted by authorising again', async (world) => {
  const parts = await start(world)
  const { client } = parts
  const connect = async () =>
    new App(world.origin, (await redeem(client, await approve(parts))).body.access_token, '')
  const app = await connect()
  equals((await client.post('revoke', { token: app.token })).status, 200)
  answers(await app.get('/location'), 401, {
    message: 'The access token is invalid or the connection has been revoked',
  })
  const again = await connect()
  holds(again.token !== app.token)
  hasStatus(await again.get('/location'), 200)
})

ownCheck(
  '12.10',
  'an App: its installation, who may open it, and what it hears when it is disconnected',
  async (world) => {
    const { merchant } = await start(world)
    const receiver = await startReceiver()
    const given = await world.operator('POST', '/clients', {
      name: 'Cuisine',
      owner: merchant.owner.email,
      redirect_uri: [redirectUri],
      app: true,
      connect_url: redirectUri,
      location_scope: 'location[orders.read]',
      disconnect_url: `${receiver.origin}/bye?a=1`,
    })
    const client = merchant.oauthClient({ name: 'Cuisine', ...given })
    const person = await world.signIn(merchant.owner)
    const code = await client.approve(person, { scope: 'location[orders.read]' })
    const token = (await redeem(client, code)).body
    holds(token.app_instance_id)
    const reopen = (who: typeof person) =>
      who.fetch(`/oauth2/v1/authorize${client.query({ app_instance_id: token.app_instance_id })}`)
    const silent = new URL((await reopen(person)).headers.get('location')!).searchParams.get('code')
    equals((await redeem(client, silent!)).body.access_token, token.access_token)
    const stranger = await world.signIn(await world.person())
    equals(
      new URL((await reopen(stranger)).headers.get('location')!).searchParams.get('error'),
      'access_denied',
    )
    const { body } = await person.get(`/connections?account_id=${merchant.id}`)
    const cards = body.groups.flatMap(({ connections }: { connections: object[] }) => connections)
    const { id } = cards.find((card: { client_name: string }) => card.client_name === 'Cuisine')
    await person.delete(`/accounts/${merchant.id}/connections/${id}`)
    hasStatus(await new App(world.origin, token.access_token, '').get('/location'), 401)
    await until(async () => receiver.deliveries.length === 1, 10)
    const [told] = receiver.deliveries
    equals([told!.method, told!.url], ['GET', `/bye?a=1&app_instance_id=${token.app_instance_id}`])
    await receiver.close()
  },
)

check('12.11', 'what the token endpoint refuses', async (world) => {
  const parts = await start(world)
  const { client, merchant } = parts
  const refusal = async (fields: Record<string, string>) => {
    const { status, body } = await client.post('token', fields)
    return [status, body.error]
  }
  equals(await refusal({}), [400, 'invalid_request'])
  equals(await refusal({ code: 'x', grant_type: 'refresh_token' }), [400, 'unsupported_grant_type'])
  const code_challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
  const challenged = await approve(parts, { code_challenge, code_challenge_method: 'S256' })
  equals(await refusal({ code: challenged, code_verifier: 'x'.repeat(43) }), [400, 'invalid_grant'])
  equals(await refusal({ code: await approve(parts), redirect_uri: 'https://shop.example/other' }), [
    400,
    'invalid_grant',
  ])
  const get = await fetch(`${world.origin}/oauth2/v1/token`)
  equals(get.status, 404)
  const code = await approve(parts)
  const both = await Promise.all([redeem(client, code), redeem(client, code)])
  equals(both.map(({ status }) => status).toSorted(), [200, 400])
  const token = both.find(({ status }) => status === 200)!.body.access_token
  const other = merchant.oauthClient(await merchant.client())
  equals((await other.post('revoke', { token })).status, 400)
  hasStatus(await new App(world.origin, token, '').get('/location'), 200)
})

check(
  '12.12',
  'without a right there is nothing to allow, and a form without its token grants nothing',
  async (world) => {
    const parts = await start(world)
    const { client, person } = parts
    const nobody = await world.signIn(await world.person())
    const page = await client.open(nobody, { scope })
    holds(!('selected_id' in page) || page.selected_id === null)
    const own = await client.open(person, { scope })
    const form = { request: own.request, decision: 'allow', location_id: own.selected_id }
    equals((await person.send('POST', '/authorize', form, { csrf: null })).status, 403)
    equals((await nobody.post('/authorize', form)).status === 200, false)
  },
)
