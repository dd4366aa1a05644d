import type { Db, Trx } from '../platform/db/index.ts'
import { newId } from '../platform/ids.ts'
import * as store from './create-store.ts'

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
  /** The person who creates it; absent if the operator does. */
  createdBy?: string
}

/**
 * Creates an account with its first location, number 0, and a catalog and a customer list that bear its name
 * (contract, accounts §9).
 */
export async function createAccount(trx: Trx, account: NewAccount) {
  const { name, currency, country, firstLocation, createdBy = null } = account
  const id = newId(5)
  await store.insertAccount(trx, { id, name, currency, country, createdBy })
  const locationId = await createLocation(trx, id, firstLocation)
  const catalogId = await createCatalog(trx, { accountId: id, locationId: null, name })
  const customerListId = await createCustomerList(trx, { accountId: id, locationId: null, name })
  return { id, locationId, catalogId, customerListId }
}

/** Creates a further location with the next number; numbers are never reused. */
export function createLocation(trx: Trx, accountId: string, location: NewLocation): Promise<string> {
  const { name, country, timezone, address = null, postalCode = null, city = null } = location
  return store.insertLocation(trx, { accountId, name, country, timezone, address, postalCode, city })
}

interface Named {
  accountId: string
  /** Null if it belongs to the account and is shared by all its locations. */
  locationId: string | null
  name: string
}

/** The content of an empty catalog: all seven sections (contract, catalogs §3). */
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
  const content = JSON.stringify(emptyCatalog)
  await store.insertCatalog(db, { accountId, id, locationId, name, content })
  return id
}

export async function createCustomerList(db: Db, { accountId, locationId, name }: Named): Promise<string> {
  const id = newId()
  await store.insertCustomerList(db, { accountId, id, locationId, name })
  return id
}
