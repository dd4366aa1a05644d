import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import type { Clock } from '../platform/clock.ts'
import type { TechnicalEventPage } from '../technical-events/wire.ts'
import { openSocket } from '../testing/raw.ts'
import { send } from '../testing/send.ts'
import { startTestTill, type TestTill, temporaryFolder } from '../testing/start.ts'
import { cookieOf, giveCode, otherMachine, pairStation, showCode } from '../testing/station.ts'
import type { PairingCode, StationAccess, Stations } from './wire.ts'

const network = { host: '0.0.0.0' }

/** A clock that only moves when `pass` is called. */
function standingClock() {
  let now = Temporal.Instant.from('2026-03-01T12:00:00Z')
  const clock: Clock = { now: () => now }
  const pass = (duration: Temporal.DurationLike) => {
    now = now.add(duration)
  }
  return { clock, pass }
}

const shopSeenBy = (till: TestTill, cookie: string, from = otherMachine) =>
  send(till, '/api/shop', { from, headers: { cookie } })

const stationsOf = async (till: TestTill) => (await till.get<Stations>('/api/station-access/stations')).body

describe('pairing', () => {
  test('a station gives a code of the machine’s screen and gets a key of its own (security S34)', async () => {
    const till = await startTestTill(network)
    expect((await shopSeenBy(till, '')).status).toBe(401)
    const code = await showCode(till)
    expect(code).toMatch(/^\d{8}$/)
    const welcome = await giveCode(till, `${code.slice(0, 4)} ${code.slice(4)}`)
    expect(welcome.status).toBe(204)
    expect(welcome.headers['set-cookie']?.[0]).toMatch(
      /^till_station=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+; Secure$/,
    )
    const other = await pairStation(till, { name: 'Bar', from: '127.0.0.4' })
    expect(other.cookie).not.toBe(cookieOf(welcome))
    for (const [cookie, from] of [
      [cookieOf(welcome), otherMachine],
      [other.cookie, '127.0.0.4'],
    ] as const)
      expect((await shopSeenBy(till, cookie, from)).status).toBe(200)
    for (const guess of ['till_station=guess', `till_station=${code}`, 'till_station='])
      expect((await shopSeenBy(till, guess)).status).toBe(401)
  })

  test('a code is good once, for five minutes, until the next one is shown (security S34)', async () => {
    const { clock, pass } = standingClock()
    const till = await startTestTill({ ...network, clock })
    const used = await showCode(till)
    expect((await giveCode(till, used)).status).toBe(204)
    expect((await giveCode(till, used)).status).toBe(422)
    const replaced = await showCode(till)
    const { code, expiresAt } = (await till.post<PairingCode>('/api/station-access/code', {})).body
    expect(expiresAt).toBe('2026-03-01T12:05:00Z')
    expect((await giveCode(till, replaced)).status).toBe(422)
    pass({ minutes: 4, seconds: 59 })
    expect((await stationsOf(till)).pairing).toEqual({ code, expiresAt })
    pass({ seconds: 1 })
    expect((await stationsOf(till)).pairing).toBeNull()
    expect(await giveCode(till, code)).toMatchObject({
      status: 422,
      body: expect.stringContaining('affichez-en un nouveau sur la machine de la caisse'),
    })
  })

  test('only the machine itself shows codes and stations (security S34)', async () => {
    const till = await startTestTill(network)
    const { call } = await pairStation(till)
    for (const [method, path] of [
      ['POST', '/api/station-access/code'],
      ['GET', '/api/station-access/stations'],
      ['DELETE', '/api/station-access/stations/1'],
    ] as const) {
      expect((await send(till, path, { from: otherMachine, method })).status).toBe(401)
      expect((await call(method, path)).status).toBe(403)
    }
    const { body } = await call<StationAccess>('GET', '/api/station-access')
    expect(body).toEqual({ isOwnMachine: false, isNetworkOpen: true, isEncrypted: true })
  })

  test('five wrong codes make their address wait, and no other one (security S34)', async () => {
    const { clock, pass } = standingClock()
    const till = await startTestTill({ ...network, clock })
    const code = await showCode(till)
    for (let attempt = 1; attempt <= 5; attempt++) expect((await giveCode(till, '1234')).status).toBe(422)
    expect((await giveCode(till, code)).status).toBe(429)
    expect((await giveCode(till, code, 'Bar', '127.0.0.4')).status).toBe(204)
    pass({ seconds: 31 })
    expect((await giveCode(till, await showCode(till))).status).toBe(204)
  })

  test('a hundred wrong codes of any addresses end the one that is shown (security S34)', async () => {
    const till = await startTestTill(network)
    const code = await showCode(till)
    for (let count = 0; count < 100; count++) {
      const from = `127.0.1.${1 + Math.floor(count / 5)}`
      expect((await giveCode(till, '00000000', 'Bar', from)).status).toBe(422)
    }
    expect((await giveCode(till, code)).status).toBe(422)
  })

  test('what is no code or no name gets a sentence for its field', async () => {
    const till = await startTestTill(network)
    const code = await showCode(till)
    for (const wrong of ['', null, 12345678, ['1']])
      expect(await giveCode(till, wrong)).toMatchObject({
        status: 422,
        body: expect.stringContaining('code'),
      })
    for (const wrong of ['', null, 'x'.repeat(41)])
      expect(await giveCode(till, code, wrong)).toMatchObject({
        status: 422,
        body: expect.stringContaining('"name"'),
      })
    expect((await giveCode(till, code)).status).toBe(204)
  })
})

