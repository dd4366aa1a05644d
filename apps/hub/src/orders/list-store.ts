import {
  type Db,
  type FittingRow,
  fittingRows,
  fragment,
  join,
  maxPageBytes,
  type Value,
} from '../platform/db/index.ts'
import { type OrderRow, orderColumns } from './store.ts'

export interface OrderListQuery {
  accountId: string
  /** The reading client, whose private refs are filled in and searched. */
  clientId: string
  /** null for all locations of the account. */
  locationId: string | null
  status?: string | undefined
  createdBy?: string | undefined
  from?: Date | undefined
  before?: Date | undefined
  customerId?: string | undefined
  privateRef?: string | undefined
  /** Time and id of the last order of the previous page. */
  after?: readonly [Date, string] | undefined
  limit: number
}

/**
 * The page's orders `o`. The text has only the requested conditions, so that each combination is prepared separately
 * and gets its own plan.
 */
function pageOf(query: OrderListQuery) {
  const { accountId, clientId, locationId, status, createdBy, from, before, customerId, privateRef, after } =
    query
  const asked = (value: Value, condition: () => ReturnType<typeof fragment>) =>
    value === undefined || value === null ? [] : [condition()]
  const scope = locationId === null ? fragment`` : fragment` and scope_id = ${locationId}`
  const conditions = [
    fragment`o.account_id = ${accountId}`,
    ...asked(locationId, () => fragment`o.location_id = ${locationId}`),
    ...asked(status, () => fragment`o.status = ${status}`),
    ...asked(createdBy, () => fragment`lower(o.created_by) = lower(${createdBy})`),
    ...asked(from, () => fragment`o.created_at >= ${from}`),
    ...asked(before, () => fragment`o.created_at < ${before}`),
    ...asked(customerId, () => fragment`o.customer_id = ${customerId}`),
    ...asked(
      privateRef,
      () => fragment`o.id in (select object_id from private_ref
        where account_id = ${accountId} and client_id = ${clientId} and kind = 'order' and value = ${privateRef}
          and element_id = object_id${scope})`,
    ),
    ...asked(after?.[0], () => fragment`(o.created_at, o.id) > (${after?.[0]}, ${after?.[1]}::text)`),
  ]
  return {
    source: fragment`from orders o where ${join(conditions, ' and ')}`,
    order: fragment`order by o.created_at, o.id limit ${query.limit}`,
  }
}

/** Orders, oldest first, as many as fit in a page. */
export function list(sql: Db, query: OrderListQuery): Promise<(OrderRow & FittingRow)[]> {
  const { source, order } = pageOf(query)
  const page = fragment`select ${orderColumns(query.clientId)} ${source} ${order}`
  const bytes = fragment`octet_length(document)`
  return sql.short<OrderRow & FittingRow>`${fittingRows(page, fragment`created_at, id`, bytes)}`
}

export interface PageRow {
  /** `id version id version …` of the returned orders, oldest first; null for none. */
  versions: string | null
  found: number
  /** How many orders are returned: as many as fit in a page, and at most `limit - 1`. */
  shown: number
  last_created_at: Date | null
  /** The first and the last, by name, of the time zones in which the documents were written. */
  first_zone: string | null
  last_zone: string | null
  /** Whether one of the documents names a deleted customer. */
  names_deleted: boolean | null
  /** Whether the reading client has any private refs, which must then be filled into each document. */
  has_refs: boolean
}

/** A page without its documents, as one row. The aggregates rely on the order of the subquery's rows. */
export async function findPage(sql: Db, query: OrderListQuery): Promise<PageRow> {
  const { source, order } = pageOf(query)
  const isShown = fragment`(n = 1 or (n < ${query.limit} and until_here <= ${maxPageBytes}))`
  const [row] = await sql.short<PageRow>`
    select string_agg(id || ' ' || version, ' ') filter (where ${isShown}) as versions,
      count(*)::int as found,
      count(*) filter (where ${isShown})::int as shown,
      max(created_at) filter (where ${isShown}) as last_created_at,
      min(timezone) as first_zone, max(timezone) as last_zone,
      bool_or(names_deleted) as names_deleted,
      (select exists (select from private_ref
        where account_id = ${query.accountId} and client_id = ${query.clientId})) as has_refs
    from (
      select o.id, o.created_at, o.timezone, o.names_deleted, o.xmin::text as version,
        row_number() over w as n, sum(octet_length(o.document)) over w as until_here
      ${source} window w as (order by o.created_at, o.id) ${order}) page`
  return row!
}

export interface DocumentRow {
  id: string
  version: string
  document: string
}

/** The documents of the orders that still exist, in any order. */
export const findDocuments = (sql: Db, { accountId, ids }: { accountId: string; ids: readonly string[] }) =>
  sql.short<DocumentRow>`select id, xmin::text as version, document from orders
    where account_id = ${accountId} and id = any(${ids}::text[])`
