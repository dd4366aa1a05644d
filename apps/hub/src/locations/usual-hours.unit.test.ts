import { expect, test } from 'vitest'
import { isUsuallyOpen } from './usual-hours.ts'

const at = (text: string) => new Date(`${text}+01:00`)
/** Two Fridays, one of which continued after midnight, and a Saturday. */
const days = [
  { first_at: at('2026-03-06T11:30:00'), last_at: at('2026-03-06T21:00:00') },
  { first_at: at('2026-03-13T12:10:00'), last_at: at('2026-03-14T00:40:00') },
  { first_at: at('2026-03-07T18:00:00'), last_at: at('2026-03-07T18:00:00') },
]
const isOpen = (now: string, given = days) =>
  isUsuallyOpen(given, { cutoff: '06:00', zone: 'Europe/Paris', nowMs: at(now).getTime() })

test.each([
  ['2026-03-20T11:29:00', false],
  ['2026-03-20T11:30:00', true],
  ['2026-03-20T23:59:00', true],
  ['2026-03-21T00:40:00', true],
  ['2026-03-21T00:41:00', false],
  ['2026-03-21T18:00:00', true],
  ['2026-03-21T17:59:00', false],
  // No order on any Sunday.
  ['2026-03-22T18:00:00', false],
])('at %s a location without hours counts as open: %s (support U3)', (now, open) => {
  expect(isOpen(now)).toBe(open)
})

test('without any order it counts as open always (support U3)', () => {
  expect(isOpen('2026-03-22T04:00:00', [])).toBe(true)
})
