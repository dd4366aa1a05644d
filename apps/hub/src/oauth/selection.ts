import type { Scope } from '@hub/contract'
import type { Db } from '../platform/db/index.ts'
import { type ChoiceRow, listChoices } from './connection-store.ts'

/** A catalog or customer list that a connection can be bound to. */
export interface Choice {
  id: string
  name: string
}

/** The kinds of which the user chooses one, if the scope has their permission (contract, oauth §3). */
export const kinds = ['catalog', 'customer_list'] as const
export type Kind = (typeof kinds)[number]
export const selects = (scope: Scope, kind: Kind) =>
  scope.permissions.some(({ resource }) => resource === kind)

export interface Place {
  accountId: string
  /** Null at account level. */
  locationId: string | null
}

export type Choices = (place: Place, kind: Kind) => Choice[]

/**
 * Loads the choices for the given accounts. A location offers its own and its account's; the account level offers the
 * account's and those of all its locations (contract, oauth §3).
 */
export async function loadChoices(db: Db, accountIds: readonly string[], scope: Scope): Promise<Choices> {
  const rows = new Map<Kind, ChoiceRow[]>()
  for (const kind of kinds)
    rows.set(kind, selects(scope, kind) ? await listChoices(db, { kind, accountIds }) : [])
  return ({ accountId, locationId }, kind) =>
    rows
      .get(kind)!
      .filter((row) => row.account_id === accountId)
      .filter((row) => locationId === null || row.location_id === null || row.location_id === locationId)
      .map(({ id, name }) => ({ id, name }))
}

export type Chosen = { id: string | null } | { problem: 'blank' | 'unknown' }

/** The choice named by `given`. Without it, the only possible one, or null if there is none (oauth §4). */
export function choose(possible: readonly Choice[], given: string | null | undefined): Chosen {
  if (given != null) return possible.some(({ id }) => id === given) ? { id: given } : { problem: 'unknown' }
  if (possible.length > 1) return { problem: 'blank' }
  return { id: possible[0]?.id ?? null }
}
