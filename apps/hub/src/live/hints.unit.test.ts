import { expect, test } from 'vitest'
import { hintsOf, type LiveReach, type Moved, mayHear, movedText, readMoved } from './hints.ts'

const order = (orderId: string, locationId = 'zed91-0'): Moved => ({
  kind: 'order',
  accountId: 'zed91',
  locationId,
  orderId,
})

test('one hint per location names each order once; of more than 100 it names none (support U11)', () => {
  const moved = [order('a'), order('b'), order('a'), order('c', 'zed91-1')]
  expect(hintsOf(moved)).toEqual([
    { kind: 'orders', account_id: 'zed91', location_id: 'zed91-0', order_ids: ['a', 'b'] },
    { kind: 'orders', account_id: 'zed91', location_id: 'zed91-1', order_ids: ['c'] },
  ])
  const many = Array.from({ length: 101 }, (_, n) => order(`o${n}`))
  expect(hintsOf(many)).toMatchObject([{ order_ids: null }])
})

test.each<Moved>([
  order('a'),
  { kind: 'journal', accountId: 'zed91' },
  { kind: 'connections', accountId: 'zed91' },
])('processes tell each other: %j (support U11)', (moved) => {
  expect(readMoved(movedText(moved))).toEqual(moved)
})

test('what another version of the hub says is passed over (support U11)', () => {
  expect(['', 'order', 'order zed91', 'order zed91 zed91-0', 'weather zed91'].map(readMoved)).toEqual(
    Array(5).fill(undefined),
  )
})

test('who has rights on one location hears of its orders only (support U11)', () => {
  const reach: LiveReach = new Map([['zed91', new Set(['zed91-0'])]])
  const told = hintsOf([
    order('a'),
    order('b', 'zed91-1'),
    { kind: 'journal', accountId: 'zed91' },
    { kind: 'journal', accountId: 'other' },
  ]).filter((hint) => mayHear(reach, hint))
  expect(told).toEqual([
    { kind: 'orders', account_id: 'zed91', location_id: 'zed91-0', order_ids: ['a'] },
    { kind: 'journal', account_id: 'zed91' },
  ])
})
