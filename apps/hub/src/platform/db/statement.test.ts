import { createTestDatabase } from '@hub/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, type Db, openDatabase, textArray, transaction } from './index.ts'

let database: Database
let db: Db
let drop: () => Promise<void>
beforeAll(async () => {
  const testDatabase = await createTestDatabase()
  database = await openDatabase(testDatabase.setting)
  db = database.db
  drop = testDatabase.drop
  await db`create table dish (id int primary key, name text, served_at timestamptz, price bigint)`
})
afterAll(async () => {
  await database.close()
  await drop()
})

const servedAt = new Date('2026-03-14T18:05:00.123Z')

test('a statement that is run again on a connection gives rows of the same types', async () => {
  await db`insert into dish values (1, 'Tiramisu', ${servedAt}, 480), (2, null, null, null)`
  const full = { id: 1, name: 'Tiramisu', served_at: servedAt, price: 480 }
  const empty = { id: 2, name: null, served_at: null, price: null }
  await transaction(db, async (trx) => {
    const find = (id: number) => trx`select id, name, served_at, price from dish where id = ${id}`
    expect(await find(3)).toEqual([])
    expect(await find(2)).toEqual([empty])
    expect(await find(1)).toEqual([full])
    expect(await find(2)).toEqual([empty])
  })
  const findShort = (id: number) =>
    db.short`select id, name, served_at, price from dish where id >= ${id} order by id`
  for (let turn = 0; turn < 3; turn++) {
    const answers = await Promise.all([1, 2, 3, 1].map(findShort))
    expect(answers).toEqual([[full, empty], [empty], [], [full, empty]])
  }
})

test('rows of a statement do not appear in the next answer', async () => {
  const add = (id: number) => db.together`insert into dish (id) values (${id}) returning id`
  expect(await Promise.all([11, 12, 13].map(add))).toEqual([[{ id: 11 }], [{ id: 12 }], [{ id: 13 }]])
  const remove = (id: number) => db`delete from dish where id = ${id}`
  for (const id of [11, 12, 13]) expect(await remove(id)).toEqual([])
})

test('a statement that failed fails alone, says why, and can be run again', async () => {
  const add = (id: number) => db.together`insert into dish (id) values (${id}) returning id`
  await add(20)
  const outcomes = await Promise.allSettled([21, 20, 22].map(add))
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(outcomes[1]).toMatchObject({ reason: { code: '23505', constraint: 'dish_pkey' } })
  expect(await add(23)).toEqual([{ id: 23 }])
})

test('a column of another type is told, not read as the former one', async () => {
  await db`create table note (content int)`
  await db`insert into note values (7)`
  const read = () => db.short`select content from note`
  expect(await read()).toEqual([{ content: 7 }])
  await db`alter table note alter content type text using content || ' days'`
  await expect(read()).rejects.toMatchObject({ code: '0A000' })
})

test('texts in an array arrive as they are', async () => {
  const texts = ['{"a":"b\\"c\\\\"}', null, '', 'NULL', 'é🍕', ',"{}', 'two\nlines']
  expect(await db`select ${textArray(texts)}::text[] as texts`).toEqual([{ texts }])
  expect(await db`select ${textArray(['one'])}::text[] as texts`).toEqual([{ texts: ['one'] }])
})
