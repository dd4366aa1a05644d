import { type App, operatorToken, RawConnection, startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
let app: App
beforeAll(async () => {
  hub = await startHub()
  app = await hub.app('Shop')
})
afterAll(() => hub.close())

const bytes = 16 * 1024 * 1024
const large = Buffer.from(`{"x":"${'x'.repeat(bytes - 8)}"}`)

const head = (method: string, path: string, headers: Record<string, string> = {}) => {
  const all = {
    host: new URL(hub.origin).host,
    'content-type': 'application/json',
    'content-length': String(bytes),
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`
}

const bearer = { authorization: 'Bearer nobody' }
const refused: [method: string, path: string, status: number, headers?: Record<string, string>][] = [
  ['POST', '/nope', 404],
  ['PUT', '/login', 404],
  ['POST', '/v1/nope', 404],
  ['POST', '/api/nope', 404],
  ['POST', '/oauth2/v1/nope', 404],
  ['POST', '/operator/nope', 404],
  ['POST', '/v1/location/orders', 401],
  ['POST', '/v1/location/catalogs', 401, { 'x-access-token': 'f'.repeat(32) }],
  ['PUT', '/v1/catalogs/x/location/inventory', 401],
  ['POST', '/api/accounts', 403],
  ['POST', '/api/login', 403],
  ['POST', '/operator/users', 401, bearer],
]

describe('a body is not read before route and caller are known (security S2)', () => {
  test.each(refused)('%s %s is %i before any of its body came', async (method, path, status, more) => {
    const connection = new RawConnection(hub.origin).send(head(method, path, more))
    expect((await connection.answer())?.status).toBe(status)
    connection.close()
  })

  test.each(refused)(
    '%s %s is %i to a sender of 16 MB, who sees the answer',
    async (method, path, status, more) => {
      const answer = await fetch(hub.origin + path, {
        method,
        headers: { 'content-type': 'application/json', ...more },
        body: large,
      })
      expect([answer.status, (await answer.text()).length > 0]).toEqual([status, true])
      // A client that sends the whole body before reading gets the answer too.
      const connection = new RawConnection(hub.origin).send(head(method, path, more)).send(large)
      expect((await connection.answer())?.status).toBe(status)
      connection.close()
    },
  )

  test('who goes on sending long after the answer is cut off', async () => {
    const times = {
      headersMs: 15_000,
      wholeMs: 60_000,
      minBytesPerSecond: 1,
      lingerMs: 100,
      checkEveryMs: 1000,
    }
    const short = await startHub({ config: { requestTimes: times } })
    try {
      const connection = new RawConnection(short.origin).send(head('POST', '/nope'))
      expect((await connection.answer())?.status).toBe(404)
      await connection.closed
    } finally {
      await short.close()
    }
  })
})

describe('bodies have the limit of their route (security S2)', () => {
  const filler = (length: number) => 'x'.repeat(length)
  const kB = 1024

  test.each([
    ['POST', '/callback', 64],
    ['PATCH', '/location', 64],
    ['POST', '/location/orders', 1024],
  ])('%s %s takes %i kB', async (method, path, limit) => {
    const tooLarge = `The body is larger than ${limit * kB} bytes`
    const within = await app.call(method, path, undefined, { raw: `{"x":"${filler(limit * kB - 8)}"}` })
    expect(within.body.message).not.toBe(tooLarge)
    const above = await app.call(method, path, undefined, { raw: `{"x":"${filler(limit * kB)}"}` })
    expect([above.status, above.body.message]).toEqual([422, tooLarge])
  })

  test('a chunked body is cut where it passes the limit', async () => {
    const chunk = filler(kB)
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new TextEncoder().encode(chunk)),
    })
    const answer = await fetch(`${hub.origin}/v1/callback`, {
      method: 'POST',
      headers: { 'x-access-token': app.token, 'content-type': 'application/json' },
      body,
      duplex: 'half',
    } as RequestInit)
    expect(await answer.json()).toMatchObject({ message: 'The body is larger than 65536 bytes' })
  })

  test('the back office and the operator take 64 kB', async () => {
    const person = await hub.person()
    const { status, body } = await person.post('/accounts', { name: filler(64 * kB) })
    expect([status, body.code]).toEqual([400, 'request_invalid'])
    const answer = await fetch(`${hub.origin}/operator/users`, {
      method: 'POST',
      headers: { authorization: `Bearer ${operatorToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: filler(64 * kB) }),
    })
    expect(await answer.json()).toMatchObject({ message: 'The body is larger than 65536 bytes' })
  })
})
