import { expect, test } from 'vitest'
import { margherita } from '../testing/counter-sale.ts'
import { startTestTill, type TestTill } from '../testing/start.ts'
import type { Shop, Station } from './wire.ts'

const station = async (till: TestTill) => (await till.get<Station>('/api/station')).body

test('site, poste and drawer of the status bar can be changed (W-1, D61)', async () => {
  const till = await startTestTill()
  const next = { site: 2, number: 3, drawer: 4, hasOwnDatabase: true }
  expect(await till.put('/api/station', next)).toMatchObject({ status: 200, body: next })
  expect((await till.get<Shop>('/api/shop')).body).toMatchObject({ site: 2, station: 3, drawer: 4 })
})

test('numbers of sales are offset by poste: once something is sold, its number stays (D61)', async () => {
  const till = await startTestTill()
  const before = await station(till)
  await till.post('/api/sales', margherita())
  expect(await station(till)).toEqual({ ...before, isNumberFixed: true })
  for (const field of ['number', 'hasOwnDatabase'] as const) {
    const changed = { ...before, [field]: field === 'number' ? 9 : true }
    expect(await till.put('/api/station', changed)).toMatchObject({
      status: 422,
      body: { errors: [{ field }] },
    })
  }
  expect((await till.put('/api/station', { ...before, drawer: 2 })).status).toBe(200)
})

test.each([
  ['site', -1],
  ['number', 0],
  ['number', 'deux'],
  ['number', null],
  ['drawer', 100],
  ['hasOwnDatabase', 'oui'],
])('%s = %j is refused beside its field', async (field, value) => {
  const till = await startTestTill()
  const before = await station(till)
  expect(await till.put('/api/station', { ...before, [field]: value })).toMatchObject({
    status: 422,
    body: { errors: [{ field }] },
  })
  expect(await station(till)).toEqual(before)
})
