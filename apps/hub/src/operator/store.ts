import { type Db, fragment } from '../platform/db/index.ts'

export interface AccountRow {
  id: string
  country: string
  suspended: boolean
}
export async function findAccount(
  sql: Db,
  { accountId }: { accountId: string },
): Promise<AccountRow | undefined> {
  const [row] = await sql<AccountRow>`
    select id, country, suspended_at is not null as suspended from account where id = ${accountId}`
  return row
}

interface LocationKey {
  accountId: string
  locationId: string
}

export interface LocationRow {
  id: string
  account_id: string
  suspended: boolean
}
export async function findLocation(
  sql: Db,
  { accountId, locationId }: LocationKey,
): Promise<LocationRow | undefined> {
  const [row] = await sql<LocationRow>`
    select id, account_id, suspended_at is not null as suspended from location
    where account_id = ${accountId} and id = ${locationId}`
  return row
}

/** The only lookup across accounts, because the operator names a connection by its id alone. */
export async function findLivingConnection(
  sql: Db,
  { connectionId }: { connectionId: string },
): Promise<{ account_id: string } | undefined> {
  const [row] = await sql<{ account_id: string }>`
    select account_id from connection where id = ${connectionId} and ended_at is null`
  return row
}

/** A repeated suspension keeps the time of the first. */
const suspendedAt = {
  suspend: fragment`coalesce(suspended_at, now())`,
  resume: fragment`null`,
}
export type Suspension = keyof typeof suspendedAt

/** @returns whether the account exists */
export async function suspendAccount(
  sql: Db,
  { accountId, action }: { accountId: string; action: Suspension },
): Promise<boolean> {
  const rows = await sql`
    update account set suspended_at = ${suspendedAt[action]} where id = ${accountId} returning id`
  return rows.length > 0
}

/** @returns whether the location exists */
export async function suspendLocation(
  sql: Db,
  { accountId, locationId, action }: LocationKey & { action: Suspension },
): Promise<boolean> {
  const rows = await sql`
    update location set suspended_at = ${suspendedAt[action]}
    where account_id = ${accountId} and id = ${locationId} returning id`
  return rows.length > 0
}
