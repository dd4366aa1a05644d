import { randomBytes } from 'node:crypto'
import { linkDead } from '../manager/index.ts'
import { type Trx, transaction, violates } from '../platform/db/index.ts'
import { setPassword } from './credential-store.ts'
import { dropLinks, dropUndoLinks, findLink, makeLink, useLink } from './links.ts'
import { hashPassword } from './passwords.ts'
import { findById, lockPerson, setVerifiedEmail } from './store.ts'
import type { UserParts } from './user-parts.ts'

/**
 * What other slices do when an e-mail change is undone. Rights that the profile received since then under another
 * address than `email` stay with that other address (security S19).
 */
export type OnEmailUndone = (
  trx: Trx,
  undone: { userId: string; email: string; sinceMs: number },
) => Promise<void>

/**
 * The content of an undo link's page. Reading it changes nothing.
 * @returns the address that the undo would reinstate, and the current one
 * @throws {Refusal} 410
 */
export async function describeUndo({ db }: UserParts, secret: string, nowMs: number) {
  const owner = await findLink(db, 'undo', secret, nowMs)
  const person = owner && (await findById(db, owner.userId))
  if (!owner || !person) throw linkDead()
  return { email: owner.email, current_email: person.email }
}

/**
 * Undoes an e-mail change (security S22). The person who made the change knew the password, so the undo ends every
 * session and replaces the password by an unusable one.
 * @returns the reinstated address, and the secret of a link with which its owner chooses a new password
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
      // A thief who changed the address twice holds the link that undoes the second change.
      await dropUndoLinks(trx, userId, sinceMs)
      await onEmailUndone(trx, { userId, email, sinceMs })
      return { email, reset: await makeLink(trx, 'reset', { userId, email }, nowMs) }
    })
  } catch (error) {
    // Meanwhile the address got a verified profile of its own.
    if (violates(error, 'person_verified_email')) throw linkDead()
    throw error
  }
}
