import type { Statement } from '../platform/db/index.ts'
import type { ApiCall, Json } from './call.ts'
import { pageAnswer } from './pages.ts'
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

/**
 * The index of a location's catalogs or lists, with the account's, or of the account's alone.
 * @param find takes account, location, all or else the one resource, its place in the order (time, id), limit
 */
export async function ownedIndex<Row extends OwnedRow & { created_at: Date }>(
  call: ApiCall,
  kind: OwnedKind,
  locationId: string | null,
  { find, present }: { find: Statement<Row>; present: (row: Row) => object },
): Promise<Json> {
  const page = call.page()
  const { all, boundId } = listable(call.caller, kind)
  const [time, id] = page.after ?? []
  const rows = await find(call.db, [
    call.caller.accountId,
    locationId,
    all,
    boundId,
    time === undefined ? null : new Date(time),
    id ?? null,
    page.count + 1,
  ])
  return pageAnswer(call.reply, page, rows, {
    text: (row) => JSON.stringify(present(row)),
    key: (row) => [row.created_at.getTime(), row.id],
  })
}
