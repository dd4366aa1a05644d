import { expect, test } from 'vitest'
import { priceOrder } from './pricing.ts'
import type { PricedOrder } from './wire.ts'

const line = (unitCents: number, quantity = '1', rate = '10.0'): PricedOrder['lines'][number] => ({
  article: {
    idart: 1,
    code: '1',
    definition: 'A',
    unitCents,
    vatRates: { eat_in: rate, take_away: '5.5' },
    isDiscountForbidden: false,
    isMealVoucherEligible: true,
    isZeroPriceAllowed: false,
    isNegativePriceAllowed: false,
  },
  tariff: null,
  quantity,
  unitCents,
  discount: null,
  options: [],
})
const order = (values: Partial<PricedOrder>): PricedOrder => ({
  serviceType: 'eat_in',
  lines: [line(1200, '2')],
  discountPercent: '',
  portCents: 0,
  portKind: 'gross',
  menus: [],
  ...values,
})

test.each<[string, Partial<PricedOrder>, number, string[]]>([
  ['lines add up', {}, 2400, ['10.0']],
  ['delivery is taken away for VAT (D46)', { serviceType: 'delivery' }, 2400, ['5.5']],
  ['«% Remise Glob.» leaves «Port» alone', { discountPercent: '10', portCents: 500 }, 2660, ['10.0', '20.0']],
  ['«Port» HT is taxed', { portCents: 500, portKind: 'net' }, 3000, ['10.0', '20.0']],
  ['«Port» TVA=0 is not', { portCents: 500, portKind: 'none' }, 2900, ['0.0', '10.0']],
])('%s', (_, values, totalCents, rates) => {
  const priced = priceOrder(order(values))
  expect(priced.totalCents).toBe(totalCents)
  expect(priced.vat.map(({ rate }) => rate)).toEqual(rates)
})
