import { readFileSync } from 'node:fs'
import type { FieldCode } from '@hub/contract/manager'

const minLength = 10
const maxLength = 128

let common: Set<string> | undefined
/**
 * Those of the 49,000 commonest passwords that are long enough, and French and recent ones, in lower case. The list is
 * that of `@zxcvbn-ts/language-common` (decision 0008).
 */
function isCommon(password: string): boolean {
  common ??= new Set(
    readFileSync(new URL('common-passwords.txt', import.meta.url), 'utf8')
      .trimEnd()
      .split('\n'),
  )
  return common.has(password.normalize('NFKC').toLowerCase())
}

const productNames = ['Order Hub', 'Kezia II', 'Kezia WebNES', 'WebNES']

/** Digits and punctuation around a name, or in it, do not make another word of it. */
const lettersOf = (text: string) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '')

function isName(password: string, accountNames: readonly string[]): boolean {
  const letters = lettersOf(password)
  return letters !== '' && [...productNames, ...accountNames].some((name) => lettersOf(name) === letters)
}

/** Whom a new password is for: words that it must not be. */
export interface PasswordOwner {
  email: string
  accountNames: readonly string[]
}

/** What is wrong with a new password, or null (contract, security S25). Those that are set already stay good. */
export function passwordProblem(
  password: string,
  { email, accountNames }: PasswordOwner,
): { code: FieldCode; message: string } | null {
  // Characters, as a person counts them: an emoji is one.
  const { length } = [...password]
  if (length < minLength)
    return { code: 'password_too_short', message: `must have at least ${minLength} characters` }
  if (length > maxLength)
    return { code: 'password_too_long', message: `must have at most ${maxLength} characters` }
  if (password.trim().toLowerCase() === email.trim().toLowerCase())
    return { code: 'password_is_email', message: 'must not be the e-mail address' }
  if (isName(password, accountNames))
    return { code: 'password_is_name', message: 'must not be the name of the product or the account' }
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
