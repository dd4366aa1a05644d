import { afterEach, describe, expect, test } from 'vitest'
import {
  authorizeDevice,
  BadRequest,
  NetworkFailure,
  NoSuchRoute,
  offersDeviceGrant,
  redeemDevice,
  ServerFailure,
} from './index.ts'
import { type ScriptedAnswer, startScriptedServer } from './testing/scripted-server.ts'

let close = async () => {}
afterEach(() => close())

async function manager(answer: ScriptedAnswer) {
  const server = await startScriptedServer(() => answer)
  close = server.close
  const options = { managerOrigin: server.origin, clientId: '1.clients.hub', clientSecret: 's' }
  return { options, received: server.received }
}

describe('whether the device grant is published (extensions X5)', () => {
  test('the metadata of the server name its endpoint', async () => {
    const { options, received } = await manager({
      body: { device_authorization_endpoint: 'https://hub.example/oauth2/v1/device_authorization' },
    })
    expect(await offersDeviceGrant(options)).toBe(true)
    expect(received[0]).toMatchObject({ method: 'GET', url: '/.well-known/oauth-authorization-server' })
    expect(received[0]!.headers.authorization).toBeUndefined()
  })

  test.each<[string, ScriptedAnswer]>([
    ['other metadata', { body: { token_endpoint: 'https://hub.example/oauth2/v1/token' } }],
    ['no such route', { status: 404, body: { error_type: 'routing_error' } }],
    ['a page', { body: '<!doctype html>' }],
    ['a way to the sign-in page', { status: 302, headers: { location: '/login' } }],
  ])('%s: no', async (_, answer) => {
    const { options } = await manager(answer)
    expect(await offersDeviceGrant(options)).toBe(false)
  })

  test('a server that fails, or none, says neither yes nor no', async () => {
    const { options } = await manager({ status: 502, body: 'Bad gateway' })
    await expect(offersDeviceGrant(options)).rejects.toBeInstanceOf(ServerFailure)
    await close()
    await expect(offersDeviceGrant(options)).rejects.toBeInstanceOf(NetworkFailure)
  })
})

describe('pairing a device (extensions X5)', () => {
  const authorization = { device_code: 'd', user_code: 'BCDF-GHJK', expires_in: 600, interval: 5 }

  test('the letters are asked for with the scope and the device, by a client that proves itself', async () => {
    const { options, received } = await manager({ body: authorization })
    const scope = 'location[orders.write]'
    expect(await authorizeDevice(options, { scope, deviceId: 'Caisse 1' })).toEqual(authorization)
    expect(received[0]).toMatchObject({
      method: 'POST',
      url: '/oauth2/v1/device_authorization',
      body: 'scope=location%5Borders.write%5D&device_id=Caisse+1',
      headers: { authorization: `Basic ${btoa('1.clients.hub:s')}` },
    })
  })

  test('a public client names itself in the form', async () => {
    const { options, received } = await manager({ body: { access_token: 't' } })
    const { clientSecret: _, ...publicClient } = options
    expect(await redeemDevice(publicClient, 'd')).toEqual({ access_token: 't' })
    expect(Object.fromEntries(new URLSearchParams(received[0]!.body))).toEqual({
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: 'd',
      client_id: '1.clients.hub',
    })
    expect(received[0]!.headers.authorization).toBeUndefined()
  })

  test('what is not there yet is a BadRequest that says what; without the grant there is no such route', async () => {
    const early = await manager({
      status: 400,
      body: { error: 'slow_down', error_type: 'bad_request' },
    })
    const error = await redeemDevice(early.options, 'd').catch((error: unknown) => error)
    expect(error).toBeInstanceOf(BadRequest)
    expect(error).toMatchObject({ refusal: { errorType: 'slow_down' } })
    await close()
    const other = await manager({ status: 404, body: { error_type: 'routing_error' } })
    await expect(authorizeDevice(other.options, { scope: 'profile' })).rejects.toBeInstanceOf(NoSuchRoute)
  })
})
