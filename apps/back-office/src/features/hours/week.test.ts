import { expect, test } from 'vitest'
import { copiedDown, hoursOf, localTime, weekOf } from './week.ts'

const noon = { from: '12:00', to: '14:00' }

test('hours that were never set are seven empty days, and stay not set', () => {
  expect(weekOf(null).sunday).toEqual([])
  expect(hoursOf(weekOf(null))).toBeNull()
})

test('copying downwards leaves the days before as they are', () => {
  const week = copiedDown(weekOf({ ...weekOf(null), wednesday: [noon], friday: [] }), 'wednesday')
  expect([week.tuesday, week.friday, week.sunday]).toEqual([[], [noon], [noon]])
  expect(week.sunday[0]).not.toBe(week.wednesday[0])
})

test('a time of the location is shown as it stands there', () => {
  expect(localTime('2026-03-14T21:30:00+01:00')).toBe('2026-03-14T21:30')
  expect(localTime(null)).toBe('')
})
