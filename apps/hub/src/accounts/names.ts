import type { Trx } from '../platform/db/index.ts'
import * as store from './store.ts'

/** A catalog or a customer list, as far as its name is concerned. */
export interface Named {
  id: string
  /** null: of the account, for all its locations. */
  locationId: string | null
  name: string
}

/**
 * Whether another one has the name (contract, catalogs §3 and customers C8): unique in a location and among the
 * account's own; the account and its locations cannot share one, two locations can. Compared after trimming.
 */
export function isNameTaken(others: readonly Named[], { id, locationId, name }: Named): boolean {
  const wanted = name.trim()
  return others.some(
    (other) =>
      other.id !== id &&
      other.name.trim() === wanted &&
      (other.locationId === locationId || other.locationId === null || locationId === null),
  )
}

/** Makes changes that depend on the account's other rows take turns, such as giving a name. */
export async function lockAccount(trx: Trx, accountId: string): Promise<void> {
  await store.lockAccountFields(trx, { accountId })
}

/**
 * Makes changes that depend on several rows of one location take turns. Who locks the account too does so before.
 * @returns the location's zone, or undefined when there is no such location
 */
export const lockLocation = (trx: Trx, accountId: string, locationId: string): Promise<string | undefined> =>
  store.lockLocationFields(trx, { accountId, locationId })
