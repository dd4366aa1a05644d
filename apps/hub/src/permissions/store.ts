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
/** That waits for the address. Parameters: account, location, address. */
export const findOfEmail = statement<PermissionRow>(`${one} and m.email = $3`)
/** That somebody with the address has accepted. Parameters: account, location, address. */
export const findAccepted = statement<PermissionRow>(
  `${one} and p.email = $3 order by p.email_verified desc, m.created_at limit 1`,
)

/** Somebody's at once. Parameters: account, id, location, person, role, bits, time. */
export const insert = statement(`insert into permission
    (account_id, id, location_id, person_id, role, bits, accepted_as, accepted_at)
  select $1, $2, $3, p.id, $5, $6::int, p.email, $7::timestamptz from person p where p.id = $4`)
/** Waits for its person. Parameters: account, id, location, address, role, bits. */
export const insertWaiting =
  statement(`insert into permission (account_id, id, location_id, email, role, bits)
  values ($1, $2, $3, $4, $5, $6)`)
/** Parameters: account, id, role, bits. */
export const setRole = statement(
  `update permission set role = $3, bits = $4 where account_id = $1 and id = $2`,
)
/** Parameters: account, id. Its invitation goes with it. */
export const remove = statement(`delete from permission where account_id = $1 and id = $2`)

/** Parameters: address, account, id. */
export const findWaiting = statement<PermissionRow>(
  `select ${columns} ${from} where m.email = $1 and m.account_id = $2 and m.id = $3`,
)
const countWaitingRows = statement<{ waiting: number }>(
  `select count(*)::int as waiting from permission where email = $1`,
)
/** How many rights wait for that address, in all accounts. */
export const countWaiting = async (db: Db, email: string) =>
  (await countWaitingRows(db, [email]))[0]?.waiting ?? 0

/** Its person accepted. Parameters: account, id, person, address, time. */
export const activate = statement(`update permission
  set person_id = $3, email = null, accepted_as = $4, accepted_at = $5 where account_id = $1 and id = $2`)
/** Accepted once more, with a stronger role. Parameters: account, id, role, bits, address, time. */
export const strengthen = statement(`update permission
  set role = $3, bits = $4, accepted_as = $5, accepted_at = $6 where account_id = $1 and id = $2`)

/** Rights accepted under another address since. Parameters: person, address, time. */
export const listAcceptedElsewhere = statement<PermissionRow & { accepted_as: string }>(
  `select ${columns}, m.accepted_as ${from}
   where m.person_id = $1 and m.accepted_as <> $2 and m.accepted_at >= $3 order by m.account_id, m.id`,
)
/** Waits for that address again. Parameters: account, id, address. */
export const deactivate = statement(`update permission
  set person_id = null, email = $3, accepted_as = null, accepted_at = null where account_id = $1 and id = $2`)

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

const ofProfile = (where: string, order = 'lower(a.name), a.id, l.number nulls first') => `
  select m.id, a.id as account_id, a.name as account_name, l.id as location_id, l.name as location_name, m.role
  from permission m join account a on a.id = m.account_id
  left join location l on l.account_id = m.account_id and l.id = m.location_id
  where ${where} order by ${order}`
/** The rights of a person on their profile page, by account and location. */
export const listOfPerson = statement<ProfilePermissionRow>(ofProfile('m.person_id = $1'))
/** The oldest of them. */
export const findFirstOfPerson = statement<ProfilePermissionRow>(
  `${ofProfile('m.person_id = $1', 'm.created_at, m.account_id, m.id')} limit 1`,
)
/** The rights that wait for that address. */
export const listWaiting = statement<ProfilePermissionRow>(ofProfile('m.email = $1'))
