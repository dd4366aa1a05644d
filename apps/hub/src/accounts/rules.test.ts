import { expect, test } from 'vitest'
import { isCountry, isCurrency, readTimezone } from './place-names.ts'
import { readVatNumber } from './vat.ts'

test.each([
  ['FR40303265045', 'FR40303265045'],
  ['fr 83 404 833 048', 'FR83404833048'],
  ['FR-83.404.833.048', 'FR83404833048'],
  ['FR84404833048', undefined],
  ['FR83404833047', undefined],
  ['FR8340483304', undefined],
  ['83404833048', undefined],
  ['BE0428759497', 'BE0428759497'],
  ['BE431150351', undefined],
  ['DE136695976', 'DE136695976'],
  ['DE136695978', undefined],
  ['IT00743110157', 'IT00743110157'],
  ['IT00743110158', undefined],
  ['LU15027442', 'LU15027442'],
  ['LU15027443', undefined],
  ['NL004495445B01', 'NL004495445B01'],
  ['NL002455799B11', 'NL002455799B11'],
  ['NL123456789B90', undefined],
  ['PT501964843', 'PT501964843'],
  ['PT501964842', undefined],
  ['ES B-58378431', 'ESB58378431'],
  ['GB980780684', 'GB980780684'],
  ['CHE107787577IVA', 'CHE107787577IVA'],
  ['US123456789', undefined],
  ['constructor', undefined],
  ['', undefined],
])('the VAT number %j is read as %j', (text, expected) => {
  expect(readVatNumber(text)).toBe(expected)
})

test.each([
  ['Europe/Paris', 'Europe/Paris'],
  ['europe/paris', 'Europe/Paris'],
  ['UTC', 'UTC'],
  ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ['Asia/Calcutta', 'Asia/Calcutta'],
  ['+02:00', undefined],
  ['Paris', undefined],
  ['', undefined],
])('the time zone %j is read as %j', (text, expected) => {
  expect(readTimezone(text)).toBe(expected)
})

test('countries and currencies are those of ISO 3166 and ISO 4217, in capitals', () => {
  expect(['FR', 'GB', 'RE', 'US'].every(isCountry)).toBe(true)
  expect(['fr', 'XX', 'EU', 'FRA', '', 'UK'].some(isCountry)).toBe(false)
  expect(['EUR', 'GBP', 'CHF', 'XPF', 'JPY'].every(isCurrency)).toBe(true)
  expect(['eur', 'EURO', 'ZZZ', ''].some(isCurrency)).toBe(false)
})
