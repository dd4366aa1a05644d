import { expect, test } from 'vitest'
import { sellAtCounter, settableClock } from '../testing/counter-sale.ts'
import { startTestTill } from '../testing/start.ts'
import type { Statistics } from './wire.ts'

test('«STATISTIQUES»: turnover by day, hour, article and rayon beside the period before (D5)', async () => {
  const clock = settableClock('2026-11-26T18:00:00Z')
  const till = await startTestTill({ clock })
  await sellAtCounter(till, { lines: [['beer']], totalCents: 420 })
  clock.set('2026-11-27T11:05:00Z')
  await sellAtCounter(till, {
    lines: [
      ['margherita', '2'],
      ['cola', '0.250'],
    ],
    discount: { kind: 'amount', cents: 100 },
    totalCents: 2370,
  })
  clock.set('2026-11-27T19:40:00Z')
  await sellAtCounter(till, { lines: [['cola', '2']], totalCents: 560 })
  await sellAtCounter(till, { lines: [['cola', '-1']], totalCents: -280 })
  const { body } = await till.get<Statistics>('/api/statistics?from=2026-11-27&to=2026-11-27')
  expect(body).toMatchObject({
    previousPeriod: { from: '2026-11-26', to: '2026-11-26' },
    current: { saleCount: 3, totalCents: 2650 },
    previous: { saleCount: 1, totalCents: 420 },
    step: 'day',
    steps: [{ key: '2026-11-27', count: 3, totalCents: 2650, previousCents: 420 }],
  })
  expect(body.hours.filter(({ count }) => count > 0)).toMatchObject([
    { key: '12', totalCents: 2370 },
    { key: '20', count: 2, totalCents: 280 },
  ])
  expect(body.hours.find(({ key }) => key === '19')).toMatchObject({ count: 0, previousCents: 420 })
  expect(body.articles).toMatchObject([
    { label: 'MARGHERITA', count: 2000, totalCents: 2303 },
    { label: 'COLA 33 CL', count: 1250, totalCents: 347 },
    { label: 'BIERE BLONDE 33 CL', count: 0, totalCents: 0, previousCents: 420 },
  ])
  expect(body.rayons).toMatchObject([
    { label: 'PIZZAS', totalCents: 2303 },
    { label: 'BOISSONS', count: 1250, totalCents: 347, previousCents: 420 },
  ])
})

test('an avoir is no basket: «Panier moyen» leaves it out (counter T71)', async () => {
  const till = await startTestTill({ clock: settableClock('2026-11-27T11:05:00Z') })
  await sellAtCounter(till, { lines: [['margherita']], totalCents: 1200 })
  await sellAtCounter(till, { lines: [['cola', '2']], totalCents: 560 })
  const credit = { draftId: crypto.randomUUID(), sellerId: 1, modeId: 1, reason: 'Froid' }
  expect((await till.post('/api/sales/1/credit', credit)).status).toBe(201)
  const { body } = await till.get<Statistics>('/api/statistics?from=2026-11-27&to=2026-11-27')
  expect(body).toMatchObject({
    current: { saleCount: 3, totalCents: 560 },
    baskets: { current: { saleCount: 2, totalCents: 1760 }, previous: { saleCount: 0, totalCents: 0 } },
  })
})
