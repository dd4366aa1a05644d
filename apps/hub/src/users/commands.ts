import type { ProfileLocale } from '@hub/contract/manager'
import type { Db } from '../platform/db/index.ts'
import { newId } from '../platform/ids.ts'
import { listCredentials } from './credential-store.ts'
import { hashPassword } from './passwords.ts'
import { fullName, type Names, normaliseEmail } from './rules.ts'
import * as store from './store.ts'

export interface NewPerson extends Names {
  email: string
  /** From {@link hashPasswordOf}. Hashing takes time and memory, so it is done before the transaction. */
  passwordHash: string
  locale: ProfileLocale
  emailVerified: boolean
}

/**
 * Creates a profile.
 * @returns the user's id
 * @throws a unique violation of `person_verified_email` if it is verified and the address already has a verified
 * profile
 */
export async function createPerson(db: Db, person: NewPerson): Promise<string> {
  const { firstName, lastName, locale, emailVerified, passwordHash } = person
  const id = newId()
  await store.insertPerson(db, {
    id,
    name: fullName(person),
    firstName,
    lastName,
    email: normaliseEmail(person.email),
    emailVerified,
    locale,
    credentialId: newId(),
    passwordHash,
  })
  return id
}

/** Changes names and correspondence language. */
export async function updateProfile(
  db: Db,
  userId: string,
  profile: Names & { locale: ProfileLocale },
): Promise<void> {
  const { firstName, lastName, locale } = profile
  await store.updateProfile(db, { id: userId, name: fullName(profile), firstName, lastName, locale })
}

/**
 * Hashes a password for a profile of that address, with the salt of the address's existing profiles. One derivation
 * then checks a password against all of them, however many there are (security S24).
 */
export async function hashPasswordOf(db: Db, email: string, password: string): Promise<string> {
  const [known] = await listCredentials(db, { email: normaliseEmail(email) })
  return hashPassword(password, known?.password)
}
