import type { Db } from '../platform/db/index.ts'
import type { ApiCall, Json } from './call.ts'
import { pageAnswer, timeAndId } from './pages.ts'
import { checkReach, listable, type OwnedAction, type OwnedKind } from './reach.ts'

/** A catalog or customer list as stored. */
export interface OwnedRow {
  id: string
  location_id: string | null
  /** Whether its location is suspended. */
  suspended: boolean
}

/**
 * Returns the row if the caller may perform the action on it.
 * @throws {ApiError} 404, 403, or the one 401 of the contract (oauth §3)
 */
export function reachOwned<Row extends OwnedRow>(
  { caller }: ApiCall,
  kind: OwnedKind,
  row: Row | undefined,
  action: OwnedAction,
): Row {
  const owned = row && { id: row.id, locationId: row.location_id, suspended: row.suspended }
  checkReach(caller, kind, owned, action)
  return row!
}

export interface OwnedPage {
  accountId: string
  /** Null for the account's own only. */
  locationId: string | null
  /** True for all of them, false for only the one with `boundId`. */
  all: boolean
  boundId: string | null
  /** Creation time and id of the last row of the previous page. */
  after: readonly [Date, string] | undefined
  limit: number
}

/** Lists a location's catalogs or customer lists together with the account's, or the account's only. */
export async function ownedIndex<Row extends OwnedRow & { created_at: Date }>(
  call: ApiCall,
  kind: OwnedKind,
  locationId: string | null,
  { list, present }: { list: (sql: Db, page: OwnedPage) => Promise<Row[]>; present: (row: Row) => object },
): Promise<Json> {
  const page = call.page()
  const rows = await list(call.db, {
    accountId: call.caller.accountId,
    locationId,
    ...listable(call.caller, kind),
    after: timeAndId(page),
    limit: page.count + 1,
  })
  return pageAnswer(call.reply, page, rows, {
    text: (row) => JSON.stringify(present(row)),
    key: (row) => [row.created_at.getTime(), row.id],
  })
}
