import { expect, test } from 'vitest'
import type { SaleLine } from '../../src/sales/wire.ts'
import { creditedCents, leftMilli, readMilli } from './back.ts'

const line = (values: Partial<SaleLine>): SaleLine =>
  ({
    rank: 0,
    quantity: '3',
    creditedQuantity: '0',
    unitCents: 500,
    discountCents: 0,
    menuDiscountCents: 0,
    totalCents: 1500,
    sharedDiscountCents: 0,
    ...values,
  }) as SaleLine

test('«À rembourser» is the total of the avoir that the lines would make, its part of «REMISE TOTAL» taken off', () => {
  const lines = [line({ sharedDiscountCents: 100 }), line({ rank: 1, quantity: '1', totalCents: 280 })]
  expect(creditedCents(lines, [{ rank: 0, quantity: '3' }])).toBe(1400)
  expect(
    creditedCents(lines, [
      { rank: 0, quantity: '1' },
      { rank: 1, quantity: '1' },
    ]),
  ).toBe(467 + 280)
  expect(creditedCents(lines, [])).toBe(0)
})

test('what was given back already is not left, and only a quantity is read as one', () => {
  expect(leftMilli(line({ creditedQuantity: '-1' }))).toBe(2000)
  expect(['', '1', '0,250', '1.5', ',5', 'deux', ',', '-1', '1,2345'].map(readMilli)).toEqual([
    0,
    1000,
    250,
    1500,
    500,
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})
