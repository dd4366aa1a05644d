import type { ProfileLocale } from '@hub/contract/manager'
import type { Trx } from '../platform/db/index.ts'
import { createPerson, updateProfile } from './commands.ts'
import { setPassword } from './credential-store.ts'
import { dropLinks } from './links.ts'
import type { Names } from './rules.ts'
import type { Sessions } from './sessions.ts'
import { listByEmail, markVerified } from './store.ts'
import type { OnTakenOver } from './verification.ts'

export interface AddressOwner extends Names {
  email: string
  locale: ProfileLocale
  passwordHash: string
  /** The user signed in where the link was opened. Their profile is preferred to others that claim the address. */
  signedIn: string | undefined
}

/**
 * The owner of an address, proven by a link sent to it, sets up their profile. An unverified profile that claims the
 * address becomes theirs: names and password are replaced, and the sessions and links of the person who created it
 * are deleted.
 * @returns the user's id, or undefined if the address has a verified profile, which a link does not change
 */
export async function takeOver(
  trx: Trx,
  { sessions, onTakenOver }: { sessions: Sessions; onTakenOver: OnTakenOver },
  owner: AddressOwner,
): Promise<string | undefined> {
  const claiming = await listByEmail(trx, owner.email)
  if (claiming[0]?.email_verified) return undefined
  const known = claiming.find(({ id }) => id === owner.signedIn) ?? claiming[0]
  if (!known) return createPerson(trx, { ...owner, emailVerified: true })
  await updateProfile(trx, known.id, owner)
  await setPassword(trx, { userId: known.id, passwordHash: owner.passwordHash })
  await sessions.endAll(trx, known.id)
  await dropLinks(trx, known.id, 'reset', 'verify', 'email', 'undo')
  await onTakenOver(trx, known.id)
  await markVerified(trx, { userId: known.id })
  return known.id
}
