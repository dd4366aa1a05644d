import { createTestDatabase } from '@hub/testing'
import { expect, onTestFinished, test } from 'vitest'
import { afterCommit, openDatabase, transaction } from './index.ts'

test('a transaction that goes on after a failed statement is refused, not taken for committed', async () => {
  const { setting, drop } = await createTestDatabase()
  const { db, close } = await openDatabase(setting)
  onTestFinished(async () => {
    await close()
    await drop()
  })
  await db`create table dish (id int primary key)`
  await db`insert into dish values (2)`
  const told: number[] = []
  const addBoth = transaction(db, async (trx) => {
    afterCommit(trx, () => told.push(1))
    await trx`insert into dish values (1)`
    await trx`insert into dish values (2)`.catch(() => undefined)
  })
  await expect(addBoth).rejects.toThrow('nothing was committed')
  expect(told).toEqual([])
  expect(await db`select id from dish`).toEqual([{ id: 2 }])
})
