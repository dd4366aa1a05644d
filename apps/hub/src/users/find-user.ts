import { type Db, statement } from '../platform/db/index.ts'

/** A user as `GET /user` tells of him (contract, accounts §6). */
export interface FoundUser {
  id: string
  firstName: string
  lastName: string
  /** null before it is verified (security S20). */
  email: string | null
  /** BCP 47, the preferred one first. */
  locales: string[]
  /** IANA zone of the first location within his rights, else the server's. */
  zone: string
}

const find = statement<Omit<FoundUser, 'zone'> & { zone: string | null }>(`
  select p.id, p.first_name as "firstName", p.last_name as "lastName",
    case when p.email_verified then p.email end as email,
    array[p.locale] as locales,
    (select l.timezone from permission m join account a on a.id = m.account_id
     join location l on l.account_id = m.account_id and (m.location_id is null or l.id = m.location_id)
     where m.person_id = p.id order by a.created_at, a.id, l.number limit 1) as zone
  from person p where p.id = $1`)

/** undefined when the user was deleted: his token is then refused. */
export async function findUser(db: Db, userId: string): Promise<FoundUser | undefined> {
  const [user] = await find(db, [userId])
  return user && { ...user, zone: user.zone ?? Temporal.Now.timeZoneId() }
}
