import { createAccount } from './accounts/index.ts'
import { hasPeople } from './demo-store.ts'
import { firstPermissionOf, grant } from './permissions/index.ts'
import { type Db, transaction } from './platform/db/index.ts'
import { createPerson, findByEmail, hashPassword, normaliseEmail } from './users/index.ts'

const person = { firstName: 'Léa', lastName: 'Petit', email: 'demo@example.com', locale: 'fr-FR' } as const
const password = 'quatre fromages'

/** The demo merchant's password is public, so this login works only for a hub on one's own machine (security S5). */
export const isDemoLogin = (given: { email: string; password: string }) =>
  normaliseEmail(given.email) === person.email && given.password === password

/**
 * On an empty database, creates a demo merchant: a user and an account with one location.
 * @returns the demo credentials and the location, for the lines printed at start; undefined if there is no demo user
 */
export async function ensureDemo(
  db: Db,
): Promise<{ email: string; password: string; locationId: string } | undefined> {
  if (!(await hasPeople(db))) await createDemo(db)
  const known = await findByEmail(db, person.email)
  if (!known) return undefined
  // The oldest right is that on the demo account; accounts created later are not the demo's.
  const right = await firstPermissionOf(db, known.id)
  if (!right) return undefined
  return { email: person.email, password, locationId: right.location?.id ?? `${right.account.id}-0` }
}

async function createDemo(db: Db): Promise<void> {
  const passwordHash = await hashPassword(password)
  const userId = await createPerson(db, { ...person, passwordHash, emailVerified: true })
  await transaction(db, async (trx) => {
    const account = await createAccount(trx, {
      name: 'Pizzeria Roma',
      currency: 'EUR',
      country: 'FR',
      firstLocation: {
        name: 'Lille',
        country: 'FR',
        timezone: 'Europe/Paris',
        address: '12 rue de la Monnaie',
        postalCode: '59800',
        city: 'Lille',
      },
    })
    await grant(trx, { userId, role: 'admin', accountId: account.id, locationId: null })
  })
}
