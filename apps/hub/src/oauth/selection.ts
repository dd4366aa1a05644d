import type { Scope } from '@hub/contract'
import type { Db } from '../platform/db/index.ts'
import { type ChoiceRow, listChoices } from './connection-store.ts'

/** A catalog or customer list that a connection can be bound to. */
export interface Choice {
  id: string
  name: string
}

/** The kinds of which the user chooses one, when the scope has their permission (contract, oauth §3). */
export const kinds = ['catalog', 'customer_list'] as const
export type Kind = (typeof kinds)[number]
export const selects = (scope: Scope, kind: Kind) =>
  scope.permissions.some(({ resource }) => resource === kind)

export interface Place {
  accountId: string
  /** null: at account level. */
  locationId: string | null
}

export type Choices = (place: Place, kind: Kind) => Choice[]

/**
 * What can be chosen on the places of those accounts: at a location its own and its account's, at account level the
 * account's and those of any of its locations (contract, oauth §3).
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

/** The one that was named; without a name the only possible one, or none where there is none (oauth §4). */
export function choose(possible: readonly Choice[], given: string | null | undefined): Chosen {
  if (given != null) return possible.some(({ id }) => id === given) ? { id: given } : { problem: 'unknown' }
  if (possible.length > 1) return { problem: 'blank' }
  return { id: possible[0]?.id ?? null }
}
