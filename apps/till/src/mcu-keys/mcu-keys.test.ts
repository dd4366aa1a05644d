import { expect, test } from 'vitest'
import { startTestTill } from '../testing/start.ts'
import type { McuKeys } from './wire.ts'

const free = [null, null, null, null, null, null]
const set = ['drawer', 'last-ticket', null, 'stock', null, 'orders']

test('MCU 1 to 6 are free but for «Commandes Web», and keep what they are set to (W-6)', async () => {
  const till = await startTestTill()
  expect((await till.get<McuKeys>('/api/counter/mcu-keys')).body).toEqual({ actions: free })
  expect(await till.put('/api/mcu-keys', { actions: set })).toMatchObject({
    status: 200,
    body: { actions: set },
  })
  expect((await till.get('/api/counter/mcu-keys')).body).toEqual({ actions: set })
})

test.each([[['format']], [[7]], [Array(7).fill(null)], ['drawer']])('%j is refused', async (actions) => {
  const till = await startTestTill()
  expect(await till.put('/api/mcu-keys', { actions })).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'actions' }] },
  })
  expect((await till.get('/api/counter/mcu-keys')).body).toEqual({ actions: free })
})
