import { afterEach, describe, expect, test } from 'vitest'
import { createTransport } from './http.ts'
import {
  BadRequest,
  createClient,
  type Exchange,
  Forbidden,
  NetworkFailure,
  NoSuchRoute,
  NotFound,
  RateLimited,
  ServerFailure,
  Unauthorized,
  UnexpectedAnswer,
  ValidationFailed,
} from './index.ts'
import { type Received, type ScriptedAnswer, startScriptedServer } from './testing/scripted-server.ts'

const token = '5b0f6b0e7c1d4a9e8f2d3c4b5a697887'
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function connect(answer: (request: Received) => ScriptedAnswer) {
  const server = await startScriptedServer(answer)
  closing.push(server.close)
  const exchanges: Exchange[] = []
  const client = createClient({
    apiOrigin: server.origin,
    token,
    timeoutMs: 2_000,
    retries: 0,
    onExchange: (exchange) => exchanges.push(exchange),
  })
  return { client, exchanges, received: server.received }
}

describe('requests', () => {
  test('every call carries the token in X-Access-Token', async () => {
    const { client, received } = await connect(() => ({ body: { id: 'k7w2p-0' } }))
    expect(await client.location.get()).toEqual({ id: 'k7w2p-0' })
    expect(received[0]).toMatchObject({
      method: 'GET',
      url: '/v1/location',
      headers: { 'x-access-token': token },
    })
  })

  test('a write sends JSON and its idempotency key', async () => {
    const { client, received } = await connect(() => ({ body: { id: 'm4q8zt' } }))
    await client.orders.update('m4q8zt', { status: 'accepted' }, { idempotencyKey: 'entry-7' })
    expect(received[0]).toMatchObject({
      method: 'PATCH',
      url: '/v1/location/orders/m4q8zt',
      headers: { 'idempotency-key': 'entry-7', 'content-type': 'application/json' },
      body: '{"status":"accepted"}',
    })
  })

  test('an id is one segment of the path, whatever it holds', async () => {
    const { client, received } = await connect(() => ({ body: {} }))
    await client.orders.get('../callback?x')
    expect(received[0]!.url).toBe('/v1/location/orders/..%2Fcallback%3Fx')
  })

  test('an image goes and comes as its bytes', async () => {
    const png = Buffer.from('89504e470d0a1a0a', 'hex')
    const server = await startScriptedServer(({ method }, response) => {
      if (method === 'POST') return { body: { id: 'i4k' } }
      response.writeHead(200, { 'content-type': 'image/png' }).end(png)
      return undefined
    })
    closing.push(server.close)
    const transport = createTransport({ origin: server.origin })
    const body = new Uint8Array(png)
    await transport.send('POST', '/v1/images', { body, headers: { 'content-type': 'image/png' } })
    await transport.send('POST', '/v1/images', { body: new Blob([body], { type: 'image/webp' }) })
    expect(server.received.map(({ headers }) => headers['content-type'])).toEqual(['image/png', 'image/webp'])
    expect((await transport.send('GET', '/v1/images/i4k/data')).bytes).toEqual(body)
  })

  test('a list is read page after page until X-Cursor-Next is absent', async () => {
    const { client, received } = await connect(({ url }) =>
      url.includes('cursor=')
        ? { body: [{ id: 'c' }] }
        : { body: [{ id: 'a' }, { id: 'b' }], headers: { 'x-cursor-next': 'eyJv+/' } },
    )
    const ids = await Array.fromAsync(
      client.orders.list({ after: '2026-03-14T18:05:00+00:00' }),
      ({ id }) => id,
    )
    expect(ids).toEqual(['a', 'b', 'c'])
    expect(received.map(({ url }) => url)).toEqual([
      '/v1/location/orders?after=2026-03-14T18%3A05%3A00%2B00%3A00',
      '/v1/location/orders?after=2026-03-14T18%3A05%3A00%2B00%3A00&cursor=eyJv%2B%2F',
    ])
  })

  test('a page that nobody reads is not asked for', async () => {
    const { client, received } = await connect(() => ({
      body: [{ id: 'a' }],
      headers: { 'x-cursor-next': 'next' },
    }))
    for await (const _ of client.orders.list()) break
    expect(received).toHaveLength(1)
  })
})

