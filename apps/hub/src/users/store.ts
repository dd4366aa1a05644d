import type { ProfileLocale } from '@hub/contract/manager'
import { type Db, fragment, type Trx } from '../platform/db/index.ts'
import { normaliseEmail } from './rules.ts'

export interface PersonRow {
  id: string
  first_name: string
  last_name: string
  email: string
  email_verified: boolean
  locale: ProfileLocale
}

const columns = fragment`id, first_name, last_name, email, email_verified, locale`

/**
 * Every profile with that address, the verified one first, then the oldest. At most one profile of an address is
 * verified; the others only claim it (security S24).
 */
export const listByEmail = (db: Db, email: string) =>
  db<PersonRow>`select ${columns} from person where email = ${normaliseEmail(email)}
    order by email_verified desc, created_at, id`

/** The first of {@link listByEmail}. */
export const findByEmail = async (db: Db, email: string) => (await listByEmail(db, email))[0]

/** The profile that verified the address, if there is one. */
export async function findVerified(db: Db, email: string): Promise<PersonRow | undefined> {
  const first = await findByEmail(db, email)
  return first?.email_verified ? first : undefined
}

export async function findById(db: Db, userId: string) {
  const [row] = await db<PersonRow>`select ${columns} from person where id = ${userId}`
  return row
}

export async function lockPerson(trx: Trx, userId: string) {
  const [row] = await trx<PersonRow>`select ${columns} from person where id = ${userId} for update`
  return row
}

export interface ProfileValues {
  id: string
  /** First and last name, as shown in lists. */
  name: string
  firstName: string
  lastName: string
  locale: ProfileLocale
}

export interface PersonValues extends ProfileValues {
  email: string
  emailVerified: boolean
  credentialId: string
  passwordHash: string
}

/**
 * Inserts a profile and its password in one statement, so that no profile exists without a password.
 * @throws a unique violation of `person_verified_email`
 */
export async function insertPerson(db: Db, person: PersonValues): Promise<void> {
  const { id, name, firstName, lastName, email, emailVerified, locale, credentialId, passwordHash } = person
  await db`with created as (
      insert into person (id, name, first_name, last_name, email, email_verified, locale, created_at, updated_at)
      values (${id}, ${name}, ${firstName}, ${lastName}, ${email}, ${emailVerified}, ${locale}, now(), now())
      returning id)
    insert into person_credential (id, person_id, provider_id, account_id, password, created_at, updated_at)
    select ${credentialId}, id, 'credential', id, ${passwordHash}, now(), now() from created`
}

export async function updateProfile(db: Db, profile: ProfileValues): Promise<void> {
  const { id, name, firstName, lastName, locale } = profile
  await db`update person set name = ${name}, first_name = ${firstName}, last_name = ${lastName},
    locale = ${locale}, updated_at = now() where id = ${id}`
}

/**
 * Marks the address as verified.
 * @throws a unique violation of `person_verified_email` if another profile has verified it before
 */
export async function markVerified(trx: Trx, { userId }: { userId: string }): Promise<void> {
  await trx`update person set email_verified = true, updated_at = now()
    where id = ${userId} and not email_verified`
}

/** @throws a unique violation of `person_verified_email` */
export async function setVerifiedEmail(
  trx: Trx,
  { userId, email }: { userId: string; email: string },
): Promise<void> {
  await trx`update person set email = ${email}, email_verified = true, updated_at = now()
    where id = ${userId}`
}

export interface PersonInZone {
  id: string
  firstName: string
  lastName: string
  email: string | null
  locales: string[]
  zone: string | null
}

/** The user with the zone of the first location that they may see. The e-mail is null until it is verified. */
export async function findInZone(db: Db, { userId }: { userId: string }) {
  const [row] = await db<PersonInZone>`
    select p.id, p.first_name as "firstName", p.last_name as "lastName",
      case when p.email_verified then p.email end as email, array[p.locale] as locales,
      (select l.timezone from permission m join account a on a.id = m.account_id
       join location l on l.account_id = m.account_id and (m.location_id is null or l.id = m.location_id)
       where m.person_id = p.id order by a.created_at, a.id, l.number limit 1) as zone
    from person p where p.id = ${userId}`
  return row
}
