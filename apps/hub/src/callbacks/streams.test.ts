import { connect } from 'node:net'
import { type App, startHub, type TestHub, until } from '@hub/testing'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'

const lifetimeMs = [300, 500] as const
let hub: TestHub
beforeAll(async () => {
  const nowMs = Date.now()
  hub = await startHub({
    // The rate limit windows do not end during the test.
    clock: { now: () => nowMs },
    config: {
      streams: { lifetimeMs, returnWithinMs: 20_000 },
      rateLimits: {
        perMinute: 20,
        perHour: 0,
        perDay: 0,
        highLoadPerMinute: 0,
        unknownTokensPerMinute: 0,
      },
    },
  })
})
afterAll(() => hub.close())
afterEach(() => {
  vi.restoreAllMocks()
})

async function listener(of = hub) {
  const account = await of.account()
  const till = await of.app('till', { account })
  const shop = await of.app('shop', { account })
  await till.listen({ order: ['create'] })
  const order = async () => (await shop.post('/location/orders', { status: 'new' })).body.id as string
  return { account, till, order }
}

/** Opens one stream and reads it to its end. */
async function whole(app: App, lastEventId?: string) {
  const startedMs = performance.now()
  const response = await fetch(`${app.origin}/v1/callback/events/stream`, {
    headers: {
      'x-access-token': app.token,
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
  })
  const text = await response.text()
  return { text, status: response.status, tookMs: performance.now() - startedMs }
}
const idsIn = (text: string) => [...text.matchAll(/"order_id":"([^"]+)"/g)].map(([, id]) => id)
const lastIdIn = (text: string) => [...text.matchAll(/^id: (.+)$/gm)].at(-1)?.[1]

test('a stream ends by itself, and whoever comes back has a gap of nothing (support U2)', async () => {
  const { till, order } = await listener()
  const first = await order()
  const one = await whole(till)
  expect(one.text).toMatch(/^retry: 2000\n\n/)
  expect(one.text).toMatch(/event: renew\nretry: 0\ndata: \n\n$/)
  expect(one.tookMs).toBeGreaterThanOrEqual(lifetimeMs[0])
  const second = await order()
  const two = await whole(till, lastIdIn(one.text))
  expect([idsIn(one.text), idsIn(two.text)]).toEqual([[first], [second]])
})

test('coming back is neither counted nor logged, once for each stream that ended (support U2)', async () => {
  const { account, till } = await listener()
  for (let n = 0; n < 6; n++) expect((await whole(till)).status).toBe(200)
  // The limit of 20 covers the callback, the first stream, and these.
  const answers = await Promise.all(Array.from({ length: 19 }, () => till.get('/location')))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(18)
  const admin = await hub.person({ admin: [account] })
  const { body } = await admin.get(`/accounts/${account.id}/logs?connection_id=${till.connectionId}`)
  const lines: { url: string; status: number }[] = body.lines
  expect(lines.filter(({ url }) => url.endsWith('/stream'))).toHaveLength(1)
  // No reader has reconnected after the last stream ended. Of two opened at once, one is a return and the other counts.
  const both = [till.stream(), till.stream()]
  const opened = await Promise.all(both.map(({ opened }) => opened))
  expect(opened.map(({ status }) => status).sort()).toEqual([200, 429])
  for (const stream of both) stream.close()
})

test('a client of HTTP/1.0 gets events without chunks (extensions X1)', async () => {
  const { till, order } = await listener()
  const { hostname, port } = new URL(till.origin)
  const socket = connect({ host: hostname, port: Number(port) })
  let text = ''
  socket.setEncoding('utf8').on('data', (data: string) => (text += data))
  socket.write(`GET /v1/callback/events/stream HTTP/1.0\r\nx-access-token: ${till.token}\r\n\r\n`)
  await until(() => text.includes('retry: 2000'))
  const id = await order()
  await until(() => text.includes(`"order_id":"${id}"`))
  socket.destroy()
  const [, body = ''] = text.split('\r\n\r\n')
  expect(body).toMatch(/^retry: 2000\n\nid: \S+\nevent: callback\ndata: \{[^\n]+\}\n\n/)
})

test('a change of one connection rechecks its own streams only (security S14)', async () => {
  const calm = await startHub()
  const all = await Promise.all([listener(calm), listener(calm), listener(calm)])
  const streams = all.map(({ till }) => till.stream())
  await Promise.all(streams.map(({ opened }) => opened))
  const recheck = vi.spyOn(calm.parts.gate, 'recheck')
  await all[0]!.till.listen({ order: ['create', 'update'] })
  await until(() => recheck.mock.calls.length > 0)
  const hash = (app: App) => calm.parts.gate.tokenHash({ 'x-access-token': app.token })
  // The sweep rechecks all of them at once.
  const single = recheck.mock.calls.map(([hashes]) => hashes).filter((hashes) => hashes.length < 3)
  expect(single).toEqual([[hash(all[0]!.till)]])
  for (const stream of streams) stream.close()
  await calm.close()
})
