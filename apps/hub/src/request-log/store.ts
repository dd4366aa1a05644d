import { type Db, fragment } from '../platform/db/index.ts'

/** One line of the request log, by column. */
export interface Line {
  account_id: string
  id: string
  created_at: Date
  connection_id: string
  method: string
  /** With its query, secrets masked. */
  path: string
  status: number
  duration_ms: number
  location_id: string | null
  order_id: string | null
  customer_list_id: string | null
  customer_id: string | null
  catalog_id: string | null
  /** Of writes only. */
  request_body: string | null
  answer_body: string | null
  /** JSON objects, of writes only; see `headers.ts`. */
  request_headers: string | null
  answer_headers: string | null
}

const columns = fragment`
  account_id, id, created_at, connection_id, method, path, status, duration_ms, location_id, order_id,
  customer_list_id, customer_id, catalog_id, request_body, answer_body, request_headers, answer_headers`

/** A log line is not worth a wait for the disk. */
export function insert(sql: Db, { lines }: { lines: readonly Line[] }) {
  const all = <Name extends keyof Line>(name: Name) => lines.map((line) => line[name])
  return sql`
    with lazily as materialized (select set_config('synchronous_commit', 'off', true))
    insert into request_log (${columns})
    select l.* from lazily, unnest(
      ${all('account_id')}::text[], ${all('id')}::text[], ${all('created_at')}::timestamptz[],
      ${all('connection_id')}::text[], ${all('method')}::text[], ${all('path')}::text[], ${all('status')}::int[],
      ${all('duration_ms')}::real[], ${all('location_id')}::text[], ${all('order_id')}::text[],
      ${all('customer_list_id')}::text[], ${all('customer_id')}::text[], ${all('catalog_id')}::text[],
      ${all('request_body')}::text[], ${all('answer_body')}::text[],
      ${all('request_headers')}::text[], ${all('answer_headers')}::text[]) as l(${columns})`
}

/** The bodies that hold that customer's data, or that of those orders; the lines stay. */
export const dropBodies = (
  sql: Db,
  { accountId, customerId, orderIds }: { accountId: string; customerId: string; orderIds: readonly string[] },
) => sql`
  update request_log set request_body = null, answer_body = null
  where account_id = ${accountId} and (customer_id = ${customerId} or order_id = any(${orderIds}::text[]))
    and (request_body is not null or answer_body is not null)`
