import type { Order } from '@hub/contract'
import { expect, test } from 'vitest'
import { searchQuery, searchTerms } from './search-terms.ts'

const termsOf = (customer: Partial<Order['customer']>, ref: string | null = null) =>
  searchTerms('a', { id: '5dpm9', ref, customer } as Order)
    .split('\n')
    .slice(1)

test('names are found without case and accents, word by word (back-office §4.5)', () => {
  const named = { first_name: 'Zoé-Anne', last_name: 'O’BŒUF', company_name: 'Société Łódź' }
  const words = ['zoe', 'anne', 'o', 'boeuf', 'societe', 'lodz']
  expect(termsOf(named)).toEqual(words.map((word) => `a word ${word}`))
})

test.each([
  ['06 12 34 56 78', ['612345678']],
  ['+33 6 12 34 56 78', ['33612345678', '612345678']],
  ['0033612345678', ['33612345678', '612345678']],
  ['+33 (0)6.12.34.56.78', ['330612345678', '612345678']],
  ['+352 621 123 456', ['352621123456', '621123456']],
  ['+1 212 555 0100', ['12125550100', '2125550100']],
  ['n/a', []],
])('the phone %s is found by %j (back-office §4.5)', (phone, digits) => {
  expect(termsOf({ phone })).toEqual(digits.map((form) => `a phone ${form}`))
})

test('a query names beginnings of words and numbers, all of them, or an id or reference (back-office §4.5)', () => {
  expect(searchQuery('a', 'Zoé 06 12 34')).toBe(
    "'a id zoé 06 12 34' | 'a ref zoé 06 12 34' | (('a phone 61234':*) & 'a word zoe':*)",
  )
  expect(searchQuery('a', 'Studio 54')).toContain("('a word studio':* & 'a word 54':*)")
  expect(searchQuery('a', '5400')).toContain("(('a phone 5400':* | 'a word 5400':*))")
})

test('what is typed never leaves its quotes (back-office §4.5)', () => {
  expect(searchQuery('a', "it's \\ !")).toBe(
    "'a id it''s \\\\ !' | 'a ref it''s \\\\ !' | ('a word it':* & 'a word s':*)",
  )
})

test('a name of any length makes terms that PostgreSQL can keep (back-office §4.5)', () => {
  const terms = termsOf({ first_name: 'é'.repeat(9000), last_name: 'x '.repeat(500) }, '字'.repeat(5000))
  expect(terms.length).toBeLessThanOrEqual(21)
  for (const term of terms) expect(Buffer.byteLength(term)).toBeLessThan(2000)
})

test.each([
  ['brackets', '('.repeat(16_000)],
  ['numbers', Array.from({ length: 3000 }, (_, n) => String(1000 + n)).join(', ')],
  ['wide letters', '字'.repeat(5000)],
])('a search of many %s makes a short query of terms that PostgreSQL takes (security S10)', (_, typed) => {
  const query = searchQuery('a', typed)
  expect(Buffer.byteLength(query)).toBeLessThan(10_000)
  for (const term of query.match(/'[^']*'/g) ?? []) expect(Buffer.byteLength(term)).toBeLessThan(2000)
})
