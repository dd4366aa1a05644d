import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startStubHub } from '../connector/testing/stub-hub.ts'
import { jumpingClock, startConnectedTill, until } from '../connector/testing/till.ts'
import type { HubState } from '../connector/wire.ts'
import { Database } from '../platform/database.ts'
import { verifyChain } from '../sales/index.ts'
import type { TechnicalEventPage } from '../technical-events/wire.ts'
import { margherita } from '../testing/counter-sale.ts'
import { startTestTill, type TestTill, temporaryFolder } from '../testing/start.ts'
import type { Backup, Backups, LastBackup, RestoreCheck } from './wire.ts'

const back = async (till: TestTill) => (await till.post<Backup>('/api/backups', {})).body
const state = async (till: TestTill) => (await till.get<Backups>('/api/backups')).body
const last = async (till: TestTill) => (await till.get<LastBackup>('/api/backups/last')).body.at
const sell = (till: TestTill) => till.post<{ number: number }>('/api/sales', margherita())
const salesIn = (file: string) => {
  const sqlite = new DatabaseSync(file, { readOnly: true })
  try {
    return sqlite.prepare('select count(*) as count from sale').get()?.count
  } finally {
    sqlite.close()
  }
}

describe('backup (kezia §5.11)', () => {
  test('«Sauvegarder maintenant» makes a whole database, and «Dernière Sauvegarde» tells it', async () => {
    const dataDir = temporaryFolder()
    const till = await startTestTill({ dataDir })
    expect(await last(till)).toBeNull()
    await sell(till)
    const backup = await back(till)
    expect(await last(till)).toBe(backup.at)
    const file = join(dataDir, 'backups', backup.name)
    expect(salesIn(file)).toBe(1)
    expect(statSync(file)).toMatchObject({ size: backup.bytes })
    expect(statSync(file).mode & 0o077).toBe(0)
    await sell(till)
    expect(salesIn(file)).toBe(1)
    const response = await fetch(`${till.url}/api/backups/${backup.name}/file`)
    expect(Buffer.from(await response.arrayBuffer()).equals(readFileSync(file))).toBe(true)
    for (const name of ['nothing.sqlite', '..%2Ftill.sqlite', '../till.sqlite'])
      expect((await till.get(`/api/backups/${name}/file`)).status).toBe(404)
  })

  test('the counter sells while a backup is copied elsewhere', async () => {
    const dataDir = temporaryFolder()
    const till = await startTestTill({ dataDir })
    const { name } = await back(till)
    truncateSync(join(dataDir, 'backups', name), 400_000_000)
    const folder = temporaryFolder()
    const done: string[] = []
    await Promise.all([
      till.post(`/api/backups/${name}/copy`, { folder }).then(({ status }) => done.push(`copy ${status}`)),
      sell(till).then(({ status }) => done.push(`sale ${status}`)),
    ])
    expect(done).toEqual(['sale 201', 'copy 204'])
    expect(readdirSync(folder)).toEqual([name])
  })

  test('one is made each day at the first quiet moment, and those older than N days go', async () => {
    const clock = jumpingClock()
    const till = await startTestTill({ clock, quietMs: 20 })
    await until(async () => expect((await state(till)).backups).toMatchObject([{ kind: 'automatic' }]))
    const [first] = (await state(till)).backups
    await till.put('/api/backups/settings', { keepDays: 2, copyFolder: '' })
    clock.jump({ hours: 24 })
    await until(async () => expect((await state(till)).backups).toHaveLength(2))
    clock.jump({ hours: 47 })
    await until(async () => {
      const names = (await state(till)).backups.map(({ name }) => name)
      expect(names).toHaveLength(2)
      expect(names).not.toContain(first?.name)
    })
  })

  test('each backup is copied to the chosen folder; a folder that is gone is told, and the backup is there', async () => {
    const till = await startTestTill()
    const folder = temporaryFolder()
    for (const copyFolder of ['key', join(folder, 'nowhere')])
      expect(await till.put('/api/backups/settings', { keepDays: 30, copyFolder })).toMatchObject({
        status: 422,
        body: { errors: [{ field: 'copyFolder' }] },
      })
    const key = join(folder, 'key')
    expect((await till.post('/api/backups/x/copy', { folder })).status).toBe(404)
    const { name } = await back(till)
    expect(await till.post(`/api/backups/${name}/copy`, { folder: key })).toMatchObject({ status: 422 })
    expect((await till.post(`/api/backups/${name}/copy`, { folder })).status).toBe(204)
    expect(readdirSync(folder)).toEqual([name])
    await till.put('/api/backups/settings', { keepDays: 30, copyFolder: folder })
    const second = await back(till)
    expect(readdirSync(folder).toSorted()).toEqual([name, second.name])
    expect((await state(till)).lastError).toBeNull()
  })

  test.each([[0], ['dix'], [null], [4000]])(
    'keeping them %j days is refused beside its field',
    async (keepDays) => {
      const till = await startTestTill()
      expect(await till.put('/api/backups/settings', { keepDays, copyFolder: '' })).toMatchObject({
        status: 422,
        body: { errors: [{ field: 'keepDays' }] },
      })
    },
  )

  test('a backup holds the token of the hub sealed only, and not its key (design rule 8)', async () => {
    const hub = await startStubHub()
    const dataDir = temporaryFolder()
    const till = await startConnectedTill(hub, { dataDir })
    const { name } = await back(till)
    const bytes = readFileSync(join(dataDir, 'backups', name)).toString('latin1')
    expect(bytes).not.toContain(hub.tokens[0])
    expect(bytes).not.toContain(readFileSync(join(dataDir, 'secret.key'), 'utf8').trim())
  })
})

