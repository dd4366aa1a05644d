import type { ProfileLocale } from '@hub/contract/manager'
import type { Db } from '../platform/db/index.ts'
import { hashPassword } from './passwords.ts'
import { people } from './people.ts'
import { normaliseEmail } from './rules.ts'
import { listCredentials } from './store.ts'

export interface Names {
  firstName: string
  lastName: string
}

export interface NewPerson extends Names {
  email: string
  /** From {@link hashPasswordOf}: hashing takes time and memory, so it is done before the transaction. */
  passwordHash: string
  locale: ProfileLocale
  emailVerified: boolean
}

const fullName = ({ firstName, lastName }: Names) => `${firstName} ${lastName}`

/**
 * Creates a profile.
 * @returns the user's id
 * @throws a unique violation of `person_verified_email` when it is verified and the address has such a profile
 */
export async function createPerson(db: Db, person: NewPerson): Promise<string> {
  const store = await people(db)
  const { firstName, lastName, locale, emailVerified, passwordHash } = person
  const profile = { firstName, lastName, locale, emailVerified, email: normaliseEmail(person.email) }
  const { id } = await store.createUser({ ...profile, name: fullName(person) }, { method: 'email-password' })
  await store.createAccount({ userId: id, providerId: 'credential', accountId: id, password: passwordHash })
  return id
}

/** Changes names and correspondence language. */
export async function updateProfile(
  db: Db,
  userId: string,
  profile: Names & { locale: ProfileLocale },
): Promise<void> {
  const { firstName, lastName, locale } = profile
  await (await people(db)).updateUser(userId, { firstName, lastName, locale, name: fullName(profile) })
}

export async function setPassword(db: Db, userId: string, passwordHash: string): Promise<void> {
  await (await people(db)).updatePassword(userId, passwordHash)
}

/**
 * The hash of a password for a profile of that address, with the salt of those that it has: one derivation then tells
 * whose password it is, however many profiles there are (security S24).
 */
export async function hashPasswordOf(db: Db, email: string, password: string): Promise<string> {
  const [known] = await listCredentials(db, email)
  return hashPassword(password, known?.password)
}

/** The stored hash of the password, from {@link hashPasswordOf}. */
export async function findPasswordHash(db: Db, userId: string): Promise<string | undefined> {
  return (await (await people(db)).findCredentialAccount(userId))?.password ?? undefined
}
