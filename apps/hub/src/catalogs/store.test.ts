import { createTestDatabase } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Database, type Db, openDatabase } from '../platform/db/index.ts'
import * as store from './store.ts'

let database: Database
let drop: () => Promise<void>
beforeAll(async () => {
  const testDatabase = await createTestDatabase()
  database = await openDatabase(testDatabase.setting)
  drop = testDatabase.drop
  await database.db`insert into account (id, name, currency, country) values ('a', 'Roma', 'EUR', 'FR')`
})
afterAll(async () => {
  await database.close()
  await drop()
})

const partBytes = 1024 * 1024

/** The database, with the size of the largest value that it has returned in a row. */
function weighing(db: Db) {
  const weighed = { largest: 0 }
  const tag: Db['short'] = async <Row extends object>(...[texts, ...values]: Parameters<Db>) => {
    const rows = await db<Row>(texts, ...values)
    for (const value of rows.flatMap((row) => Object.values(row)))
      if (typeof value === 'string' || value instanceof Uint8Array)
        weighed.largest = Math.max(weighed.largest, Buffer.byteLength(value))
    return rows
  }
  return { sql: Object.assign(tag, { ...db }) as Db, weighed }
}

describe('the content of a catalogue is read in parts of 1 MB (security S10)', () => {
  test.each<[string, string, 'string' | 'bytes']>([
    ['an empty one', '', 'string'],
    ['a small one', '{"products":[]}', 'string'],
    ['one part exactly', 'x'.repeat(partBytes), 'string'],
    ['one byte more', 'x'.repeat(partBytes + 1), 'bytes'],
    ['two parts exactly', 'x'.repeat(2 * partBytes), 'bytes'],
    ['characters that parts cut through', `x${'é'.repeat(partBytes)}€`, 'bytes'],
  ])('%s', { timeout: 120_000 }, async (name, content, form) => {
    const key = { accountId: 'a', catalogId: name }
    const { db } = database
    await db`insert into catalog (account_id, id, name, data) values ('a', ${name}, ${name}, ${content})`
    const { sql, weighed } = weighing(db)
    const found = await store.find(sql, key)
    const { data, version, ...summary } = found!
    expect(summary).toEqual(await store.findSummary(db, key))
    expect(version).toMatch(/^\d+$/)
    expect(Buffer.from(data).equals(Buffer.from(content))).toBe(true)
    expect(typeof data === 'string' ? 'string' : 'bytes').toBe(form)
    // Its memory is transferred to the compile thread.
    if (typeof data !== 'string') expect(data.buffer.byteLength).toBe(data.length)
    expect(weighed.largest).toBeLessThanOrEqual(partBytes)
  })

  test('one that is not there', async () => {
    expect(await store.find(database.db, { accountId: 'a', catalogId: 'none' })).toBeUndefined()
  })
})
