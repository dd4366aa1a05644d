import type { Trx } from '../platform/db/index.ts'
import * as store from './store.ts'

/** The part of a catalog or customer list that matters for its name. */
export interface Named {
  id: string
  /** Null if it belongs to the account and is shared by all its locations. */
  locationId: string | null
  name: string
}

/**
 * Whether another resource has the name (contract, catalogs §3 and customers C8). Names are unique within a location,
 * among the account's own, and between the account and its locations. Two locations may use the same name. Names are
 * compared after trimming.
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

/** Serialises changes that depend on the account's other rows, such as giving a name. */
export async function lockAccount(trx: Trx, accountId: string): Promise<void> {
  await store.lockAccountFields(trx, { accountId })
}

/**
 * Serialises changes that depend on several rows of one location. Code that also locks the account must do so first.
 * @returns the location's zone; undefined if the location does not exist
 */
export const lockLocation = (trx: Trx, accountId: string, locationId: string): Promise<string | undefined> =>
  store.lockLocationFields(trx, { accountId, locationId })
