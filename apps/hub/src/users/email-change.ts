import { tooManyAttempts } from '../manager/index.ts'
import { transaction } from '../platform/db/index.ts'
import { dropLinks, makeLink } from './links.ts'
import { normaliseEmail } from './rules.ts'
import { findById, findVerified } from './store.ts'
import type { UserParts } from './user-parts.ts'

/**
 * Requests another address. The old one stays the login until the new one is confirmed, and both addresses get a mail
 * (contract, back-office §2.4). If the new address already has a profile, the answer is the same. Its owner gets a
 * mail whose link changes nothing (security S24).
 * @throws {Refusal} 429
 */
export async function askForEmail(
  { db, post, origins, mailLimits }: UserParts,
  userId: string,
  given: string,
  nowMs: number,
): Promise<void> {
  const email = normaliseEmail(given)
  const seconds = (await mailLimits.byPerson(userId)) || (await mailLimits.toAddress(email))
  if (seconds > 0) throw tooManyAttempts(seconds)
  await transaction(db, async (trx) => {
    const person = await findById(trx, userId)
    await dropLinks(trx, userId, 'email')
    if (!person) return
    const { locale, first_name: firstName } = person
    const secret = await makeLink(trx, 'email', { userId, email }, nowMs)
    const isTaken = (await findVerified(trx, email)) !== undefined
    await post.send(
      trx,
      { email, locale },
      isTaken
        ? { kind: 'email_in_use', link: `${origins.manager()}/login` }
        : { kind: 'email_change', firstName, link: `${origins.manager()}/verify/${secret}` },
    )
    // An address that was never verified may belong to someone else.
    if (!person.email_verified) return
    const profile = `${origins.manager()}/profile`
    const asked = { kind: 'email_change_asked', firstName, email, link: profile } as const
    await post.send(trx, { email: person.email, locale }, asked)
  })
}
