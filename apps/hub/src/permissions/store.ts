import type { Role } from '@hub/contract/manager'
import { type Db, statement, type Trx } from '../platform/db/index.ts'

export interface PermissionRow {
  id: string
  account_id: string
  location_id: string | null
  /** null while invited. */
  person_id: string | null
  name: string | null
  email: string
  role: Role
}

const columns = `m.id, m.account_id, m.location_id, m.person_id, p.name, coalesce(p.email, m.email) as email, m.role`
const from = `from permission m left join person p on p.id = m.person_id`

/** Of a location also those on its account; the account's first, oldest first. Parameters: account, location. */
export const list = statement<PermissionRow>(`select ${columns} ${from}
  where m.account_id = $1 and (m.location_id is null or m.location_id = $2)
  order by m.location_id nulls first, m.created_at, m.id`)

const one = `select ${columns} ${from} where m.account_id = $1 and m.location_id is not distinct from $2`
/** Parameters: account, location, id. */
export const find = statement<PermissionRow>(`${one} and m.id = $3`)
/** Parameters: account, location, person. */
export const findOfPerson = statement<PermissionRow>(`${one} and m.person_id = $3`)
/** Parameters: account, location, address. */
export const findOfEmail = statement<PermissionRow>(`${one} and m.email = $3`)

/** Parameters: account, id, location, person, address, role, bits. */
export const insert =
  statement(`insert into permission (account_id, id, location_id, person_id, email, role, bits)
  values ($1, $2, $3, $4, $5, $6, $7)`)
/** Parameters: account, id, role, bits. */
export const setRole = statement(
  `update permission set role = $3, bits = $4 where account_id = $1 and id = $2`,
)
/** Parameters: account, id. Its invitation goes with it. */
export const remove = statement(`delete from permission where account_id = $1 and id = $2`)

/** Rights that wait for the address, of all accounts. */
export const listWaiting = statement<PermissionRow>(
  `select ${columns} ${from} where m.email = $1 order by m.account_id, m.id`,
)
/** Parameters: account, id, person. */
export const activate = statement(
  `update permission set person_id = $3, email = null where account_id = $1 and id = $2`,
)

const lock = statement(`select 1 from account where id = $1 for update`)
/** Changes of an account's rights take turns, so that two Admins cannot remove one another. */
export const lockAccount = (trx: Trx, accountId: string) => lock(trx, [accountId])

const countAdmins = statement<{ admins: number }>(`select count(*)::int as admins from permission
  where account_id = $1 and location_id is null and person_id is not null and role = 'admin'`)
export const hasAdmin = async (db: Db, accountId: string) =>
  (await countAdmins(db, [accountId]))[0]!.admins > 0

export interface ProfilePermissionRow {
  id: string
  account_id: string
  account_name: string
  location_id: string | null
  location_name: string | null
  role: Role
}

const ofPerson = `
  select m.id, a.id as account_id, a.name as account_name, l.id as location_id, l.name as location_name, m.role
  from permission m join account a on a.id = m.account_id
  left join location l on l.account_id = m.account_id and l.id = m.location_id
  where m.person_id = $1`
/** The rights of a person on his profile page, by account and location. */
export const listOfPerson = statement<ProfilePermissionRow>(
  `${ofPerson} order by lower(a.name), a.id, l.number nulls first`,
)
/** The oldest of them. */
export const findFirstOfPerson = statement<ProfilePermissionRow>(
  `${ofPerson} order by m.created_at, m.account_id, m.id limit 1`,
)
