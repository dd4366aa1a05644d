import { expect, test } from 'vitest'
import { formatQuantity as formatMilli } from '../articles/values.ts'
import { formatQuantity } from './quantity.ts'

test.each([
  ['2', '2'],
  ['2.0', '2'],
  ['0.250', '0,25'],
  ['-1.000', '-1'],
  ['100', '100'],
  ['10.05', '10,05'],
])('%s is shown as «%s», without useless zeros (counter T7)', (quantity, shown) =>
  expect(formatQuantity(quantity)).toBe(shown),
)

test('so are the thousandths of a stock (counter T7)', () =>
  expect([2000, 2500, 250, -1000].map(formatMilli)).toEqual(['2', '2,5', '0,25', '-1']))
