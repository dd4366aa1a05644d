import type { ProfileLocale } from '@hub/contract/manager'
import { type Db, fragment, type Trx } from '../platform/db/index.ts'

export interface Address {
  address: string | null
  postal_code: string | null
  city: string | null
}

export interface AccountRow {
  id: string
  name: string
  currency: string
  suspended: boolean
  vat_number: string | null
  billing_address: string | null
  billing_postal_code: string | null
  billing_city: string | null
  billing_country: string | null
  billing_locale: ProfileLocale
}

interface AccountKey {
  accountId: string
}
interface LocationKey extends AccountKey {
  locationId: string
}

const accountColumns = fragment`id, name, currency, suspended_at is not null as suspended, vat_number, billing_address,
  billing_postal_code, billing_city, billing_country, billing_locale`

export async function findAccount(sql: Db, { accountId }: AccountKey) {
  const [row] = await sql<AccountRow>`select ${accountColumns} from account where id = ${accountId}`
  return row
}

export async function lockAccount(trx: Trx, { accountId }: AccountKey) {
  const [row] =
    await trx<AccountRow>`select ${accountColumns} from account where id = ${accountId} for update`
  return row
}

/** Locks the account's row but not its key, so that rows that refer to the account can still be inserted. */
export const lockAccountFields = (trx: Trx, { accountId }: AccountKey) => trx`
  select 1 from account where id = ${accountId} for no key update`

export const saveAccount = (trx: Trx, account: Omit<AccountRow, 'currency' | 'suspended'>) => trx`
  update account set name = ${account.name}, vat_number = ${account.vat_number},
    billing_address = ${account.billing_address}, billing_postal_code = ${account.billing_postal_code},
    billing_city = ${account.billing_city}, billing_country = ${account.billing_country},
    billing_locale = ${account.billing_locale}
  where id = ${account.id}`

/** Number of accounts created by a person. An advisory lock makes a concurrent count wait for this transaction. */
export async function countCreatedLocked(trx: Trx, { personId }: { personId: string }): Promise<number> {
  await trx`select pg_advisory_xact_lock(hashtextextended('accounts of ' || ${personId}::text, 0))`
  const [row] = await trx<{ accounts: number }>`
    select count(*)::int as accounts from account where created_by = ${personId}`
  return row?.accounts ?? 0
}

export interface LocationDetails extends Address {
  id: string
  name: string
  country: string
  timezone: string
  suspended: boolean
  vat_number: string | null
  billing_differs: boolean
  billing_address: string | null
  billing_postal_code: string | null
  billing_city: string | null
  billing_country: string | null
}

const locationColumns = fragment`id, name, country, timezone, address, postal_code, city,
  suspended_at is not null as suspended, vat_number, billing_differs, billing_address, billing_postal_code,
  billing_city, billing_country`

export async function findLocation(sql: Db, { accountId, locationId }: LocationKey) {
  const [row] = await sql<LocationDetails>`
    select ${locationColumns} from location where account_id = ${accountId} and id = ${locationId}`
  return row
}

export async function lockLocation(trx: Trx, { accountId, locationId }: LocationKey) {
  const [row] = await trx<LocationDetails>`
    select ${locationColumns} from location where account_id = ${accountId} and id = ${locationId} for update`
  return row
}

/** Returns the location's zone, and locks the row but not its key. */
export async function lockLocationFields(trx: Trx, { accountId, locationId }: LocationKey) {
  const [row] = await trx<{ zone: string }>`
    select timezone as zone from location where account_id = ${accountId} and id = ${locationId} for no key update`
  return row?.zone
}

export const saveLocation = (trx: Trx, location: AccountKey & Omit<LocationDetails, 'suspended'>) => trx`
  update location set name = ${location.name}, country = ${location.country}, timezone = ${location.timezone},
    address = ${location.address}, postal_code = ${location.postal_code}, city = ${location.city},
    vat_number = ${location.vat_number}, billing_differs = ${location.billing_differs},
    billing_address = ${location.billing_address}, billing_postal_code = ${location.billing_postal_code},
    billing_city = ${location.billing_city}, billing_country = ${location.billing_country}
  where account_id = ${location.accountId} and id = ${location.id}`
