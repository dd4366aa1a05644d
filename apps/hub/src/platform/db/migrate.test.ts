import { createTestDatabase } from '@hub/testing'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from './index.ts'
import { migrate } from './migrate.ts'

test('hubs that start at once on an empty database migrate it once, and all of them start', async () => {
  const { setting, drop } = await createTestDatabase()
  const { db, close } = await openDatabase(setting)
  onTestFinished(async () => {
    await close()
    await drop()
  })
  await db`drop table migration`
  let runs = 0
  const dish = {
    name: '0001_dish',
    async up() {
      runs += 1
    },
  }
  const hubs = Array.from({ length: 8 })
  // Connected before: they ask for the table in the same instant.
  await Promise.all(hubs.map(() => db`select pg_sleep(0.1)`))
  await Promise.all(hubs.map(() => migrate(db, [dish])))
  expect(runs).toBe(1)
  expect(await db`select name from migration`).toEqual([{ name: '0001_dish' }])
})
