import { createHash } from 'node:crypto'
import {
  App,
  OAuthClient,
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
let now = Date.now()
const lines: string[] = []
const scope = 'location[orders.write,customer_list.write,catalog.write]'

beforeAll(async () => {
  const logTo = { write: (line: string) => void lines.push(line) }
  hub = await startHub({ clock: { now: () => now }, config: { logLevel: 'info' }, logTo })
  account = await hub.account()
  admin = await hub.person({ admin: [account] })
  client = await hub.oauthClient('Ma boutique')
})
afterAll(() => hub.close())

describe('POST /oauth2/v1/token (oauth §5)', () => {
  test('a code used twice is refused, revokes nothing and is a line of the security log (security S30)', async () => {
    const code = await client.approve(admin, { scope, device_id: 'twice' })
    const { body } = await client.post('token', { code })
    lines.length = 0
    for (const endpoint of [1, 2]) {
      const again = await client.post('token', { code })
      expect([endpoint, again.status, again.body.error]).toEqual([endpoint, 400, 'invalid_grant'])
    }
    const told = lines.map((line) => JSON.parse(line)).filter(({ security }) => security === 'code_reused')
    const line = { clientId: client.clientId, userId: admin.userId, address: '127.0.0.1' }
    expect(told).toMatchObject([line, line])
    expect(lines.join('')).not.toContain(code)
    expect((await new App(hub.origin, body.access_token, '').get('/location')).status).toBe(200)
  })

  test('a code buys the token of the connection, with every key there', async () => {
    const code = await client.approve(admin, { scope, state: 'x y' })
    expect(code).toMatch(/^[0-9a-f]{32}$/)
    const { status, body, headers } = await client.post('token', { code, redirect_uri: redirectUri })
    expect(status).toBe(200)
    expect(body).toEqual({
      access_token: expect.stringMatching(/^[0-9a-f]{32}$/),
      token_type: 'Bearer',
      scope,
      account_id: account.id,
      account_name: 'Pizzeria Roma',
      location_id: account.locationId,
      location_name: 'Lille',
      catalog_id: account.catalogId,
      catalog_name: 'Pizzeria Roma',
      customer_list_id: account.customerListId,
      customer_list_name: 'Pizzeria Roma',
      user_id: null,
    })
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('pragma')).toBe('no-cache')
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })

  test('a code works once; with another client, an unknown one or after 10 minutes it is 400, a wrong secret 401 (oauth 12.1)', async () => {
    const stranger = await hub.oauthClient('Autre')
    const code = await client.approve(admin, { scope })
    expect(await stranger.post('token', { code })).toMatchObject({
      status: 400,
      body: {
        error: 'invalid_grant',
        error_description: 'The authorisation code is unknown',
        error_type: 'bad_request',
        message: 'The authorisation code is unknown',
      },
    })
    const guesser = new OAuthClient(hub.origin, { clientId: client.clientId, clientSecret: '0'.repeat(44) })
    const refused = await guesser.post('token', { code })
    expect(refused).toMatchObject({
      status: 401,
      body: { error: 'invalid_client', error_type: 'unauthorized' },
    })
    expect(refused.headers.get('www-authenticate')).toMatch(/^Basic/)
    expect((await client.post('token', { code })).status).toBe(200)
    expect(await client.post('token', { code })).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant', message: 'The authorisation code has already been used' },
    })
    expect(await client.post('token', { code: '0'.repeat(32) })).toMatchObject({ status: 400 })
    const late = await client.approve(admin, { scope })
    now += 10 * 60 * 1000
    expect(await client.post('token', { code: late })).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant', message: 'The authorisation code has expired' },
    })
  })

  test('the token outlives the second use of its code', async () => {
    const code = await client.approve(admin, { scope })
    const { body } = await client.post('token', { code })
    await client.post('token', { code })
    const headers = { 'x-access-token': body.access_token }
    expect((await fetch(`${hub.origin}/v1/location`, { headers })).status).toBe(200)
  })

  test('form with Basic, form, JSON and query string all give the same token (oauth 12.2)', async () => {
    const credentials = { client_id: client.clientId, client_secret: client.clientSecret }
    const code = () => client.approve(admin, { scope })
    const query = new URLSearchParams({ ...credentials, code: await code() })
    const json = { 'content-type': 'application/json' }
    const answers = [
      await client.post('token', { code: await code() }),
      await client.post('token', { ...credentials, code: await code() }, {}),
      await client.send('token', {
        headers: json,
        body: JSON.stringify({ ...credentials, code: await code(), extra: 1 }),
      }),
      await client.send(`token?${query}`, {}),
      await client.send('token', {
        headers: { 'content-type': 'text/plain' },
        body: `${new URLSearchParams({ ...credentials, code: await code() })}`,
      }),
      await client.send(`token?${new URLSearchParams({ ...credentials, code: await code() })}`, {
        headers: json,
        body: 'null',
      }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200])
    expect(new Set(answers.map(({ body }) => body.access_token)).size).toBe(1)
  })

  test('a multipart form is a form too, its names quoted or not, for the token and its revocation (oauth 12.2)', async () => {
    const form = new FormData()
    form.set('code', await client.approve(admin, { scope }))
    form.set('client_id', client.clientId)
    form.set('client_secret', client.clientSecret)
    const token = await client.send('token', { body: form })
    expect(token).toMatchObject({ status: 200, body: { token_type: 'Bearer' } })
    const headers = {
      authorization: client.basic,
      'content-type': 'multipart/form-data; boundary="dc4f-11"',
    }
    const disposition =
      'Content-Type: text/plain; charset=utf-8\r\nContent-Disposition: form-data; name=token'
    const body = `--dc4f-11\r\n${disposition}\r\n\r\n${token.body.access_token}\r\n--dc4f-11--\r\n`
    expect((await client.send('revoke', { headers, body })).status).toBe(200)
    const call = { headers: { 'x-access-token': token.body.access_token } }
    expect((await fetch(`${hub.origin}/v1/location`, call)).status).toBe(401)
    const unbounded = { ...headers, 'content-type': 'multipart/form-data' }
    expect(await client.send('revoke', { headers: unbounded, body })).toMatchObject({
      status: 400,
      body: { error: 'invalid_request', message: 'The form has no boundary' },
    })
  })

  test('Basic comes before body, body before query; Basic and a body that name different clients are 401', async () => {
    const other = await hub.oauthClient('Autre')
    const wrong = { client_secret: 'wrong' }
    expect(
      (await client.post('token', { ...wrong, code: await client.approve(admin, { scope }) })).status,
    ).toBe(200)
    const fields = new URLSearchParams({
      client_id: client.clientId,
      client_secret: client.clientSecret,
      code: await client.approve(admin, { scope }),
    })
    expect((await client.send('token?client_secret=wrong', { body: fields })).status).toBe(200)
    const code = await client.approve(admin, { scope })
    expect(await client.post('token', { client_id: other.clientId, code })).toMatchObject({
      status: 401,
      body: { error: 'invalid_client' },
    })
    expect((await client.post('token', { client_id: client.clientId, code })).status).toBe(200)
  })

  test.each([
    ['no credentials', {}, {}],
    ['an unknown client', { client_id: '000000000000.clients.hub.test', client_secret: 'x' }, {}],
    ['a NUL in the client', { client_id: 'a\0b', client_secret: 'x' }, {}],
    ['Basic that is not one', {}, { authorization: 'Basic !!' }],
    ['another kind of authorization', {}, { authorization: 'Bearer x' }],
  ])('%s is 401 invalid_client', async (_title, fields, headers) => {
    expect(await client.post('token', { code: 'x', ...fields }, headers)).toMatchObject({
      status: 401,
      body: { error: 'invalid_client' },
    })
  })

  test('no code, another grant type and bodies that cannot be read are 400 (oauth 12.11)', async () => {
    expect(await client.post('token', {})).toMatchObject({
      status: 400,
      body: { error: 'invalid_request', message: 'The code is missing' },
    })
    expect(await client.post('token', { grant_type: 'refresh_token', refresh_token: 'x' })).toMatchObject({
      status: 400,
      body: { error: 'unsupported_grant_type' },
    })
    const headers = { authorization: client.basic, 'content-type': 'application/json' }
    for (const body of [`{"code":"${'5'.repeat(32)}`, '[]', '"text"']) {
      const answer = await client.send('token', { headers, body })
      expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
      expect(answer.text).not.toContain('5555')
    }
    const nul = await client.send(`token?client_id=%00`, { headers })
    expect(nul).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
    const large = await client.send('token', { headers, body: `{"code":"${'x'.repeat(70_000)}"}` })
    expect(large).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
  })

  test('a wrong redirect_uri or code_verifier is 400 and does not use the code up (oauth 12.11)', async () => {
    const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
    const code_challenge = createHash('sha256').update(verifier).digest('base64url')
    const code = await client.approve(admin, { scope, code_challenge, code_challenge_method: 'S256' })
    const wrong: Record<string, string>[] = [
      { code_verifier: verifier, redirect_uri: 'https://shop.example/other' },
      { code_verifier: `${verifier}x` },
      {},
    ]
    for (const fields of wrong) {
      const { status, body } = await client.post('token', { code, ...fields })
      expect([status, body.error]).toEqual([400, 'invalid_grant'])
    }
    expect((await client.post('token', { code, code_verifier: verifier })).status).toBe(200)
    const plain = await client.approve(admin, { scope })
    expect(await client.post('token', { code: plain, code_verifier: verifier })).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    })
  })

  test('of two exchanges of one code at the same instant one is 200 and one 400 (oauth 12.11)', async () => {
    const code = await client.approve(admin, { scope })
    const answers = await Promise.all([1, 2, 3, 4].map(() => client.post('token', { code })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400])
  })

  test('GET is 404 routing_error, and no answer has CORS headers (oauth 12.11, general §11)', async () => {
    for (const method of ['GET', 'OPTIONS']) {
      const response = await fetch(`${hub.origin}/oauth2/v1/token`, {
        method,
        headers: { origin: 'https://shop.example', 'access-control-request-method': 'POST' },
      })
      expect(response.status).toBe(404)
      expect(await response.json()).toEqual({ error_type: 'routing_error' })
      expect(response.headers.get('access-control-allow-origin')).toBeNull()
    }
    const refused = await client.post('token', {}, { origin: 'https://shop.example' })
    expect(refused.headers.get('access-control-allow-origin')).toBeNull()
  })

  test('what was lost between approval and exchange is 400 invalid_grant', async () => {
    const manager = await hub.person({ manager: [account.locationId] })
    const code = await client.approve(manager, { scope })
    await hub.parts.db`delete from permission where person_id = ${manager.userId}`
    expect(await client.post('token', { code })).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant', message: 'The user may not connect apps there any more' },
    })
  })

  test('the secret before the newest one is good for 24 hours', async () => {
    const rotated = await hub.oauthClient('Tournante')
    const { db, secrets } = hub.parts
    const newest = 'f'.repeat(44)
    await db`update client set previous_secret_sealed = ${secrets.encrypt(rotated.clientSecret)},
        previous_secret_until = ${new Date(now + 24 * 3600 * 1000)}, secret_sealed = ${secrets.encrypt(newest)}
      where id = ${rotated.clientId}`
    expect((await rotated.post('token', {})).status).toBe(400)
    const renewed = new OAuthClient(hub.origin, { clientId: rotated.clientId, clientSecret: newest })
    expect((await renewed.post('token', {})).status).toBe(400)
    now += 24 * 3600 * 1000
    expect((await rotated.post('token', {})).status).toBe(401)
    expect((await renewed.post('token', {})).status).toBe(400)
  })
})

