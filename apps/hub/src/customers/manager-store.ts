import { statement } from '../platform/db/index.ts'

export interface ListedCustomerRow {
  id: string
  created_at: Date
  timezone: string
  document: string
}

const person = `lower(concat_ws(' ', document::json ->> 'first_name', document::json ->> 'last_name',
  document::json ->> 'company_name', email))`

/** Contract, security S28: null for whoever sees all of the list. */
const isSeen = (locations: string) => `(${locations}::text[] is null or exists (
       select 1 from orders o
       where o.account_id = customer.account_id and o.customer_id = customer.id and o.location_id = any(${locations})))`

/**
 * Newest first. The document is looked at as a text before it is read: most have no word in common with the pattern.
 * Parameters: account, list, pattern of `like` or null, that of one of its words, the same as it stands in JSON, sort
 * key of the last one seen (time, id), limit, locations of which one must have an order of the customer, or null.
 */
export const list = statement<ListedCustomerRow>(
  `select id, created_at, timezone, document from customer
   where account_id = $1 and customer_list_id = $2
     and ($3::text is null or ((email ilike $4 or document ilike $5) and ${person} like $3))
     and ($6::timestamptz is null or (created_at, id) < ($6, $7::text)) and ${isSeen('$9')}
   order by created_at desc, id desc limit $8`,
)
/** New ones in all lists of the account, by day of the zone. Parameters: account, from, zone. */
export const countByDay = statement<{ day: string; count: number }>(
  `select to_char(created_at at time zone $3, 'YYYY-MM-DD') as day, count(*)::int as count from customer
   where account_id = $1 and created_at >= $2 group by 1`,
)

/** Parameters: account, list, customer, locations of which one must have an order of the customer, or null. */
export const find = statement<ListedCustomerRow>(
  `select id, created_at, timezone, document from customer
   where account_id = $1 and customer_list_id = $2 and id = $3 and ${isSeen('$4')}`,
)
