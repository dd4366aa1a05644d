import { expect, test } from 'vitest'
import { isEmail, passwordProblem } from './rules.ts'

test.each([
  ['neuf78901', 'password_too_short'],
  ['😀😀😀😀😀😀😀😀😀', 'password_too_short'],
  ['😀😀😀😀😀😀😀😀😀😀', null],
  ['a'.repeat(129), 'password_too_long'],
  ['ab'.repeat(64), null],
  ['Lea@Hub.test', 'password_is_email'],
  ['azertyuiop', 'password_too_common'],
  ['Password123', 'password_too_common'],
  ['1q2w3e4r5t', 'password_too_common'],
  // From the end of the list of common passwords, and with full-width digits.
  ['motdepasse2026', 'password_too_common'],
  ['１２３４５６７８９０', 'password_too_common'],
  ['Order Hub 2026', 'password_is_name'],
  ['kezia-ii-1234', 'password_is_name'],
  ['Pizzeria Roma!', 'password_is_name'],
  ['59chezrené59', 'password_is_name'],
  ['pizzeria roma et moi', null],
  ['trente-deux fourchettes', null],
  ['          ', null],
  ['2026-12-24!', null],
])('the password %j is refused as %s (security S25)', (password, code) => {
  const owner = { email: 'lea@hub.test', accountNames: ['Pizzeria Roma', 'Chez René', '1001'] }
  expect(passwordProblem(password, owner)?.code ?? null).toBe(code)
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
