import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { operatorToken, startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-pages-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Back office</title>')
  await writeFile(join(folder, 'assets', 'index-BP3nU8C1.js'), 'export {}')
  await writeFile(join(folder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  await writeFile(join(folder, '.env'), 'SECRET=1')
  hub = await startHub({ backOfficeDir: folder })
})
afterAll(async () => {
  await hub.close()
  await rm(folder, { recursive: true })
})

const get = (path: string) => fetch(hub.origin + path, { redirect: 'manual' })

describe('the pages of the back office', () => {
  test.each([
    '/',
    '/login',
    '/signup?locale=en-GB',
    '/reset_password/abc',
    '/accounts/k7w2p/locations/k7w2p-0',
    '/developer/755471343385.clients.hub.test',
  ])('%s is the back office, with its policy', async (path) => {
    const response = await get(path)
    expect(response.status).toBe(200)
    expect(await response.text()).toContain('<title>Back office</title>')
    const policy = response.headers.get('content-security-policy')!
    for (const rule of [
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ])
      expect(policy.split('; ')).toContain(rule)
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  test('files with a hash in their name are kept for good, others are asked for again', async () => {
    const script = await get('/assets/index-BP3nU8C1.js')
    expect(script.status).toBe(200)
    expect(script.headers.get('content-type')).toContain('javascript')
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(script.headers.get('x-content-type-options')).toBe('nosniff')
    const icon = await get('/favicon.svg')
    expect(icon.headers.get('cache-control')).toBe('no-cache')
    const again = await fetch(`${hub.origin}/favicon.svg`, {
      headers: { 'if-none-match': icon.headers.get('etag')!, 'cache-control': 'max-age=0' },
    })
    expect(again.status).toBe(304)
  })

  test.each([
    '/v1/nope',
    '/v1',
    '/oauth2/v1/nope',
    '/oauth2/v1/token',
    '/operator/nope',
    '/assets/missing.js',
    '/missing.png',
    '/.env',
    '/assets/../.env',
    '/assets/..%2f.env',
  ])('%s is no page', async (path) => {
    const response = await get(path)
    expect(response.status).toBe(404)
    expect(await response.json()).toEqual({ error_type: 'routing_error' })
  })

  test('/api/nope is a refusal of the back office, and a POST to a page is no page', async () => {
    expect(await (await get('/api/nope')).json()).toMatchObject({ code: 'not_found' })
    expect((await fetch(`${hub.origin}/login`, { method: 'POST' })).status).toBe(404)
  })
})

test('without built pages the address says how to build them, and the API answers', async () => {
  const bare = await startHub({ backOfficeDir: join(folder, 'nowhere') })
  const response = await fetch(bare.origin)
  expect(response.status).toBe(503)
  const text = await response.text()
  expect(text).toContain('npm run build')
  expect((await fetch(`${bare.origin}/v1/location`)).status).toBe(401)
  expect((await fetch(`${bare.origin}/favicon.svg`)).status).toBe(404)
  await bare.close()
})

test('/readyz is 503 when the database does not answer, its reason for the operator (security S7)', async () => {
  const other = await startHub({ backOfficeDir: folder })
  const ready = async (headers: Record<string, string> = {}) => {
    const response = await fetch(`${other.origin}/readyz`, { headers })
    return [response.status, await response.json()]
  }
  expect(await ready()).toEqual([200, { status: 'ready' }])
  await other.parts.database.close()
  expect(await ready()).toEqual([503, { status: 'unavailable' }])
  expect(await ready({ authorization: 'Bearer of-nobody' })).toEqual([503, { status: 'unavailable' }])
  expect(await ready({ authorization: `Bearer ${operatorToken}` })).toEqual([
    503,
    { status: 'unavailable', reason: expect.stringContaining('the database does not answer: ') },
  ])
  expect((await fetch(`${other.origin}/healthz`)).status).toBe(200)
  await other.close()
})