describe('«Postes»', () => {
  test('names each station, when it was paired and last seen, and where (security S34)', async () => {
    const { clock, pass } = standingClock()
    const till = await startTestTill({ ...network, clock })
    const { cookie } = await pairStation(till, { name: 'Tablette terrasse' })
    pass({ hours: 2 })
    await shopSeenBy(till, cookie, '127.0.0.5')
    expect((await stationsOf(till)).stations).toEqual([
      {
        id: expect.any(String),
        name: 'Tablette terrasse',
        pairedAt: '2026-03-01T12:00:00Z',
        lastSeenAt: '2026-03-01T14:00:00Z',
        address: '127.0.0.5',
      },
    ])
    const { events } = (await till.get<TechnicalEventPage>('/api/technical-events')).body
    expect(events.map(({ what }) => what)).toContain('Poste « Tablette terrasse » associé (127.0.0.2)')
  })

  test('a revoked station opens nothing at once, and its live stream ends (security S34)', async () => {
    const till = await startTestTill(network)
    const { cookie, call } = await pairStation(till)
    const other = await pairStation(till, { name: 'Bar' })
    const stream = openSocket(till, { from: otherMachine, isEncrypted: true })
    const { host } = new URL(till.url)
    stream.write(`GET /api/live HTTP/1.1\r\nhost: ${host}\r\ncookie: ${cookie}\r\n\r\n`)
    await once(stream, 'data')
    const ended = once(stream.resume(), 'close')
    const [station] = (await stationsOf(till)).stations
    expect((await till.delete(`/api/station-access/stations/${station?.id}`)).status).toBe(204)
    await ended
    expect((await call('GET', '/api/shop')).status).toBe(401)
    expect((await other.call('GET', '/api/shop')).status).toBe(200)
    expect((await stationsOf(till)).stations.map(({ name }) => name)).toEqual(['Bar'])
    expect((await till.delete(`/api/station-access/stations/${station?.id}`)).status).toBe(404)
  })

  test('stations survive a restart, revoked ones stay revoked (security S34)', async () => {
    const dataDir = temporaryFolder()
    const first = await startTestTill({ ...network, dataDir })
    const kept = await pairStation(first)
    const revoked = await pairStation(first, { name: 'Bar' })
    const bar = (await stationsOf(first)).stations.find(({ name }) => name === 'Bar')
    await first.delete(`/api/station-access/stations/${bar?.id}`)
    await first.close()
    const till = await startTestTill({ ...network, dataDir })
    expect((await shopSeenBy(till, kept.cookie)).status).toBe(200)
    expect((await shopSeenBy(till, revoked.cookie)).status).toBe(401)
  })

  test('a Vendeur neither shows a code nor revokes a station (kezia §5.12, security S34)', async () => {
    const till = await startTestTill(network)
    const password = 'le patron 42'
    await till.put('/api/profile/supervisor-password', { newPassword: password, confirmation: password })
    expect((await till.post('/api/station-access/code', {})).status).toBe(403)
    expect((await till.get('/api/station-access/stations')).status).toBe(403)
    expect((await till.get('/api/station-access')).status).toBe(200)
  })
})

test('a till on loopback lets no station in, and makes no code (security S34)', async () => {
  const till = await startTestTill()
  expect((await till.get('/api/station-access')).body).toEqual({
    isOwnMachine: true,
    isNetworkOpen: false,
    isEncrypted: false,
  })
  expect(await till.post('/api/station-access/code', {})).toMatchObject({
    status: 422,
    body: { message: expect.stringContaining('TILL_HOST') },
  })
  expect(till.network).toBeUndefined()
})
