import { join } from 'node:path'
import { expect, test } from 'vitest'
import { migrations } from '../migrations/index.ts'
import { systemClock } from '../platform/clock.ts'
import { Database } from '../platform/database.ts'
import { migrate } from '../platform/migrate.ts'
import { startTestTill, type TestTill, temporaryFolder } from '../testing/start.ts'
import { find, listMovements, move as moveInStore } from './store.ts'
import type { ArticleStock } from './wire.ts'

const path = '/api/articles/1/stock'
const move = (till: TestTill, direction: 'in' | 'out', quantity: string, reason = 'Livraison') =>
  till.post<ArticleStock>(path, { direction, quantity, reason })

test('entries and exits add up, each with its reason, and stock may be negative (kezia §5.8, R-S2)', async () => {
  const till = await startTestTill()
  await move(till, 'in', '3')
  await move(till, 'in', '2,5', 'Fabrication')
  const { body } = await move(till, 'out', '6', 'Casse')
  expect(body).toMatchObject({ onHandMilli: -500, reservedMilli: 0 })
  expect(body.movements.map(({ milli, reason }) => [milli, reason])).toEqual([
    [-6000, 'Casse'],
    [2500, 'Fabrication'],
    [3000, 'Livraison'],
  ])
})

test.each([
  [{ quantity: 'abc' }, 'quantity'],
  [{ quantity: '0' }, 'quantity'],
  [{ quantity: '1,2345' }, 'quantity'],
  [{ reason: '' }, 'reason'],
  [{ direction: 'sideways' }, 'direction'],
])('a movement with %j is refused beside its field, and nothing moves', async (fields, field) => {
  const till = await startTestTill()
  const movement = { direction: 'in', quantity: '3', reason: 'Livraison', ...fields }
  expect(await till.post(path, movement)).toMatchObject({ status: 422, body: { errors: [{ field }] } })
  expect((await till.get<ArticleStock>(path)).body).toMatchObject({ onHandMilli: 0, movements: [] })
  expect((await till.post('/api/articles/999/stock', movement)).status).toBeGreaterThanOrEqual(404)
})

test('an article tells its last fifty movements, newest first, and none of another article', async () => {
  const till = await startTestTill()
  for (let count = 1; count <= 52; count++) {
    await move(till, 'in', '1', `Livraison ${count}`)
    await till.post('/api/articles/2/stock', { direction: 'in', quantity: '1', reason: 'Autre' })
  }
  const { movements, onHandMilli } = (await till.get<ArticleStock>(path)).body
  expect(onHandMilli).toBe(52_000)
  expect(movements.map(({ reason }) => reason)).toEqual(
    Array.from({ length: 50 }, (_, index) => `Livraison ${52 - index}`),
  )
})

test('what moved before movements named one another is still told, and goes on', () => {
  const database = new Database(join(temporaryFolder(), 'till.sqlite'))
  migrate(
    database,
    migrations.filter(({ name }) => name < '0240'),
    systemClock,
  )
  const at = '2026-11-27T12:00:00Z'
  database.transaction(() => {
    database.exec(`insert into article (idart, definition, search_key, vat1_id, vat2_id, purchase_vat_id, created_at)
      select value, 'TARTE', 'tarte', (select min(id) from vat_rate), 1, 1, '${at}' from json_each('[1, 2, 3]')`)
    for (const [idart, milli] of [
      [1, 1000],
      [2, 5000],
      [1, -400],
    ])
      database.run(
        `insert into stock_movement (idart, milli, reason, at) values (?, ?, 'Avant', ?)`,
        idart!,
        milli!,
        at,
      )
    database.exec('insert into article_stock values (1, 600, 0), (2, 5000, 1000)')
  })
  migrate(database, migrations, systemClock)
  database.transaction(() => moveInStore(database, 1, 100, 'Après', at))
  const history = (idart: number) => listMovements(database, idart, 50).map(({ milli }) => milli)
  expect([1, 2, 3].map(history)).toEqual([[100, -400, 1000], [5000], []])
  expect([1, 2, 3].map((idart) => find(database, idart))).toEqual([
    { onHandMilli: 700, reservedMilli: 0 },
    { onHandMilli: 5000, reservedMilli: 1000 },
    { onHandMilli: 0, reservedMilli: 0 },
  ])
  database.close()
})
