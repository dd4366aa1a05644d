import type { ProfileLocale } from '@hub/contract/manager'
import { type Db, statement, type Trx } from '../platform/db/index.ts'
import { normaliseEmail } from './rules.ts'

export interface PersonRow {
  id: string
  first_name: string
  last_name: string
  email: string
  email_verified: boolean
  locale: ProfileLocale
}

const columns = 'id, first_name, last_name, email, email_verified, locale'
// One profile of an address is verified at most; others only claim it (security S24).
const byEmail = statement<PersonRow>(
  `select ${columns} from person where email = $1 order by email_verified desc, created_at, id`,
)
const byId = statement<PersonRow>(`select ${columns} from person where id = $1`)
const lockById = statement<PersonRow>(`select ${columns} from person where id = $1 for update`)

/** Every profile with that address: the verified one first, then the oldest. */
export const listByEmail = (db: Db, email: string) => byEmail(db, [normaliseEmail(email)])
/** The first of {@link listByEmail}. */
export const findByEmail = async (db: Db, email: string) => (await listByEmail(db, email))[0]
/** The one profile whose address was proven. */
export async function findVerified(db: Db, email: string): Promise<PersonRow | undefined> {
  const first = await findByEmail(db, email)
  return first?.email_verified ? first : undefined
}
export const findById = async (db: Db, userId: string) => (await byId(db, [userId]))[0]
export const lockPerson = async (trx: Trx, userId: string) => (await lockById(trx, [userId]))[0]

export interface CredentialRow {
  person_id: string
  password: string
}

// Anybody may claim an address, time and again: a login looks at the first hundred, so that it stays cheap.
const credentials = statement<CredentialRow>(`
  select p.id as person_id, c.password from person p
  join person_credential c on c.person_id = p.id and c.provider_id = 'credential'
  where p.email = $1 and c.password is not null order by p.email_verified desc, p.created_at, p.id
  limit 100`)
/** Who may sign in with that address: the verified profile first, then the oldest. */
export const listCredentials = (db: Db, email: string) => credentials(db, [normaliseEmail(email)])

const verify = statement(
  `update person set email_verified = true, updated_at = now() where id = $1 and not email_verified`,
)
/**
 * The person has shown that the address is theirs.
 * @throws a unique violation of `person_verified_email` when another profile has shown so before
 */
export const markVerified = (trx: Trx, userId: string) => verify(trx, [userId])

const setEmail = statement(
  `update person set email = $2, email_verified = true, updated_at = now() where id = $1`,
)
/** @throws a unique violation of `person_verified_email` */
export const setVerifiedEmail = (trx: Trx, userId: string, email: string) => setEmail(trx, [userId, email])
