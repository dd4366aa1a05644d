import { expect, test } from 'vitest'
import { statusOf } from '../testing/raw.ts'
import { startTestTill, type TestTill } from '../testing/start.ts'
import { isOpenRoute } from './rules.ts'

const otherMachine = '127.0.0.2'

/** Spellings of a path that servers treat as the same, or that a careless guard treats as a different one (S1). */
function formsOf(path: string, authority: string): string[] {
  const [, first = '', rest = ''] = /^\/([^/]*)(.*)$/.exec(path) ?? []
  const encodeAt = (at: number) =>
    `/${first.slice(0, at)}%${first.charCodeAt(at).toString(16)}${first.slice(at + 1)}${rest}`
  const encoded = first === '' ? [] : [encodeAt(0), encodeAt(first.length - 1), encodeAt(0).toUpperCase()]
  return [
    path,
    ...encoded,
    `http://${authority}${path}`,
    `HTTP://evil.example${path}`,
    `/${path}`,
    `//evil.example/${path}`,
    `/.${path}`,
    `/${first}/..${path}`,
    `/assets/..${path}`,
    `/assets/..%2f..${path}`,
    `/${first}/.${rest}`,
    `/${first.toUpperCase()}${rest}`,
    `/${first[0]?.toUpperCase() ?? ''}${first.slice(1)}${rest}`,
    `/${first}/${rest}`,
    `${path}/`,
    `${path}?x=1`,
    `${path};x=1`,
    `${path}%00`,
    `\\${path}`,
  ]
}

const portOf = (till: TestTill) => Number(new URL(till.url).port)

/** One request from another machine; default: in plain text. */
function ask(till: TestTill, method: string, target: string, isEncrypted = false) {
  const head = [
    `${method} ${target} HTTP/1.1`,
    `host: localhost:${portOf(till)}`,
    'content-type: application/json',
    'content-length: 2',
    'connection: close',
  ]
  return statusOf(till, `${head.join('\r\n')}\r\n\r\n{}`, { from: otherMachine, isEncrypted })
}

const closedRoutes = (till: TestTill) => till.routes.filter(({ pattern }) => !isOpenRoute(pattern))
const pathOf = (pattern: string) => pattern.replace(/:\w+/g, '1')

async function forEach<T>(list: T[], work: (one: T) => Promise<void>): Promise<void> {
  for (let start = 0; start < list.length; start += 20)
    await Promise.all(list.slice(start, start + 20).map(work))
}

test('no form of any address answers a station without a key (security S1, 10.1)', async () => {
  const till = await startTestTill({ host: '0.0.0.0', tls: 'off' })
  const closed = closedRoutes(till)
  const requests = closed.flatMap(({ method, pattern }) =>
    formsOf(pathOf(pattern), `localhost:${portOf(till)}`).map((target) => ({ method, target })),
  )
  expect(closed.length).toBeGreaterThan(150)
  await forEach(requests, async ({ method, target }) => {
    // 400: an invalid request target is refused before routing.
    expect(`${method} ${target}: ${await ask(till, method, target)}`).toMatch(/: 40[01]$/)
  })
  console.info(
    `S1: ${closed.length} closed routes of the till, ${requests.length} requests in all their forms`,
  )
}, 120_000)

test('nor over TLS; and in plain text a till with TLS answers nothing at all (security S1, S34)', async () => {
  const till = await startTestTill({ host: '0.0.0.0' })
  const closed = closedRoutes(till)
  await forEach(closed, async ({ method, pattern }) => {
    const path = pathOf(pattern)
    const target = method === 'GET' ? `/%61${path.slice(2)}` : path
    expect(`${method} ${target}: ${await ask(till, method, target, true)}`).toMatch(/: 401$/)
    expect(`${method} ${target}: ${await ask(till, method, target)}`).toMatch(/: 403$/)
  })
  for (const [target, status] of [
    ['/', 307],
    ['/api/station-access', 403],
    ['/healthz', 403],
  ] as const)
    expect(await ask(till, 'GET', target)).toBe(status)
}, 120_000)

test('what is open without a key is the pairing page and nothing of the shop (security S1, S34)', async () => {
  const till = await startTestTill({ host: '0.0.0.0' })
  const open = till.routes.filter(({ pattern, method }) => isOpenRoute(pattern) && method !== 'HEAD')
  expect(open.map(({ method, pattern }) => `${method} ${pattern}`).toSorted()).toEqual([
    'GET /',
    'GET /api/station-access',
    'GET /assets/:file',
    'GET /healthz',
    'GET /icon.svg',
    'POST /api/station-access',
  ])
  for (const target of ['/', '/healthz']) expect(await ask(till, 'GET', target, true)).toBe(200)
  for (const target of ['/anything', '/index.html', '/api', '/API/shop'])
    expect(await ask(till, 'GET', target, true)).toBe(401)
})
