import { readFileSync } from 'node:fs'
import type { FieldCode } from '@hub/contract/manager'

const minLength = 8
const maxLength = 128

let common: Set<string> | undefined
/** 3,000 of the commonest passwords that are long enough, in lower case. */
function isCommon(password: string): boolean {
  common ??= new Set(
    readFileSync(new URL('common-passwords.txt', import.meta.url), 'utf8')
      .trimEnd()
      .split('\n'),
  )
  return common.has(password.toLowerCase())
}

/** What is wrong with a new password for the person of that address, or null (contract, back-office §2.2). */
export function passwordProblem(
  password: string,
  email: string,
): { code: FieldCode; message: string } | null {
  // Characters, as a person counts them: an emoji is one.
  const { length } = [...password]
  if (length < minLength)
    return { code: 'password_too_short', message: `must have at least ${minLength} characters` }
  if (length > maxLength)
    return { code: 'password_too_long', message: `must have at most ${maxLength} characters` }
  if (password.trim().toLowerCase() === email.trim().toLowerCase())
    return { code: 'password_is_email', message: 'must not be the e-mail address' }
  if (isCommon(password)) return { code: 'password_too_common', message: 'is among the commonest passwords' }
  return null
}

const label = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?'
const address = new RegExp(`^[^\\s@"(),:;<>[\\]\\\\\\p{Cc}]{1,64}@(?:${label}\\.)+${label}$`, 'u')

/** Whether mail could be sent there: one `@`, a name before it, a domain with a dot after it. */
export const isEmail = (text: string) =>
  text.length <= 255 && address.test(text) && !/(^\.|\.@|\.\.)/.test(text)

export interface Names {
  firstName: string
  lastName: string
}

export const fullName = ({ firstName, lastName }: Names) => `${firstName} ${lastName}`

/** Addresses are stored and compared without case. */
export const normaliseEmail = (email: string) => email.trim().toLowerCase()
