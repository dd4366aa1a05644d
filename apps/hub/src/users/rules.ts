import { readFileSync } from 'node:fs'
import type { FieldCode } from '@hub/contract/manager'

const minLength = 10
const maxLength = 128

let common: Set<string> | undefined
/**
 * Whether a password is in the list: the 49,000 most common passwords (only those that are long enough), plus French
 * and recent ones, in lower case. The list comes from `@zxcvbn-ts/language-common` (decision 0008).
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

/** The letters of a text: digits and punctuation around or inside a name do not make it another word. */
const lettersOf = (text: string) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '')

function isName(password: string, accountNames: readonly string[]): boolean {
  const letters = lettersOf(password)
  return letters !== '' && [...productNames, ...accountNames].some((name) => lettersOf(name) === letters)
}

/** The owner of a new password. The password must not equal these words. */
export interface PasswordOwner {
  email: string
  accountNames: readonly string[]
}

/** The problem with a new password, or null (contract, security S25). Existing passwords stay valid. */
export function passwordProblem(
  password: string,
  { email, accountNames }: PasswordOwner,
): { code: FieldCode; message: string } | null {
  // Count characters, not UTF-16 units: an emoji is one.
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

/** Whether mail could be sent to it: one `@`, a name before it, and a domain with a dot after it. */
export const isEmail = (text: string) =>
  text.length <= 255 && address.test(text) && !/(^\.|\.@|\.\.)/.test(text)

export interface Names {
  firstName: string
  lastName: string
}

export const fullName = ({ firstName, lastName }: Names) => `${firstName} ${lastName}`

/** E-mail addresses are stored and compared in lower case. */
export const normaliseEmail = (email: string) => email.trim().toLowerCase()
