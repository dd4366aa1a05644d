import { type Db, fragment, textArray } from '../platform/db/index.ts'

/** One line of the request log, by column. */
export interface Line {
  account_id: string
  id: string
  created_at: Date
  connection_id: string
  method: string
  /** With its query string, secrets masked. */
  path: string
  status: number
  duration_ms: number
  location_id: string | null
  order_id: string | null
  customer_list_id: string | null
  customer_id: string | null
  catalog_id: string | null
  /** For writes only. */
  request_body: string | null
  answer_body: string | null
  /** JSON objects, for writes only; see `headers.ts`. */
  request_headers: string | null
  answer_headers: string | null
}

type TextColumn = { [Name in keyof Line]: Line[Name] extends string | null ? Name : never }[keyof Line]

const columns = fragment`
  account_id, id, created_at, connection_id, method, path, status, duration_ms, location_id, order_id,
  customer_list_id, customer_id, catalog_id, request_body, answer_body, request_headers, answer_headers`

/** Does not wait for the disk: a log line is not worth it. */
export function insert(sql: Db, { lines }: { lines: readonly Line[] }) {
  const all = <Name extends keyof Line>(name: Name) => lines.map((line) => line[name])
  const texts = (name: TextColumn) => textArray(all(name))
  return sql`
    with lazily as materialized (select set_config('synchronous_commit', 'off', true))
    insert into request_log (${columns})
    select l.* from lazily, unnest(
      ${texts('account_id')}::text[], ${texts('id')}::text[], ${all('created_at')}::timestamptz[],
      ${texts('connection_id')}::text[], ${texts('method')}::text[], ${texts('path')}::text[], ${all('status')}::int[],
      ${all('duration_ms')}::real[], ${texts('location_id')}::text[], ${texts('order_id')}::text[],
      ${texts('customer_list_id')}::text[], ${texts('customer_id')}::text[], ${texts('catalog_id')}::text[],
      ${texts('request_body')}::text[], ${texts('answer_body')}::text[],
      ${texts('request_headers')}::text[], ${texts('answer_headers')}::text[]) as l(${columns})`
}

/** Deletes the bodies of lines that name the customer or one of the orders; the lines stay. */
export const dropBodies = (
  sql: Db,
  { accountId, customerId, orderIds }: { accountId: string; customerId: string; orderIds: readonly string[] },
) => sql`
  update request_log set request_body = null, answer_body = null
  where account_id = ${accountId} and (customer_id = ${customerId} or order_id = any(${orderIds}::text[]))
    and (request_body is not null or answer_body is not null)`
