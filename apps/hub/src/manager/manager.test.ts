import { managerOperations } from '@hub/contract/manager'
import { type Person, startHub, type TestAccount, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
let account: TestAccount
let stranger: Person
/** Existing ids for each path parameter. */
let ids: Record<string, string>
beforeAll(async () => {
  hub = await startHub()
  account = await hub.account()
  stranger = await hub.person({ admin: [await hub.account()] })
  const owner = await hub.person({ admin: [account] })
  const till = await hub.app('till', { account })
  const { body: order } = await till.post('/location/orders', { status: 'new' })
  const [permission] = (await owner.get(`/accounts/${account.id}/permissions`)).body
  ids = {
    account_id: account.id,
    location_id: account.locationId,
    permission_id: permission.id,
    connection_id: till.connectionId,
    order_id: order.id,
    id: account.catalogId,
    token: 'nope',
  }
})
afterAll(() => hub.close())

interface Operation {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  path: string
  user?: boolean
  query?: unknown
}
interface Call {
  name: string
  method: Operation['method']
  /** Path below `/api`. */
  path: string
  isPublic: boolean
  namesEntity: boolean
  isServed: boolean
}

/** Every operation of the back office's API, on that account; `:entity` in both forms. */
function calls(): Call[] {
  return Object.entries(managerOperations as Record<string, Operation>).flatMap(([name, operation]) => {
    const { method, path, user, query } = operation
    const patterns = path.includes(':entity(')
      ? ['accounts', 'locations'].map((entity) => path.replace(/:entity\([a-z|]+\)/, entity))
      : [path]
    return patterns.map((pattern) => {
      const entityId = pattern.startsWith('/api/locations') ? account.locationId : account.id
      const filled = pattern
        .replace(':entity_id', entityId)
        .replace(/:(\w+)/g, (_, parameter: string) => ids[parameter]!)
        .slice('/api'.length)
      const asksAccount = query !== undefined && JSON.stringify(query).includes('account_id')
      return {
        name: `${name} ${method} ${pattern}`,
        method,
        path: asksAccount ? `${filled}?account_id=${account.id}` : filled,
        isPublic: user === false,
        namesEntity: /_id/.test(path) || asksAccount,
        isServed: hub.http.hasRoute({ method, url: pattern }),
      }
    })
  })
}

const bodyOf = (method: string) => (method === 'GET' || method === 'DELETE' ? undefined : {})

/** The data that a refused call must not change. */
async function snapshot() {
  const tables = ['account', 'location', 'permission', 'catalog', 'customer_list', 'connection', 'person']
  const rows = await Promise.all(
    tables.map((table) =>
      // The time of a connection's last request is written some time after the call.
      hub.parts.db.run(`select to_jsonb(t) - 'last_request_at' as row from ${table} t order by id`),
    ),
  )
  // A call of the public API records its time on the connection a little later.
  return rows.map((result) => result.map((row) => ({ ...(row as object), last_request_at: null })))
}

describe('every operation of the back office’s API', () => {
  test('is served', () => {
    expect(calls().filter(({ isServed }) => !isServed)).toEqual([])
  })

  test('answers 404 to a user without any right there, whatever the form (back-office §1)', async () => {
    const before = await snapshot()
    const wrong: string[] = []
    for (const { name, method, path } of calls().filter(({ namesEntity }) => namesEntity)) {
      const { status, body } = await stranger.send(method, path, bodyOf(method))
      if (status !== 404 || body.code !== 'not_found') wrong.push(`${name}: ${status}`)
    }
    expect(wrong).toEqual([])
    expect(await snapshot()).toEqual(before)
  })

  test('answers 401 to a visitor who is not signed in, unless it is for visitors', async () => {
    const visitor = hub.visitor()
    const wrong: string[] = []
    for (const { name, method, path } of calls().filter(({ isPublic }) => !isPublic)) {
      const { status, body } = await visitor.send(method, path, bodyOf(method))
      if (status !== 401 || body.code !== 'unauthenticated') wrong.push(`${name}: ${status}`)
    }
    expect(wrong).toEqual([])
  })

  test('answers 403 and does nothing without the CSRF token of the session (back-office §10.10)', async () => {
    const owner = await hub.person({ admin: [account] })
    const before = await snapshot()
    const foreign = await stranger.csrf()
    const wrong: string[] = []
    for (const { name, method, path } of calls().filter(({ method }) => method !== 'GET')) {
      for (const csrf of [null, foreign]) {
        const { status, body } = await owner.send(method, path, bodyOf(method), { csrf })
        if (status !== 403 || body.code !== 'csrf') wrong.push(`${name}: ${status}`)
      }
    }
    expect(wrong).toEqual([])
    expect(await snapshot()).toEqual(before)
    expect((await owner.get('/session')).body.user).not.toBeNull()
  })

  test('is never kept by a cache, never framed, and answers a refusal as JSON', async () => {
    for (const { method, path } of calls()) {
      const { headers, body } = await hub.visitor().send(method, path, bodyOf(method), { csrf: null })
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      if (body?.csrf === undefined)
        expect(body).toMatchObject({ code: expect.any(String), message: expect.any(String) })
    }
  })
})

test.each(['GET', 'POST', 'DELETE'])('%s on a path that does not exist is 404', async (method) => {
  const { status, body } = await stranger.send(method, '/nope/at/all')
  expect(status).toBe(404)
  expect(body.code).toBe('not_found')
})

test('a method that is tunnelled through a POST needs the token as the POST does', async () => {
  const owner = await hub.person({ admin: [account] })
  const headers = { 'x-http-method-override': 'DELETE' }
  const path = `/accounts/${account.id}/catalogs/${account.catalogId}`
  expect((await owner.post(path, undefined, { headers, csrf: null })).body.code).toBe('csrf')
})

test('an id with strange characters is refused as a missing one', async () => {
  for (const id of [
    '%00',
    "'%20or%201=1",
    '%F0%9F%98%80',
    '..%2F..',
    `${account.id}%20`,
    account.id.toUpperCase(),
  ]) {
    expect((await stranger.get(`/accounts/${id}`)).status).toBe(404)
    expect((await stranger.get(`/locations/${id}-0`)).status).toBe(404)
  }
})
