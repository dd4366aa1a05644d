import { addDecimals, formatDecimal, parseDecimal } from '@hub/money'
import { checkProperty } from '@hub/testing/property'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Problem } from '../platform/errors.ts'
import { type Card, checkDelta, isRefTaken, moveBalances } from './loyalty-rules.ts'

const tea: Card = { id: 'tea', ref: 'TEA', name: 'Tea Club', balance: '12.5' }
const plain: Card = { id: 'plain', ref: null, name: null, balance: '0.0' }

test.each([
  ['0.123456', []],
  ['-1.1000000', []],
  ['0.1234567', ['must have at most 6 decimals']],
  [undefined, []],
])('a delta of %s: %j (customers C31)', (delta, messages) => {
  const problems: Problem[] = []
  checkDelta(delta, 'delta', problems)
  expect(problems.map(({ message }) => message)).toEqual(messages)
})

test('a ref is taken by another card only, null too (customers C28)', () => {
  expect(isRefTaken([tea, plain], { id: 'new', ref: null })).toBe(true)
  expect(isRefTaken([tea, plain], { id: 'plain', ref: null })).toBe(false)
  expect(isRefTaken([tea], { id: 'new', ref: 'tea' })).toBe(false)
})

test('cards keep their order, new ones come last (customers §3)', () => {
  const { cards } = moveBalances([tea, plain], [{ ref: 'NEW', delta: '1' }, { delta: '2' }])
  expect(cards.map(({ ref, balance }) => [ref, balance])).toEqual([
    ['TEA', '12.5'],
    [null, '2.0'],
    ['NEW', '1.0'],
  ])
})

test('a balance of more than 12 digits is refused, on the operation that makes it', () => {
  const operations = [{ delta: '999999999999.9' }, { ref: 'X', delta: '1' }, { delta: '0.1' }]
  expect(() => moveBalances([], operations)).toThrow(
    expect.objectContaining({
      status: 422,
      problems: [expect.objectContaining({ field: 'loyalty_operations[2].delta' })],
    }),
  )
})

test('a balance is the exact sum of its operations, whatever comes between', async () => {
  const delta = fc
    .tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 6 }))
    .map(([unscaled, scale]) => formatDecimal({ unscaled: BigInt(unscaled), scale }))
  const operation = fc.record({ ref: fc.constantFrom('TEA', null, 'X'), delta })
  await checkProperty([fc.array(operation, { maxLength: 40 })], (operations) => {
    const { cards, movements } = moveBalances([tea], operations)
    expect(new Set(cards.map(({ ref }) => ref)).size).toBe(cards.length)
    for (const card of cards) {
      const start = card.ref === 'TEA' ? tea.balance : '0'
      const sum = operations
        .filter(({ ref }) => ref === card.ref)
        .reduce((balance, { delta }) => addDecimals(balance, parseDecimal(delta)), parseDecimal(start))
      expect(card.balance).toBe(formatDecimal(sum))
      expect(
        movements.findLast((movement) => movement.card.id === card.id)?.card.balance ?? tea.balance,
      ).toBe(card.balance)
    }
  })
})
