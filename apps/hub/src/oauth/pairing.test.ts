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
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

const grant = 'urn:ietf:params:oauth:grant-type:device_code'

let hub: TestHub
let now = Date.parse('2026-03-14T11:00:00Z')
beforeAll(async () => {
  hub = await startHub({ clock: { now: () => now } })
})
afterAll(() => hub.close())

let account: TestAccount
let merchant: Person
/** A client without secret, as created by the operator. */
let till: OAuthClient
beforeEach(async () => {
  account = await hub.account()
  merchant = await hub.person({ admin: [account] })
  const { body, status } = await hub.operator('POST', '/clients', {
    name: 'Kezia II',
    owner: merchant.email,
    public: true,
    redirect_uri: [redirectUri],
  })
  if (status !== 200) throw new Error(JSON.stringify(body))
  expect(Object.keys(body)).toEqual(['client_id'])
  till = new OAuthClient(hub.origin, { clientId: body.client_id, clientSecret: '' })
})

const send = (endpoint: string, fields: Record<string, string>) =>
  till.send(endpoint, { body: new URLSearchParams({ client_id: till.clientId, ...fields }) })
const begin = async (fields: Record<string, string> = {}) =>
  (await send('device_authorization', { scope: 'location[orders.write]', ...fields })).body
const poll = async (device_code: string) => {
  const { status, body } = await send('token', { grant_type: grant, device_code })
  return status === 200 ? 'token' : `${status} ${body.error}`
}

/** The user types the code and decides on the consent page. */
async function decide(user_code: string, decision: 'allow' | 'deny') {
  const { body } = await merchant.post('/device', { user_code })
  const query = body.next.split('?')[1]
  expect((await merchant.fetch(body.next)).status).toBe(200)
  const { body: page } = await merchant.get(`/authorize?${query}`)
  expect(page).toMatchObject({ client_name: 'Kezia II', level: 'location' })
  return merchant.post('/authorize', {
    request: page.request,
    decision,
    ...(decision === 'allow' ? { location_id: page.selected_id } : {}),
  })
}

