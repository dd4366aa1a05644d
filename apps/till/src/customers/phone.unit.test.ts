import { expect, test } from 'vitest'
import { internationalPhone, isMobile } from './phone.ts'

test.each([
  ['06 12 34 56 78', '+33612345678'],
  ['06.12.34.56.78', '+33612345678'],
  ['0320123456', '+33320123456'],
  ['+33 6 12 34 56 78', '+33612345678'],
  ['0032 475 12 34 56', '+32475123456'],
  ['poste 12', 'poste 12'],
  [' 3615 ', '3615'],
  ['', ''],
])('%j leaves as %j (kezia R-K14)', (typed, sent) => {
  expect(internationalPhone(typed)).toBe(sent)
})

test('06 and 07 are mobile', () => {
  expect(['06 12 34 56 78', '+33712345678', '0320123456', '12'].map(isMobile)).toEqual([
    true,
    true,
    false,
    false,
  ])
})
