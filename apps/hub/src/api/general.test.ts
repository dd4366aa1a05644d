import { connect } from 'node:net'
import { type App, startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

const newOrder = { status: 'new' }
const ids = (rows: { id: string }[]) => rows.map(({ id }) => id)
const placeOrders = (app: App, count: number) =>
  Promise.all(Array.from({ length: count }, () => app.post('/location/orders', newOrder)))
async function appOfItsOwn(name = 'App', options: { scope?: string } = {}) {
  const account = await hub.account()
  return { account, app: await hub.app(name, { account, ...options }) }
}

/** Sends raw bytes on a socket, for requests that fetch would correct before sending. */
async function rawRequest(text: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const socket = connect(Number(new URL(hub.origin).port), '127.0.0.1', () => socket.write(text))
  let answer = ''
  socket.on('data', (chunk) => {
    answer += chunk.toString()
  })
  socket.on('end', () => resolve(answer))
  socket.on('error', reject)
  return promise
}

describe('methods and paths (general §1, §6)', () => {
  test('a POST that overrides its method is that method, a GET stays a GET (general 14.4)', async () => {
    const { app } = await appOfItsOwn()
    const { body: order } = await app.post('/location/orders', newOrder)
    const patched = await app.post(
      `/location/orders/${order.id}`,
      { status: 'accepted' },
      { headers: { 'X-Http-Method-Override': 'patch' } },
    )
    expect([patched.status, patched.body.status]).toEqual([200, 'accepted'])
    await app.listen({ order: ['create'] })
    const read = await app.get('/callback', { headers: { 'X-Http-Method-Override': 'DELETE' } })
    expect(read.body.events).toEqual({ order: ['create'] })
    expect((await app.get('/callback')).body.events).toEqual({ order: ['create'] })
    const redundant = await app.patch(
      `/location/orders/${order.id}`,
      { status: 'completed' },
      { headers: { 'X-Http-Method-Override': 'DELETE' } },
    )
    expect(redundant.body.status).toBe('completed')
    const read_only = await hub.app('Reader', { scope: 'location[orders.read]' })
    const refused = await read_only.post(
      '/location/orders/x',
      {},
      { headers: { 'X-Http-Method-Override': 'PUT' } },
    )
    expect([refused.status, refused.body.message]).toEqual([403, "A 'orders' write scope is required"])
  })

  test('an unknown path or method is a routing error, a missing resource is not found (general 14.5)', async () => {
    const { account, app } = await appOfItsOwn('App', { scope: 'account[orders.write]' })
    const nowhere = [
      '/nope',
      '/location/orders/x/nope',
      `/locations//${account.locationId}`,
      `/locations/${account.locationId}/orders//`,
      '/orders/x',
    ]
    for (const path of nowhere) {
      const { status, text } = await app.get(path)
      expect([path, status, text]).toEqual([path, 404, '{"error_type":"routing_error"}'])
    }
    expect((await app.delete(`/locations/${account.locationId}/orders/x`)).text).toBe(
      '{"error_type":"routing_error"}',
    )
    expect(await app.post('/nope', undefined, { raw: '{' })).toMatchObject({
      status: 404,
      body: { error_type: 'routing_error' },
    })
    for (const path of [
      '/locations/zzzzz-9',
      '/locations/%00',
      `/locations/${account.locationId}/orders/%00`,
      `/locations/${account.locationId}/orders/a%2Fb`,
      `/locations/${account.locationId}/orders/${'x'.repeat(5000)}`,
    ]) {
      expect(await app.get(path)).toMatchObject({ status: 404, text: '{"error_type":"not_found"}' })
    }
  })

  test('a trailing slash is tolerated, and HEAD answers like GET without a body', async () => {
    const { app } = await appOfItsOwn('App', { scope: 'account[orders.read]' })
    const get = await app.get('/locations/')
    expect(get.body).toHaveLength(1)
    const head = await app.call('HEAD', '/locations')
    expect([head.status, head.text]).toEqual([200, ''])
    expect(head.headers.get('etag')).toBe(get.headers.get('etag'))
    expect(await app.call('HEAD', '/callback/events/stream')).toMatchObject({ status: 200, text: '' })
  })

  test('a success is 200, and the level of the token decides which form may be used (general 14.10)', async () => {
    const { account, app } = await appOfItsOwn()
    expect((await app.post('/location/orders', newOrder)).status).toBe(200)
    const whole = await hub.app('Whole', { account, scope: 'account[orders.write]' })
    expect(await whole.post('/location/orders', newOrder)).toMatchObject({
      status: 403,
      body: { message: 'Operation not allowed for the current scope', error_type: 'forbidden' },
    })
    expect((await whole.post(`/locations/${account.locationId}/orders`, newOrder)).status).toBe(200)
  })
})

describe('bodies (general §7, §8)', () => {
  const orders = '/location/orders'
  let app: App
  beforeAll(async () => {
    app = (await appOfItsOwn()).app
  })
  const postRaw = (raw: string | Buffer, type = 'application/json') =>
    app.post(orders, undefined, { raw, headers: { 'content-type': type } })

  test('what is no JSON object is a bad request (general 14.6)', async () => {
    const overridden = await app.post(orders, newOrder, { headers: { 'X-Http-Method-Override': 'FOO' } })
    const answers = [
      await postRaw('{"status":'),
      await postRaw('[]'),
      await postRaw('null'),
      await postRaw('"new"'),
      await postRaw(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])),
      await postRaw(`{"status":"new","custom_fields":${'['.repeat(5000)}${']'.repeat(5000)}}`),
      overridden,
      await app.get(`${orders}?status=%E0%A4%A`),
      await app.get(`${orders}/%E0%A4%A`),
    ]
    for (const { status, body, headers } of answers) {
      expect([status, body]).toEqual([400, { message: expect.any(String), error_type: 'bad_request' }])
      expect(headers.get('access-control-allow-origin')).toBe('*')
      expect(headers.get('x-request-id')).toMatch(/^[a-z0-9]+$/)
    }
    expect(overridden.body.message).toContain("'FOO'")
  })

  test('a body of another media type is refused, a missing one never is (general 14.6)', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'nonsense']) {
      expect(await postRaw('{"status":"new"}', type)).toMatchObject({
        status: 415,
        body: { error_type: 'unsupported_media_type' },
      })
    }
    for (const type of ['application/json; charset=utf-8', 'APPLICATION/JSON', 'application/vnd.api+json']) {
      expect((await postRaw('{"status":"new"}', type)).status).toBe(200)
    }
    const untyped = await fetch(`${hub.origin}/v1${orders}`, {
      method: 'POST',
      body: new Blob(['{"status":"new"}']),
      headers: { 'x-access-token': app.token },
    })
    expect(untyped.status).toBe(200)
    const body = '{"status":"new"}'
    const emptyType = await rawRequest(
      `POST /v1${orders} HTTP/1.0\r\nX-Access-Token: ${app.token}\r\nContent-Type:\r\n` +
        `Content-Length: ${body.length}\r\n\r\n${body}`,
    )
    expect(emptyType).toMatch(/^HTTP\/1\.1 200 /)
    expect(await app.delete('/callback', { headers: { 'content-type': 'text/plain' } })).toMatchObject({
      status: 200,
    })
    expect(await app.post(orders, undefined, { headers: { 'content-type': 'nonsense' } })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'status', message: "can't be blank" }] },
    })
  })

  test('an order above 1 MB is refused with a sentence, the media type first (security S2)', async () => {
    const large = `{"status":"new","custom_fields":{"x":"${'x'.repeat(1024 * 1024)}"}}`
    expect(await postRaw(large)).toMatchObject({
      status: 422,
      body: { message: 'The body is larger than 1048576 bytes', error_type: 'unprocessable_entity' },
    })
    expect((await postRaw(large, 'text/plain')).status).toBe(415)
  })

  test('a catalog of 21 MB is refused with a sentence (general 14.6)', async () => {
    const owner = await hub.app('Owner', { scope: 'location[all_catalogs.write]' })
    const name = 'x'.repeat(21 * 1024 * 1024)
    expect(await owner.post('/location/catalogs', { name, data: {} })).toMatchObject({
      status: 422,
      body: { message: 'The body is larger than 20971520 bytes', error_type: 'unprocessable_entity' },
    })
  })

  test('the operator may set another limit for catalogs (general §1)', async () => {
    const small = await startHub({ config: { maxBodyBytes: 2 * 1024 * 1024 } })
    try {
      const owner = await small.app('Owner', { scope: 'location[all_catalogs.write]' })
      const body = { name: 'x'.repeat(2 * 1024 * 1024), data: {} }
      expect(await owner.post('/location/catalogs', body)).toMatchObject({
        status: 422,
        body: { message: 'The body is larger than 2097152 bytes' },
      })
    } finally {
      await small.close()
    }
  })

  test('a limit counts characters, and the digits of a decimal have one', async () => {
    const { status, body } = await app.post(orders, { ...newOrder, channel: '😀'.repeat(255) })
    expect([status, body.channel.length]).toEqual([200, 510])
    const items = (quantity: string) => [{ product_name: 'Tea', price: '1.00 EUR', quantity }]
    const bad: [Record<string, unknown>, string][] = [
      [{ channel: '😀'.repeat(256) }, 'channel'],
      [{ items: items(`0.${'1'.repeat(300_000)}`) }, 'items[0].quantity'],
      [{ deals: { 'a\0': { name: 'Deal', ref: 'D' } } }, 'deals.a\0'],
    ]
    for (const [more, field] of bad) {
      const refused = await app.post(orders, { ...newOrder, ...more })
      expect([refused.status, refused.body.errors.map((error: { field: string }) => error.field)]).toEqual([
        422,
        [field],
      ])
    }
  })

  test('an unknown key is refused where the contract is strict, and so is what cannot be stored (general 14.6)', async () => {
    expect(await app.post('/callback', { events: {}, mode: 'x' })).toMatchObject({
      status: 422,
      body: { message: 'Validation failed', errors: [{ field: 'mode', message: 'is not a valid key' }] },
    })
    const bad: [Record<string, unknown>, string][] = [
      [{ ref: 'a\0b' }, 'ref'],
      [{ ref: '\ud800' }, 'ref'],
      [{ private_ref: 'x'.repeat(256) }, 'private_ref'],
      [{ channel: 'x'.repeat(256) }, 'channel'],
      [{ customer_notes: 'x'.repeat(5001) }, 'customer_notes'],
      [{ custom_fields: { 'a\0': 1 } }, 'custom_fields'],
    ]
    for (const [more, field] of bad) {
      const { status, body } = await app.post(orders, { ...newOrder, ...more })
      expect([field, status, body.errors.map((error: { field: string }) => error.field)]).toEqual([
        field,
        422,
        [field],
      ])
    }
    expect(await app.get(`${orders}?status=%00`)).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'status' }] },
    })
    const { body } = await app.post(orders, { ...newOrder, ref: '<b> é 😀 ' })
    expect(body.ref).toBe('<b> é 😀 ')
  })

  test('very many mistakes are answered with the first thousand, too many keys at once (security S10)', async () => {
    const item = '{"product_name":"a","price":"x","quantity":"y","tax_rate":"z"}'
    const send = (items: number) => postRaw(`{"items":[${Array(items).fill(item).join(',')}],"status":"new"}`)
    const many = await send(500)
    expect([many.status, many.body.errors.length]).toEqual([422, 1000])
    const endless = await send(15_000)
    expect(endless).toMatchObject({ status: 422, body: { message: 'The body has more than 50000 keys' } })
  })

  test('custom fields of 8,192 bytes pass and 8,193 fail (general 14.8)', async () => {
    const fields = (bytes: number) => ({ x: 'é'.repeat(10) + 'x'.repeat(bytes - '{"x":""}'.length - 20) })
    expect((await app.post(orders, { ...newOrder, custom_fields: fields(8192) })).status).toBe(200)
    const refused = await app.post(orders, { ...newOrder, custom_fields: fields(8193) })
    expect([refused.status, refused.body.errors[0].field]).toEqual([422, 'custom_fields'])
    expect((await app.post(orders, { ...newOrder, custom_fields: [] })).body.errors[0].field).toBe(
      'custom_fields',
    )
  })

  test('bytes that are no HTTP are answered in the same form', async () => {
    const answer = await rawRequest('NONSENSE\r\n\r\n')
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    const tooLong = await rawRequest(
      `GET /v1/location?x=${'x'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
    )
    expect(tooLong).toMatch(/^HTTP\/1\.1 400 .*Access-Control-Allow-Origin: \*.*The headers are too large/s)
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toMatchObject({ error_type: 'bad_request' })
  })
})

describe('answers (general §8, §11, §12)', () => {
  test('a GET carries a weak ETag, and the same one asked again is answered 304', async () => {
    const { app } = await appOfItsOwn()
    const first = await app.get('/location')
    const etag = first.headers.get('etag')!
    expect(etag).toMatch(/^W\/".+"$/)
    expect(first.headers.get('cache-control')).toBe('private, no-cache')
    expect(first.headers.get('content-type')).toBe('application/json; charset=utf-8')
    const again = await app.get('/location', { headers: { 'if-none-match': `"x", ${etag}` } })
    expect([again.status, again.text]).toEqual([304, ''])
    expect(again.headers.get('etag')).toBe(etag)
    expect((await app.get('/location', { headers: { 'if-none-match': '"x"' } })).status).toBe(200)
    // Weak comparison: a proxy may have dropped the `W/`.
    for (const tag of [etag.slice(2), '*']) {
      expect((await app.get('/location', { headers: { 'if-none-match': tag } })).status).toBe(304)
    }
    expect((await app.get('/location/orders/nope')).headers.get('cache-control')).toBe('private, no-cache')
  })

  test('every answer of the API allows every origin, refusals and preflights included (general 14.9)', async () => {
    const { app } = await appOfItsOwn()
    const answers = [
      await app.get('/location', { headers: { 'x-access-token': 'nope' } }),
      await app.get('/location'),
      await app.get('/nope'),
      await app.post('/location/orders', {}),
      await app.get('/account'),
    ]
    expect(answers.map(({ status }) => status)).toEqual([401, 200, 404, 422, 403])
    for (const { headers } of answers) {
      expect(headers.get('access-control-allow-origin')).toBe('*')
      expect(headers.get('access-control-allow-credentials')).toBe(null)
      expect(headers.get('access-control-expose-headers')).toContain('X-Cursor-Next')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-request-id')).toMatch(/^[a-z0-9]+$/)
    }
    const preflight = await fetch(`${hub.origin}/v1/location/orders`, {
      method: 'OPTIONS',
      headers: { origin: 'https://shop.example', 'access-control-request-method': 'GET' },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-methods')).toBe(
      'GET, POST, PUT, PATCH, DELETE, OPTIONS',
    )
    expect(preflight.headers.get('access-control-allow-headers')).toContain('X-Access-Token')
    expect(preflight.headers.get('access-control-max-age')).toBe('7200')
    for (const path of ['token', 'revoke', 'token/%E0%A4%A']) {
      const token = await fetch(`${hub.origin}/oauth2/v1/${path}`, { method: 'POST' })
      expect([path, token.headers.get('access-control-allow-origin')]).toEqual([path, null])
    }
  })

  test('answers are compressed when asked for and large enough, a stream never is', async () => {
    const { app } = await appOfItsOwn()
    await placeOrders(app, 3)
    const encoded = async (path: string, encoding: string | undefined) => {
      const lines = encoding === undefined ? '' : `Accept-Encoding: ${encoding}\r\n`
      return rawRequest(
        `GET /v1${path} HTTP/1.1\r\nHost: localhost\r\nX-Access-Token: ${app.token}\r\n${lines}Connection: close\r\n\r\n`,
      )
    }
    expect(await encoded('/location/orders', undefined)).not.toMatch(/content-encoding/i)
    expect(await encoded('/location/orders', 'deflate, zstd')).not.toMatch(/content-encoding/i)
    expect(await encoded('/location/orders', 'gzip')).toMatch(/content-encoding: gzip/i)
    expect(await encoded('/location/orders', 'gzip, br')).toMatch(/content-encoding: br/i)
    expect(await encoded('/location', 'gzip')).not.toMatch(/content-encoding/i)
    const plain = await app.get('/location/orders')
    expect(plain.body).toHaveLength(3)
    const stream = app.stream()
    expect((await stream.opened).headers.get('content-encoding')).toBe(null)
    stream.close()
  })

  test('the token is read from its header or as a bearer, never from the query (general §2)', async () => {
    const { app } = await appOfItsOwn()
    const call = (headers: Record<string, string>, query = '') =>
      fetch(`${hub.origin}/v1/location${query}`, { headers }).then(({ status }) => status)
    expect(await call({ authorization: `Bearer ${app.token}` })).toBe(200)
    expect(await call({ 'x-access-token': app.token, authorization: 'Bearer nope' })).toBe(200)
    expect(await call({ 'x-access-token': 'nope', authorization: `Bearer ${app.token}` })).toBe(401)
    expect(await call({}, `?access_token=${app.token}`)).toBe(401)
  })
})

test('a PATCH with the status that the order has answers the order, and tells nobody (extensions X7)', async () => {
  const { account, app } = await appOfItsOwn()
  const till = await hub.app('Till', { account })
  await till.listen({ order: ['update'] })
  const { body: order } = await app.post('/location/orders', newOrder)
  const repeated = await app.patch(`/location/orders/${order.id}`, { status: 'new' })
  expect([repeated.status, repeated.body]).toEqual([200, order])
  expect(await till.events()).toEqual([])
})

test('a private ref of one client is null for another, and is not found by its filter (general 14.7)', async () => {
  const { account, app } = await appOfItsOwn('A')
  const other = await hub.app('B', { account })
  const { body: order } = await app.post('/location/orders', { ...newOrder, private_ref: 'A-1' })
  expect((await other.get(`/location/orders/${order.id}`)).body.private_ref).toBe(null)
  expect((await other.get('/location/orders?private_ref=A-1')).body).toEqual([])
  expect(ids((await app.get('/location/orders?private_ref=A-1')).body)).toEqual([order.id])
  expect((await app.get('/location/orders?private_ref=a-1')).body).toEqual([])
  expect((await app.get('/location/orders?private_ref=')).body).toEqual([])
})
