import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { operatorToken, rawRequest, startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

/** As in production, behind a proxy on this machine that ends TLS. */
const production = {
  production: true,
  allowHttp: false,
  trustedProxies: ['127.0.0.1'],
  apiOrigin: 'https://api.hub.example',
  managerOrigin: 'https://hub.example',
}

let hub: TestHub
let pages: string
beforeAll(async () => {
  pages = await mkdtemp(join(tmpdir(), 'hub-pages-'))
  await mkdir(join(pages, 'assets'))
  await writeFile(join(pages, 'index.html'), '<!doctype html><title>Back office</title>')
  await writeFile(join(pages, 'assets', 'index-BP3nU8C1.js'), 'export {}')
  hub = await startHub({ config: production, backOfficeDir: pages })
})
afterAll(async () => {
  await hub.close()
  await rm(pages, { recursive: true })
})

const viaProxy = {
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'hub.example',
  'x-forwarded-for': '203.0.113.9',
}
const send = (path: string, headers: Record<string, string> = {}, method = 'GET', origin = hub.origin) =>
  fetch(origin + path, { method, headers, redirect: 'manual' })

const pagePaths = [
  '/',
  '/login?next=/x',
  '/docs/api',
  '/assets/index-BP3nU8C1.js',
  '/oauth2/v1/authorize?client_id=x',
]
const hiddenPaths: [method: string, path: string][] = [
  ['GET', '/v1/location'],
  ['OPTIONS', '/v1/location'],
  ['GET', '/v1/openapi.json'],
  ['GET', '/v1/nope'],
  ['GET', '/api/session'],
  ['POST', '/api/login'],
  ['GET', '/api/nope'],
  ['POST', '/login'],
  ['POST', '/operator/users'],
  ['GET', '/operator/nope'],
  ['GET', '/metrics'],
  ['GET', '/.well-known/oauth-authorization-server'],
]

describe('plain HTTP in production (security S4)', () => {
  test.each(pagePaths)('%s is redirected to https', async (path) => {
    const answer = await send(path, { 'x-forwarded-host': 'hub.example' })
    expect([answer.status, answer.headers.get('location')]).toEqual([302, `https://hub.example${path}`])
  })

  test.each(hiddenPaths)('%s %s is refused with a sentence', async (method, path) => {
    const headers = { authorization: `Bearer ${operatorToken}`, 'x-forwarded-host': 'hub.example' }
    const answer = await send(path, headers, method)
    expect([answer.status, await answer.json()]).toEqual([
      403,
      expect.objectContaining({ message: 'https is required' }),
    ])
  })

  test.each(['token', 'revoke', 'device_authorization'])('POST /oauth2/v1/%s is refused', async (name) => {
    const answer = await send(`/oauth2/v1/${name}`, {}, 'POST')
    expect([answer.status, await answer.json()]).toEqual([
      400,
      expect.objectContaining({ message: 'https is required' }),
    ])
  })

  test('health checks alone answer', async () => {
    for (const path of ['/healthz', '/readyz'])
      expect((await send(path, { host: '10.0.0.7' })).status).toBe(200)
  })

  test('the API refuses with the body and headers that clients know (general §1, §11)', async () => {
    const answer = await send('/v1/location')
    expect([await answer.text(), answer.headers.get('access-control-allow-origin')]).toEqual([
      '{"message":"https is required","error_type":"forbidden"}',
      '*',
    ])
  })

  test('a redirect of an absolute form keeps to the hub’s own host', async () => {
    const answer = await rawRequest(
      hub.origin,
      'GET http://hub.example/login?a=1 HTTP/1.1\r\nHost: hub.example\r\n\r\n',
    )
    expect([answer?.status, answer?.headers.location]).toEqual([302, 'https://hub.example/login?a=1'])
  })
})

describe('behind a proxy that ends TLS (security S4)', () => {
  test('everything answers', async () => {
    const app = await hub.app('App')
    const answers = [
      await send('/v1/location', { ...viaProxy, 'x-access-token': app.token }),
      await send('/login', viaProxy),
      await send('/api/session', viaProxy),
      await send('/metrics', { ...viaProxy, authorization: `Bearer ${operatorToken}` }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  })

  test('browsers are told to keep to https, subdomains included; over plain HTTP they are not', async () => {
    for (const path of ['/login', '/v1/location', '/api/session', '/nope.png', '/healthz'])
      expect((await send(path, viaProxy)).headers.get('strict-transport-security')).toBe(
        'max-age=31536000; includeSubDomains',
      )
    expect((await send('/healthz')).headers.has('strict-transport-security')).toBe(false)
  })

  test('cookies are for this host alone, https alone, and no script', async () => {
    const [cookie = ''] = (await send('/api/session', viaProxy)).headers.getSetCookie()
    const [pair = '', ...attributes] = cookie.split('; ')
    expect([pair.split('=')[0], ...attributes]).toEqual([
      '__Host-hub_visitor',
      'Path=/',
      'HttpOnly',
      'SameSite=Lax',
      'Secure',
    ])
  })

  test('a session is known by its cookie of that name alone', async () => {
    const person = await hub.person()
    const token = person.cookies.hub_session
    const userOf = async (cookie: string) =>
      ((await (await send('/api/session', { ...viaProxy, cookie })).json()) as { user: unknown }).user
    expect(await userOf(`__Host-hub_session=${token}`)).not.toBeNull()
    expect(await userOf(`hub_session=${token}`)).toBeNull()
  })

  test('a peer that is no trusted proxy cannot say that it came by https (security S6)', async () => {
    const strict = await startHub({ config: { ...production, trustedProxies: ['10.0.0.1'] } })
    try {
      expect((await send('/v1/location', viaProxy, 'GET', strict.origin)).status).toBe(403)
    } finally {
      await strict.close()
    }
  })
})

test('an operator who allows plain HTTP is asked for no https, and has plain cookies (general §1)', async () => {
  const lenient = await startHub({ config: { production: true, allowHttp: true } })
  try {
    expect((await send('/v1/location', {}, 'GET', lenient.origin)).status).toBe(401)
    const [cookie = ''] = (await send('/api/session', {}, 'GET', lenient.origin)).headers.getSetCookie()
    expect(cookie).toMatch(/^hub_visitor=[\w-]+; Path=\/; HttpOnly; SameSite=Lax$/)
  } finally {
    await lenient.close()
  }
})

describe('the headers of every answer (security S4)', () => {
  const names = ['x-content-type-options', 'referrer-policy', 'content-security-policy']
  const paths = [
    '/login',
    '/nope.png',
    '/v1/nope',
    '/v1/location',
    '/api/nope',
    '/operator/users',
    '/docs/api',
  ]
  const others = [
    '/healthz',
    '/readyz',
    '/metrics',
    '/v1/openapi.json',
    '/assets/index-BP3nU8C1.js',
    '/%E0%A4%A',
  ]

  test.each([...paths, ...others])('%s has them', async (path) => {
    for (const headers of [{}, viaProxy]) {
      const answer = await send(path, headers)
      expect(names.filter((name) => !answer.headers.has(name))).toEqual([])
    }
  })

  test.each(['NONSENSE\r\n\r\n', `GET /?x=${'x'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`])(
    'what is no HTTP has them',
    async (bytes) => {
      const answer = await rawRequest(hub.origin, bytes)
      expect(answer?.status).toBe(400)
      expect(names.filter((name) => answer?.headers[name] === undefined)).toEqual([])
    },
  )

  test('a live stream has them', async () => {
    const app = await hub.app('Listener')
    const answer = await fetch(`${hub.origin}/v1/callback/events/stream`, {
      headers: { ...viaProxy, 'x-access-token': app.token },
    })
    expect(names.filter((name) => !answer.headers.has(name))).toEqual([])
    await answer.body?.cancel()
  })
})
