import { randomBytes } from 'node:crypto'
import { type App, startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { createQuotas, forgetOldQuotas, type Quotas } from '../platform/quotas/index.ts'

const start = Date.parse('2026-03-14T18:05:20Z')
const minuteMs = 60_000

let nowMs = start
const clock = { now: () => nowMs }
/** With the limits of the contract. */
let hub: TestHub
/** With small limits, and no limit for unknown tokens. */
let small: TestHub
beforeAll(async () => {
  hub = await startHub({ clock, config: { rateLimits: readConfig({}).rateLimits } })
  const rateLimits = {
    perMinute: 8,
    perHour: 12,
    perDay: 17,
    highLoadPerMinute: 3,
    unknownTokensPerMinute: 0,
  }
  small = await startHub({ clock, config: { rateLimits } })
})
beforeEach(() => {
  nowMs = start
})
afterAll(async () => {
  await small.close()
  await hub.close()
})

const admitted = async (app: App, count: number, path = '/location') => {
  const answers = await Promise.all(Array.from({ length: count }, () => app.get(path)))
  return answers.filter(({ status }) => status === 200).length
}

describe('rate limits (general §5)', () => {
  test('the 501st request in one minute is refused until the next round minute (general 14.3)', async () => {
    const app = await hub.app('App')
    expect(await admitted(app, 500)).toBe(500)
    const refused = await app.get('/location')
    expect([refused.status, refused.body]).toEqual([
      429,
      {
        message: 'Rate limit exceeded: at most 500 requests per minute',
        error_type: 'too_many_requests',
      },
    ])
    expect(refused.headers.get('retry-after')).toBe('40')
    expect(refused.headers.get('access-control-allow-origin')).toBe('*')
    const other = await hub.app('Other')
    expect((await other.get('/location')).status).toBe(200)
    nowMs += 39_999
    expect((await app.get('/location')).headers.get('retry-after')).toBe('1')
    nowMs += 1
    expect((await app.get('/location')).status).toBe(200)
  })

  test('the 11th high-load query is refused while others still answer (general 14.3)', async () => {
    const account = await hub.account()
    const app = await hub.app('App', { account })
    const whole = await hub.app('Whole', { account, scope: 'account[orders.read]' })
    const catalog = `/catalogs/${account.catalogId}`
    const customers = `/customer_lists/${account.customerListId}/customers`
    // All of them share one quota.
    expect(await admitted(app, 4, catalog)).toBe(4)
    expect(await admitted(app, 3, customers)).toBe(3)
    expect(await admitted(app, 3, '/location/orders')).toBe(3)
    for (const path of [catalog, customers, '/location/orders', `/locations/${account.locationId}/orders`]) {
      const { status, body } = await app.get(path)
      expect([path, status, body.message]).toEqual([
        path,
        429,
        'Rate limit exceeded: at most 10 high-load requests per minute',
      ])
    }
    const light = [
      '/location',
      `${catalog}?hide_data=true`,
      `${customers}?private_ref=x`,
      '/location/orders?private_ref=x',
      '/location/catalogs',
    ]
    for (const path of light) expect([path, (await app.get(path)).status]).toEqual([path, 200])
    expect(await admitted(whole, 12, '/account/orders')).toBe(10)
    nowMs += 40_000
    expect((await app.get(catalog)).status).toBe(200)
  })

  test('high-load queries count in the other windows, refused requests in none', async () => {
    const app = await small.app('App')
    expect(await admitted(app, 20, '/location/orders')).toBe(3)
    expect(await admitted(app, 20)).toBe(5)
    nowMs += minuteMs
    expect(await admitted(app, 20)).toBe(4)
  })

  test('hours and days end on round hours and at midnight UTC, and tell how long that is', async () => {
    const app = await small.app('App')
    expect(await admitted(app, 8)).toBe(8)
    nowMs += minuteMs
    expect(await admitted(app, 8)).toBe(4)
    const hour = await app.get('/location')
    expect(hour.headers.get('retry-after')).toBe(String(53 * 60 + 40))
    expect(hour.body.message).toBe('Rate limit exceeded: at most 12 requests per hour')
    nowMs = Date.parse('2026-03-14T19:00:00Z')
    expect(await admitted(app, 8)).toBe(5)
    const day = await app.get('/location')
    expect(day.headers.get('retry-after')).toBe(String(5 * 3600))
    nowMs = Date.parse('2026-03-15T00:00:00Z')
    expect((await app.get('/location')).status).toBe(200)
  })

  test('preflights and unknown paths are not counted, every kind of answer is', async () => {
    const app = await small.app('App')
    for (let n = 0; n < 10; n++) {
      expect((await app.call('OPTIONS', '/location')).status).toBe(204)
      expect((await app.get('/nope')).status).toBe(404)
    }
    expect(await admitted(app, 5)).toBe(5)
    expect((await app.get('/location/orders/nope')).status).toBe(404)
    expect((await app.post('/location/orders', {})).status).toBe(422)
    expect((await app.get('/account')).status).toBe(403)
    // Before the body is read (general §2).
    const refused = await app.post('/location/orders', undefined, {
      raw: '{',
      headers: { 'content-type': 'text/plain' },
    })
    expect(refused.status).toBe(429)
  })

  test('unknown tokens are limited by address; those that were good there are served (general §5)', async () => {
    const app = await hub.app('App')
    const fresh = await hub.app('Fresh')
    expect((await app.get('/location')).status).toBe(200)
    const unknown = () => ({ headers: { 'x-access-token': randomBytes(16).toString('hex') } })
    const malformed = { headers: { 'x-access-token': 'nope' } }
    for (let n = 0; n < 30; n++) {
      expect((await app.get('/location', unknown())).status).toBe(401)
      expect((await app.get('/location', malformed)).status).toBe(401)
    }
    for (const options of [unknown(), malformed]) {
      const refused = await app.get('/location', options)
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '40'])
    }
    expect((await app.get('/location', { headers: { 'x-access-token': '' } })).status).toBe(401)
    expect((await app.get('/location')).status).toBe(200)
    // Without the database it cannot be distinguished from an unknown token (security S15).
    expect((await fresh.get('/location')).status).toBe(429)
    nowMs += minuteMs
    expect((await app.get('/location', unknown())).status).toBe(401)
    expect((await fresh.get('/location')).status).toBe(200)
  })

  test('a limit of 0 is none', async () => {
    const app = await small.app('App')
    const unknown = { headers: { 'x-access-token': 'nope' } }
    for (let n = 0; n < 70; n++) expect((await app.get('/location', unknown)).status).toBe(401)
  })

  test('RATE_LIMITS that are not four numbers keep the hub from starting, with a sentence', () => {
    expect(readConfig({ RATE_LIMITS: '1, 2,3,0' }).rateLimits).toMatchObject({ perMinute: 1, perDay: 3 })
    for (const text of ['500', '1,2,3,x', '1,2,3,-4', '1,2,3,4,5'])
      expect(() => readConfig({ RATE_LIMITS: text })).toThrow(/RATE_LIMITS must be four numbers.*got/)
  })
})

