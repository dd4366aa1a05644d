import { expect, test } from 'vitest'
import type { SaleSlot } from '../sales/index.ts'
import { byHour, byStep, previousPeriod, stepOf } from './rules.ts'

test.each([
  ['a day', '2026-11-27', '2026-11-27', '2026-11-26', '2026-11-26'],
  ['a week', '2026-11-23', '2026-11-29', '2026-11-16', '2026-11-22'],
  ['a month', '2026-11-01', '2026-11-30', '2026-10-01', '2026-10-31'],
  ['a February', '2026-03-01', '2026-03-31', '2026-02-01', '2026-02-28'],
  ['a quarter', '2026-04-01', '2026-06-30', '2026-01-01', '2026-03-31'],
  ['a year', '2026-01-01', '2026-12-31', '2025-01-01', '2025-12-31'],
  ['some days', '2026-11-03', '2026-11-12', '2026-10-24', '2026-11-02'],
])('%s is compared with the one before it', (_, from, to, previousFrom, previousTo) => {
  expect(previousPeriod({ from, to })).toEqual({ from: previousFrom, to: previousTo })
})

const slot = (at: string, totalCents: number): SaleSlot => ({ at, saleCount: 1, netCents: 0, totalCents })

test('every day of the period has its bar beside the day of the same rank before', () => {
  const current = {
    period: { from: '2026-11-26', to: '2026-11-27' },
    slots: [slot('2026-11-26T23:00:00Z', 500)],
  }
  const previous = {
    period: { from: '2026-11-24', to: '2026-11-25' },
    slots: [slot('2026-11-24T10:00:00Z', 300)],
  }
  expect(byStep(current, previous, 'Europe/Paris')).toMatchObject([
    { key: '2026-11-26', count: 0, totalCents: 0, previousCents: 300 },
    { key: '2026-11-27', count: 1, totalCents: 500, previousCents: 0 },
  ])
})

test('a long period is shown by months', () => {
  const period = { from: '2026-01-15', to: '2026-04-02' }
  expect(stepOf(period)).toBe('month')
  expect(stepOf({ from: '2026-01-01', to: '2026-02-28' })).toBe('day')
  const bars = byStep({ period, slots: [] }, { period: previousPeriod(period), slots: [] }, 'Europe/Paris')
  expect(bars.map(({ key }) => key)).toEqual(['2026-01', '2026-02', '2026-03', '2026-04'])
})

test('the hour that comes twice when summer ends has one bar, in the time of the shop', () => {
  const slots = [slot('2026-10-25T00:30:00Z', 100), slot('2026-10-25T01:30:00Z', 200)]
  expect(byHour(slots, [slot('2026-10-24T22:00:00Z', 50)], 'Europe/Paris')).toMatchObject([
    { key: '0', totalCents: 0, previousCents: 50 },
    { key: '1', totalCents: 0, previousCents: 0 },
    { key: '2', count: 2, totalCents: 300, previousCents: 0 },
  ])
  expect(byHour([], [], 'Europe/Paris')).toEqual([])
})
