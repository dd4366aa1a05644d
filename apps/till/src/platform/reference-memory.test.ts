import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { migrations } from '../migrations/index.ts'
import { startTestTill, temporaryFolder } from '../testing/start.ts'
import { systemClock } from './clock.ts'
import { Database } from './database.ts'
import { migrate } from './migrate.ts'
import { rememberReferences } from './reference-memory.ts'

function open(file = join(temporaryFolder(), 'till.sqlite')) {
  const database = new Database(file)
  onTestFinished(() => database.close())
  migrate(database, migrations, systemClock)
  return database
}

/** How often the rates were read. */
function readRates() {
  let readings = 0
  const memoryOf = rememberReferences((): { rates?: string[] } => ({}))
  return {
    list(database: Database): string[] {
      const memory = memoryOf(database)
      memory.rates ??= database.all<{ rate: string }>('select rate from vat_rate').map(({ rate }) => {
        readings += 1
        return rate
      })
      return memory.rates
    },
    count: () => readings,
  }
}

const addRate = (database: Database, rate: string) =>
  database.run('insert into vat_rate (rate) values (?)', rate)

test('what did not change is read once; a change is seen, also within its own transaction', () => {
  const database = open()
  const rates = readRates()
  expect(rates.list(database)).toBe(rates.list(database))
  expect(rates.count()).toBe(4)
  database.transaction(() => {
    expect(rates.list(database)).not.toContain('2.1')
    addRate(database, '2.1')
    expect(rates.list(database)).toContain('2.1')
  })
  expect(rates.list(database)).toContain('2.1')
})

test('what was read in a transaction that rolls back is forgotten, also by the next change', () => {
  const database = open()
  const rates = readRates()
  const failing = () =>
    database.transaction(() => {
      addRate(database, '2.1')
      expect(rates.list(database)).toContain('2.1')
      throw new Error('refused')
    })
  expect(failing).toThrow('refused')
  expect(rates.list(database)).not.toContain('2.1')
  database.transaction(() => addRate(database, '8.5'))
  expect(rates.list(database)).not.toContain('2.1')
  expect(rates.list(database)).toContain('8.5')
})

test('what another program writes is seen', () => {
  const file = join(temporaryFolder(), 'till.sqlite')
  const [mine, other] = [open(file), open(file)]
  const rates = readRates()
  expect(rates.list(mine)).not.toContain('2.1')
  other.transaction(() => addRate(other, '2.1'))
  expect(rates.list(mine)).toContain('2.1')
})

test('each change of what a sale reads from memory renews its version', async () => {
  const dataDir = temporaryFolder()
  await startTestTill({ dataDir })
  const sqlite = new DatabaseSync(join(dataDir, 'till.sqlite'))
  onTestFinished(() => sqlite.close())
  const version = () => sqlite.prepare('select version from reference_version').get()!.version
  sqlite.exec('pragma foreign_keys = off')
  for (const change of [
    'update article set price_cents = price_cents where idart = 1',
    "insert into article_tariff (idart, idtar, title, price_cents) values (1, 1, 'Grande', 1500)",
    'update article_tariff set price_cents = 1600',
    'delete from article_tariff',
    'update option_group set name = name',
    'delete from option_group_article where idart = 6',
    'update menu set price_cents = 100',
    'update menu_letter set label = label',
    'update menu_letter_article set extra_cents = 0',
    'delete from menu_letter_article',
    'delete from menu_letter',
    'delete from menu',
    'delete from option_group',
    "update payment_mode set name = 'Liquide' where id = 1",
    'update seller set is_asleep = 0',
    "insert into vat_rate (rate) values ('2.1')",
    'delete from article where idart = 1',
  ]) {
    const before = version()
    sqlite.exec(change)
    expect([change, version()]).not.toEqual([change, before])
  }
})
