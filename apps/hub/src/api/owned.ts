import type { Db } from '../platform/db/index.ts'
import type { ApiCall, Json } from './call.ts'
import { pageAnswer, timeAndId } from './pages.ts'
import { checkReach, listable, type OwnedAction, type OwnedKind } from './reach.ts'

/** A catalog or customer list as the database has it. */
export interface OwnedRow {
  id: string
  location_id: string | null
  /** Whether its location is suspended. */
  suspended: boolean
}

/**
 * That row, if the caller may do that with it.
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
  /** null for those of the account alone. */
  locationId: string | null
  /** All of them, or else the one of `boundId`. */
  all: boolean
  boundId: string | null
  /** Time and id of the last one of the page before. */
  after: readonly [Date, string] | undefined
  limit: number
}

/** The index of a location's catalogs or lists, with the account's, or of the account's alone. */
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
