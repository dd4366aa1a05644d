import { Form } from '../platform/form.ts'

const leastCharacters = 8

/**
 * Reads a new password, typed twice; empty removes the password.
 * @throws {TillError} 422
 */
export function readNewPassword(body: unknown): string {
  const form = new Form(body)
  const password = form.text('newPassword')
  if (password !== '' && password.length < leastCharacters)
    form.fail('newPassword', `${leastCharacters} caractères au moins.`)
  if (password !== form.text('confirmation'))
    form.fail('confirmation', 'Les deux mots de passe sont différents.')
  form.check()
  return password
}
