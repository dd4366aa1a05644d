import { once } from 'node:events'
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createTcp, type Server } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../platform/clock.ts'
import { type CallbackUrlPolicy, isAllowedAddress, type ResolveHost } from './addresses.ts'
import { createSender, hubriseSignature, type Sender } from './sender.ts'
import { insideHosts } from './testing/inside-hosts.ts'
import { callbackUrlProblem } from './url.ts'

const strict: CallbackUrlPolicy = { allowHttp: true, allowLoopback: false, allowedCidrs: [] }
const secret = '5d1f8a9c0b7e46d2a3c4e5f60718293a4b5c6d7e8f90'

const cleanups: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

function sender(
  more: { policy?: CallbackUrlPolicy; resolve?: ResolveHost; timeoutMs?: number } = {},
): Sender {
  const made = createSender({
    policy: strict,
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    clock: systemClock,
    ...more,
  })
  cleanups.push(() => made.close())
  return made
}

/** A receiver on this machine that the sender is allowed to call. */
const own = { ...strict, allowedCidrs: ['127.0.0.0/8'] }

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleanups.push(() => new Promise((resolve) => server.close(resolve)))
  return (server.address() as AddressInfo).port
}

async function receiver(handle: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createHttp(handle)
  const port = await listening(server)
  cleanups.push(() => server.closeAllConnections())
  return `http://127.0.0.1:${port}/hook`
}

