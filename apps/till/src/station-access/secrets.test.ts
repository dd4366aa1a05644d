import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import type { Backup } from '../backup/wire.ts'
import { send } from '../testing/send.ts'
import { startTestTill, temporaryFolder } from '../testing/start.ts'
import { giveCode, otherMachine, pairStation, showCode } from '../testing/station.ts'
import type { Stations } from './wire.ts'

const network = { host: '0.0.0.0' }

/** Every file in the folder, by its relative path. */
const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  )

test('the code and the key of before the upgrade open nothing (security S34)', async () => {
  const dataDir = temporaryFolder()
  const before = await startTestTill({ dataDir })
  await before.close()
  const code = '12345678'
  const key = 'k'.repeat(43)
  const database = new DatabaseSync(join(dataDir, 'till.sqlite'))
  database.exec("delete from migration where name = '0280_station_access_renewed'")
  const insert = database.prepare('insert into setting values (?, ?)')
  insert.run('stationAccess.code', JSON.stringify(code))
  insert.run('stationAccess.key', JSON.stringify(key))
  database.close()

  const till = await startTestTill({ ...network, dataDir })
  const headers = { cookie: `till_station=${key}` }
  expect((await send(till, '/api/shop', { from: otherMachine, headers })).status).toBe(401)
  expect((await giveCode(till, code)).status).toBe(422)
  await till.close()
  const upgraded = new DatabaseSync(join(dataDir, 'till.sqlite'))
  const count = upgraded.prepare("select count(*) as n from setting where key like 'stationAccess.%'").get()
  upgraded.close()
  expect(count).toEqual({ n: 0 })
})

test('codes and keys lie in no file, the private key of TLS in one of its own (security S34, 10.9)', async () => {
  const dataDir = temporaryFolder()
  const till = await startTestTill({ ...network, dataDir })
  const shown = await showCode(till)
  const { cookie } = await pairStation(till)
  const { name } = (await till.post<Backup>('/api/backups', {})).body
  const [, key = ''] = cookie.split('=')
  const tls = readFileSync(join(dataDir, 'tls.pem'), 'utf8')
  const [, privateKey = ''] = /KEY-----\n(\S+)/.exec(tls) ?? []
  expect(privateKey).toHaveLength(64)
  const { stations } = (await till.get<Stations>('/api/station-access/stations')).body
  expect(JSON.stringify(stations)).not.toContain(key)

  const files = filesOf(dataDir)
  expect(files).toEqual(expect.arrayContaining([join('backups', name), 'stations.json', 'till.sqlite']))
  const holding = (secret: string) =>
    files.filter((file) => readFileSync(join(dataDir, file)).includes(secret)).toSorted()
  expect(holding(key)).toEqual([])
  expect(holding(shown)).toEqual([])
  expect(holding(privateKey)).toEqual(['tls.pem'])
  const { keyHash } = JSON.parse(readFileSync(join(dataDir, 'stations.json'), 'utf8'))[0] as {
    keyHash: string
  }
  expect(holding(keyHash)).toEqual(['stations.json'])
})

test('files are their owner’s alone, and are made so again at each start (security S7)', async () => {
  const dataDir = temporaryFolder()
  const first = await startTestTill({ ...network, dataDir })
  await pairStation(first)
  await first.post('/api/backups', {})
  await first.close()
  const outside = join(temporaryFolder(), 'not-the-tills.txt')
  writeFileSync(outside, '')
  chmodSync(outside, 0o644)
  symlinkSync(outside, join(dataDir, 'link'))
  mkdirSync(join(dataDir, 'open'), { mode: 0o777 })
  writeFileSync(join(dataDir, 'open', 'file'), '')
  chmodSync(dataDir, 0o755)
  for (const file of filesOf(dataDir)) if (file !== 'link') chmodSync(join(dataDir, file), 0o644)

  await startTestTill({ ...network, dataDir })
  const modeOf = (path: string) => statSync(path).mode & 0o777
  for (const folder of ['', 'backups', 'open']) expect(modeOf(join(dataDir, folder))).toBe(0o700)
  const files = filesOf(dataDir).filter((file) => file !== 'link')
  expect(files).toEqual(expect.arrayContaining(['till.sqlite', 'stations.json', 'tls.pem', 'secret.key']))
  for (const file of files) expect(`${file} ${modeOf(join(dataDir, file)).toString(8)}`).toBe(`${file} 600`)
  expect(modeOf(outside)).toBe(0o644)
})

test('a restore brings no revoked station back (security S34)', async () => {
  const till = await startTestTill(network)
  const { cookie } = await pairStation(till)
  const { name } = (await till.post<Backup>('/api/backups', {})).body
  const { stations } = (await till.get<Stations>('/api/station-access/stations')).body
  await till.delete(`/api/station-access/stations/${stations[0]?.id}`)
  expect((await till.post(`/api/backups/${name}/restore`, {})).status).toBe(202)
  const status = async () =>
    (await send(till, '/api/shop', { from: otherMachine, headers: { cookie } }).catch(() => undefined))
      ?.status
  await expect.poll(status, { timeout: 20_000 }).toBe(401)
})
