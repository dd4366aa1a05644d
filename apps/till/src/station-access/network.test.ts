import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { expect, test } from 'vitest'
import { startTillProcess } from '../testing/process.ts'
import { send, stationUrl } from '../testing/send.ts'
import { startTestTill, type TestTill, temporaryFolder } from '../testing/start.ts'
import { otherMachine, pairStation } from '../testing/station.ts'
import type { Stations } from './wire.ts'

const network = { host: '0.0.0.0' }

/** The certificate presented to the network. */
function fingerprintOf(till: TestTill): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const port = Number(new URL(till.url).port)
  const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false }, () => {
    resolve(socket.getPeerCertificate().fingerprint256)
    socket.destroy()
  })
  socket.on('error', reject)
  return promise
}

test('the till makes its certificate once, and shows its fingerprint on its own screen (security S34)', async () => {
  const dataDir = temporaryFolder()
  const first = await startTestTill({ ...network, dataDir })
  const fingerprint = await fingerprintOf(first)
  expect(fingerprint).toMatch(/^([\dA-F]{2}:){31}[\dA-F]{2}$/)
  const page = (await first.get<Stations>('/api/station-access/stations')).body
  expect(page.fingerprint).toBe(fingerprint)
  for (const url of page.urls) expect(url).toMatch(new RegExp(`^https://.+:${new URL(first.url).port}$`))
  expect(first.network).toEqual({ urls: page.urls, fingerprint })
  await first.close()
  expect(await fingerprintOf(await startTestTill({ ...network, dataDir }))).toBe(fingerprint)
})

test('a certificate that is over, or that was changed, gives way to a new one (security S34)', async () => {
  const dataDir = temporaryFolder()
  const atHour = (iso: string) => ({ now: () => Temporal.Instant.from(iso) })
  const startAt = (iso: string) => startTestTill({ ...network, dataDir, clock: atHour(iso) })
  const first = await startAt('2026-03-01T12:00:00Z')
  const made = await fingerprintOf(first)
  await first.close()
  const later = await startAt('2028-02-01T12:00:00Z')
  expect(await fingerprintOf(later)).toBe(made)
  await later.close()
  const renewing = await startAt('2028-04-01T12:00:00Z')
  const renewed = await fingerprintOf(renewing)
  expect(renewed).not.toBe(made)
  await renewing.close()
  writeFileSync(join(dataDir, 'tls.pem'), 'changed')
  expect(await fingerprintOf(await startAt('2028-04-02T12:00:00Z'))).not.toBe(renewed)
})

test('this machine’s browser goes on in plain text; another one is led to TLS (security S34)', async () => {
  const till = await startTestTill(network)
  expect((await till.get('/api/shop')).status).toBe(200)
  const page = await send(till, '/', { from: otherMachine, isEncrypted: false })
  expect(page).toMatchObject({ status: 307, headers: { location: `${stationUrl(till)}/` } })
  expect(await send(till, '/api/station-access', { from: otherMachine, isEncrypted: false })).toMatchObject({
    status: 403,
    body: expect.stringContaining('https://'),
  })
  expect((await send(till, '/', { from: otherMachine })).status).toBe(200)
})

test('TILL_TLS=0 goes without, and says so to every screen (security S34)', async () => {
  const till = await startTestTill({ ...network, tls: 'off' })
  const { cookie, call } = await pairStation(till)
  expect((await call('GET', '/api/shop')).status).toBe(200)
  expect((await call('GET', '/api/station-access')).body).toMatchObject({ isEncrypted: false })
  const again = await send(till, '/api/station-access', { from: otherMachine, headers: { cookie } })
  expect(again.headers['set-cookie']?.[0]).not.toContain('Secure')
  expect((await till.get('/api/station-access')).body).toEqual({
    isOwnMachine: true,
    isNetworkOpen: true,
    isEncrypted: false,
  })
  expect(till.network?.fingerprint).toBeNull()
})