describe('addresses inside are never called (callbacks §4, 9.8)', () => {
  let canary: Server
  let port: number
  let connections = 0
  beforeAll(async () => {
    canary = createTcp((socket) => {
      connections++
      socket.destroy()
    })
    canary.listen(0, '::')
    await once(canary, 'listening')
    port = (canary.address() as AddressInfo).port
  })
  afterAll(() => canary.close())

  test.each(insideHosts)('%s', async (_name, host) => {
    const before = connections
    for (const scheme of ['http', 'https']) {
      const url = `${scheme}://${host}:${port}/`
      expect(await callbackUrlProblem(url, strict, async () => [])).toBe('is not allowed')
      const outcome = await sender().call({ method: 'POST', url, secret })
      expect(outcome).toMatchObject({
        acknowledged: false,
        status: null,
        error: 'the address is not allowed',
      })
    }
    expect(connections).toBe(before)
  })

  test.each([
    ['10.0.0.1', 4],
    ['127.0.0.1', 4],
    ['::1', 6],
    ['::ffff:10.0.0.1', 6],
    ['::ffff:a00:1', 6],
    ['64:ff9b::a00:1', 6],
    ['fd00::1', 6],
  ])('a name that resolves to %s', async (address, family) => {
    const before = connections
    const resolve = async () => [{ address, family }]
    const url = `http://inside.example:${port}/`
    expect(await callbackUrlProblem(url, strict, resolve)).toBe('is not allowed')
    expect(await sender({ resolve }).call({ method: 'POST', url, secret })).toMatchObject({
      acknowledged: false,
      error: 'the address is not allowed',
    })
    expect(connections).toBe(before)
  })

  test('a name that has an allowed address beside an internal one', async () => {
    const before = connections
    const resolve = async () => [
      { address: '93.184.216.34', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ]
    const url = `http://both.example:${port}/`
    expect(await callbackUrlProblem(url, strict, resolve)).toBe('is not allowed')
    expect((await sender({ resolve }).call({ method: 'POST', url, secret })).error).toBe(
      'the address is not allowed',
    )
    expect(connections).toBe(before)
  })

  test('a name that changes after the check', async () => {
    const before = connections
    let address = '93.184.216.34'
    const resolve = async () => [{ address, family: 4 }]
    const url = `http://changing.example:${port}/`
    expect(await callbackUrlProblem(url, strict, resolve)).toBeUndefined()
    address = '127.0.0.1'
    expect((await sender({ resolve }).call({ method: 'POST', url, secret })).error).toBe(
      'the address is not allowed',
    )
    expect(connections).toBe(before)
  })

  test('a redirect to an address inside is an acknowledgement, and is not followed', async () => {
    const before = connections
    const url = await receiver((request, response) => {
      request.resume()
      response.writeHead(302, { location: `http://127.0.0.1:${port}/` }).end()
    })
    const outcome = await sender({ policy: own }).call({ method: 'POST', url, secret })
    expect(outcome).toMatchObject({ acknowledged: true, status: 302 })
    expect(connections).toBe(before)
  })

  test.each<[string, string?]>([
    ['https://user@93.184.216.34/'],
    ['https://user:pass@93.184.216.34/'],
    ['https://93.184.216.34@127.0.0.1/'],
    ['https://93.184.216.34/#fragment'],
    ['https://93.184.216.34/#'],
    ['ftp://93.184.216.34/'],
    ['file:///etc/passwd'],
    ['gopher://127.0.0.1/'],
    ['//93.184.216.34/'],
    ['https://'],
    ['an address of more than 2,048 characters', `https://93.184.216.34/${'a'.repeat(2048)}`],
  ])('%s is no callback URL', async (_name, url = _name) => {
    expect(await callbackUrlProblem(url, strict, async () => [])).toBe('is not a valid URL')
    const { acknowledged, error } = await sender().call({ method: 'POST', url, secret })
    expect({ acknowledged, error }).toEqual({ acknowledged: false, error: 'the URL is not a valid URL' })
  })

  test.each([22, 25, 465, 587, 6379, 5432, 3306, 11211, 9200])('port %i is refused', async (forbidden) => {
    const url = `https://93.184.216.34:${forbidden}/`
    expect(await callbackUrlProblem(url, strict, async () => [])).toBe('is not allowed')
  })

  test('plain http needs the setting; localhost needs a developer’s hub, and stays the only exception', async () => {
    const https = { ...strict, allowHttp: false }
    const nothing: ResolveHost = async () => []
    expect(await callbackUrlProblem('http://93.184.216.34/', https, nothing)).toBe('must use https')
    expect(await callbackUrlProblem('http://localhost/', https, nothing)).toBe('must use https')
    expect(await callbackUrlProblem('https://localhost/', https, nothing)).toBe('is not allowed')
    expect(await callbackUrlProblem('https://a.localhost/', https, nothing)).toBe('is not allowed')
    const developer = { ...https, allowLoopback: true }
    expect(await callbackUrlProblem('http://localhost:4200/', developer, nothing)).toBeUndefined()
    expect(await callbackUrlProblem('http://127.0.0.1:4200/', developer, nothing)).toBeUndefined()
    expect(await callbackUrlProblem('https://localhost/', developer, nothing)).toBe('is not allowed')
    expect(await callbackUrlProblem('https://10.0.0.1/', developer, nothing)).toBe('is not allowed')
    expect(await callbackUrlProblem('http://localhost:5432/', developer, nothing)).toBe('is not allowed')
  })

  test('public addresses and the networks that the operator allows are called', () => {
    for (const address of ['93.184.216.34', '2606:4700::1111', '64:ff9b::5db8:d822', '::ffff:93.184.216.34'])
      expect([address, isAllowedAddress(address, strict)]).toEqual([address, true])
    const lan = { ...strict, allowedCidrs: ['192.168.1.0/24', 'fd00:1::/32'] }
    for (const address of ['192.168.1.7', '::ffff:192.168.1.7', 'fd00:1::7'])
      expect([address, isAllowedAddress(address, lan)]).toEqual([address, true])
    expect(isAllowedAddress('192.168.2.7', lan)).toBe(false)
    const one = { ...strict, allowedCidrs: ['192.168.1.7', 'fd00:1::7'] }
    for (const address of ['192.168.1.7', 'fd00:1::7'])
      expect([address, isAllowedAddress(address, one)]).toEqual([address, true])
    expect(isAllowedAddress('192.168.1.8', one)).toBe(false)
  })
})

describe('one attempt (callbacks §4)', () => {
  test('the signature is that of the bytes sent, as in the contract’s vector (callbacks 9.5)', async () => {
    const body = Buffer.from(
      '{"id":"h4t9w","resource_type":"catalog","event_type":"update","created_at":"2026-03-14T18:05:00+00:00","account_id":"k7w2p","catalog_id":"q9f4x"}',
    )
    let seen: { headers: IncomingMessage['headers']; url: string | undefined; body: Buffer } | undefined
    const url = await receiver(async (request, response) => {
      const chunks = await request.toArray()
      seen = { headers: request.headers, url: request.url, body: Buffer.concat(chunks) }
      response.end()
    })
    const called = sender({ policy: own })
    await called.call({ method: 'POST', url: `${url}?app_instance_id=h5z2c&x=%20`, body, secret })
    expect(seen!.headers['x-hubrise-hmac-sha256']).toBe(
      '9d24d75df9718b8eb26802a3912f0bc357ff00955e395cb50e2ae97abede040d',
    )
    expect(seen!.headers['content-type']).toBe('application/json')
    expect(seen!.url).toBe('/hook?app_instance_id=h5z2c&x=%20')
    expect(seen!.body.equals(body)).toBe(true)
    await called.call({ method: 'GET', url, secret })
    expect(seen!.headers['x-hubrise-hmac-sha256']).toBe(hubriseSignature(secret, ''))
    expect(seen!.body).toHaveLength(0)
  })

  test.each([200, 204, 302, 401, 404, 499])('%i acknowledges', async (status) => {
    const url = await receiver((_request, response) => response.writeHead(status).end())
    const outcome = await sender({ policy: own }).call({ method: 'POST', url, secret })
    expect(outcome).toMatchObject({ acknowledged: true, status })
  })

  test.each([500, 503, 599])('%i is a failure', async (status) => {
    const url = await receiver((_request, response) => response.writeHead(status).end())
    const outcome = await sender({ policy: own }).call({ method: 'POST', url, secret })
    expect(outcome).toMatchObject({ acknowledged: false, status, error: null })
  })

  test('a refused connection, one closed half-way, a wrong certificate, an answer that is not HTTP are failures', async () => {
    const called = sender({ policy: { ...own, allowHttp: true } })
    const closed = createTcp()
    const port = await listening(closed)
    await cleanups.pop()!()
    const refused = await called.call({ method: 'POST', url: `http://127.0.0.1:${port}/`, secret })
    expect(refused).toMatchObject({ acknowledged: false, status: null, error: 'ECONNREFUSED' })
    for (const answer of ['', 'HTTP/1.1 20', 'SSH-2.0-OpenSSH\r\n', 'HTTP/1.1 100 Continue\r\n\r\n']) {
      const server = createTcp((socket) => {
        socket.on('error', () => undefined)
        socket.once('data', () => socket.end(answer))
      })
      const halfway = `127.0.0.1:${await listening(server)}/`
      for (const scheme of ['http', 'https']) {
        const outcome = await called.call({ method: 'POST', url: `${scheme}://${halfway}`, secret })
        expect([answer, outcome.acknowledged, outcome.status]).toEqual([answer, false, null])
        expect(outcome.error).toEqual(expect.any(String))
      }
    }
  })

  test('no complete head in time is a failure: silence, a head that drips, endless 1xx', async () => {
    const timeoutMs = 150
    const answers: ((write: (text: string) => void) => void)[] = [
      () => undefined,
      (write) => write('HTTP/1.1 200 OK\r\nX-Slow: '),
      (write) => write('HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n'),
    ]
    for (const answer of answers) {
      const server = createTcp((socket) => {
        socket.on('error', () => undefined).resume()
        const timer = setInterval(() => answer((text) => socket.write(text)), 20)
        socket.on('close', () => clearInterval(timer))
      })
      const url = `http://127.0.0.1:${await listening(server)}/`
      const outcome = await sender({ policy: own, timeoutMs }).call({ method: 'POST', url, secret })
      expect(outcome).toMatchObject({ acknowledged: false, status: null, error: 'no answer within 0.15 s' })
    }
  })

  test('of a body of 100 MB little is read, and it acknowledges', async () => {
    let written = 0
    const { promise: cut, resolve } = Promise.withResolvers<void>()
    const url = await receiver((_request, response) => {
      response.on('close', resolve)
      const chunk = Buffer.alloc(64 * 1024, 'x')
      const more = () => {
        while (written < 100 * 1024 * 1024 && !response.destroyed) {
          written += chunk.byteLength
          if (!response.write(chunk)) return response.once('drain', more)
        }
        return response.end()
      }
      more()
    })
    const outcome = await sender({ policy: own }).call({ method: 'POST', url, secret })
    expect(outcome).toMatchObject({ acknowledged: true, status: 200 })
    await cut
    expect(written).toBeLessThan(20 * 1024 * 1024)
  })

  test('an answer whose body never ends, or is cut, acknowledges all the same', async () => {
    for (const rest of [undefined, 'cut'] as const) {
      const url = await receiver((_request, response) => {
        response.writeHead(200, { 'content-length': 10 })
        response.write('12345')
        if (rest === 'cut') setImmediate(() => response.destroy())
      })
      const outcome = await sender({ policy: own }).call({ method: 'POST', url, secret })
      expect(outcome).toMatchObject({ acknowledged: true, status: 200 })
    }
  })

  test('a kept connection that the receiver closed in between costs no attempt', async () => {
    let requests = 0
    const server = createHttp((_request, response) => {
      requests++
      response.end()
    })
    server.keepAliveTimeout = 60_000
    const url = `http://127.0.0.1:${await listening(server)}/`
    const called = sender({ policy: own })
    for (let n = 1; n <= 3; n++) {
      expect(await called.call({ method: 'POST', url, secret })).toMatchObject({ acknowledged: true })
      server.closeIdleConnections()
    }
    expect(requests).toBe(3)
  })
})
