import type { Role } from '@hub/contract/manager'
import { type Db, fragment, type Trx } from '../platform/db/index.ts'

export interface PermissionRow {
  id: string
  account_id: string
  location_id: string | null
  /** Null while invited. */
  person_id: string | null
  name: string | null
  email: string
  role: Role
}

/** The account or location of a permission. */
export interface Place {
  accountId: string
  /** Null for the whole account. */
  locationId: string | null
}

interface PermissionKey {
  accountId: string
  permissionId: string
}

const columns = fragment`
  m.id, m.account_id, m.location_id, m.person_id, p.name, coalesce(p.email, m.email) as email, m.role`
const from = fragment`from permission m left join person p on p.id = m.person_id`
const on = ({ accountId, locationId }: Place) =>
  fragment`m.account_id = ${accountId} and m.location_id is not distinct from ${locationId}`

/** For a location, also the permissions on its account. The account's come first, then the oldest. */
export const list = (sql: Db, { accountId, locationId }: Place) => sql<PermissionRow>`
  select ${columns} ${from}
  where m.account_id = ${accountId} and (m.location_id is null or m.location_id = ${locationId})
  order by m.location_id nulls first, m.created_at, m.id`

export async function find(
  sql: Db,
  { permissionId, ...place }: PermissionKey & Place,
): Promise<PermissionRow | undefined> {
  const [row] =
    await sql<PermissionRow>`select ${columns} ${from} where ${on(place)} and m.id = ${permissionId}`
  return row
}

export async function findOfPerson(
  sql: Db,
  { personId, ...place }: Place & { personId: string },
): Promise<PermissionRow | undefined> {
  const [row] = await sql<PermissionRow>`
    select ${columns} ${from} where ${on(place)} and m.person_id = ${personId}`
  return row
}

interface Address {
  email: string
}

/** The pending permission for that address. */
export async function findOfEmail(
  sql: Db,
  { email, ...place }: Place & Address,
): Promise<PermissionRow | undefined> {
  const [row] = await sql<PermissionRow>`select ${columns} ${from} where ${on(place)} and m.email = ${email}`
  return row
}

/** The permission that a person with that address has accepted. */
export async function findAccepted(
  sql: Db,
  { email, ...place }: Place & Address,
): Promise<PermissionRow | undefined> {
  const [row] = await sql<PermissionRow>`
    select ${columns} ${from} where ${on(place)} and p.email = ${email}
    order by p.email_verified desc, m.created_at limit 1`
  return row
}

interface Granted {
  role: Role
  bits: number
}

interface Accepted {
  /** The address under which it was accepted. */
  email: string
  acceptedAt: Date
}

interface NewPermission extends PermissionKey, Place, Granted {
  personId: string
  acceptedAt: Date
}
/** Inserts a permission that is active immediately. */
export const insert = (
  trx: Trx,
  { accountId, permissionId, locationId, personId, role, bits, acceptedAt }: NewPermission,
) => trx`
  insert into permission (account_id, id, location_id, person_id, role, bits, accepted_as, accepted_at)
  select ${accountId}, ${permissionId}, ${locationId}, p.id, ${role}, ${bits}::int, p.email, ${acceptedAt}::timestamptz
  from person p where p.id = ${personId}`

/** Inserts a permission that the person must still accept. */
export const insertWaiting = (
  trx: Trx,
  { accountId, permissionId, locationId, email, role, bits }: PermissionKey & Place & Granted & Address,
) => trx`
  insert into permission (account_id, id, location_id, email, role, bits)
  values (${accountId}, ${permissionId}, ${locationId}, ${email}, ${role}, ${bits})`

export const setRole = (trx: Trx, { accountId, permissionId, role, bits }: PermissionKey & Granted) => trx`
  update permission set role = ${role}, bits = ${bits} where account_id = ${accountId} and id = ${permissionId}`

/** Also deletes its invitation. */
export const remove = (trx: Trx, { accountId, permissionId }: PermissionKey) =>
  trx`delete from permission where account_id = ${accountId} and id = ${permissionId}`

