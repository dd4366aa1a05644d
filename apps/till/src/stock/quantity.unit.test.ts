import { expect, test } from 'vitest'
import { parseTypedQuantity, quantityText } from './quantity.ts'

test.each([
  ['3', 3000],
  ['2,5', 2500],
  [' 0.125 ', 125],
  [',5', 500],
  ['.125', 125],
  [',', undefined],
  ['0', undefined],
  ['-1', undefined],
  ['1,2345', undefined],
  ['1e9', undefined],
  ['2000000', undefined],
  ['', undefined],
  ['abc', undefined],
])('%j is %s thousandths', (typed, milli) => {
  expect(parseTypedQuantity(typed)).toBe(milli)
})

test.each([
  [3000, '3'],
  [2500, '2.5'],
  [125, '0.125'],
  [0, '0'],
  [-1500, '-1.5'],
])('%d thousandths are written %s', (milli, text) => {
  expect(quantityText(milli)).toBe(text)
})