describe('restore (kezia §5.11)', () => {
  /** Waits for the second start, which only the journal of the restored database contains. */
  const restarted = (till: TestTill) =>
    until(async () => {
      const { body } = await till.get<TechnicalEventPage>('/api/technical-events?kind=start')
      expect(body.events.map(({ who }) => who)).toEqual(['Caisse', 'Caisse'])
    })

  test('the till restarts with the backup on the same address, and the database of before is kept aside', async () => {
    const dataDir = temporaryFolder()
    const till = await startTestTill({ dataDir })
    await sell(till)
    const backup = await back(till)
    await sell(till)
    await sell(till)
    const { body } = await till.post<RestoreCheck>(`/api/backups/${backup.name}/check`, {})
    expect(body).toEqual({ backup, sales: 1, lostSales: 2 })
    expect((await till.post(`/api/backups/${backup.name}/restore`, {})).status).toBe(202)
    await restarted(till)
    const { body: jet } = await till.get<TechnicalEventPage>('/api/technical-events?kind=restore')
    expect(jet.events).toMatchObject([
      { who: 'Caisse', what: `Après ${backup.name}, les tickets continuent au n° 4` },
      { who: 'SUPERVISEUR (127.0.0.1)', what: expect.stringContaining(backup.name) },
    ])
    expect((await till.get<unknown[]>('/api/sales')).body).toHaveLength(1)
    const [aside] = readdirSync(join(dataDir, 'remplacees'))
    expect(salesIn(join(dataDir, 'remplacees', aside!))).toBe(3)
    expect(readdirSync(dataDir).filter((name) => name.startsWith('restore'))).toEqual([])
  })

  test('numbers go on above the highest ones ever given, and the chain says from where (D64)', async () => {
    const dataDir = temporaryFolder()
    const till = await startTestTill({ dataDir })
    await sell(till)
    const backup = await back(till)
    const ofAnotherPoste = join(dataDir, 'backups', 'poste-2.sqlite')
    copyFileSync(join(dataDir, 'backups', backup.name), ofAnotherPoste)
    const sqlite = new DatabaseSync(ofAnotherPoste)
    sqlite.exec("update number set last = 200000007 where series = 'ticket'")
    sqlite.close()
    await sell(till)
    await till.post('/api/closings', { kind: 'day', number: 1 })
    await till.post(`/api/backups/${backup.name}/restore`, {})
    await restarted(till)
    expect((await sell(till)).body.number).toBe(3)
    const close = (number: number) => till.post('/api/closings', { kind: 'day', number })
    expect(await close(1)).toMatchObject({ status: 409, body: { message: expect.stringContaining('n° 2') } })
    expect((await close(2)).status).toBe(201)
    // After a second restore, the numbers given before and after the first one are all taken.
    await till.post(`/api/backups/${backup.name}/restore`, {})
    await until(async () => expect((await till.get<unknown[]>('/api/closings')).body).toEqual([]))
    expect((await sell(till)).body.number).toBe(4)
    expect((await close(3)).status).toBe(201)
    await till.close()
    const database = new Database(join(dataDir, 'till.sqlite'))
    onTestFinished(() => database.close())
    expect(verifyChain(database)).toMatchObject({ sales: 2, problems: [] })
    for (const trigger of ['restoration_no_update', 'restoration_number_no_update'])
      database.exec(`drop trigger ${trigger}`)
    database.exec('update restoration_number set last = 2')
    expect(verifyChain(database).problems).toEqual(
      expect.arrayContaining([
        expect.stringContaining('restoration 1): is not what was recorded'),
        'sale 4: the number before it is missing',
      ]),
    )
  })

  test('the connection stays the present one, and orders since the backup are read again', async () => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub, { pollSeconds: 1 })
    const backup = await back(till)
    await till.post('/api/hub/disconnect', {})
    await till.connect(hub.issueCode())
    hub.place({})
    await until(async () => expect(await till.orders()).toHaveLength(1))
    const { tokenTail } = await till.state()
    await till.post(`/api/backups/${backup.name}/restore`, {})
    await restarted(till)
    expect((await till.get<HubState>('/api/hub')).body).toMatchObject({
      isConnected: true,
      tokenTail,
      trouble: null,
    })
    await until(async () => expect(await till.orders()).toHaveLength(1))
  })

  test('a damaged file, or one whose chain is broken, is refused and nothing changes', async () => {
    const dataDir = temporaryFolder()
    const till = await startTestTill({ dataDir })
    await sell(till)
    const { name } = await back(till)
    const file = join(dataDir, 'backups', name)
    const whole = readFileSync(file)

    const sqlite = new DatabaseSync(file)
    sqlite.exec('drop trigger sale_no_update')
    sqlite.exec('update sale set total_cents = 100, net_cents = 91')
    sqlite.close()
    expect(await till.post(`/api/backups/${name}/restore`, {})).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining('is not what was recorded') },
    })
    for (const damaged of [Buffer.from('not a database'), Buffer.alloc(0), whole.subarray(0, 8192)]) {
      writeFileSync(file, damaged)
      expect(await till.post(`/api/backups/${name}/restore`, {})).toMatchObject({
        status: 422,
        body: { message: expect.stringContaining('ne peut pas être restaurée') },
      })
    }
    expect((await till.get<unknown[]>('/api/sales')).body).toHaveLength(1)
    expect(existsSync(join(dataDir, 'remplacees'))).toBe(false)
    expect(readdirSync(dataDir).filter((one) => one.startsWith('restore'))).toEqual([])
  })

  test('once the intervenant has a password, he alone restores', async () => {
    const till = await startTestTill()
    const { name } = await back(till)
    const password = 'technicien 1'
    await till.put('/api/intervenant/password', { newPassword: password, confirmation: password })
    for (const action of ['check', 'restore'])
      expect((await till.post(`/api/backups/${name}/${action}`, {})).status).toBe(403)
  })

  test('while another program uses the database nothing is replaced, and the journal says why', async () => {
    const dataDir = temporaryFolder()
    const till = await startTestTill({ dataDir })
    const { name } = await back(till)
    await sell(till)
    const other = new DatabaseSync(join(dataDir, 'till.sqlite'))
    onTestFinished(() => other.close())
    other.prepare('select count(*) from sale').get()
    await till.post(`/api/backups/${name}/restore`, {})
    await restarted(till)
    const { body } = await till.get<TechnicalEventPage>('/api/technical-events?kind=restore')
    expect(body.events[0]?.what).toContain('La restauration est abandonnée')
    expect((await till.get<unknown[]>('/api/sales')).body).toHaveLength(1)
  })

  test('a till whose database is beyond repair comes back by the command line', async () => {
    const dataDir = temporaryFolder()
    const tillDir = join(dataDir, 'till')
    const till = await startTestTill({ dataDir: tillDir })
    await sell(till)
    const { name } = await back(till)
    await till.close()
    writeFileSync(join(tillDir, 'till.sqlite'), 'ruined')
    const cli = fileURLToPath(new URL('./restore-cli.ts', import.meta.url))
    const run = (file: string, lastTicket: string) =>
      spawnSync(process.execPath, [cli, file, ...(lastTicket ? ['--last-ticket', lastTicket] : [])], {
        env: { ...process.env, DATA_DIR: dataDir },
        encoding: 'utf8',
      })
    expect(run(join(tillDir, 'till.sqlite'), '7')).toMatchObject({ status: 1, stdout: '' })
    expect(run(join(tillDir, 'backups', name), '').stderr).toContain('Add --last-ticket')
    const done = run(join(tillDir, 'backups', name), '7')
    expect(done).toMatchObject({ status: 0, stderr: '' })
    expect(done.stdout).toContain('is intact: 1 sales')
    const again = await startTestTill({ dataDir: tillDir })
    expect((await again.get<unknown[]>('/api/sales')).body).toHaveLength(1)
    expect(readdirSync(join(tillDir, 'remplacees'))).toHaveLength(1)
    expect((await sell(again)).body.number).toBe(8)
  })

  test('a restore cut between its steps is finished by the next start', async () => {
    const dataDir = temporaryFolder()
    const till = await startTestTill({ dataDir })
    const { name } = await back(till)
    await sell(till)
    await till.close()
    writeFileSync(join(dataDir, 'restore.sqlite'), readFileSync(join(dataDir, 'backups', name)))
    writeFileSync(join(dataDir, 'backups', `${name}.part`), 'half of it')
    const again = await startTestTill({ dataDir })
    expect(readdirSync(join(dataDir, 'backups'))).toEqual([name])
    expect((await again.get<unknown[]>('/api/sales')).body).toEqual([])
    expect(salesIn(join(dataDir, 'remplacees', readdirSync(join(dataDir, 'remplacees'))[0]!))).toBe(1)
  })
})
