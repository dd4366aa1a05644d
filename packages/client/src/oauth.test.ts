import { afterEach, expect, test } from 'vitest'
import { authorizeUrl, BadRequest, exchangeCode, revokeToken, Unauthorized } from './index.ts'
import { type ScriptedAnswer, startScriptedServer } from './testing/scripted-server.ts'

let close = async () => {}
afterEach(() => close())

async function manager(answer: ScriptedAnswer) {
  const server = await startScriptedServer(() => answer)
  close = server.close
  const options = { managerOrigin: server.origin, clientId: '1.clients.hub', clientSecret: 'sécret:1' }
  return { options, received: server.received }
}

test('the consent page is asked for with a copied code, the scope and the device', () => {
  const url = new URL(
    authorizeUrl('https://manager.example.com/', {
      clientId: '123.clients.hub',
      scope: 'location[orders.write,catalog.write]',
      deviceId: '0-1 a',
      country: 'FR',
    }),
  )
  expect(url.origin + url.pathname).toBe('https://manager.example.com/oauth2/v1/authorize')
  expect(Object.fromEntries(url.searchParams)).toEqual({
    redirect_uri: 'urn:ietf:wg:oauth:2.0:oob',
    client_id: '123.clients.hub',
    scope: 'location[orders.write,catalog.write]',
    device_id: '0-1 a',
    country: 'FR',
  })
})

test('a client without secret asks with a challenge, and tells the verifier with the code (extensions X5)', async () => {
  const url = authorizeUrl('https://hub.example', { clientId: '1', scope: 'profile', codeChallenge: 'c' })
  expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({
    code_challenge: 'c',
    code_challenge_method: 'S256',
  })
  const { options, received } = await manager({ body: { access_token: 't' } })
  const { clientSecret: _, ...publicOptions } = options
  await exchangeCode(publicOptions, 'c0de', { codeVerifier: 'v' })
  expect(received[0]!.headers.authorization).toBeUndefined()
  expect(received[0]!.body).toBe('code=c0de&code_verifier=v&client_id=1.clients.hub')
})

test('a code is exchanged in a form, with the client in HTTP Basic', async () => {
  const { options, received } = await manager({ body: { access_token: 't', location_id: 'k7w2p-0' } })
  expect(await exchangeCode(options, 'c0de')).toMatchObject({ access_token: 't', location_id: 'k7w2p-0' })
  expect(received[0]).toMatchObject({
    method: 'POST',
    url: '/oauth2/v1/token',
    body: 'code=c0de',
    headers: {
      authorization: `Basic ${Buffer.from('1.clients.hub:sécret:1').toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
    },
  })
})

test('a used code is a BadRequest, a refused client is Unauthorized', async () => {
  const used = await manager({
    status: 400,
    body: { error: 'invalid_grant', error_description: 'The authorisation code has been used' },
  })
  const error = await exchangeCode(used.options, 'c0de').catch((error: unknown) => error)
  expect(error).toBeInstanceOf(BadRequest)
  expect(error).toMatchObject({
    refusal: { errorType: 'invalid_grant' },
    message: 'The authorisation code has been used',
  })
  await close()

  const refused = await manager({ status: 401, body: { error: 'invalid_client' } })
  await expect(exchangeCode(refused.options, 'c0de')).rejects.toBeInstanceOf(Unauthorized)
})

test('a token is revoked in a form; the empty answer is a success', async () => {
  const { options, received } = await manager({ body: '' })
  await revokeToken(options, 't0ken')
  expect(received[0]).toMatchObject({ url: '/oauth2/v1/revoke', body: 'token=t0ken' })
})
