import { statement } from '../platform/db/index.ts'

/** Those of their own lists, and those who ordered there. Parameters: account, customers, locations. */
export const listVisible = statement<{ id: string }>(
  `select c.id from customer c
   join customer_list l on l.account_id = c.account_id and l.id = c.customer_list_id
   where c.account_id = $1 and c.id = any($2::text[])
     and (l.location_id = any($3::text[]) or (l.location_id is null and exists (
       select 1 from orders o
       where o.account_id = c.account_id and o.customer_id = c.id and o.location_id = any($3::text[]))))`,
)

export interface FiguresRow {
  id: string
  nb_orders: number
  order_total_cents: number
  first_order_at: Date
  last_order_at: Date
}
/** What customers ordered at some locations. Parameters: account, customers, locations. */
export const figuresAt = statement<FiguresRow>(
  `select customer_id as id, count(*)::int as nb_orders, sum(total_cents)::bigint as order_total_cents,
     min(created_at) as first_order_at, max(created_at) as last_order_at
   from orders where account_id = $1 and customer_id = any($2::text[]) and location_id = any($3::text[])
   group by customer_id`,
)
