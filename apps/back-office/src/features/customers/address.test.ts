import { expect, test } from 'vitest'
import { customerAddress } from './address.ts'

const lille = {
  address_1: '12 rue Esquermoise',
  address_2: null,
  postal_code: '59800',
  city: 'Lille',
  state: null,
  country: 'BE',
}

test('a country that is a code is named in the language shown; any other text stays as it was given', () => {
  expect(customerAddress('fr-FR', lille)).toBe('12 rue Esquermoise, 59800 Lille, Belgique')
  expect(customerAddress('en-GB', lille)).toBe('12 rue Esquermoise, 59800 Lille, Belgium')
  expect(customerAddress('fr-FR', { ...lille, country: 'Flandre' })).toBe(
    '12 rue Esquermoise, 59800 Lille, Flandre',
  )
})
