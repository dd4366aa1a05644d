import { describe, expect, test } from 'vitest'
import { applyChange, blankValues, bodyOf, marginOf } from './values.ts'

const rates = [
  { id: 1, rate: '0.0' },
  { id: 2, rate: '5.5' },
  { id: 3, rate: '10.0' },
]
const change = (...steps: Parameters<typeof applyChange>[1][]) =>
  steps.reduce<typeof blankValues>((values, step) => applyChange(values, step, rates), blankValues)

describe('the two prices of the fiche (W-16)', () => {
  test('12,00 TTC at 10 % shows 10,91 HT, whichever is typed first', () => {
    expect(change({ price: '12,00' }, { vat1Id: '3' }).priceWithoutTax).toBe('10,91')
    expect(change({ vat1Id: '3' }, { price: '12' }).priceWithoutTax).toBe('10,91')
  })

  test('a price typed without tax gives the other, and is the one that is sent', () => {
    const values = change({ vat1Id: '3' }, { priceWithoutTax: '10,91' })
    expect(values.price).toBe('12,00')
    expect(bodyOf(values, undefined)).toMatchObject({ priceWithoutTax: '10,91' })
    expect(bodyOf(values, undefined).price).toBeUndefined()
  })

  test('another rate keeps the price with tax', () => {
    const values = change({ vat1Id: '3' }, { priceWithoutTax: '10,91' }, { vat1Id: '2' })
    expect(values).toMatchObject({ price: '12,00', priceWithoutTax: '11,37', typedPrice: 'price' })
  })

  test('what cannot be read stays as typed and changes nothing else', () => {
    const values = change({ vat1Id: '3' }, { price: '12' }, { price: '12abc' })
    expect(values).toMatchObject({ price: '12abc', priceWithoutTax: '10,91' })
  })
})

test('the second rate follows the first until it differs', () => {
  expect(change({ vat1Id: '3' }).vat2Id).toBe('3')
  expect(change({ vat1Id: '3' }, { vat2Id: '2' }, { vat1Id: '1' }).vat2Id).toBe('2')
})

test('a row at the end in which nothing was typed is none; a half-typed one is sent, for the till to refuse', () => {
  const tariff = { key: 'a', idtar: null, title: 'Petite', price: '10' }
  const code = { key: 'c', code: '376', quantity: '1' }
  const values = change({
    tariffs: [tariff, { ...tariff, key: 'b', title: '', price: '' }],
    saleCodes: [code, { ...code, key: 'd', code: '' }],
  })
  expect(bodyOf(values, undefined)).toMatchObject({
    tariffs: [{ idtar: null, title: 'Petite', price: '10' }],
    saleCodes: [{ code: '376', quantity: '1' }],
  })
  const half = change({ tariffs: [tariff, { ...tariff, key: 'b', title: '' }] })
  expect(bodyOf(half, undefined).tariffs).toHaveLength(2)
})

test('minutes typed as a number are one, as anything else refused by the till, as nothing none', () => {
  const minutes = (preparationMinutes: string) =>
    bodyOf(change({ preparationMinutes }), undefined).preparationMinutes
  expect(minutes(' 25 ')).toBe(25)
  expect(minutes('vingt')).toBe('vingt')
  expect(minutes('')).toBeNull()
})

test('margin and coefficient need a purchase price', () => {
  const priced = change({ vat1Id: '3' }, { price: '12,00' })
  expect(marginOf(priced)).toBeNull()
  expect(marginOf({ ...priced, purchasePrice: '0' })).toBeNull()
  expect(marginOf({ ...priced, purchasePrice: '3,50' })).toEqual({
    marginCents: 741,
    coefficientHundredths: 343,
  })
})
