import { type ApiCall, Json, pageAnswer, readFilters } from '../api/index.ts'
import type { OrderDocuments } from './documents.ts'
import { filterTime, type OrderFilters, orderFilters } from './filters.ts'
import { findPage, list, type OrderListQuery } from './list-store.ts'
import { orderText } from './present.ts'

export interface ListParts {
  /** Time zone of a location, for lists that span several locations. */
  zoneOf: (accountId: string, locationId: string) => Promise<string>
  documents: OrderDocuments
}

type Page = ReturnType<ApiCall['page']>

/**
 * Contract, orders §10.
 * @param locationId null for the orders of the whole account
 */
export async function listOrders(call: ApiCall, parts: ListParts, locationId: string | null): Promise<Json> {
  const page = call.page(readFilters(call.query, orderFilters))
  const filters: OrderFilters = page.filters
  const [afterMs, afterId] = page.after ?? []
  const query: OrderListQuery = {
    accountId: call.caller.accountId,
    clientId: call.caller.clientId,
    locationId,
    status: filters.status,
    createdBy: filters.created_by,
    from: filterTime(call, filters, 'after'),
    before: filterTime(call, filters, 'before'),
    customerId: filters.customer_id,
    privateRef: filters.private_ref,
    after: afterMs === undefined ? undefined : [new Date(afterMs), String(afterId)],
    limit: page.count + 1,
  }
  const asStored = locationId === null ? undefined : await pageAsStored(call, page, query, parts)
  return asStored ?? (await pageOfRows(call, page, query, parts))
}

/** The page made of the documents as they are stored; undefined if one of them must be adapted for the reader. */
async function pageAsStored(
  call: ApiCall,
  page: Page,
  query: OrderListQuery,
  { documents }: ListParts,
): Promise<Json | undefined> {
  const row = await findPage(call.db, query)
  if (row.found === 0) return new Json('[]')
  const isCurrent = row.first_zone === call.zone && row.last_zone === call.zone
  if (row.has_refs || !isCurrent || row.names_deleted || row.versions === null) return undefined
  const { versions } = row
  const array = await documents.array(call.db, query.accountId, versions)
  if (!array) return undefined
  if (row.found > row.shown) {
    call.reply.header('x-cursor-next', page.next([row.last_created_at!.getTime(), lastId(versions)]))
  }
  call.reply.version = versions
  return new Json(array)
}

/** The last id in `id version id version …`. */
function lastId(versions: string): string {
  const end = versions.lastIndexOf(' ')
  return versions.slice(versions.lastIndexOf(' ', end - 1) + 1, end)
}

async function pageOfRows(call: ApiCall, page: Page, query: OrderListQuery, { zoneOf }: ListParts) {
  const rows = await list(call.db, query)
  const zones = new Map<string, string>()
  for (const { location_id } of rows) {
    if (!zones.has(location_id)) zones.set(location_id, await zoneOf(query.accountId, location_id))
  }
  return pageAnswer(call.reply, page, rows, {
    text: (row) => orderText(row, zones.get(row.location_id)!),
    key: ({ created_at, id }) => [created_at.getTime(), id],
    found: rows[0]?.found,
  })
}
