import { expect, test } from 'vitest'
import { isEmail, passwordProblem } from './rules.ts'

test.each([
  ['sept789', 'password_too_short'],
  ['😀😀😀😀😀😀😀', 'password_too_short'],
  ['😀😀😀😀😀😀😀😀', null],
  ['a'.repeat(129), 'password_too_long'],
  ['ab'.repeat(64), null],
  ['Lea@Hub.test', 'password_is_email'],
  ['azertyuiop', 'password_too_common'],
  ['Password1', 'password_too_common'],
  ['trustno1', 'password_too_common'],
  ['trente-deux fourchettes', null],
  ['        ', null],
])('the password %j is refused as %s (back-office §2.2)', (password, code) => {
  expect(passwordProblem(password, 'lea@hub.test')?.code ?? null).toBe(code)
})

test.each([
  ['a@b.fr', true],
  ['hotline.kezia@jdc.fr', true],
  ["o'neil+test@sub.example.co.uk", true],
  ['zoé@exämple.fr', true],
  ['x@', false],
  ['@b.fr', false],
  ['a@b', false],
  ['a b@c.fr', false],
  ['a@b..fr', false],
  ['a..b@c.fr', false],
  ['.a@b.fr', false],
  ['a@-b.fr', false],
  ['a@b.fr\nBcc: c@d.fr', false],
  ['<a@b.fr>', false],
  ['a@b.fr, c@d.fr', false],
  [`${'a'.repeat(65)}@b.fr`, false],
])('%j is an address: %s', (email, expected) => {
  expect(isEmail(email)).toBe(expected)
})
