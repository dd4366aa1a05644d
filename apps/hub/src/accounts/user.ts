import { User, unauthorizedMessages } from '@hub/contract'
import type { Api } from '../api/index.ts'
import { timezone } from '../locations/index.ts'
import { unauthorized } from '../platform/errors.ts'

export interface UserProfile {
  id: string
  firstName: string | null
  lastName: string | null
  /** Null until it is verified (security S20). */
  email: string | null
  /** IANA zone of the first location that the user's rights cover, otherwise the server's. */
  zone: string
  /** BCP 47 language tags, the preferred one first; never empty. */
  locales: readonly string[]
}

export interface UserParts {
  /** Undefined if the user was deleted. */
  findUser(userId: string): Promise<UserProfile | undefined>
}

/** The user who granted the token (contract, accounts §6). */
export function profileRoutes(api: Api, { findUser }: UserParts) {
  api.operation('user.get', { answer: User }, async ({ caller: { userId, scope }, nowMs }) => {
    const user = userId === null ? undefined : await findUser(userId)
    if (!user) throw unauthorized(unauthorizedMessages.invalid)
    return {
      id: user.id,
      first_name: user.firstName,
      last_name: user.lastName,
      ...(scope.profile === 'profile_with_email' ? { email: user.email } : {}),
      timezone: timezone(user.zone, nowMs),
      locales: user.locales,
    }
  })
}
