import type { ProfileLocale } from '@hub/contract/manager'
import { sql } from 'kysely'
import type { Db } from '../platform/db/index.ts'
import { people } from './people.ts'
import { normaliseEmail } from './rules.ts'

export interface Names {
  firstName: string
  lastName: string
}

export interface NewPerson extends Names {
  email: string
  /** From {@link hashPassword}: hashing takes time and memory, so it is done before the transaction. */
  passwordHash: string
  locale: ProfileLocale
  emailVerified: boolean
}

const fullName = ({ firstName, lastName }: Names) => `${firstName} ${lastName}`

/**
 * Creates a profile.
 * @returns the user's id
 * @throws a unique violation of `person_email_key` when the address has a profile
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

/** The person has shown that the address is his. */
export async function markVerified(db: Db, userId: string): Promise<void> {
  await sql`update person set email_verified = true, updated_at = now()
    where id = ${userId} and not email_verified`.execute(db)
}

/** The stored hash of the password, from {@link hashPassword}. */
export async function findPasswordHash(db: Db, userId: string): Promise<string | undefined> {
  return (await (await people(db)).findCredentialAccount(userId))?.password ?? undefined
}
