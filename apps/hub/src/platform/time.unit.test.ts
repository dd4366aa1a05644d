import { describe, expect, test } from 'vitest'
import { formatTime, parseTime, withPlus } from './time.ts'

const read = (text: string) => {
  const epochMs = parseTime(text, 'Europe/Paris')
  return epochMs === undefined ? undefined : formatTime(epochMs, 'Europe/Paris')
}

describe('any ISO 8601 date-time is read (general §7)', () => {
  test.each([
    '2026-03-14T18:05:00+01:00',
    '2026-03-14T18:05:00+0100',
    '2026-03-14T18:05+01',
    '2026-03-14T17:05:00Z',
    '2026-03-14t17:05:00.999z',
    '2026-03-14T18:05:00,5+01:00',
    '2026-03-14 18:05:00',
    '2026-03-14 18:05',
    '20260314T170500Z',
    '20260314T1805',
  ])('%s', (text) => expect(read(text)).toBe('2026-03-14T18:05:00+01:00'))

  test.each([
    '2026-03-14',
    '2026-02-30T18:05:00Z',
    '2026-03-14T25:05:00Z',
    '2026-0314T18:05:00Z',
    '2026-03-14T1805:00Z',
    '14/03/2026 18:05',
    '2026-03-14T18:05:00+19:00',
    '20260314180500',
    '',
  ])('%s is none', (text) => expect(read(text)).toBeUndefined())
})

test('a raw + before the offset, which decodes to a blank, is put back; a blank before the hour stays (orders O37)', () => {
  expect(withPlus('2026-03-14T18:05:00 01:00')).toBe('2026-03-14T18:05:00+01:00')
  expect(withPlus('2026-03-14T18:05:00.5 0100')).toBe('2026-03-14T18:05:00.5+0100')
  expect(withPlus('2026-03-14T18:05 01:00')).toBe('2026-03-14T18:05+01:00')
  expect(withPlus('2026-03-14 18:05')).toBe('2026-03-14 18:05')
  expect(withPlus('2026-03-14 18:05:00')).toBe('2026-03-14 18:05:00')
})

test('a time among a hundred thousand blanks is refused at once (security S10)', () => {
  const blanks = ' '.repeat(100_000)
  const startedMs = performance.now()
  expect(read(`2026-03-14T18:05${blanks}x`)).toBeUndefined()
  // With backtracking over all splits between two runs of blanks, it would take half a minute.
  expect(performance.now() - startedMs).toBeLessThan(1000)
  expect(read(`  2026-03-14T18:05:00Z  `)).toBe('2026-03-14T19:05:00+01:00')
})
