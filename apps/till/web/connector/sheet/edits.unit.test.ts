import { expect, test } from 'vitest'
import type { OrderLine } from '../../../src/weborders/wire.ts'
import { editedCents, isEdited, noEdits, toForm, withoutLine } from './edits.ts'

const line = (depth: number, unitCents: number, quantity = '1.0') =>
  ({ depth, code: `A${unitCents}`, quantity, unitCents, totalCents: unitCents }) as OrderLine
const lines = [line(0, 1200), line(1, 50), line(0, 280), line(0, 420)]

test('«Efface» takes the options of an article with it (kezia R-A6)', () => {
  expect(withoutLine(noEdits, lines, 0).removed).toEqual([0, 1])
  expect(withoutLine(noEdits, lines, 1).removed).toEqual([1])
  expect(withoutLine({ ...noEdits, removed: [0, 1] }, lines, 3).removed).toEqual([0, 1, 3])
})

test('what nobody typed leaves as it was, and lines that stay keep their place', () => {
  const edits = { cells: { 2: { quantity: '3' } }, removed: [0, 1] }
  expect(isEdited(edits)).toBe(true)
  expect(toForm(edits, lines, [])).toMatchObject([
    { place: 2, quantity: '3', price: '', was: { code: 'A280', quantity: '1.0', unitCents: 280 } },
    { place: 3, quantity: '', price: '' },
  ])
})

test('the total follows what is typed, and is not said while it cannot be read', () => {
  expect(editedCents({ cells: { 2: { quantity: '2,5' } }, removed: [3] }, lines, [])).toBe(1250 + 700)
  expect(editedCents({ cells: { 2: { price: 'abc' } }, removed: [] }, lines, [])).toBeUndefined()
})
