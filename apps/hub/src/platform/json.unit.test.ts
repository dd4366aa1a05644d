import { describe, expect, test } from 'vitest'
import { inDocumentOrder } from './document-order.ts'
import { exceededBound, isWellFormed, numberText, sentKeys, stepsOf } from './json.ts'

test.each([
  ['[[1]]', false],
  ['[[[1]]]', true],
  ['[{"a":[1]}]', true],
  ['["[[[[", "\\"[[[", "\\\\", [1]]', false],
  ['["\\\\", [[1]]]', true],
  ['["unclosed [[[[', false],
  ['[][][][]', false],
])('%s is nested deeper than two levels: %s', (text, expected) => {
  const bounds = { levels: 2, keys: 100, values: 100 }
  expect(exceededBound(text, bounds)).toBe(expected ? 'levels' : undefined)
})

test.each([
  ['{"a":1,"b":{"c,:[":2}}', undefined],
  ['{"a":1,"b":{"c":2,"d":3}}', 'keys'],
  ['[1,2,3,4]', undefined],
  ['[1,2,3,4,5]', 'values'],
  ['[[],[],[]]', 'values'],
])('%s has more than 3 keys or 4 values: %s (security S10)', (text, expected) => {
  expect(exceededBound(text, { levels: 9, keys: 3, values: 4 })).toBe(expected)
})

describe('the literal text of a number (general §7)', () => {
  const source = { text: '{"a":1.10,"list":[{"b":1e5},12345678901234567890],"big":0.1}' }
  test.each([
    ['a', '1.10'],
    ['list[0].b', '1e5'],
    ['list[1]', '12345678901234567890'],
    ['nowhere', '7'],
  ])('at %s is %s', (path, literal) => {
    expect(numberText(source, stepsOf(path), 7)).toBe(literal)
  })
})

test('keys are in the order in which they were sent, whole numbers too', () => {
  const text = '{"x": {"9": "a\\\\", "a\\" :": ["1", ":"], "2" : {"7":1,"3":1}, "\\u0031": 0}}'
  const { x } = JSON.parse(text)
  expect(Object.keys(x)).toEqual(['1', '2', '9', 'a" :'])
  expect(sentKeys({ text }, 'x', x)).toEqual(['9', 'a" :', '2', '1'])
  expect(sentKeys(undefined, 'x', x)).toEqual(['1', '2', '9', 'a" :'])
})

test('NUL and unpaired surrogates are found in values and keys (general §7)', () => {
  expect(isWellFormed({ a: ['é', '😀', { b: null }] })).toBe(true)
  for (const bad of ['a\0', '\ud800', ['\udc00'], { 'a\0': 1 }, { a: { b: '\0' } }]) {
    expect(isWellFormed(bad)).toBe(false)
  }
})

test('problems are told in the order of the body, what is missing last in its parent (general §8)', () => {
  const body = { items: [{ price: 'x', name: 1 }, {}], status: 'x' }
  const fields = ['status', 'missing', 'items[1].name', 'items[0].name', 'items[0].ref', 'items[0].price']
  const ordered = inDocumentOrder(
    fields.map((field) => ({ field, message: '' })),
    body,
  )
  expect(ordered.map(({ field }) => field)).toEqual([
    'items[0].price',
    'items[0].name',
    'items[0].ref',
    'items[1].name',
    'status',
    'missing',
  ])
})
