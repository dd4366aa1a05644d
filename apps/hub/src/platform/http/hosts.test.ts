import { operatorToken, rawRequest, startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../config.ts'
import { ensureDemo } from '../../demo.ts'

let hub: TestHub
let demo: { email: string; password: string }
beforeAll(async () => {
  // A developer's hub that a tunnel exposes under a public name.
  hub = await startHub({ config: { managerOrigin: 'https://tunnel.example' } })
  const merchant = await ensureDemo(hub.parts.db)
  if (!merchant) throw new Error('there is no demo merchant')
  demo = { email: merchant.email, password: merchant.password }
})
afterAll(() => hub.close())

const get = (path: string, host: string, more: Record<string, string> = {}, origin = hub.origin) => {
  const lines = Object.entries({ Host: host, ...more }).map(([name, value]) => `${name}: ${value}\r\n`)
  return rawRequest(origin, `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`)
}

describe('the Host of a request (security S5)', () => {
  test.each([
    'localhost',
    'localhost:4000',
    'LOCALHOST',
    '127.0.0.1:4000',
    'tunnel.example',
    'tunnel.example:443',
  ])('%s is the hub’s own', async (host) => {
    expect((await get('/api/session', host))?.status).toBe(200)
  })

  test.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '[::1].evil',
    '10.0.0.9',
    '',
  ])('%s is another’s, on every surface', async (host) => {
    for (const path of [
      '/',
      '/login',
      '/v1/location',
      '/api/session',
      '/operator/users',
      '/metrics',
      '/mail',
      '/nope',
    ]) {
      const answer = await get(path, host)
      // Node's server itself refuses HTTP/1.1 without a host.
      expect([path, host === '' ? 421 : answer?.status]).toEqual([path, 421])
      if (host !== '')
        expect(JSON.parse(answer?.body ?? '').message).toContain('This server does not answer for')
    }
  })

  test('the host of an absolute form counts too', async () => {
    expect((await get('http://evil.example/api/session', 'localhost'))?.status).toBe(421)
    expect((await get('http://localhost/api/session', 'evil.example'))?.status).toBe(421)
    expect((await get('http://localhost/api/session', 'localhost'))?.status).toBe(200)
  })

  test('HTTP/1.0 has none', async () => {
    expect((await rawRequest(hub.origin, 'GET /v1/location HTTP/1.0\r\n\r\n'))?.status).toBe(401)
  })

  test('health checks are asked by address', async () => {
    for (const path of ['/healthz', '/readyz']) expect((await get(path, '10.0.0.9:4000'))?.status).toBe(200)
  })
})

describe('what makes development easy is for this machine (security S5)', () => {
  const forwarded = { 'X-Forwarded-For': '203.0.113.9' }
  const statusOf = async (path: string, host: string, more: Record<string, string> = {}) =>
    (await get(path, host, more))?.status

  test('the mails of a hub without a mail server', async () => {
    expect(await statusOf('/mail', 'localhost')).toBe(200)
    for (const path of ['/mail', '/mail/x']) expect(await statusOf(path, 'tunnel.example')).toBe(404)
    expect(await statusOf('/mail', 'localhost', forwarded)).toBe(404)
  })

  test('the metrics without the operator’s token', async () => {
    expect(await statusOf('/metrics', 'localhost')).toBe(200)
    expect(await statusOf('/metrics', 'tunnel.example')).toBe(401)
    expect(await statusOf('/metrics', 'localhost', forwarded)).toBe(401)
    const authorization = `Bearer ${operatorToken}`
    expect(await statusOf('/metrics', 'tunnel.example', { authorization })).toBe(200)
  })

  test('callbacks to this machine', async () => {
    const app = await hub.app('App')
    const register = (headers: Record<string, string>) =>
      app.post('/callback', { url: 'http://localhost:9/', events: { order: ['create'] } }, { headers })
    expect((await register({})).status).toBe(200)
    expect(await register(forwarded)).toMatchObject({ status: 422, body: { errors: [{ field: 'url' }] } })
  })

  test('the demo merchant, whose password is public', async () => {
    const signIn = (headers: Record<string, string>) =>
      hub
        .visitor()
        .post('/login', demo, { headers })
        .then(({ status }) => status)
    expect(await signIn({})).toBe(200)
    expect(await signIn(forwarded)).toBe(401)
    // Not even counted, so that the demo's owner cannot be locked out.
    const rows = await hub.parts.db<{
      n: number
    }>`select count(*)::int as n from throttle where key like '%demo%'`
    expect(rows).toEqual([{ n: 1 }])
  })

  test('a demo merchant that went into production has no password that opens', async () => {
    const production = await startHub({ config: { production: true, allowHttp: true } })
    try {
      await ensureDemo(production.parts.db)
      expect((await production.visitor().post('/login', demo)).status).toBe(401)
    } finally {
      await production.close()
    }
  })
})

