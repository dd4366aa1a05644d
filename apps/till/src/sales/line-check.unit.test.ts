import { expect, test } from 'vitest'
import { isUnusual, tooLarge } from './line-check.ts'
import type { SellableArticle } from './wire.ts'

const limits = { checkedQuantity: 99, checkedLine: 1000, checkedPriceFactor: 10 }
const cola: SellableArticle = {
  idart: 11,
  code: '11',
  definition: 'COLA 33 CL',
  unitCents: 280,
  vatRates: { eat_in: '10.0', take_away: '5.5' },
  isDiscountForbidden: false,
  isZeroPriceAllowed: false,
  isNegativePriceAllowed: false,
  isMealVoucherEligible: true,
  availableMilli: null,
  tariffs: [],
  optionGroups: [],
}
const line = (quantity: string, unitCents: number, article = cola) => ({
  article,
  quantity,
  unitCents,
  tariff: null,
  options: [],
})

test.each([
  ['99', 280, false],
  ['99.001', 280, true],
  ['-100', 280, true],
  ['357', 280, true],
  ['40', 2500, false],
  ['41', 2500, true],
  ['1', 2799, false],
  ['1', 2800, true],
  ['1', 29, false],
  ['1', 28, true],
  ['1', 0, true],
  ['1', -280, true],
])('%s × %i cents of an article at 2,80 is asked about: %s (counter T20)', (quantity, cents, isAsked) => {
  expect(isUnusual(line(quantity, cents), limits)).toBe(isAsked)
})

test('an article without a price in its fiche has any price (counter T20)', () => {
  expect(isUnusual(line('1', 50_000, { ...cola, unitCents: 0 }), limits)).toBe(false)
})

test('the price of a tariff is compared with that tariff (counter T20)', () => {
  const article = { ...cola, tariffs: [{ idtar: 2, title: 'Fût', priceCents: 9000 }] }
  const tariff = { idtar: 2, title: 'Fût' }
  expect(isUnusual({ ...line('1', 9000, article), tariff }, limits)).toBe(false)
})

test.each([
  ['1', 99_999_999, undefined],
  ['1.001', 99_999_999, 'COLA 33 CL : une ligne ne dépasse pas 999 999,99 €.'],
  ['-999999', 1200, 'COLA 33 CL : une ligne ne dépasse pas 999 999,99 €.'],
])('%s × %i cents: %s (counter T20)', (quantity, cents, sentence) => {
  expect(tooLarge(line(quantity, cents))).toBe(sentence)
})
