import { checkProperty } from '@hub/testing/property'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDecimals,
  dottedText,
  formatDecimal,
  formatMoney,
  formatTypedAmount,
  isPercentage,
  multiplyCents,
  parseDecimal,
  parseMoney,
  parseTypedAmount,
  withoutTax,
  withTax,
} from './index.ts'

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

  test('writing then reading gives the same cents', async () => {
    await checkProperty([fc.integer({ min: -99999999999999, max: 99999999999999 })], (cents) => {
      expect(parseMoney(formatMoney(cents, 'EUR'))?.cents).toBe(cents === 0 ? 0 : cents)
    })
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
    ['0.1', '0.2', '0.3'],
    ['8.8', '-10', '-1.2'],
    ['-0.000001', '0.000001', '0.0'],
    ['999999999999', '0.000001', '999999999999.000001'],
    ['1.50', '0.5', '2.0'],
  ])('%s + %s = %s', (left, right, sum) => {
    expect(formatDecimal(addDecimals(parseDecimal(left), parseDecimal(right)))).toBe(sum)
    expect(formatDecimal(addDecimals(parseDecimal(right), parseDecimal(left)))).toBe(sum)
  })

  test.each([
    ['0', true],
    ['-0.0', true],
    ['5.5', true],
    ['100.000', true],
    ['100.0000000000000000001', false],
    ['100.5', false],
    ['101', false],
    ['-0.1', false],
    ['-1', false],
  ])('%j lies from 0 to 100: %j', (text, expected) => expect(isPercentage(text)).toBe(expected))

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

describe('tax (kezia W-9, W-16, R-K6)', () => {
  test.each([
    [1200, '10', 1091],
    [200, '20', 167],
    [500, '20', 417],
    [1080, '0', 1080],
    [1200, '5.5', 1137],
    [-1200, '10', -1091],
    [1, '20', 1],
    [0, '20', 0],
    [105, '110', 50],
  ])('%d cents at %s %% is %d without tax', (cents, rate, net) => {
    expect(withoutTax(cents, parseDecimal(rate))).toBe(net)
  })

  test.each([
    [1091, '10', 1200],
    [167, '20', 200],
    [1137, '5.5', 1200],
    [-1091, '10', -1200],
    [5, '10', 6],
  ])('%d cents at %s %% is %d with tax', (cents, rate, gross) => {
    expect(withTax(cents, parseDecimal(rate))).toBe(gross)
  })

  test('an amount with tax is never below the one without, and a rate below 0 is refused', async () => {
    const hundredths = fc.integer({ min: 0, max: 10_000 })
    await checkProperty([fc.integer({ min: 0, max: 1e11 }), hundredths], (cents, rate) => {
      const net = withoutTax(cents, { unscaled: BigInt(rate), scale: 2 })
      expect(net).toBeLessThanOrEqual(cents)
      expect(Math.abs(withTax(net, { unscaled: BigInt(rate), scale: 2 }) - cents)).toBeLessThanOrEqual(1)
    })
    expect(() => withoutTax(100, parseDecimal('-1'))).toThrow(RangeError)
  })
})

describe('typed amounts (kezia D4)', () => {
  test.each([
    ['12,80', 1280],
    ['12.8', 1280],
    ['12', 1200],
    ['1 234,50', 123_450],
    ['1\u202f234,50', 123_450],
    [' -5 ', -500],
    ['-0', 0],
    ['0,05', 5],
    [',5', 50],
    ['.05', 5],
    ['-,5', -50],
  ])('%j is %d cents', (text, cents) => expect(parseTypedAmount(text)).toBe(cents))

  test.each([
    'abc',
    '',
    '1e9',
    '12,345',
    ',',
    '.',
    '-,',
    '12,',
    '+3',
    '1 23',
    '12,80 €',
    '1234567890123',
    '0x10',
  ])('%j is not an amount', (text) => expect(parseTypedAmount(text)).toBeUndefined())

  test.each([
    ['2,5', '2.5'],
    [' 3 ', '3'],
    [',5', '0.5'],
    ['.5', '0.5'],
    ['-,25', '-0.25'],
    [',', '.'],
    ['1,,5', '1.,5'],
    ['abc,5', 'abc0.5'],
    ['', ''],
  ])('%j is the decimal %j', (typed, text) => expect(dottedText(typed)).toBe(text))

  test('what a field shows is read back as the same cents', async () => {
    await checkProperty([fc.integer({ min: -99_999_999_999_999, max: 99_999_999_999_999 })], (cents) => {
      expect(parseTypedAmount(formatTypedAmount(cents))).toBe(cents === 0 ? 0 : cents)
    })
  })
})
