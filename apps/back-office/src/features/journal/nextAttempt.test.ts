import { expect, test } from 'vitest'
import { nextAttempt } from './nextAttempt.ts'

const attempt = { time: '2026-03-14T18:05:00+01:00', target: '', status: 500, error: null, duration_ms: 2000 }

test('a failed delivery is tried again after 1, 2, 4… minutes, seven times in all (callbacks §5)', () => {
  expect(nextAttempt([])).toBeUndefined()
  expect(nextAttempt([attempt])).toBe('2026-03-14T17:06:02.000Z')
  expect(nextAttempt([attempt, attempt, attempt])).toBe('2026-03-14T17:09:02.000Z')
  expect(nextAttempt(Array(7).fill(attempt))).toBeUndefined()
})