describe('pairing a device without a secret (extensions X5)', () => {
  test('the device shows a code, someone approves it on the usual page, the token endpoint gives the token once', async () => {
    const answer = await send('device_authorization', {
      scope: 'location[orders.write]',
      device_id: 'Caisse 1',
    })
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({
      device_code: expect.stringMatching(/^[0-9a-f]{32}$/),
      user_code: expect.stringMatching(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/),
      verification_uri: expect.stringMatching(/\/device$/),
      verification_uri_complete: expect.stringContaining(`/device?user_code=${answer.body.user_code}`),
      expires_in: 600,
      interval: 5,
    })
    const { device_code, user_code } = answer.body
    expect(await poll(device_code)).toBe('400 authorization_pending')
    const { body } = await decide(` ${user_code.toLowerCase().replace('-', ' ')} `, 'allow')
    expect(body).toEqual({ outcome: 'paired' })
    const { status, body: token } = await send('token', { grant_type: grant, device_code })
    expect(status).toBe(200)
    expect(token).toMatchObject({ location_id: account.locationId, scope: 'location[orders.write]' })
    const app = new App(hub.origin, token.access_token, '')
    expect((await app.post('/location/orders', { status: 'new' })).body.connection_name).toBe('Caisse 1')
    expect(await poll(device_code)).toBe('400 invalid_grant')
  })

  test('polling faster than the interval: slow_down, and the interval grows; refused: access_denied (extensions 5)', async () => {
    const { device_code, user_code } = await begin()
    expect(await poll(device_code)).toBe('400 authorization_pending')
    now += 4000
    expect(await poll(device_code)).toBe('400 slow_down')
    now += 6000
    expect(await poll(device_code)).toBe('400 slow_down')
    now += 16_000
    expect(await poll(device_code)).toBe('400 authorization_pending')
    expect((await decide(user_code, 'deny')).body).toEqual({ outcome: 'denied' })
    now += 20_000
    expect(await poll(device_code)).toBe('400 access_denied')
  })

  test('after 600 s: expired_token, and the code opens nothing (extensions 5)', async () => {
    const { device_code, user_code } = await begin()
    const { body } = await merchant.post('/device', { user_code })
    now += 600_000
    expect(await poll(device_code)).toBe('400 expired_token')
    expect((await merchant.post('/device', { user_code })).body.errors).toMatchObject([{ code: 'unknown' }])
    expect((await merchant.get(`/authorize?${body.next.split('?')[1]}`)).body.code).toBe('request_expired')
    expect((await merchant.fetch(body.next)).headers.get('location')).toBe('/device')
  })

  test('five wrong codes end it for that session for 10 minutes (extensions X5)', async () => {
    const { user_code } = await begin()
    for (let wrong = 0; wrong < 5; wrong++)
      expect((await merchant.post('/device', { user_code: 'BBBB-BBBB' })).status).toBe(422)
    const refused = await merchant.post('/device', { user_code })
    expect([refused.status, refused.body.code]).toEqual([429, 'too_many_attempts'])
    now += 10 * 60_000 - 1000
    expect((await merchant.post('/device', { user_code })).status).toBe(429)
    now += 2000
    const { user_code: fresh } = await begin()
    expect((await merchant.post('/device', { user_code: fresh })).status).toBe(200)
  })

  test('the consent page of a device is worth nothing in another session', async () => {
    const { user_code } = await begin()
    const { body } = await merchant.post('/device', { user_code })
    const other = await hub.person({ admin: [account] })
    expect((await other.get(`/authorize?${body.next.split('?')[1]}`)).status).toBe(400)
  })

  test('unknown clients, scopes and devices are refused; a client with a secret must prove it for the token', async () => {
    expect((await send('device_authorization', { scope: 'location[orders]' })).body.error).toBe(
      'invalid_scope',
    )
    expect((await send('device_authorization', { scope: 'profile', device_id: 'a/b' })).body.error).toBe(
      'invalid_request',
    )
    expect((await send('device_authorization', { client_id: 'nope', scope: 'profile' })).status).toBe(401)
    expect(await poll('nope')).toBe('400 invalid_grant')
    const { device_code } = await begin()
    const shop = await hub.oauthClient('shop')
    const fields = { grant_type: grant, device_code }
    expect((await shop.post('token', fields)).body.error).toBe('invalid_grant')
    const named = new URLSearchParams({ client_id: shop.clientId, ...fields })
    expect((await shop.send('token', { body: named })).status).toBe(401)
  })
})

describe('codes without a secret (extensions X5)', () => {
  const verifier = 'v'.repeat(50)
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  const scope = 'location[orders.write]'

  test('a secretless client with a plain code: 401; with PKCE S256: its token (extensions 5)', async () => {
    const plain = await till.approve(merchant, { scope })
    expect((await send('token', { code: plain })).status).toBe(401)
    expect((await send('token', { code: plain, code_verifier: verifier })).body.error).toBe('invalid_grant')
    const code = await till.approve(merchant, {
      scope,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    })
    expect((await send('token', { code, code_verifier: 'x'.repeat(50) })).body.error).toBe('invalid_grant')
    const { status, body } = await send('token', { code, code_verifier: verifier })
    expect([status, body.location_id]).toEqual([200, account.locationId])
    expect((await send('revoke', { token: body.access_token })).status).toBe(200)
  })
})

test('RFC 8414: the metadata names every endpoint of the hub (extensions X5)', async () => {
  const answer = await fetch(`${hub.origin}/.well-known/oauth-authorization-server`)
  expect(answer.status).toBe(200)
  const metadata = (await answer.json()) as { issuer: string }
  expect(metadata).toMatchObject({
    issuer: expect.stringMatching(/^http/),
    token_endpoint: `${metadata.issuer}/oauth2/v1/token`,
    device_authorization_endpoint: `${metadata.issuer}/oauth2/v1/device_authorization`,
    grant_types_supported: ['authorization_code', grant],
    code_challenge_methods_supported: ['S256'],
  })
})
