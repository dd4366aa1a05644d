import { expect, test } from 'vitest'
import { localDayAndTime, toInstant } from './zoned.ts'

test.each([
  ['summer', '2026-07-29T12:32:00.000Z', '2026-07-29', '14:32', 'Europe/Paris'],
  ['winter', '2026-01-29T13:32:00.000Z', '2026-01-29', '14:32', 'Europe/Paris'],
  [
    'after midnight here, before it in Greenwich',
    '2026-07-28T22:15:00.000Z',
    '2026-07-29',
    '00:15',
    'Europe/Paris',
  ],
  ['overseas', '2026-07-29T10:32:00.000Z', '2026-07-29', '14:32', 'Indian/Reunion'],
  ['the evening before summer time', '2026-03-28T22:30:00.000Z', '2026-03-28', '23:30', 'Europe/Paris'],
  ['the morning of summer time', '2026-03-29T01:30:00.000Z', '2026-03-29', '03:30', 'Europe/Paris'],
])('%s', (_, instant, day, time, timeZone) => {
  expect(localDayAndTime(instant, timeZone)).toEqual({ day, time })
  expect(toInstant(day, time, timeZone)).toBe(instant)
})

test.each([
  ['before it', '2026-10-24T23:50:00Z', '2026-10-25T00:45:00.000Z'],
  ['the first time', '2026-10-25T00:40:00Z', '2026-10-25T00:45:00.000Z'],
  ['the second time', '2026-10-25T01:10:00Z', '2026-10-25T01:45:00.000Z'],
])('02:45 in the night that has it twice, typed %s, is the next one', (_, now, instant) => {
  expect(toInstant('2026-10-25', '02:45', 'Europe/Paris', Date.parse(now))).toBe(instant)
})

test('02:30 in the night that skips it is 03:30', () => {
  expect(toInstant('2026-03-29', '02:30', 'Europe/Paris')).toBe('2026-03-29T01:30:00.000Z')
})

test('text that is no time is left for the till to refuse', () => {
  expect(toInstant('2026-07-29', '', 'Europe/Paris')).toBe('2026-07-29 ')
})
