import { describe, expect, test } from 'vitest'
import { spread } from './spread.ts'

describe('spread by largest remainder (counter T22)', () => {
  test.each([
    ['nothing to spread', [100, 300], 0, [0, 0]],
    ['no weight', [0, 0], 100, [0, 0]],
    ['no part at all', [], 100, []],
    ['exact parts', [100, 300, 100], 100, [20, 60, 20]],
    ['one cent goes to the largest remainder', [100, 300, 200], 1, [0, 1, 0]],
    ['two cents go to two lines, not both to one', [100, 100, 100], 2, [1, 1, 0]],
    ['equal remainders go to the larger weight', [1, 3], 2, [0, 2]],
    ['equal weights go to the lower rank', [5, 5], 1, [1, 0]],
    ['a weight of 0 takes nothing', [0, 10, 10], 1, [0, 1, 0]],
    ['an amount below 0 like its opposite', [3360, 1900], -500, [-319, -181]],
    [
      'sums beyond 2^53',
      [99_999_999_999_999, 99_999_999_999_998],
      99_999_999_999_999,
      [50_000_000_000_000, 49_999_999_999_999],
    ],
  ])('%s', (_, weights, cents, parts) => {
    expect(spread(weights, cents)).toEqual(parts)
  })

  test('a weight below 0 is a mistake of the caller', () => {
    expect(() => spread([10, -1], 5)).toThrow(RangeError)
  })
})
