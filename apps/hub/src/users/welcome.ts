import type { ProfileLocale } from '@hub/contract/manager'
import type { Trx } from '../platform/db/index.ts'
import { makeLink } from './links.ts'
import { findVerified } from './store.ts'
import type { UserParts } from './user-parts.ts'

interface Newcomer {
  userId: string
  email: string
  firstName: string
  locale: ProfileLocale
}

/**
 * Sends the mail of a sign-up. If the address already has a profile, its owner learns of the sign-up from the mail.
 * The person signing up learns nothing, and the work is the same (security S24).
 */
export async function sendWelcome(
  { post, origins }: Pick<UserParts, 'post' | 'origins'>,
  trx: Trx,
  { userId, email, firstName, locale }: Newcomer,
  nowMs: number,
): Promise<void> {
  const secret = await makeLink(trx, 'verify', { userId, email }, nowMs)
  const isTaken = (await findVerified(trx, email)) !== undefined
  await post.send(
    trx,
    { email, locale },
    isTaken
      ? { kind: 'already_registered', link: `${origins.manager()}/login` }
      : { kind: 'welcome', firstName, link: `${origins.manager()}/verify/${secret}` },
  )
}
