import type { ProfilePermission } from '@hub/contract/manager'
import type { FastifyRequest } from 'fastify'
import type { MailLimits } from '../mail/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db/index.ts'
import type { Jobs } from '../platform/jobs.ts'
import type { Secrets } from '../platform/secrets.ts'
import type { Attempts } from './attempts.ts'
import type { OnEmailUndone } from './email-undo.ts'
import type { Entrance } from './entrance.ts'
import type { KnownBrowsers } from './known-browser.ts'
import type { PasswordOwner } from './rules.ts'
import type { VerificationParts } from './verification.ts'

/** Dependencies of the user operations. */
export interface UserParts extends VerificationParts {
  clock: Clock
  secrets: Secrets
  jobs: Jobs
  mailLimits: MailLimits
  attempts: Attempts
  knownBrowsers: KnownBrowsers
  entrance: Entrance
  onEmailUndone: OnEmailUndone
  /** The rights listed on the profile page. */
  permissionsOf(userId: string): Promise<ProfilePermission[]>
  /** Whether these credentials are refused where the request comes from, even if they are right (security S5). */
  refusesLogin(request: FastifyRequest, given: { email: string; password: string }): boolean
  /** The rights that the person with that address has not accepted yet. */
  invitationsOf(db: Db, email: string): Promise<ProfilePermission[]>
}

/** The owner data for the password check of a person who already has a profile. */
export async function passwordOwner(
  { permissionsOf }: Pick<UserParts, 'permissionsOf'>,
  { userId, email }: { userId: string; email: string },
): Promise<PasswordOwner> {
  return { email, accountNames: (await permissionsOf(userId)).map(({ account }) => account.name) }
}
