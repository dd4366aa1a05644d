import { describe, expect, test } from 'vitest'
import type { Clock } from '../platform/clock.ts'
import { send } from '../testing/send.ts'
import { startTestTill, type TestTill, temporaryFolder } from '../testing/start.ts'

/** The same till, seen from another machine. */
function fromNetwork(till: TestTill) {
  const from = '127.0.0.2'
  const get = (path: string, headers = {}) => send(till, path, { from, headers })
  const giveCode = (code: unknown) =>
    send(till, '/api/station-access', {
      from,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    })
  return { get, giveCode }
}

const codeOf = async (till: TestTill) => (await till.get<{ code: string }>('/api/station-access')).body.code

describe('a till that listens to the network', () => {
  test('a second poste gets its screens, but nothing of the shop until it gives the code', async () => {
    const till = await startTestTill({ host: '0.0.0.0' })
    const { get, giveCode } = fromNetwork(till)
    expect((await get('/')).status).toBe(200)
    for (const path of ['/api/shop', '/api/live', '/api/articles/1', '/api/nothing'])
      expect((await get(path)).status).toBe(401)
    expect((await get('/api/station-access')).body).toBe('{"code":null}')

    const code = await codeOf(till)
    expect(code).toMatch(/^\d{8}$/)
    const welcome = await giveCode(`${code.slice(0, 4)} ${code.slice(4)}`)
    expect(welcome.status).toBe(204)
    const cookie = welcome.headers['set-cookie']![0]!
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/)
    expect((await get('/api/shop', { cookie: cookie.split(';')[0]! })).status).toBe(200)
    expect((await get('/api/shop', { cookie: 'till_station=guess' })).status).toBe(401)
  })

  test('the code survives a restart, and five wrong ones make everyone wait', async () => {
    const dataDir = temporaryFolder()
    let now = Temporal.Instant.from('2026-03-01T12:00:00Z')
    const clock: Clock = { now: () => now }
    const first = await startTestTill({ host: '0.0.0.0', dataDir })
    const code = await codeOf(first)
    await first.close()
    const till = await startTestTill({ host: '0.0.0.0', dataDir, clock })
    const { giveCode } = fromNetwork(till)
    for (let attempt = 1; attempt <= 5; attempt++) expect((await giveCode('1234')).status).toBe(422)
    expect((await giveCode(code)).status).toBe(429)
    now = now.add({ seconds: 31 })
    expect((await giveCode(code)).status).toBe(204)
    for (const wrong of ['', null, 12345678]) expect((await giveCode(wrong)).status).toBe(422)
  })
})

test('a till on loopback has no code to ask', async () => {
  const till = await startTestTill()
  expect((await till.get('/api/station-access')).body).toEqual({ code: null })
})
