import type { Db, Trx } from '../platform/db/index.ts'
import { newId } from '../platform/ids.ts'

export interface NewLocation {
  name: string
  /** ISO 3166-1 alpha-2. */
  country: string
  /** IANA zone. */
  timezone: string
  address?: string | null
  postalCode?: string | null
  city?: string | null
}

export interface NewAccount {
  name: string
  /** ISO 4217; never changes afterwards. */
  currency: string
  country: string
  firstLocation: NewLocation
  /** The person who makes it; absent for the operator. */
  createdBy?: string
}

/**
 * An account with its first location, number 0, and one catalog and one customer list named after it
 * (contract, accounts §9).
 */
export async function createAccount(trx: Trx, account: NewAccount) {
  const { name, currency, country, firstLocation, createdBy = null } = account
  const id = newId(5)
  await trx`insert into account (id, name, currency, country, created_by)
    values (${id}, ${name}, ${currency}, ${country}, ${createdBy})`
  const locationId = await createLocation(trx, id, firstLocation)
  const catalogId = await createCatalog(trx, { accountId: id, locationId: null, name })
  const customerListId = await createCustomerList(trx, { accountId: id, locationId: null, name })
  return { id, locationId, catalogId, customerListId }
}

/** A further location, with the next number: numbers are never reused. */
export async function createLocation(trx: Trx, accountId: string, location: NewLocation): Promise<string> {
  // The account's row is locked, so that two locations made at once get two numbers.
  await trx`select 1 from account where id = ${accountId} for update`
  const rows = await trx<{ id: string }>`
    insert into location (account_id, id, number, name, country, timezone, address, postal_code, city)
    select ${accountId}, ${accountId}::text || '-' || next.number, next.number, ${location.name}, ${location.country},
      ${location.timezone}, ${location.address ?? null}, ${location.postalCode ?? null}, ${location.city ?? null}
    from (select coalesce(max(number) + 1, 0) as number from location where account_id = ${accountId}) next
    returning id`
  return rows[0]!.id
}

interface Named {
  accountId: string
  /** null: of the account, for all its locations. */
  locationId: string | null
  name: string
}

/** What an empty catalog holds: all seven sections (contract, catalogs §3). */
export const emptyCatalog = {
  variants: [],
  categories: [],
  products: [],
  option_lists: [],
  deals: [],
  discounts: [],
  charges: [],
}

export async function createCatalog(db: Db, { accountId, locationId, name }: Named): Promise<string> {
  const id = newId()
  await db`insert into catalog (account_id, id, location_id, name, data)
    values (${accountId}, ${id}, ${locationId}, ${name}, ${JSON.stringify(emptyCatalog)})`
  return id
}

export async function createCustomerList(db: Db, { accountId, locationId, name }: Named): Promise<string> {
  const id = newId()
  await db`insert into customer_list (account_id, id, location_id, name)
    values (${accountId}, ${id}, ${locationId}, ${name})`
  return id
}
