import { expect, test } from 'vitest'
import { holdRows, newKeys } from './rows.ts'

interface Row {
  id: string
  status: string
}
const rows = (ids: string, status = 'new'): Row[] => [...ids].map((id) => ({ id, status }))
const keyOf = ({ id }: Row) => id
const shownAs = (shown: string, fresh: string) => {
  const held = holdRows(rows(shown), rows(fresh, 'accepted'), keyOf)
  return [held.rows.map(keyOf).join(''), held.waiting]
}

test.each([
  ['new rows wait', 'cba', 'edcba', ['cba', 2]],
  ['those that were pushed off the page stay', 'cba', 'edc', ['cba', 2]],
  ['one that is gone stays until then', 'cba', 'ca', ['cba', 0]],
  ['one that came late waits, wherever it belongs', 'ca', 'cba', ['ca', 1]],
  ['what was loaded further down is shown', 'dc', 'dcba', ['dcba', 0]],
  ['both at once', 'dc', 'edcba', ['dcba', 1]],
  ['nothing is left of it', 'ba', 'dc', ['ba', 2]],
])('while the list is held: %s (support U11)', (_what, shown, fresh, expected) => {
  expect(shownAs(shown, fresh)).toEqual(expected)
})

test('a row that is held tells what is known now (support U11)', () => {
  const { rows: held } = holdRows(rows('ba'), rows('cba', 'accepted'), keyOf)
  expect(held.map(({ status }) => status)).toEqual(['accepted', 'accepted'])
})

test.each([
  ['cba', 'edcba', 'ed'],
  ['ca', 'cba', 'b'],
  ['dc', 'dcba', ''],
  ['', 'ba', 'ba'],
  ['ba', 'dc', 'dc'],
])('after %j, %j has %j as new (support U11)', (shown, fresh, expected) => {
  expect(newKeys(rows(shown), rows(fresh), keyOf).join('')).toBe(expected)
})
