import { expect, test } from 'vitest'
import { readTime } from './time.ts'

test.each([
  ['14:05', '14:05'],
  [' 9:05 ', '09:05'],
  ['14h05', '14:05'],
  ['14 h 05', '14:05'],
  ['1405', '14:05'],
  ['905', '09:05'],
  ['14', '14:00'],
  ['14h', '14:00'],
  ['00:00', '00:00'],
])('%s is the time %s', (typed, time) => {
  expect(readTime(typed)).toBe(time)
})

test.each(['', '24:00', '14:60', '14:5', 'midi', '02:05 PM', '14:05:30'])('«%s» is no time', (typed) => {
  expect(readTime(typed)).toBeUndefined()
})
