import { describe, expect, test } from 'vitest'
import { businessDayStart, soldOrders } from './rules.ts'

describe('the business day runs from cutoff to cutoff (accounts §4.1)', () => {
  test.each([
    ['2026-03-14T20:00:00+01:00', '06:00', 'Europe/Paris', '2026-03-14T06:00:00+01:00'],
    ['2026-03-14T01:00:00+01:00', '06:00', 'Europe/Paris', '2026-03-13T06:00:00+01:00'],
    ['2026-03-14T06:00:00+01:00', '06:00', 'Europe/Paris', '2026-03-14T06:00:00+01:00'],
    ['2026-03-14T05:59:59+01:00', '06:00', 'Europe/Paris', '2026-03-13T06:00:00+01:00'],
    ['2026-03-14T12:00:00+01:00', '00:00', 'Europe/Paris', '2026-03-14T00:00:00+01:00'],
    ['2026-03-14T03:00:00Z', '06:00', 'America/New_York', '2026-03-13T06:00:00-04:00'],
    // The night when summer time begins has no 02:30; the night when it ends has two.
    ['2026-03-29T12:00:00+02:00', '02:30', 'Europe/Paris', '2026-03-29T03:30:00+02:00'],
    ['2026-03-29T05:00:00+02:00', '06:00', 'Europe/Paris', '2026-03-28T06:00:00+01:00'],
    ['2026-10-25T12:00:00+01:00', '06:00', 'Europe/Paris', '2026-10-25T06:00:00+01:00'],
  ])('at %s with %s in %s it began %s', (now, cutoff, zone, start) => {
    expect(businessDayStart(Date.parse(now), cutoff, zone)).toBe(Date.parse(start))
  })
})

test('orders and sales leave out rejected, cancelled and undelivered orders (back-office §4.1)', () => {
  const counts = ['new', 'completed', 'rejected', 'cancelled', 'delivery_failed'].map((status) => ({
    status,
    count: 3,
    total_cents: 1000,
  }))
  expect(soldOrders(counts)).toEqual({ count: 6, total_cents: 2000 })
  expect(soldOrders([])).toEqual({ count: 0, total_cents: 0 })
})
