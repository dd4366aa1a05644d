import { expect, test } from 'vitest'
import { startTestTill, type TestTill } from '../testing/start.ts'
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