describe('refusals', () => {
  test.each([
    [400, 'bad_request', BadRequest],
    [401, 'unauthorized', Unauthorized],
    [403, 'forbidden', Forbidden],
    [404, 'not_found', NotFound],
    [404, 'routing_error', NoSuchRoute],
    [422, 'unprocessable_entity', ValidationFailed],
    [429, 'too_many_requests', RateLimited],
    [500, 'internal_error', ServerFailure],
  ])('%d %s has its own class, with the sentence of the server', async (status, errorType, family) => {
    const { client } = await connect(() => ({
      status,
      body: { error_type: errorType, message: `no: ${errorType}` },
    }))
    const error = await client.location.get().catch((error: unknown) => error)
    expect(error).toBeInstanceOf(family)
    expect(error).toMatchObject({ message: `no: ${errorType}`, status, refusal: { errorType } })
  })

  test('a 422 keeps the field of each error', async () => {
    const errors = [{ field: 'items[0].price', message: "'cheap' is not a valid monetary amount" }]
    const { client } = await connect(() => ({ status: 422, body: { message: 'Validation failed', errors } }))
    await expect(client.orders.create({ status: 'new' })).rejects.toMatchObject({
      errors,
      message: "Validation failed: items[0].price 'cheap' is not a valid monetary amount",
    })
  })

  test('a 429 says when the window ends, and one minute when the server does not', async () => {
    const { client } = await connect(({ url }) => ({
      status: 429,
      headers: url.endsWith('/location') ? { 'retry-after': '17' } : undefined,
    }))
    await expect(client.location.get()).rejects.toMatchObject({ retryAfterSeconds: 17 })
    await expect(client.callback.get()).rejects.toMatchObject({ retryAfterSeconds: 60 })
  })

  const said = 'Sat, 14 Mar 2026 12:00:00 GMT'
  test.each([
    ['a date, counted from the date of the answer', 'Sat, 14 Mar 2026 12:05:00 GMT', 300],
    ['a date that is past', 'Sat, 14 Mar 2026 11:00:00 GMT', 0],
    ['longer than any window', '9999999999', 86_400],
    ['nothing', ' ', 60],
    ['no time', 'soon', 60],
    ['below 0', '-5', 60],
  ])('a 429 that says when in another way: %s', async (_, retryAfter, retryAfterSeconds) => {
    const { client } = await connect(() => ({
      status: 429,
      headers: { 'retry-after': retryAfter, date: said },
    }))
    await expect(client.location.get()).rejects.toMatchObject({ retryAfterSeconds })
  })

  test('the page of a proxy is not taken for an answer of the API', async () => {
    const { client } = await connect(({ url }) => ({
      status: url.endsWith('/location') ? 200 : 404,
      body: '<html>Sign in to the Wi-Fi</html>',
    }))
    await expect(client.location.get()).rejects.toBeInstanceOf(UnexpectedAnswer)
    await expect(client.callback.get()).rejects.toBeInstanceOf(UnexpectedAnswer)
  })

  test('a redirection is not followed: the token stays with this server', async () => {
    const { client, received } = await connect(() => ({
      status: 302,
      headers: { location: 'http://127.0.0.1:9/' },
    }))
    await expect(client.location.get()).rejects.toBeInstanceOf(UnexpectedAnswer)
    expect(received).toHaveLength(1)
  })

  test('no answer is a network failure: refused, cut or too late', async () => {
    const refused = createClient({ apiOrigin: 'http://127.0.0.1:1', token, retries: 0 })
    await expect(refused.location.get()).rejects.toBeInstanceOf(NetworkFailure)

    const server = await startScriptedServer(({ url }, response) => {
      if (url === '/v1/callback') response.socket!.destroy()
      return undefined
    })
    closing.push(server.close)
    const client = createClient({ apiOrigin: server.origin, token, timeoutMs: 100, retries: 0 })
    await expect(client.callback.get()).rejects.toBeInstanceOf(NetworkFailure)
    await expect(client.location.get()).rejects.toThrow(/GET \/v1\/location: .*timeout/)
  })

  test('exchanges are reported with path, status and failure, and without the token', async () => {
    const { client, exchanges } = await connect(({ method }) =>
      method === 'GET'
        ? { body: {}, headers: { 'x-request-id': 'req-1' } }
        : { status: 404, body: { error_type: 'not_found', message: 'No order q in this location' } },
    )
    await client.catalogs.get('q9f4x', { hide_data: 'true' })
    await client.orders.update('q', { status: 'accepted' }).catch(() => {})
    expect(exchanges).toMatchObject([
      { method: 'GET', path: '/v1/catalogs/q9f4x?hide_data=true', status: 200, requestId: 'req-1' },
      {
        method: 'PATCH',
        path: '/v1/location/orders/q',
        status: 404,
        error: 'No order q in this location',
      },
    ])
    expect(JSON.stringify(exchanges)).not.toContain(token)
  })
})
