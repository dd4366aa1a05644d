import { expect, test } from 'vitest'
import {
  formatDateTime,
  formatDay,
  formatDecimal,
  formatMoney,
  formatTimestamp,
  utcOffset,
} from './format.ts'

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

test('times are dd/mm/yyyy hh:mm in the zone of the location', () => {
  expect(formatDateTime('fr-FR', '2026-03-14T21:30:00Z', 'Europe/Paris')).toBe('14/03/2026 22:30')
  expect(formatDateTime('en-GB', '2026-07-14T23:30:00+02:00', 'Europe/London')).toBe('14/07/2026 22:30')
  expect(formatDateTime('fr-FR', '2026-03-14T23:00:00Z', 'Europe/Paris')).toBe('15/03/2026 00:00')
})

test('logs and journals show the second (support U13)', () => {
  expect(formatTimestamp('fr-FR', '2026-03-14T21:30:05Z', 'Europe/Paris')).toBe('14/03/2026 22:30:05')
  expect(formatTimestamp('en-GB', '2026-03-14T21:30:59Z', 'Europe/Paris')).toBe('14/03/2026 22:30:59')
})

test('a day is the one that the Time states, whatever its offset', () => {
  expect(formatDay('fr-FR', '2026-03-14T00:30:00+14:00')).toBe('14/03/2026')
})

test.each([
  ['Europe/Paris', '2026-07-01T00:00:00Z', 'UTC+02:00'],
  ['Europe/Paris', '2026-01-01T00:00:00Z', 'UTC+01:00'],
  ['Europe/London', '2026-01-01T00:00:00Z', 'UTC+00:00'],
  ['America/St_Johns', '2026-01-01T00:00:00Z', 'UTC-03:30'],
])('column headers state the offset of %s at %s', (zone, at, offset) => {
  expect(utcOffset(zone, new Date(at))).toBe(offset)
})

test.each([
  ['fr-FR', '1234.50 EUR', '1 234,50 €'],
  ['en-GB', '-0.30 GBP', '-£0.30'],
  ['fr-FR', '500.00 JPY', '500,00 JPY'],
  ['fr-FR', '999999999999.99 EUR', '999 999 999 999,99 €'],
] as const)('money has two decimals and its symbol: %s %s', (locale, money, text) => {
  expect(plain(formatMoney(locale, money))).toBe(text)
})

test('a quantity loses its useless zero, not its digits', () => {
  expect(formatDecimal('fr-FR', '2.0')).toBe('2')
  expect(formatDecimal('fr-FR', '0.125')).toBe('0,125')
})
