import { expect, test } from 'vitest'
import { initialFilters, searchOf } from './filters.ts'

const filters = { ...initialFilters('Europe/Paris'), status: 'ready' }

test('the days of the shop, not of Greenwich, the last one whole', () => {
  expect(searchOf({ ...filters, from: '2026-03-14', to: '2026-03-28' }, 'Europe/Paris')).toMatchObject({
    from: '2026-03-13T23:00:00.000Z',
    to: '2026-03-28T23:00:00.000Z',
    status: 'ready',
  })
})

test('the day when the season changes has its 23 hours', () => {
  expect(searchOf({ ...filters, from: '2026-03-29', to: '2026-03-29' }, 'Europe/Paris')).toMatchObject({
    from: '2026-03-28T23:00:00.000Z',
    to: '2026-03-29T22:00:00.000Z',
  })
})

test('no day is no limit', () => {
  expect(searchOf({ ...filters, from: '' }, 'Europe/Paris')).toMatchObject({ from: '', to: '' })
})
