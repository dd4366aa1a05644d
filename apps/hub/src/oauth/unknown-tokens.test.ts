import { randomBytes } from 'node:crypto'
import { startHub } from '@hub/testing'
import { describe, expect, test } from 'vitest'

describe('unknown tokens (security S15)', () => {
  const unknown = () => randomBytes(16).toString('hex')
  const tryToken = (origin: string, token: string, address: string) =>
    fetch(`${origin}/v1/location`, {
      headers: { 'x-access-token': token, 'x-forwarded-for': address },
    }).then(({ status }) => status)

  test('the addresses of one /64 share one limit, and others have their own (security S6)', async () => {
    const proxied = await startHub({
      config: {
        trustedProxies: ['127.0.0.1'],
        rateLimits: { perMinute: 0, perHour: 0, perDay: 0, highLoadPerMinute: 0, unknownTokensPerMinute: 5 },
      },
      clock: { now: () => 1_800_000_000_000 },
    })
    try {
      const statuses: number[] = []
      for (let n = 1; n <= 7; n++)
        statuses.push(await tryToken(proxied.origin, unknown(), `2001:db8:1:2::${n}`))
      expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429])
      expect(await tryToken(proxied.origin, unknown(), '2001:db8:1:3::1')).toBe(401)
      // Many concurrent requests do not get around the limit.
      const crowd = await Promise.all(
        Array.from({ length: 50 }, () => tryToken(proxied.origin, unknown(), '203.0.113.5')),
      )
      expect(crowd.filter((status) => status === 401)).toHaveLength(5)
      // Valid tokens that are not cached yet are not refused, however many there are.
      const tokens = await Promise.all(Array.from({ length: 20 }, async () => (await proxied.app('A')).token))
      const good = await Promise.all(tokens.map((token) => tryToken(proxied.origin, token, '203.0.113.6')))
      expect(good).toEqual(Array(20).fill(200))
    } finally {
      await proxied.close()
    }
  })

  test('a token of another shape is looked up nowhere', async () => {
    const closed = await startHub({ config: { logLevel: 'silent' } })
    try {
      // Any lookup fails from now on.
      await closed.parts.db`alter table access_token rename to hidden_token`
      for (const token of ['nope', 'F'.repeat(32), 'f'.repeat(31), 'f'.repeat(10_000)])
        expect([token.slice(0, 40), await tryToken(closed.origin, token, '')]).toEqual([
          token.slice(0, 40),
          401,
        ])
      expect(await tryToken(closed.origin, unknown(), '')).toBe(500)
    } finally {
      await closed.close()
    }
  })
})
