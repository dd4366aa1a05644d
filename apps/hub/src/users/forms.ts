import type { FieldCode } from '@hub/contract/manager'
import { isEmail, type PasswordOwner, passwordProblem } from './rules.ts'

interface Form {
  problem(field: string, code: FieldCode, message: string): void
}

/** @param email undefined if the form already has a problem with it */
export function checkEmail(form: Form, email: string | undefined): void {
  if (email !== undefined && !isEmail(email))
    form.problem('email', 'invalid_email', 'is not an e-mail address')
}

/** @param password undefined if the form already has a problem with it; the same holds for the e-mail */
export function checkNewPassword(
  form: Form,
  password: string | undefined,
  { email = '', accountNames = [] }: { email: string | undefined } & Partial<PasswordOwner>,
): void {
  const problem = password === undefined ? null : passwordProblem(password, { email, accountNames })
  if (problem) form.problem('password', problem.code, problem.message)
}