test('a certificate of the shop’s own is used, and a wrong one refused with a sentence (security S34)', async () => {
  const dataDir = temporaryFolder()
  const made = await startTestTill({ ...network, dataDir })
  const fingerprint = await fingerprintOf(made)
  const pem = readFileSync(join(dataDir, 'tls.pem'), 'utf8')
  await made.close()
  const certificateFile = join(dataDir, 'shop.crt')
  const keyFile = join(dataDir, 'shop.key')
  writeFileSync(certificateFile, pem.slice(pem.indexOf('-----BEGIN CERTIFICATE')))
  writeFileSync(keyFile, pem.slice(0, pem.indexOf('-----BEGIN CERTIFICATE')))
  const tls = { certificateFile, keyFile }
  expect(await fingerprintOf(await startTestTill({ ...network, tls }))).toBe(fingerprint)
  const start = (wrong: Partial<typeof tls>) => startTestTill({ ...network, tls: { ...tls, ...wrong } })
  await expect(start({ keyFile: join(dataDir, 'none.key') })).rejects.toThrow(
    /^TILL_TLS_KEY .+ cannot be read/,
  )
  await expect(start({ certificateFile: keyFile })).rejects.toThrow(
    /must be a certificate and its key in PEM/,
  )
  const other = temporaryFolder()
  await (await startTestTill({ ...network, dataDir: other })).close()
  await expect(start({ keyFile: join(other, 'tls.pem') })).rejects.toThrow(/is not the key of TILL_TLS_CERT/)
})

test('in the network too the till answers by its own names only (security S5, S34)', async () => {
  const till = await startTestTill(network)
  const { cookie } = await pairStation(till)
  const { port } = new URL(till.url)
  const ask = (headers: Record<string, string>) =>
    send(till, '/api/sales', { from: otherMachine, headers: { cookie, ...headers } })
  for (const host of [`localhost:${port}`, `127.0.0.1:${port}`])
    expect(await ask({ host, origin: `https://${host}` })).toMatchObject({ status: 200 })
  for (const host of [
    `kezia.evil.example:${port}`,
    `127.0.0.2:${Number(port) + 1}`,
    `192.0.2.1:${port}`,
    'localhost',
    `localhost:${port}@evil.example`,
  ])
    expect(`${host}: ${(await ask({ host })).status}`).toBe(`${host}: 403`)
  for (const origin of ['https://evil.example', `http://localhost:${port}`, 'null'])
    expect(`${origin}: ${(await ask({ origin })).status}`).toBe(`${origin}: 403`)
})

test('bound to one address of the network, the till still answers its own machine (security S34)', async () => {
  const till = await startTestTill({ host: '127.0.0.3' })
  expect((await till.get('/api/shop')).status).toBe(200)
  expect(till.network?.urls).toEqual([`https://127.0.0.3:${new URL(till.url).port}`])
  await till.close()
  await expect(till.get('/api/shop')).rejects.toThrow()
})

test('the start prints where other stations go, and the certificate they are shown (security S34)', async () => {
  const till = await startTillProcess({ TILL_HOST: '127.0.0.3' })
  const { port } = new URL(till.url)
  await expect.poll(() => till.printed(), { timeout: 10_000 }).toContain('Postes')
  expect(till.printed()).toContain(`Till ready on http://localhost:${port}\n`)
  expect(till.printed()).toContain(`Other stations: https://127.0.0.3:${port}\n`)
  expect(till.printed()).toMatch(/certificate, SHA-256 ([\dA-F]{2}:){31}[\dA-F]{2}\n/)
  // Files are only accessible to their owner, from the first byte (S7).
  for (const file of ['till.sqlite', 'till.sqlite-wal', 'tls.pem', 'secret.key'])
    expect(`${file} ${(statSync(join(till.dataDir, file)).mode & 0o777).toString(8)}`).toBe(`${file} 600`)
})