export async function findWaiting(
  sql: Db,
  { email, accountId, permissionId }: PermissionKey & Address,
): Promise<PermissionRow | undefined> {
  const [row] = await sql<PermissionRow>`
    select ${columns} ${from} where m.email = ${email} and m.account_id = ${accountId} and m.id = ${permissionId}`
  return row
}

/** Number of rights offered to that address and not accepted yet, in all accounts. */
export async function countWaiting(sql: Db, { email }: Address): Promise<number> {
  const [row] = await sql<{ waiting: number }>`
    select count(*)::int as waiting from permission where email = ${email}`
  return row?.waiting ?? 0
}

/** Records the acceptance. */
export const activate = (
  trx: Trx,
  { accountId, permissionId, personId, email, acceptedAt }: PermissionKey & Accepted & { personId: string },
) => trx`
  update permission
  set person_id = ${personId}, email = null, accepted_as = ${email}, accepted_at = ${acceptedAt}
  where account_id = ${accountId} and id = ${permissionId}`

/** Records another acceptance, with a stronger role. */
export const strengthen = (
  trx: Trx,
  { accountId, permissionId, role, bits, email, acceptedAt }: PermissionKey & Granted & Accepted,
) => trx`
  update permission
  set role = ${role}, bits = ${bits}, accepted_as = ${email}, accepted_at = ${acceptedAt}
  where account_id = ${accountId} and id = ${permissionId}`

/** Rights accepted under another address since then. */
export const listAcceptedElsewhere = (
  sql: Db,
  { personId, email, since }: { personId: string; email: string; since: Date },
) => sql<PermissionRow & { accepted_as: string }>`
  select ${columns}, m.accepted_as ${from}
  where m.person_id = ${personId} and m.accepted_as <> ${email} and m.accepted_at >= ${since}
  order by m.account_id, m.id`

/** Makes the right wait for that address again. */
export const deactivate = (trx: Trx, { accountId, permissionId, email }: PermissionKey & Address) => trx`
  update permission set person_id = null, email = ${email}, accepted_as = null, accepted_at = null
  where account_id = ${accountId} and id = ${permissionId}`

/** Serialises changes of an account's rights, so that two Admins cannot remove each other. */
export const lockAccount = (trx: Trx, { accountId }: { accountId: string }) =>
  trx`select 1 from account where id = ${accountId} for update`

export async function hasAdmin(sql: Db, { accountId }: { accountId: string }): Promise<boolean> {
  const [row] = await sql<{ admins: number }>`
    select count(*)::int as admins from permission
    where account_id = ${accountId} and location_id is null and person_id is not null and role = 'admin'`
  return row!.admins > 0
}

export interface ProfilePermissionRow {
  id: string
  account_id: string
  account_name: string
  location_id: string | null
  location_name: string | null
  role: Role
}

const onProfile = fragment`
  select m.id, a.id as account_id, a.name as account_name, l.id as location_id, l.name as location_name, m.role
  from permission m join account a on a.id = m.account_id
  left join location l on l.account_id = m.account_id and l.id = m.location_id`
const byPlace = fragment`order by lower(a.name), a.id, l.number nulls first`

/** The rights of a person for their profile page, ordered by account and location. */
export const listOfPerson = (sql: Db, { personId }: { personId: string }) =>
  sql<ProfilePermissionRow>`${onProfile} where m.person_id = ${personId} ${byPlace}`

/** The person's oldest right. */
export async function findFirstOfPerson(
  sql: Db,
  { personId }: { personId: string },
): Promise<ProfilePermissionRow | undefined> {
  const [row] = await sql<ProfilePermissionRow>`
    ${onProfile} where m.person_id = ${personId} order by m.created_at, m.account_id, m.id limit 1`
  return row
}

/** The rights offered to that address and not accepted yet. */
export const listWaiting = (sql: Db, { email }: Address) =>
  sql<ProfilePermissionRow>`${onProfile} where m.email = ${email} ${byPlace}`
