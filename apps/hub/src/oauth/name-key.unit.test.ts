import { expect, test } from 'vitest'
import { nameKey } from './name-key.ts'

test('case, blanks, accents, punctuation and invisible characters do not make another name (security S27)', () => {
  const names = [
    'Pizza Éclair',
    'pizza eclair',
    'PIZZA  ECLAIR',
    'PizzaÉclair',
    'Pizza-Éclair.',
    ' Pi\u200bzza E\u0301clair',
    'Ｐｉｚｚａ Eclair',
  ]
  expect(new Set(names.map(nameKey))).toEqual(new Set(['pizzaeclair']))
  expect(nameKey('Kezia Ⅱ')).toBe(nameKey('kezia II'))
})

test('other letters make another name, and a name of signs alone is itself (security S27)', () => {
  expect(nameKey('Kezia III')).not.toBe(nameKey('Kezia II'))
  expect(nameKey('!!!')).toBe('!!!')
  expect(nameKey('!!!')).not.toBe(nameKey('???'))
  expect(nameKey('寿司')).not.toBe(nameKey('拉麺'))
})
