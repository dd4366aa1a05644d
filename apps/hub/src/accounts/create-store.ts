import type { Db, Trx } from '../platform/db/index.ts'

export interface InsertedAccount {
  id: string
  name: string
  currency: string
  country: string
  createdBy: string | null
}

export const insertAccount = (trx: Trx, { id, name, currency, country, createdBy }: InsertedAccount) => trx`
  insert into account (id, name, currency, country, created_by)
  values (${id}, ${name}, ${currency}, ${country}, ${createdBy})`

export interface InsertedLocation {
  accountId: string
  name: string
  country: string
  timezone: string
  address: string | null
  postalCode: string | null
  city: string | null
}

/**
 * Inserts a location with the account's next number. The account's row is locked, so that concurrent inserts get
 * different numbers.
 */
export async function insertLocation(trx: Trx, location: InsertedLocation): Promise<string> {
  const { accountId, name, country, timezone, address, postalCode, city } = location
  await trx`select 1 from account where id = ${accountId} for update`
  const [row] = await trx<{ id: string }>`
    insert into location (account_id, id, number, name, country, timezone, address, postal_code, city)
    select ${accountId}, ${accountId}::text || '-' || next.number, next.number, ${name}, ${country},
      ${timezone}, ${address}, ${postalCode}, ${city}
    from (select coalesce(max(number) + 1, 0) as number from location where account_id = ${accountId}) next
    returning id`
  return row!.id
}

export interface InsertedResource {
  accountId: string
  id: string
  /** Null if it belongs to the account and is shared by all its locations. */
  locationId: string | null
  name: string
}

/** @param catalog.content JSON text */
export const insertCatalog = (
  sql: Db,
  { accountId, id, locationId, name, content }: InsertedResource & { content: string },
) => sql`
  insert into catalog (account_id, id, location_id, name, data)
  values (${accountId}, ${id}, ${locationId}, ${name}, ${content})`

export const insertCustomerList = (sql: Db, { accountId, id, locationId, name }: InsertedResource) => sql`
  insert into customer_list (account_id, id, location_id, name)
  values (${accountId}, ${id}, ${locationId}, ${name})`
