import type { Db } from '../platform/db/index.ts'

export interface CustomersAt {
  accountId: string
  customerIds: readonly string[]
  locationIds: readonly string[]
}

/** Customers of the locations' own lists, and customers of account lists who ordered there. */
export const listVisible = (sql: Db, { accountId, customerIds, locationIds }: CustomersAt) => sql<{
  id: string
}>`
  select c.id from customer c
  join customer_list l on l.account_id = c.account_id and l.id = c.customer_list_id
  where c.account_id = ${accountId} and c.id = any(${customerIds}::text[])
    and (l.location_id = any(${locationIds}::text[]) or (l.location_id is null and exists (
      select 1 from orders o
      where o.account_id = c.account_id and o.customer_id = c.id and o.location_id = any(${locationIds}::text[]))))`

export interface FiguresRow {
  id: string
  nb_orders: number
  order_total_cents: number
  first_order_at: Date
  last_order_at: Date
}

/** Statistics of the customers' orders at the given locations. */
export const listFigures = (sql: Db, { accountId, customerIds, locationIds }: CustomersAt) => sql<FiguresRow>`
  select customer_id as id, count(*)::int as nb_orders, sum(total_cents)::bigint as order_total_cents,
    min(created_at) as first_order_at, max(created_at) as last_order_at
  from orders
  where account_id = ${accountId} and customer_id = any(${customerIds}::text[])
    and location_id = any(${locationIds}::text[])
  group by customer_id`