describe('POST /oauth2/v1/revoke (oauth §6)', () => {
  test('ends the connection: the next call is 401 with the exact message, its callback and events go (oauth 12.9)', async () => {
    const { access_token: token, app } = await client.connect(admin, { scope, device_id: 'revoked' })
    expect((await app.get('/location')).status).toBe(200)
    const { status, text, headers } = await client.post('revoke', { token })
    expect([status, text]).toEqual([200, ''])
    expect(headers.get('access-control-allow-origin')).toBeNull()
    expect(await app.get('/location')).toMatchObject({
      status: 401,
      body: {
        message: 'The access token is invalid or the connection has been revoked',
        error_type: 'unauthorized',
      },
    })
    expect((await client.post('revoke', { token })).status).toBe(200)
    const again = await client.connect(admin, { scope, device_id: 'revoked' })
    expect(again.access_token).not.toBe(token)
    expect((await again.app.get('/callback')).body).toEqual({ url: null, events: {} })
  })

  test('an unknown token is 200, the older name access_token is accepted, no token or bad credentials are refused', async () => {
    expect((await client.post('revoke', { token: '0'.repeat(32), token_type_hint: 'x' })).status).toBe(200)
    const { access_token, app } = await client.connect(admin, { scope, device_id: 'older name' })
    expect((await client.post('revoke', { access_token })).status).toBe(200)
    expect((await app.get('/location')).status).toBe(401)
    expect(await client.post('revoke', {})).toMatchObject({
      status: 400,
      body: { error: 'invalid_request' },
    })
    expect(await client.post('revoke', { token: 'x' }, {})).toMatchObject({
      status: 401,
      body: { error: 'invalid_client' },
    })
  })

  test("another client's token is 400 and still usable (oauth 12.11)", async () => {
    const { access_token: token, app } = await client.connect(admin, { scope })
    const stranger = await hub.oauthClient('Autre')
    expect(await stranger.post('revoke', { token })).toMatchObject({
      status: 400,
      body: { error: 'unauthorized_client', error_type: 'bad_request' },
    })
    expect((await app.get('/location')).status).toBe(200)
  })
})

test('in production plain http is refused, unless the operator allows it (general §1)', async () => {
  const strict = await startHub({ config: { allowHttp: false } })
  const client = await strict.oauthClient('En clair')
  expect(await client.post('token', {})).toMatchObject({
    status: 400,
    body: { error: 'invalid_request', message: 'https is required' },
  })
  await strict.close()
})

test('the 31st call of an address in a minute is 429 with Retry-After (general §5)', async () => {
  const strict = await startHub({ config: { oauthCallsPerMinute: 30 } })
  const client = await strict.oauthClient('Pressée')
  for (let call = 1; call <= 30; call++) await client.post(call % 2 ? 'token' : 'revoke', {}, {})
  const { status, body, headers } = await client.post('token', {}, {})
  expect([status, body.error]).toEqual([429, 'too_many_requests'])
  expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
  expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(60)
  await strict.close()
})