describe('counting in several processes, and over restarts (design, growing)', () => {
  const hour = { kind: 'hour', limit: 100, windowMs: 60 * minuteMs }
  const block = 5
  let owners = 0
  const newOwner = () => ({ accountId: 'a', id: `owner ${++owners}` })
  const start = () => createQuotas({ db: hub.parts.db, clock })
  const taken = async (owner: { accountId: string; id: string }, count: number, ...processes: Quotas[]) => {
    const takes = Array.from({ length: count }, (_, n) =>
      processes[n % processes.length]!.take(owner, [hour]),
    )
    return (await Promise.all(takes)).filter((exhausted) => exhausted === undefined).length
  }

  test('together they never admit more than the limit, and at most a block of the other one less', async () => {
    const owner = newOwner()
    const both = [start(), start()]
    // One after the other, so that blocks are requested, and not the number of waiting requests.
    let admittedOnes = 0
    for (let n = 0; n < 150; n++) admittedOnes += await taken(owner, 1, both[n % 7 === 0 ? 0 : 1]!)
    expect(admittedOnes).toBeLessThanOrEqual(100)
    expect(admittedOnes).toBeGreaterThanOrEqual(100 - block)
    const crowd = newOwner()
    const atOnce = await taken(crowd, 300, ...both)
    expect(atOnce).toBeLessThanOrEqual(100)
    expect(atOnce + (await taken(crowd, 200, ...both))).toBe(100)
  })

  test('one process alone is exact, after a restart too', async () => {
    const owner = newOwner()
    const first = start()
    expect(await taken(owner, 42, first)).toBe(42)
    await first.close()
    const second = start()
    let more = 0
    for (let n = 0; n < 100; n++) more += await taken(owner, 1, second)
    expect(more).toBe(58)
  })

  test('a process that is killed costs a block at most', async () => {
    const owner = newOwner()
    let admittedOnes = 0
    const killed = start()
    for (let n = 0; n < 42; n++) admittedOnes += await taken(owner, 1, killed)
    const next = start()
    for (let n = 0; n < 100; n++) admittedOnes += await taken(owner, 1, next)
    expect(admittedOnes).toBeLessThanOrEqual(100)
    expect(admittedOnes).toBeGreaterThanOrEqual(100 - block)
  })

  test('windows that are long over are forgotten', async () => {
    const owner = newOwner()
    const process = start()
    expect(await taken(owner, 100, process)).toBe(100)
    await forgetOldQuotas(hub.parts.db, nowMs)
    expect(await taken(owner, 1, start())).toBe(0)
    await forgetOldQuotas(hub.parts.db, nowMs + 3 * 24 * 60 * minuteMs)
    expect(await taken(owner, 1, start())).toBe(1)
  })
})
