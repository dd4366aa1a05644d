import { expect, test } from 'vitest'
import { isNameTaken } from './names.ts'

const taken = [
  { id: 'a', locationId: null, name: 'Menu' },
  { id: 'b', locationId: 'acc-0', name: ' Terrasse' },
]

test.each([
  ['the account, its own name again', { id: 'a', locationId: null, name: 'Menu' }, false],
  ["the account, another one of the account's", { id: 'x', locationId: null, name: 'Menu' }, true],
  ['a location, one of the account', { id: 'x', locationId: 'acc-1', name: 'Menu ' }, true],
  ['the account, one of a location', { id: 'x', locationId: null, name: 'Terrasse' }, true],
  ['a location, one of the same location', { id: 'x', locationId: 'acc-0', name: 'Terrasse' }, true],
  ['a location, one of another location', { id: 'x', locationId: 'acc-1', name: 'Terrasse' }, false],
  ['in another case', { id: 'x', locationId: null, name: 'menu' }, false],
])('a name for %s', (_case, named, expected) => {
  expect(isNameTaken(taken, named)).toBe(expected)
})
