import type { Order } from '@hub/contract'
import { type Db, statement } from '../platform/db/index.ts'

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

/** What lists show of the orders of a page: an order may have 512 kB, of which they need a line. */
const heads = (page: string) => `
  select p.id, p.location_id, p.created_at, p.status, p.created_by, p.total_cents, o.ref, o.service_type,
    c.first_name, c.last_name, c.company_name
  from (${page}) p
    cross join lateral json_to_record(p.document::json) as o(ref text, service_type text, customer json)
    cross join lateral json_to_record(o.customer) as c(first_name text, last_name text, company_name text)
  order by p.created_at desc, p.id desc`
const columns = 'id, location_id, created_at, status, created_by, total_cents, document'

/** A query on the orders of some locations; for a single one the database walks that location's own index. */
function onLocations<Row extends object>(sql: (where: string) => string) {
  const one = statement<Row>(sql('account_id = $1 and location_id = $2'))
  const many = statement<Row>(sql('account_id = $1 and location_id = any($2::text[])'))
  return (db: Db, accountId: string, locationIds: readonly string[], more: readonly unknown[] = []) =>
    locationIds.length === 1
      ? one(db, [accountId, locationIds[0], ...more])
      : many(db, [accountId, locationIds, ...more])
}

/** Orders of a customer, newest first. Parameters: customer, limit. */
export const listOfCustomer = onLocations<ListedOrderRow>((where) =>
  heads(`select ${columns} from orders
      where ${where} and customer_id = $3 order by created_at desc, id desc limit $4`),
)

const filters = `($3::timestamptz is null or created_at >= $3) and ($4::timestamptz is null or created_at < $4)
     and ($5::text is null or status = $5) and ($6::text is null or created_by = $6)
     and ($7::timestamptz is null or (created_at, id) < ($7, $8::text))
   order by created_at desc, id desc limit $9`

/** Newest first. Parameters: from, before, status, creator, sort key of the last one seen (time, id), limit. */
const listAll = onLocations<ListedOrderRow>((where) =>
  heads(`select ${columns} from orders where ${where} and ${filters}`),
)

/**
 * Like {@link listAll}, for the orders that match a text search, through its index. A walk by date would read every
 * order for a rare name. Parameters: those of {@link listAll}, then the query.
 */
export const foundText = (where: string) =>
  heads(`with found as materialized (
     select account_id, location_id, id, created_at, status, created_by from orders where search @@ $10::tsquery),
   picked as (select account_id, id from found where ${where} and ${filters})
   select o.id, o.location_id, o.created_at, o.status, o.created_by, o.total_cents, o.document
   from picked p join orders o on o.account_id = p.account_id and o.id = p.id`)
const listFound = onLocations<ListedOrderRow>(foundText)

/** @param more parameters of {@link listAll}; `search`: a query of `search-terms.ts`, null for none */
export const list = (
  db: Db,
  accountId: string,
  locationIds: readonly string[],
  more: readonly unknown[],
  search: string | null,
) =>
  search === null
    ? listAll(db, accountId, locationIds, more)
    : listFound(db, accountId, locationIds, [...more, search])

/** Names of the apps that created the newest orders: reading all of them for a drop-down would take too long. */
export const listOrigins = onLocations<{ created_by: string }>(
  (where) => `select distinct created_by from (
     select created_by from orders where ${where} order by created_at desc, id desc limit 5000) newest
   order by created_by`,
)

/** By day of the zone and origin. Parameters: from, zone, statuses that are no sales. */
export const salesByDay = onLocations<{ day: string; origin: string; count: number; total_cents: number }>(
  (where) => `select to_char(created_at at time zone $4, 'YYYY-MM-DD') as day, created_by as origin,
     count(*)::int as count, sum(total_cents)::bigint as total_cents
   from orders where ${where} and created_at >= $3 and status <> all($5::text[]) group by 1, 2`,
)

/** Per status, with their total. Parameters: from. */
export const countByStatus = onLocations<{ status: string; count: number; total_cents: number }>(
  (where) => `select status, count(*)::int as count, sum(total_cents)::bigint as total_cents from orders
   where ${where} and created_at >= $3 group by status`,
)

export interface OrderFindRow {
  id: string
  location_id: string
  created_at: Date
  customer_id: string | null
  timezone: string
  document: string
  /** The app that brought it. */
  client_id: string
}
/** Parameters: account, location, order. */
export const find = statement<OrderFindRow>(
  `select id, location_id, created_at, customer_id, timezone, document, client_id from orders
   where account_id = $1 and location_id = $2 and id = $3`,
)

/** When an order was made. Parameters: account, location, order. */
export const findTime = statement<{ created_at: Date }>(
  `select created_at from orders where account_id = $1 and location_id = $2 and id = $3`,
)
