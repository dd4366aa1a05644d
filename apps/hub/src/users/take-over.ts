import type { ProfileLocale } from '@hub/contract/manager'
import type { Trx } from '../platform/db/index.ts'
import { createPerson, markVerified, type Names, setPassword, updateProfile } from './commands.ts'
import type { Sessions } from './sessions.ts'
import { findByEmail } from './store.ts'
import type { OnTakenOver } from './verification.ts'

/**
 * The owner of an address, shown by a link that was sent there, sets up his profile. A profile that was made with
 * this address but never verified becomes his: names, password and sessions of whoever made it are gone.
 * @returns the user's id, or undefined when the address has a verified profile, which a link does not change
 */
export async function takeOver(
  trx: Trx,
  { sessions, onTakenOver }: { sessions: Sessions; onTakenOver: OnTakenOver },
  owner: Names & { email: string; locale: ProfileLocale; passwordHash: string },
): Promise<string | undefined> {
  const known = await findByEmail(trx, owner.email)
  if (!known) return createPerson(trx, { ...owner, emailVerified: true })
  if (known.email_verified) return undefined
  await updateProfile(trx, known.id, owner)
  await setPassword(trx, known.id, owner.passwordHash)
  await sessions.endAll(trx, known.id)
  await onTakenOver(trx, known.id)
  await markVerified(trx, known.id)
  return known.id
}
