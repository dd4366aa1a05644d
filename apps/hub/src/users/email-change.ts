import { sql } from 'kysely'
import type { Post } from '../mail/index.ts'
import { type Db, transaction, violates } from '../platform/db/index.ts'
import type { Origins } from '../platform/http/origins.ts'
import { dropPendingEmail, findLink, makeLink } from './links.ts'
import { normaliseEmail } from './rules.ts'
import { findById, type PersonRow } from './store.ts'
import type { OnVerified } from './verification.ts'

export interface EmailChangeParts {
  db: Db
  post: Post
  origins: Origins
  onVerified: OnVerified
}

/**
 * Asks for another address: the old one stays the login until the link sent to the new one is opened; both are told
 * (contract, back-office §2.4).
 */
export async function askForEmail(
  { db, post, origins }: EmailChangeParts,
  userId: string,
  given: string,
  nowMs: number,
): Promise<void> {
  const email = normaliseEmail(given)
  await transaction(db, async (trx) => {
    const person = (await findById(trx, userId))!
    await dropPendingEmail(trx, userId)
    if (email === person.email) return
    const { locale, first_name: firstName } = person
    const secret = await makeLink(trx, 'email', { userId, email }, nowMs)
    const link = `${origins.manager()}/verify/${secret}`
    await post.send(trx, { email, locale }, { kind: 'email_change', firstName, link })
    const profile = `${origins.manager()}/profile`
    await post.send(
      trx,
      { email: person.email, locale },
      { kind: 'email_change_asked', firstName, email, link: profile },
    )
  })
}

/**
 * Someone opened the link that was sent to a new address. Opened again, it answers the same.
 * @returns the address, or undefined when the link proves nothing any more
 */
export async function confirmEmail(
  { db, post, origins, onVerified }: EmailChangeParts,
  secret: string,
  nowMs: number,
): Promise<string | undefined> {
  const owner = await findLink(db, 'email', secret, nowMs)
  if (!owner) return undefined
  const { userId, email } = owner
  try {
    return await transaction(db, async (trx) => {
      const person = await findById(trx, userId)
      if (!person) return undefined
      if (person.email === email) return email
      await sql`update person set email = ${email}, email_verified = true, updated_at = now()
        where id = ${userId}`.execute(trx)
      await onVerified(trx, { id: userId, email })
      for (const to of [person.email, email])
        await post.send(trx, { email: to, locale: person.locale }, changed(person, email, origins))
      return email
    })
  } catch (error) {
    // Somebody else has a profile with it by now.
    if (violates(error, 'person_email_key')) return undefined
    throw error
  }
}

const changed = ({ first_name: firstName }: PersonRow, email: string, origins: Origins) =>
  ({ kind: 'email_changed', firstName, email, link: `${origins.manager()}/profile` }) as const
