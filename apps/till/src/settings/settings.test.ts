import { join } from 'node:path'
import { expect, test } from 'vitest'
import { migrations } from '../migrations/index.ts'
import { systemClock } from '../platform/clock.ts'
import { Database } from '../platform/database.ts'
import { migrate } from '../platform/migrate.ts'
import { temporaryFolder } from '../testing/start.ts'
import { defineSetting, isText, Settings } from './index.ts'

const name = defineSetting('test.name', 'unset', isText(20))

function openSettings(file = join(temporaryFolder(), 'till.sqlite')) {
  const database = new Database(file)
  migrate(database, migrations, systemClock)
  return { database, settings: new Settings(database) }
}

test('what is set is read at once, and told after the commit if it changed', () => {
  const { database, settings } = openSettings()
  const heard: string[] = []
  settings.onChange(name, (value) => heard.push(value))
  expect(settings.get(name)).toBe('unset')
  for (const value of ['one', 'one', 'two'])
    database.transaction(() => {
      settings.set(name, value)
      expect(settings.get(name)).toBe(value)
    })
  expect(settings.get(name)).toBe('two')
  expect(heard).toEqual(['one', 'two'])
})

test('a transaction that fails leaves nothing of it, though it was read meanwhile', () => {
  const { database, settings } = openSettings()
  const failing = (value: string) =>
    database.transaction(() => {
      settings.set(name, value)
      expect(settings.get(name)).toBe(value)
      throw new Error('refused')
    })
  expect(() => failing('one')).toThrow('refused')
  expect(settings.get(name)).toBe('unset')
  database.transaction(() => settings.set(name, 'two'))
  expect(settings.get(name)).toBe('two')
  expect(() => failing('three')).toThrow('refused')
  expect(settings.get(name)).toBe('two')
})

test('what another poste of the same database sets is read from the next command or request on (kezia D28)', () => {
  const file = join(temporaryFolder(), 'till.sqlite')
  const [mine, other] = [openSettings(file), openSettings(file)]
  expect(mine.settings.get(name)).toBe('unset')
  other.database.transaction(() => other.settings.set(name, 'one'))
  mine.database.transaction(() => expect(mine.settings.get(name)).toBe('one'))
  other.database.transaction(() => other.settings.set(name, 'two'))
  mine.database.lookAround()
  expect(mine.settings.get(name)).toBe('two')
})
