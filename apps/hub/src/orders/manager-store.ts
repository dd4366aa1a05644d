import type { Order } from '@hub/contract'
import { type Db, type Fragment, fragment } from '../platform/db/index.ts'
import type { OrderKey } from './store.ts'

export interface ListedOrderRow {
  id: string
  location_id: string
  created_at: Date
  status: string
  created_by: string
  total_cents: number
  ref: string | null
  service_type: Order['service_type']
  first_name: string | null
  last_name: string | null
  company_name: string | null
}

/** Some locations of an account. */
export interface OrdersPlace {
  accountId: string
  locationIds: readonly string[]
}

/** With a single location, PostgreSQL can scan that location's index in order. */
const isAt = ({ accountId, locationIds }: OrdersPlace): Fragment =>
  locationIds.length === 1
    ? fragment`account_id = ${accountId} and location_id = ${locationIds[0]}`
    : fragment`account_id = ${accountId} and location_id = any(${locationIds}::text[])`

/** The columns that lists show. An order may have 512 kB, so documents are not fetched whole. */
const heads = (page: Fragment) => fragment`
  select p.id, p.location_id, p.created_at, p.status, p.created_by, p.total_cents, o.ref, o.service_type,
    c.first_name, c.last_name, c.company_name
  from (${page}) p
    cross join lateral json_to_record(p.document::json) as o(ref text, service_type text, customer json)
    cross join lateral json_to_record(o.customer) as c(first_name text, last_name text, company_name text)
  order by p.created_at desc, p.id desc`
const columns = fragment`id, location_id, created_at, status, created_by, total_cents, document`

/** Orders of a customer, newest first. */
export const listOfCustomer = (
  sql: Db,
  { customerId, limit, ...place }: OrdersPlace & { customerId: string; limit: number },
) =>
  sql<ListedOrderRow>`${heads(fragment`select ${columns} from orders
    where ${isAt(place)} and customer_id = ${customerId} order by created_at desc, id desc limit ${limit}`)}`

export interface OrdersSearch extends OrdersPlace {
  from?: Date | null
  before?: Date | null
  status?: string | null
  createdBy?: string | null
  /** A query of `search-terms.ts`. */
  search?: string | null
  /** Time and id of the last order of the previous page. */
  after?: readonly [Date, string] | null
  limit: number
}

const filters = ({ from, before, status, createdBy, after, limit, ...place }: OrdersSearch) => fragment`
  ${isAt(place)}
    and (${from}::timestamptz is null or created_at >= ${from})
    and (${before}::timestamptz is null or created_at < ${before})
    and (${status}::text is null or status = ${status})
    and (${createdBy}::text is null or created_by = ${createdBy})
    and (${after?.[0]}::timestamptz is null or (created_at, id) < (${after?.[0]}, ${after?.[1]}::text))
  order by created_at desc, id desc limit ${limit}`

/**
 * Orders, newest first. A text search uses its own index, because a scan by date would read every order to find a rare
 * name.
 */
export const list = (sql: Db, query: OrdersSearch) =>
  sql<ListedOrderRow>`${heads(
    query.search == null
      ? fragment`select ${columns} from orders where ${filters(query)}`
      : fragment`with found as materialized (
          select account_id, location_id, id, created_at, status, created_by from orders
          where search @@ ${query.search}::tsquery),
        picked as (select account_id, id from found where ${filters(query)})
        select o.id, o.location_id, o.created_at, o.status, o.created_by, o.total_cents, o.document
        from picked p join orders o on o.account_id = p.account_id and o.id = p.id`,
  )}`

/** Names of the apps that created the newest 5000 orders. Reading all orders to fill a menu would take too long. */
export const listOrigins = (sql: Db, place: OrdersPlace) =>
  sql<{ created_by: string }>`select distinct created_by from (
    select created_by from orders where ${isAt(place)} order by created_at desc, id desc limit 5000) newest
  order by created_by`

/** Sales by day in `zone` and by origin, without orders in a `lost` status. */
export const salesByDay = (
  sql: Db,
  { from, zone, lost, ...place }: OrdersPlace & { from: Date; zone: string; lost: readonly string[] },
) =>
  sql<{ day: string; origin: string; count: number; total_cents: number }>`
    select to_char(created_at at time zone ${zone}, 'YYYY-MM-DD') as day, created_by as origin, count(*)::int as count,
      sum(total_cents)::bigint as total_cents
    from orders where ${isAt(place)} and created_at >= ${from} and status <> all(${lost}::text[]) group by 1, 2`

/** Number and total of the orders in each status. */
export const countByStatus = (sql: Db, { from, ...place }: OrdersPlace & { from: Date }) =>
  sql<{ status: string; count: number; total_cents: number }>`
    select status, count(*)::int as count, sum(total_cents)::bigint as total_cents from orders
    where ${isAt(place)} and created_at >= ${from} group by status`

export interface OrderFindRow {
  id: string
  location_id: string
  created_at: Date
  customer_id: string | null
  timezone: string
  document: string
  /** The app that created the order. */
  client_id: string
}

export async function find(sql: Db, { accountId, locationId, orderId }: OrderKey) {
  const [row] = await sql<OrderFindRow>`
    select id, location_id, created_at, customer_id, timezone, document, client_id from orders
    where account_id = ${accountId} and location_id = ${locationId} and id = ${orderId}`
  return row
}

/** When an order was created. */
export async function findTime(
  sql: Db,
  { accountId, locationId, orderId }: OrderKey,
): Promise<Date | undefined> {
  const [row] = await sql<{ created_at: Date }>`select created_at from orders
    where account_id = ${accountId} and location_id = ${locationId} and id = ${orderId}`
  return row?.created_at
}
