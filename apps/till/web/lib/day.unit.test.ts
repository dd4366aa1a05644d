import { expect, test } from 'vitest'
import { readDay, shiftedDay } from './day.ts'

test.each([
  ['29/07/2021', '2021-07-29'],
  [' 1/2/2026 ', '2026-02-01'],
  ['29-07-2021', '2021-07-29'],
  ['29.07.2021', '2021-07-29'],
  ['29 07 2021', '2021-07-29'],
  ['29072021', '2021-07-29'],
  ['2021-07-29', '2021-07-29'],
  ['29/02/2024', '2024-02-29'],
])('%s is the day %s', (typed, day) => {
  expect(readDay(typed)).toBe(day)
})

test.each([
  '',
  '29/07',
  '29/07/21',
  '30/02/2021',
  '07/29/2021',
  '00/01/2021',
  '29/07/0021',
  'hier',
  '2021-7-29',
])('«%s» is no day', (typed) => {
  expect(readDay(typed)).toBeUndefined()
})

test('the day after and the day before, over the end of a month and a change of season', () => {
  expect(shiftedDay('2026-02-28', 1)).toBe('2026-03-01')
  expect(shiftedDay('2026-10-26', -1)).toBe('2026-10-25')
})
