import { expect, test } from 'vitest'
import { orderToShow } from './orderToShow.ts'

const rows = [
  { number: 1, status: 'accepted' as const },
  { number: 2, status: 'pending' as const },
  { number: 3, status: 'pending' as const },
]

test.each<[string, number | undefined, number | undefined, number]>([
  ['the first that waits, before anyone chose', undefined, undefined, 2],
  ['the waiting one that was there before another came', undefined, 3, 3],
  ['the next that waits, once it is decided', undefined, 1, 2],
  ['the chosen one, whatever waits', 1, 3, 1],
])('the panel shows %s (W-8)', (_, chosen, shown, expected) => {
  expect(orderToShow(rows, chosen, shown)?.number).toBe(expected)
})
