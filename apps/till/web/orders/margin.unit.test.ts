import { expect, test } from 'vitest'
import type { PricedBasket } from '../../src/sales/pricing.ts'
import { marginOf } from './margin.ts'

const line = (idart: number, totalCents: number, values: object = {}) => ({
  article: { idart },
  quantity: '1',
  totalCents,
  sharedDiscountCents: 0,
  vatRate: '10.0',
  menu: null,
  ...values,
})
const margin = (lines: object[], prices: Record<string, number>) =>
  marginOf({ lines } as unknown as Pick<PricedBasket, 'lines'>, prices)

test('«Marge» is what is sold without tax less what it was bought for, «Taux marge» in proportion of that (kezia W-12)', () => {
  // 11,00 with tax = 10,00; bought for 4,00.
  expect(margin([line(1, 1100)], { 1: 400 })).toEqual({ cents: 600, ratePermille: 1500 })
  expect(margin([line(1, 2200, { quantity: '2', sharedDiscountCents: 1100 })], { 1: 400 })).toEqual({
    cents: 200,
    ratePermille: 250,
  })
})

test('«Port» has no part in it; an article whose price is not known leaves it unsaid', () => {
  expect(margin([line(1, 1100), line(0, 500)], { 1: 400 })).toMatchObject({ cents: 600 })
  expect(margin([line(1, 1100), line(2, 500)], { 1: 400, 2: 0 })).toBeUndefined()
  expect(margin([], {})).toBeUndefined()
})
