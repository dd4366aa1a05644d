import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatDecimal, formatMoney, multiplyCents, parseDecimal, parseMoney } from './index.ts'

describe('amounts (general §7, orders O8)', () => {
  test.each([
    ['12.50 EUR', 1250, 'EUR'],
    ['-0.30 EUR', -30, 'EUR'],
    ['  8.90   GBP ', 890, 'GBP'],
    ['0.00 JPY', 0, 'JPY'],
    ['-0.00 EUR', 0, 'EUR'],
  ])('%j is %d cents of %s', (text, cents, currency) => {
    expect(parseMoney(text)).toEqual({ cents, currency })
  })

  test.each([
    '8.9 EUR',
    '8 EUR',
    '+8.90 EUR',
    '8.90EUR',
    '8.90',
    'EUR 8.90',
    '8,90 EUR',
    '1e2.00 EUR',
    '8.900 EUR',
    '',
  ])('%j is not an amount', (text) => expect(parseMoney(text)).toBeUndefined())

  test('writing then reading gives the same cents', () => {
    fc.assert(
      fc.property(fc.integer({ min: -99999999999999, max: 99999999999999 }), (cents) => {
        expect(parseMoney(formatMoney(cents, 'EUR'))?.cents).toBe(cents === 0 ? 0 : cents)
      }),
    )
  })
})

describe('decimals (orders §2, O18)', () => {
  test.each([
    ['2', '2.0'],
    ['2.250', '2.25'],
    ['-5', '-5.0'],
    ['20', '20.0'],
    ['-0.0', '0.0'],
    ['0.125', '0.125'],
  ])('%j is written %j', (input, output) => expect(formatDecimal(parseDecimal(input))).toBe(output))

  test.each(['1e3', '.5', '5.', '+1', ' 1', '1234567890123', 'NaN', ''])('%j is refused', (text) => {
    expect(() => parseDecimal(text)).toThrow(RangeError)
  })

  test.each([
    [1450, '2', 2900],
    [333, '0.5', 167],
    [-333, '0.5', -167],
    [100, '0.005', 1],
    [100, '0.0049', 0],
    [99, '1.5', 149],
  ])('%d cents × %s = %d', (cents, quantity, expected) => {
    expect(multiplyCents(cents, parseDecimal(quantity))).toBe(expected)
  })
})
