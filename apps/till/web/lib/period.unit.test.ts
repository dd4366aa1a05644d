import { expect, test } from 'vitest'
import { periodOf, presetOf } from './period.ts'

test.each([
  ['today', '2026-11-27', '2026-11-27', '2026-11-27'],
  ['yesterday', '2026-03-01', '2026-02-28', '2026-02-28'],
  ['week', '2026-11-29', '2026-11-23', '2026-11-29'],
  ['week', '2026-11-23', '2026-11-23', '2026-11-29'],
  ['lastWeek', '2026-11-27', '2026-11-16', '2026-11-22'],
  ['month', '2028-02-10', '2028-02-01', '2028-02-29'],
  ['lastMonth', '2026-01-15', '2025-12-01', '2025-12-31'],
  ['year', '2026-11-27', '2026-01-01', '2026-12-31'],
  ['lastYear', '2026-11-27', '2025-01-01', '2025-12-31'],
] as const)('«Période prédéfinie» %s on %s is from %s to %s', (preset, today, from, to) => {
  expect(periodOf(preset, today)).toEqual({ from, to })
})

test('a period that is no preset has none', () => {
  expect(presetOf({ from: '2026-11-27', to: '2026-11-27' }, '2026-11-27')).toBe('today')
  expect(presetOf({ from: '2026-11-25', to: '2026-11-27' }, '2026-11-27')).toBeUndefined()
})
