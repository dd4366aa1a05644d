import { RawConnection, startHub, type TestHub, until } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const times = { headersMs: 400, wholeMs: 600, minBytesPerSecond: 1000, lingerMs: 1000, checkEveryMs: 100 }
const tooSlow = '{"message":"The request took too long to arrive","error_type":"bad_request"}'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ config: { requestTimes: times } })
})
afterAll(() => hub.close())

/** Sends the text repeatedly until the connection is closed. */
function drip(connection: RawConnection, everyMs: number, text: string) {
  const timer = setInterval(() => connection.send(text), everyMs)
  void connection.closed.then(() => clearInterval(timer))
}

describe('every request ends (security S3)', () => {
  test('headers that come a byte at a time are answered 408, and the connection closed', async () => {
    const connection = new RawConnection(hub.origin).send(
      'GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ',
    )
    drip(connection, 20, 'x')
    const answer = await connection.answer()
    expect([answer?.status, answer?.body]).toEqual([408, tooSlow])
    await connection.closed
  })

  test('a connection on which nothing is asked is closed', async () => {
    await new RawConnection(hub.origin).closed
  })

  test('a body that comes a byte at a time is answered 408, and the connection closed', async () => {
    const app = await hub.app('Slow')
    const connection = new RawConnection(hub.origin).send(
      `POST /v1/location/orders HTTP/1.1\r\nHost: localhost\r\nX-Access-Token: ${app.token}\r\n` +
        'Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"x":"',
    )
    drip(connection, 20, 'x')
    const answer = await connection.answer()
    expect([answer?.status, answer?.body]).toEqual([408, tooSlow])
    await connection.closed
  })

  test('so does a body without a length', async () => {
    const app = await hub.app('Chunks')
    const connection = new RawConnection(hub.origin).send(
      `POST /v1/location/orders HTTP/1.1\r\nHost: localhost\r\nX-Access-Token: ${app.token}\r\n` +
        'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
    )
    drip(connection, 20, '1\r\n \r\n')
    expect((await connection.answer())?.status).toBe(408)
    await connection.closed
  })

  test('an upload that flows may take longer than the whole time', async () => {
    const app = await hub.app('Steady', { scope: 'location[orders.write]' })
    const body = `{"status":"new","x":"${'x'.repeat(400_000)}"}`
    const connection = new RawConnection(hub.origin).send(
      `POST /v1/location/orders HTTP/1.1\r\nHost: localhost\r\nX-Access-Token: ${app.token}\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`,
    )
    const startedMs = performance.now()
    for (let at = 0; at < body.length; at += 5000) {
      connection.send(body.slice(at, at + 5000))
      await new Promise((resolve) => setTimeout(resolve, 15))
    }
    expect((await connection.answer())?.status).toBe(200)
    expect(performance.now() - startedMs).toBeGreaterThan(times.wholeMs)
    connection.close()
  })

  test('a live stream is none of them', async () => {
    const app = await hub.app('Listener')
    await app.listen({ order: ['create'] })
    const stream = app.stream()
    await stream.opened
    // A connection without a request is closed only once all time limits have passed.
    await new RawConnection(hub.origin).closed
    const shop = await hub.app('Shop')
    expect((await shop.post('/location/orders', { status: 'new' })).status).toBe(200)
    expect(await stream.next()).toMatchObject({ event: 'callback' })
    stream.close()
  })
})

describe('connections are bounded (security S3)', () => {
  const full = 'Too many connections are open: try again later'
  const isServed = async (origin: string) => {
    const connection = new RawConnection(origin).send('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n')
    const answer = await connection.answer()
    return { connection, status: answer?.status, body: answer?.body ?? '' }
  }

  test('those of one address, streams included; one that is closed makes room', async () => {
    const small = await startHub({ config: { connections: { inAll: 100, perAddress: 3 } } })
    try {
      const app = await small.app('Listener')
      const stream = app.stream()
      await stream.opened
      const held = [await isServed(small.origin), await isServed(small.origin)]
      expect(held.map(({ status }) => status)).toEqual([200, 200])
      const refused = await isServed(small.origin)
      expect([refused.status, JSON.parse(refused.body)]).toEqual([
        503,
        { message: full, error_type: 'too_many_requests' },
      ])
      await refused.connection.closed
      held[0]?.connection.close()
      await until(async () => (await isServed(small.origin)).status === 200)
      for (const { connection } of held) connection.close()
      stream.close()
    } finally {
      await small.close()
    }
  })

  test('those of all addresses together', async () => {
    const small = await startHub({ config: { connections: { inAll: 2, perAddress: 100 } } })
    try {
      const held = [await isServed(small.origin), await isServed(small.origin)]
      expect((await isServed(small.origin)).status).toBe(503)
      for (const { connection } of held) connection.close()
    } finally {
      await small.close()
    }
  })

  test('a refused connection carries nothing out', async () => {
    const small = await startHub({ config: { connections: { inAll: 1, perAddress: 1 } } })
    try {
      const app = await small.app('Shop')
      const held = await isServed(small.origin)
      const body = '{"status":"new"}'
      const refused = new RawConnection(small.origin).send(
        `POST /v1/location/orders HTTP/1.1\r\nHost: localhost\r\nX-Access-Token: ${app.token}\r\n` +
          `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      )
      await refused.closed
      held.connection.close()
      await until(async () => {
        const answer = await fetch(`${small.origin}/v1/location/orders`, {
          headers: { 'x-access-token': app.token, connection: 'close' },
        }).catch(() => undefined)
        if (answer?.status !== 200) return false
        expect(await answer.json()).toEqual([])
        return true
      })
    } finally {
      await small.close()
    }
  })

  test('of a trusted proxy they are not counted, but the requests under way of who is behind it', async () => {
    const proxied = await startHub({
      config: { connections: { inAll: 100, perAddress: 2 }, trustedProxies: ['127.0.0.1'] },
    })
    try {
      const app = await proxied.app('Listener')
      const from = (address: string) =>
        new RawConnection(proxied.origin).send(
          `GET /v1/callback/events/stream HTTP/1.1\r\nHost: localhost\r\nX-Access-Token: ${app.token}\r\n` +
            `X-Forwarded-For: ${address}\r\n\r\n`,
        )
      const near = ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', '2001:db8:1:2::3', '203.0.113.9'].map(from)
      const statuses: (number | undefined)[] = []
      for (const connection of near) statuses.push((await connection.answer())?.status)
      expect(statuses).toEqual([200, 200, 429, 200])
      for (const connection of near) connection.close()
    } finally {
      await proxied.close()
    }
  })
})