describe('where the hub listens (security S5, S6)', () => {
  const secret = 'x'.repeat(32)

  test.each(['0.0.0.0', '::', '192.168.1.5', 'hub.lan', '127.evil.example'])(
    'HUB_HOST %s keeps it from starting outside production, and says why',
    (host) => {
      expect(() => readConfig({ HUB_HOST: host })).toThrow(/^HUB_HOST is '.*NODE_ENV=production/)
      expect(readConfig({ HUB_HOST: host, NODE_ENV: 'production', HUB_SECRET: secret }).host).toBe(host)
    },
  )

  test.each(['127.0.0.1', 'localhost', '::1', '127.0.0.2'])('HUB_HOST %s is this machine', (host) => {
    expect(readConfig({ HUB_HOST: host }).host).toBe(host)
  })

  test('TRUSTED_PROXIES are addresses and networks, none by default', () => {
    expect(readConfig({}).trustedProxies).toEqual([])
    expect(readConfig({ TRUSTED_PROXIES: '127.0.0.1, fd00::/8' }).trustedProxies).toEqual([
      '127.0.0.1',
      'fd00::/8',
    ])
    expect(() => readConfig({ TRUSTED_PROXIES: '127.0.0.1,proxy' })).toThrow(
      /TRUSTED_PROXIES must be .*got 'proxy'/,
    )
  })
})

describe('the address of a caller (security S6)', () => {
  const failLogin = async (origin: string, address: string) => {
    const headers = { 'x-forwarded-for': address }
    const session = await fetch(`${origin}/api/session`)
    const [cookie = ''] = session.headers.getSetCookie().map((line) => line.split(';')[0] ?? '')
    const { csrf } = (await session.json()) as { csrf: string }
    const answer = await fetch(`${origin}/api/login`, {
      method: 'POST',
      headers: { ...headers, cookie, 'x-csrf-token': csrf, 'content-type': 'application/json' },
      body: JSON.stringify({ email: `${Math.random()}@hub.test`, password: 'a wrong one' }),
    })
    return answer.status
  }
  const failMany = async (origin: string, addressOf: (n: number) => string) => {
    const statuses: number[] = []
    for (let n = 1; n <= 11; n++) statuses.push(await failLogin(origin, addressOf(n)))
    return statuses
  }

  test('is that of the socket, whatever a peer claims that is no trusted proxy', async () => {
    const direct = await startHub()
    try {
      expect((await failMany(direct.origin, (n) => `203.0.113.${n}`)).at(-1)).toBe(429)
    } finally {
      await direct.close()
    }
  })

  test('is what a trusted proxy tells, and IPv6 counts by /64', async () => {
    const proxied = await startHub({ config: { trustedProxies: ['127.0.0.0/8'] } })
    try {
      expect((await failMany(proxied.origin, (n) => `203.0.113.${n}`)).at(-1)).toBe(401)
      expect((await failMany(proxied.origin, (n) => `2001:db8:0:5::${n}`)).at(-1)).toBe(429)
      expect(await failLogin(proxied.origin, '2001:db8:0:6::1')).toBe(401)
      // The part that the caller wrote comes before the part that the proxy adds.
      expect((await failMany(proxied.origin, (n) => `198.51.100.${n}, 203.0.113.200`)).at(-1)).toBe(429)
    } finally {
      await proxied.close()
    }
  })
})
