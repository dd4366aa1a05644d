import { expect, test } from 'vitest'
import type { WebOrderRow } from '../../../src/weborders/wire.ts'
import { duePeriodOf, duePeriodShown, duePeriods, keepOpen } from './shown.ts'

const row = (number: number, dueAt: string) => ({ number, dueAt }) as WebOrderRow
// In Paris the second one is due on the 30th, after midnight.
const rows = [row(1, '2021-07-29T12:00:00Z'), row(2, '2021-07-29T22:30:00Z'), row(3, '2021-08-01T10:00:00Z')]
const at = { timeZone: 'Europe/Paris', now: new Date('2021-07-29T12:01:00Z') }

test.each([
  [{ which: 'all', from: '2021-07-30', to: '' }, [1, 2, 3]],
  [{ which: 'late', from: '', to: '' }, [1]],
  [{ which: 'due', from: '', to: '' }, [1, 2, 3]],
  [{ which: 'due', from: '2021-07-30', to: '2021-07-30' }, [2]],
  [{ which: 'due', from: '2021-07-31', to: '' }, [3]],
] as const)('%j shows %j', (shown, numbers) => {
  expect(keepOpen(rows, shown, at).map(({ number }) => number)).toEqual(numbers)
})

test('«Période prédéfinie»: whole days of the shop, weeks from Monday; the list says which one it shows (kezia W-11)', () => {
  // A Friday.
  const today = '2021-07-30'
  const days = duePeriods.map((period) => Object.values(duePeriodOf(period, today)))
  expect(days).toEqual([
    ['2021-07-30', '2021-07-30'],
    ['2021-07-31', '2021-07-31'],
    ['2021-07-26', '2021-08-01'],
    ['2021-08-02', '2021-08-08'],
  ])
  const week = { which: 'due', ...duePeriodOf('week', today) } as const
  expect(duePeriodShown(week, today)).toBe('week')
  expect(duePeriodShown({ ...week, which: 'all' }, today)).toBeUndefined()
  expect(duePeriodShown({ ...week, to: '' }, today)).toBeUndefined()
})
