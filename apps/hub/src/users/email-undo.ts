import { randomBytes } from 'node:crypto'
import { linkDead } from '../manager/index.ts'
import { type Trx, transaction, violates } from '../platform/db/index.ts'
import { setPassword } from './credential-store.ts'
import { dropLinks, dropUndoLinks, findLink, makeLink, useLink } from './links.ts'
import { hashPassword } from './passwords.ts'
import { findById, lockPerson, setVerifiedEmail } from './store.ts'
import type { UserParts } from './user-parts.ts'

/**
 * What other slices do when an e-mail change is undone: what the profile was given since under another address than
 * `email` stays with the address that it was given to (security S19).
 */
export type OnEmailUndone = (
  trx: Trx,
  undone: { userId: string; email: string; sinceMs: number },
) => Promise<void>

/**
 * What the page of an undo link shows; reading it does nothing.
 * @returns the address that would count again, and the one that counts now
 * @throws {Refusal} 410
 */
export async function describeUndo({ db }: UserParts, secret: string, nowMs: number) {
  const owner = await findLink(db, 'undo', secret, nowMs)
  const person = owner && (await findById(db, owner.userId))
  if (!owner || !person) throw linkDead()
  return { email: owner.email, current_email: person.email }
}

/**
 * Undoes an e-mail change (security S22). Whoever changed it knew the password, so that every session and the password
 * end with it.
 * @returns the address that counts again, and the secret of a link by which its owner chooses a password
 * @throws {Refusal} 410
 */
export async function undoEmailChange(parts: UserParts, secret: string, nowMs: number) {
  const { db, sessions, onEmailUndone } = parts
  const unusable = await hashPassword(randomBytes(24).toString('base64url'))
  try {
    return await transaction(db, async (trx) => {
      const owner = await useLink(trx, 'undo', secret, nowMs)
      const person = owner && (await lockPerson(trx, owner.userId))
      if (!owner || !person) throw linkDead()
      const { userId, email, sinceMs = 0 } = owner
      await setVerifiedEmail(trx, { userId, email })
      await setPassword(trx, { userId, passwordHash: unusable })
      await sessions.endAll(trx, userId)
      await dropLinks(trx, userId, 'verify', 'email', 'reset')
      // A thief who changed it twice has the link that undoes the second change.
      await dropUndoLinks(trx, userId, sinceMs)
      await onEmailUndone(trx, { userId, email, sinceMs })
      return { email, reset: await makeLink(trx, 'reset', { userId, email }, nowMs) }
    })
  } catch (error) {
    // The address has a verified profile of its own by now.
    if (violates(error, 'person_verified_email')) throw linkDead()
    throw error
  }
}
