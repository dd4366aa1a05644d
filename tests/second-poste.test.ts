// A second poste: the browser of another machine on the same till, that is, the same database (design, TILL_HOST; kezia D28).

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { listenAsScreen } from '../apps/till/src/connector/testing/pushes.ts'
import { until } from '../apps/till/src/connector/testing/till.ts'
import type { ParkedSale, SaleRow } from '../apps/till/src/sales/wire.ts'
import { margherita } from '../apps/till/src/testing/counter-sale.ts'
import { send } from '../apps/till/src/testing/send.ts'
import { startTestTill, type TestTill } from '../apps/till/src/testing/start.ts'

const source = join(import.meta.dirname, '../apps/till/src')
const otherMachine = '127.0.0.2'

/** Every route of the till as its source declares it, with a number where one is asked for. */
function routes(): { method: string; path: string }[] {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
  )
  return files
    .map((file) => readFileSync(join(source, file), 'utf8'))
    .flatMap((text) => [...text.matchAll(/\.(get|post|put|delete)(?:<[^(]*>)?\(\s*'(\/api\/[^']*)'/g)])
    .map(([, method, path]) => ({ method: method!.toUpperCase(), path: path!.replace(/:\w+/g, '1') }))
}

async function cookieOf(till: TestTill): Promise<string> {
  const { code } = (await till.get<{ code: string }>('/api/station-access')).body
  const { headers } = await send(till, '/api/station-access', {
    from: otherMachine,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  })
  return headers['set-cookie']![0]!.split(';')[0]!
}

/** What the other machine's browser sends, once it gave the code. */
async function secondPoste(till: TestTill) {
  const cookie = await cookieOf(till)
  return async <T>(method: string, path: string, body?: object) => {
    const answer = await send(till, path, {
      from: otherMachine,
      method,
      headers: { cookie, origin: till.url, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    return { status: answer.status, body: (answer.body === '' ? undefined : JSON.parse(answer.body)) as T }
  }
}

describe('the guard', () => {
  test('without the code no route of the till answers another machine', async () => {
    const till = await startTestTill({ host: '0.0.0.0' })
    const open: string[] = []
    expect(routes().length).toBeGreaterThan(40)
    for (const { method, path } of routes()) {
      if (path === '/api/station-access') continue
      const { status } = await send(till, path, { from: otherMachine, method })
      if (status !== 401) open.push(`${method} ${path}: ${status}`)
    }
    expect(open).toEqual([])
  })

  test('with it, another `Host` or `Origin` is refused all the same (§6 check 8)', async () => {
    const till = await startTestTill({ host: '0.0.0.0' })
    const cookie = await cookieOf(till)
    const { port } = new URL(till.url)
    const ask = (headers: Record<string, string>) =>
      send(till, '/api/sales', { from: otherMachine, headers: { cookie, ...headers } })
    expect((await ask({})).status).toBe(200)
    for (const host of [`kezia.evil.example:${port}`, `${otherMachine}:${Number(port) + 1}`, 'localhost'])
      expect((await ask({ host })).status).toBe(403)
    for (const origin of ['http://evil.example', `https://localhost:${port}`, 'null'])
      expect((await ask({ origin })).status).toBe(403)
  })
})

describe('two postes at work', () => {
  test('a sale of one is told to the other, under numbers without a gap', async () => {
    const till = await startTestTill({ host: '0.0.0.0' })
    const other = await secondPoste(till)
    const pushes = await listenAsScreen(till.url)
    for (let count = 0; count < 3; count++) {
      expect((await till.post('/api/sales', margherita())).status).toBe(201)
      expect((await other('POST', '/api/sales', margherita())).status).toBe(201)
    }
    expect((await other<SaleRow[]>('GET', '/api/sales')).body.map(({ number }) => number)).toEqual([
      6, 5, 4, 3, 2, 1,
    ])
    await until(() => expect(pushes.filter(({ topic }) => topic === 'sales')).toHaveLength(6))
  })

  test('a parked sale is recalled by one of them only', async () => {
    const till = await startTestTill({ host: '0.0.0.0' })
    const other = await secondPoste(till)
    const { sellerId, basket } = margherita()
    await till.post('/api/parked-sales', { sellerId, basket })
    const [{ id }] = (await other<ParkedSale[]>('GET', '/api/parked-sales')).body as [ParkedSale]
    const both = await Promise.all([
      till.post(`/api/parked-sales/${id}/recall`, {}),
      other('POST', `/api/parked-sales/${id}/recall`, {}),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 404])
  })
})
