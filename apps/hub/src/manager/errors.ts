import type { FieldCode, LimitedThing, ManagerRefusal, RefusalCode } from '@hub/contract/manager'

/** A problem with one field of a form; `field` is a path in the body, such as `billing.vat_number`. */
export interface FieldProblem {
  field: string
  code: FieldCode
  message: string
}

/** An error of the back office's API. Pages translate its code. */
export class Refusal extends Error {
  readonly status: number
  readonly answer: ManagerRefusal

  constructor(status: number, code: RefusalCode, message: string, more: Partial<ManagerRefusal> = {}) {
    super(message)
    this.name = 'Refusal'
    this.status = status
    this.answer = { code, message, ...more }
  }
}

export const unauthenticated = () => new Refusal(401, 'unauthenticated', 'Sign in first')
export const wrongCredentials = () =>
  new Refusal(401, 'wrong_credentials', 'The e-mail or the password is wrong')
export const csrf = (message: string) => new Refusal(403, 'csrf', message)
export const notAllowed = () => new Refusal(403, 'forbidden', 'Your role does not allow this')
/** Same answer for a missing resource and for one the user may not access (contract, back-office §1). */
export const notFound = () =>
  new Refusal(404, 'not_found', 'There is no such thing, or you have no right on it')
export const tooManyAttempts = (seconds: number) =>
  new Refusal(429, 'too_many_attempts', `Too many attempts: try again in ${seconds} seconds`, {
    retry_after: seconds,
  })
export const lastAdmin = () =>
  new Refusal(409, 'last_admin', 'The account would be left without any Admin: name another one first')
export const ownPermission = () =>
  new Refusal(409, 'own_permission', 'One’s own right is given up from the profile page')
export const inUse = (usedBy: readonly string[]) =>
  new Refusal(409, 'in_use', `Connections use it: ${usedBy.join(', ')}`, { used_by: [...usedBy] })
export const lastOne = () => new Refusal(409, 'last_one', 'It is the account’s last one')
export const linkDead = () => new Refusal(410, 'link_dead', 'The link is unknown, used, withdrawn or expired')
/** Contract, security S12. */
export const replayRefused = (code: 'replay_running' | 'replay_too_many', message: string) =>
  new Refusal(code === 'replay_running' ? 409 : 429, code, message)
/** Security S19: only a password set on the link's page verifies the address. */
export const passwordRequired = () =>
  new Refusal(409, 'password_required', 'Set a password on the page of the link to confirm the address')
/** Security S16: `limit` is a setting of the operator. */
export const limitReached = (limited: LimitedThing, limit: number) =>
  new Refusal(422, 'limit_reached', `There may be at most ${limit} ${limitedWords[limited]}`, {
    limited,
    limit,
  })
const limitedWords: Readonly<Record<LimitedThing, string>> = {
  accounts: 'accounts made by one person',
  clients: 'clients of one person',
  connections: 'connections of one location',
}
export const requestInvalid = (message: string) => new Refusal(400, 'request_invalid', message)
export const validationFailed = (errors: readonly FieldProblem[]) =>
  new Refusal(422, 'validation_failed', 'Some fields are wrong', { errors: [...errors] })
export const invalidField = (field: string, code: FieldCode, message: string) =>
  validationFailed([{ field, code, message }])
