import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { migrations } from '../migrations/index.ts'
import { startTestTill, temporaryFolder } from '../testing/start.ts'
import { systemClock } from './clock.ts'
import { Database } from './database.ts'
import { migrate } from './migrate.ts'

function open(file = join(temporaryFolder(), 'till.sqlite'), report?: (error: unknown) => void) {
  const database = new Database(file, report)
  onTestFinished(() => database.close())
  return database
}

function openWithTable() {
  const database = open()
  database.exec('create table line (name text not null)')
  return database
}

const names = (database: Database) =>
  database.all<{ name: string }>('select name from line').map(({ name }) => name)

test('the file is in WAL, each commit reaches the disk, and foreign keys hold', () => {
  const database = open()
  expect(database.get('pragma journal_mode')).toEqual({ journal_mode: 'wal' })
  expect(database.get('pragma synchronous')).toEqual({ synchronous: 2 })
  expect(database.get('pragma foreign_keys')).toEqual({ foreign_keys: 1 })
})

test('the log is copied into the file between the commands, not inside one of them', async () => {
  const file = join(temporaryFolder(), 'till.sqlite')
  const database = open(file)
  database.exec('create table line (name text not null)')
  const commit = () =>
    database.transaction(() => database.run('insert into line values (?)', 'x'.repeat(100_000)))
  const before = statSync(file).size
  // More than the 1000 pages after which SQLite runs a checkpoint by itself.
  for (let count = 0; count < 50; count++) commit()
  expect(statSync(file).size).toBe(before)
  await vi.waitFor(() => expect(statSync(file).size).toBeGreaterThan(5_000_000), { timeout: 30_000 })
})

test('long work copies the log into the file at each of its steps', () => {
  const file = join(temporaryFolder(), 'till.sqlite')
  const database = open(file)
  database.exec('create table note (text blob not null)')
  const step = () => {
    const before = statSync(file).size
    database.transaction(() => database.run('insert into note values (randomblob(1000000))'))
    expect(statSync(file).size).toBe(before)
    database.checkpoint()
    expect(statSync(file).size).toBeGreaterThan(before + 900_000)
  }
  step()
  step()
})

test('a transaction that fails leaves nothing, and its after-commit hooks do not run', () => {
  const database = openWithTable()
  const heard: string[] = []
  const failing = () =>
    database.transaction(() => {
      database.run("insert into line values ('half')")
      database.afterCommit(() => heard.push('half'))
      throw new Error('plug pulled')
    })
  expect(failing).toThrow('plug pulled')
  expect(names(database)).toEqual([])
  database.transaction(() => {
    database.run("insert into line values ('whole')")
    database.afterCommit(() => heard.push('whole'))
    expect(heard).toEqual([])
  })
  expect(names(database)).toEqual(['whole'])
  expect(heard).toEqual(['whole'])
})

test('a write outside a transaction, a nested one, and an asynchronous one are refused', () => {
  const database = openWithTable()
  expect(() => database.run("insert into line values ('a')")).toThrow(/outside a transaction/)
  expect(() => database.transaction(() => database.transaction(() => 1))).toThrow(/already open/)
  expect(() =>
    database.transaction(async () => {
      database.run("insert into line values ('a')")
    }),
  ).toThrow(/synchronous/)
  expect(names(database)).toEqual([])
})

test('a hook that fails is reported, and the change stays done', () => {
  const reported: unknown[] = []
  const database = open(undefined, (error) => reported.push(error))
  const result = database.transaction(() => {
    database.afterCommit(() => {
      throw new Error('screen gone')
    })
    return 'done'
  })
  expect(result).toBe('done')
  expect(reported).toEqual([new Error('screen gone')])
})

test('an existing file of an older version keeps its rows and gets what is missing', async () => {
  const dataDir = temporaryFolder()
  const old = new Database(join(dataDir, 'till.sqlite'))
  migrate(old, migrations.slice(0, 4), systemClock)
  old.transaction(() => old.run("insert into seller (code, name) values ('7', 'Inès')"))
  old.close()
  const till = await startTestTill({ dataDir, demo: false })
  expect((await till.get('/api/sellers')).body).toMatchObject([{ code: '7', name: 'Inès' }])
  expect((await till.get('/api/articles')).body).toEqual({ lines: [], total: 0 })
})

test('a file of a newer version is refused with a sentence', async () => {
  const dataDir = temporaryFolder()
  const newer = new Database(join(dataDir, 'till.sqlite'))
  migrate(newer, [...migrations, { name: '9999_future', statements: [] }], systemClock)
  newer.close()
  await expect(startTestTill({ dataDir })).rejects.toThrow(/version plus récente.*9999_future/)
})
