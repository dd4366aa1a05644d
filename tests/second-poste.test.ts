// A second poste: the browser of another machine on the same till, that is, the same database (design, TILL_HOST; kezia D28).

import { describe, expect, test } from 'vitest'
import { listenAsScreen } from '../apps/till/src/connector/testing/pushes.ts'
import { until } from '../apps/till/src/connector/testing/till.ts'
import type { ParkedSale, SaleRow } from '../apps/till/src/sales/wire.ts'
import { margherita } from '../apps/till/src/testing/counter-sale.ts'
import { startTestTill } from '../apps/till/src/testing/start.ts'
import { pairStation } from '../apps/till/src/testing/station.ts'

describe('two postes at work', () => {
  test('a sale of one is told to the other, under numbers without a gap', async () => {
    const till = await startTestTill({ host: '0.0.0.0' })
    const { call: other } = await pairStation(till)
    const pushes = await listenAsScreen(till.url)
    for (let count = 0; count < 3; count++) {
      expect((await till.post('/api/sales', margherita())).status).toBe(201)
      expect((await other('POST', '/api/sales', margherita())).status).toBe(201)
    }
    expect((await other<SaleRow[]>('GET', '/api/sales')).body.map(({ number }) => number)).toEqual([
      6, 5, 4, 3, 2, 1,
    ])
    await until(() => expect(pushes.filter(({ topic }) => topic === 'sales')).toHaveLength(6))
  })

  test('a parked sale is recalled by one of them only', async () => {
    const till = await startTestTill({ host: '0.0.0.0' })
    const { call: other } = await pairStation(till)
    const { sellerId, basket } = margherita()
    await till.post('/api/parked-sales', { sellerId, basket })
    const [{ id }] = (await other<ParkedSale[]>('GET', '/api/parked-sales')).body as [ParkedSale]
    const both = await Promise.all([
      till.post(`/api/parked-sales/${id}/recall`, {}),
      other('POST', `/api/parked-sales/${id}/recall`, {}),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 404])
  })
})
