import { statement } from '../platform/db/index.ts'

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

const columns: readonly [name: keyof Line, type: string][] = [
  ['account_id', 'text'],
  ['id', 'text'],
  ['created_at', 'timestamptz'],
  ['connection_id', 'text'],
  ['method', 'text'],
  ['path', 'text'],
  ['status', 'int'],
  ['duration_ms', 'real'],
  ['location_id', 'text'],
  ['order_id', 'text'],
  ['customer_list_id', 'text'],
  ['customer_id', 'text'],
  ['catalog_id', 'text'],
  ['request_body', 'text'],
  ['answer_body', 'text'],
  ['request_headers', 'text'],
  ['answer_headers', 'text'],
]
const names = columns.map(([name]) => name).join(', ')
const arrays = columns.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ')

// Nobody waits for a log line to be on the disk.
const insertLines = statement(`
  with lazily as materialized (select set_config('synchronous_commit', 'off', true))
  insert into request_log (${names})
  select l.* from lazily, unnest(${arrays}) as l(${names})`)

export const insert = (db: Parameters<typeof insertLines>[0], lines: readonly Line[]) =>
  insertLines(
    db,
    columns.map(([name]) => lines.map((line) => line[name])),
  )

/** Parameters: account, customer, orders. */
export const dropBodies = statement(`
  update request_log set request_body = null, answer_body = null
  where account_id = $1 and (customer_id = $2 or order_id = any($3::text[]))
    and (request_body is not null or answer_body is not null)`)
