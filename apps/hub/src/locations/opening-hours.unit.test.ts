import type { OpeningHours } from '@hub/contract'
import { expect, test } from 'vitest'
import { isOpen } from './opening-hours.ts'

const none = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] }
const hours: OpeningHours = { ...none, friday: [{ from: '18:00', to: '02:00' }] }
// 2026-03-13 is a Friday.
test.each([
  ['2026-03-13T17:59+01:00', false],
  ['2026-03-13T18:00+01:00', true],
  ['2026-03-14T01:59+01:00', true],
  ['2026-03-14T02:00+01:00', false],
  ['2026-03-13T01:00+01:00', false],
])('at %s open is %s: a time before the cut-off belongs to the day before (accounts §4.1)', (at, open) => {
  expect(isOpen(hours, '06:00', 'Europe/Paris', Date.parse(at))).toBe(open)
})
