import { type Db, fragment } from '../platform/db/index.ts'

export interface ListedCustomerRow {
  id: string
  created_at: Date
  timezone: string
  document: string
}

const person = fragment`lower(concat_ws(' ', document::json ->> 'first_name', document::json ->> 'last_name',
  document::json ->> 'company_name', email))`

export interface SeenList {
  accountId: string
  listId: string
  /** The customer must have ordered at one of these locations; null if all of the list are visible (security S28). */
  sightAt: readonly string[] | null
}

const isSeen = (sightAt: SeenList['sightAt']) => fragment`(${sightAt}::text[] is null or exists (
  select 1 from orders o
  where o.account_id = customer.account_id and o.customer_id = customer.id
    and o.location_id = any(${sightAt}::text[])))`

/** Patterns for `like`. */
export interface SearchPatterns {
  /** The whole searched text. */
  whole: string
  /** Its longest word. */
  word: string
  /** The same word as JSON writes it. */
  wordInJson: string
}

export interface SeenQuery extends SeenList {
  search: SearchPatterns | undefined
  /** Time and id of the last customer of the previous page. */
  after: readonly [Date, string] | undefined
  limit: number
}

/** Customers, newest first. The word patterns filter documents as text, so that only the few candidates are parsed. */
export const list = (sql: Db, { accountId, listId, sightAt, search, after, limit }: SeenQuery) =>
  sql<ListedCustomerRow>`
    select id, created_at, timezone, document from customer
    where account_id = ${accountId} and customer_list_id = ${listId}
      and (${search?.whole}::text is null
        or ((email ilike ${search?.word} or document ilike ${search?.wordInJson}) and ${person} like ${search?.whole}))
      and (${after?.[0]}::timestamptz is null or (created_at, id) < (${after?.[0]}, ${after?.[1]}::text))
      and ${isSeen(sightAt)}
    order by created_at desc, id desc limit ${limit}`

/** New customers in all lists of the account, by day in `zone`. */
export const countByDay = (
  sql: Db,
  { accountId, since, zone }: { accountId: string; since: Date; zone: string },
) => sql<{ day: string; count: number }>`
  select to_char(created_at at time zone ${zone}, 'YYYY-MM-DD') as day, count(*)::int as count from customer
  where account_id = ${accountId} and created_at >= ${since} group by 1`

export async function find(
  sql: Db,
  { accountId, listId, sightAt, customerId }: SeenList & { customerId: string },
) {
  const [row] = await sql<ListedCustomerRow>`
    select id, created_at, timezone, document from customer
    where account_id = ${accountId} and customer_list_id = ${listId} and id = ${customerId} and ${isSeen(sightAt)}`
  return row
}
