import Type from 'typebox'
import { expect, test } from 'vitest'
import type { FieldProblem } from './errors.ts'
import { readBody } from './read-body.ts'

const form = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 5 }),
  city: Type.Optional(Type.Union([Type.String({ maxLength: 255 }), Type.Null()])),
  role: Type.Union([Type.Literal('admin'), Type.Literal('manager')]),
  password: Type.String(),
  billing: Type.Union([Type.Object({ country: Type.Optional(Type.String()) }), Type.Null()]),
})
const good = { name: ' Roma ', role: 'admin', password: ' x ', billing: null }

test.each<[string, object, object]>([
  ['text is trimmed, a password is not', {}, { name: 'Roma', role: 'admin', password: ' x ', billing: null }],
  ['an empty optional text is null', { city: '  ' }, { city: null }],
  ['null is null', { city: null }, { city: null }],
  ['a nested form is read', { billing: { country: ' FR ' } }, { billing: { country: 'FR' } }],
])('%s', (_what, changes, expected) => {
  const problems: FieldProblem[] = []
  expect(readBody(form, { ...good, ...changes }, problems)).toMatchObject(expected)
  expect(problems).toEqual([])
})

test.each<[object, string[]]>([
  [{ name: 'Romaine' }, ['name too_long']],
  [{ name: '\t' }, ['name blank']],
  [{ name: null }, ['name blank']],
  [{ name: ['x'] }, ['name invalid']],
  [{ name: 'a\nb' }, ['name invalid']],
  [{ name: '\ud800' }, ['name invalid']],
  [{ name: undefined, role: 'owner' }, ['name invalid', 'role unknown']],
  [{ billing: 'FR' }, ['billing invalid']],
  [{ billing: { country: 7, state: 'x' } }, ['billing.country invalid', 'billing.state invalid']],
  [{ __proto__: null, constructor: 1, toString: 2 }, ['constructor invalid', 'toString invalid']],
])('%j is refused as %j', (changes, expected) => {
  const problems: FieldProblem[] = []
  readBody(form, { ...good, ...changes }, problems)
  expect(problems.map(({ field, code }) => `${field} ${code}`)).toEqual(expected)
})
