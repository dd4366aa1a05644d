import type { ProfileLocale } from '@hub/contract/manager'
import type { Db } from '../platform/db/index.ts'
import { people } from './people.ts'

export interface NewPerson {
  firstName: string
  lastName: string
  email: string
  /** From {@link hashPassword}: hashing takes time and memory, so it is done before the transaction. */
  passwordHash: string
  locale: ProfileLocale
  emailVerified: boolean
}

/**
 * Creates a profile.
 * @returns the user's id
 * @throws a unique violation of `person_email_key` when the address has a profile
 */
export async function createPerson(db: Db, person: NewPerson): Promise<string> {
  const store = await people(db)
  const source = { method: 'email-password' } as const
  const { firstName, lastName, locale, emailVerified, passwordHash } = person
  const email = person.email.trim().toLowerCase()
  const name = `${firstName} ${lastName}`
  const { id } = await store.createUser({ name, firstName, lastName, email, locale, emailVerified }, source)
  await store.createAccount({ userId: id, providerId: 'credential', accountId: id, password: passwordHash })
  return id
}
