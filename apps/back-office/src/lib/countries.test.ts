import { expect, test } from 'vitest'
import { countryCodes, findCountryDefaults } from './countries.ts'

test('France proposes Europe/Paris and the euro', () => {
  expect(findCountryDefaults('FR')).toEqual({ currency: 'EUR', timezone: 'Europe/Paris' })
  expect(findCountryDefaults('XX')).toBeUndefined()
})

test('every country has a name in both languages, a time zone and a currency that exist', () => {
  const currencies = new Set(Intl.supportedValuesOf('currency'))
  const names = ['fr', 'en'].map((language) => new Intl.DisplayNames(language, { type: 'region' }))
  expect(countryCodes.length).toBeGreaterThan(230)
  for (const code of countryCodes) {
    const { currency, timezone } = findCountryDefaults(code)!
    expect(() => new Intl.DateTimeFormat('en', { timeZone: timezone })).not.toThrow()
    expect(currencies, code).toContain(currency)
    for (const name of names) expect(name.of(code)).not.toBe(code)
  }
})
