import { statement } from '../platform/db/index.ts'
import type { Line } from './store.ts'

export interface LogRow {
  id: string
  created_at: Date
  app: string
  kind: 'request' | 'delivery'
  method: string
  url: string
  status: number | null
  error: string | null
}

const page = (time: string, id: string) => `($6::timestamptz is null or ${time} >= $6)
    and ($7::timestamptz is null or ${time} < $7) and ($8::timestamptz is null or (${time}, ${id}) < ($8, $9::text))
    order by ${time} desc, ${id} desc limit $10`
const attemptId = `(a.event_id || '_' || round(extract(epoch from a.created_at) * 1000)::bigint)`

/** Each with its own index; a plan for all of them would have none. */
const logsOf = (subject: string) =>
  statement<LogRow>(`
  with requests as (
    select l.id, l.created_at, l.connection_id, 'request' as kind, l.method, l.path as url, l.status,
      null::text as error
    from request_log l
    where l.account_id = $1 and ${subject} = $2
      and ($3::text[] is null or l.path ~ any($3)) and ($4::text[] is null or l.method = any($4))
      and ($11::text[] is null or l.location_id = any($11))
      and ($12::text[] is null or l.customer_id is null or exists (
        select 1 from orders o
        where o.account_id = l.account_id and o.customer_id = l.customer_id and o.location_id = any($12)))
      and ${page('l.created_at', 'l.id')}),
  deliveries as (
    select ${attemptId} as id, a.created_at, a.connection_id, 'delivery' as kind, 'POST' as method, a.target as url,
      a.status, a.error
    from callback_attempt a
    where $5::boolean and a.account_id = $1 and a.connection_id = $2 and ($4::text[] is null or 'POST' = any($4))
      and ${page('a.created_at', attemptId)})
  select t.id, t.created_at, k.name as app, t.kind, t.method, t.url, t.status, t.error
  from (select * from requests union all select * from deliveries) t
  join connection c on c.account_id = $1 and c.id = t.connection_id join client k on k.id = c.client_id
  order by t.created_at desc, t.id desc limit $10`)

/**
 * Newest first, by what they are of.
 * Parameters: account, id, patterns of paths, methods, whether with what was delivered to that connection, from,
 * before, sort key of the last one seen (time, id), limit, locations, locations where a named customer must have
 * ordered; null for what does not matter.
 */
export const list = {
  connection: logsOf('l.connection_id'),
  order: logsOf('l.order_id'),
  customer_list: logsOf('l.customer_list_id'),
  customer: logsOf('l.customer_id'),
  catalog: logsOf('l.catalog_id'),
}
export type LogSubject = keyof typeof list

export type LogLineRow = Line & { app: string; client_id: string; connection_location: string | null }
/** Parameters: account, line. */
export const find = statement<LogLineRow>(
  `select l.*, k.name as app, c.client_id, c.location_id as connection_location
   from request_log l join connection c on c.account_id = l.account_id and c.id = l.connection_id
   join client k on k.id = c.client_id where l.account_id = $1 and l.id = $2`,
)

export interface CausedRow {
  connection_id: string
  location_id: string | null
  app: string
  event_id: string
  created_at: Date
  app_instance_id: string | null
  head: string
  previous_state: string | null
  new_state: string | null
  state_change: string | null
  private_refs: string | null
  callback_url: string | null
  at: Date | null
  target: string | null
  status: number | null
  error: string | null
  duration_ms: number | null
}

const caused = `e.connection_id, n.location_id, k.name as app, e.id as event_id, e.created_at, n.app_instance_id, c.head,
    c.previous_state, c.new_state, c.state_change, e.private_refs, n.callback_url, a.created_at as at, a.target,
    a.status, a.error, a.duration_ms
  from change c
  join event e on e.account_id = c.account_id and e.change_id = c.id and e.created_at = c.created_at
  join connection n on n.account_id = e.account_id and n.id = e.connection_id
  join client k on k.id = n.client_id
  left join callback_attempt a
    on a.account_id = e.account_id and a.connection_id = e.connection_id and a.event_id = e.id`

/**
 * The events of what a client changed in that time, with each attempt to deliver them.
 * Parameters: account, client, from, to, limit.
 */
export const findCaused = statement<CausedRow>(
  `select ${caused} where c.account_id = $1 and c.client_id = $2 and c.created_at >= $3 and c.created_at <= $4
   order by k.name, e.connection_id, e.seq, a.created_at limit $5`,
)
/** One event of a connection with its attempts. Parameters: account, event, limit. */
export const findDelivery = statement<CausedRow>(
  `select ${caused} where c.account_id = $1 and e.id = $2 order by a.created_at limit $3`,
)

/** Requests of a connection by day of the zone. Parameters: account, connection, from, zone. */
export const countByDay = statement<{ day: string; count: number }>(
  `select to_char(created_at at time zone $4, 'YYYY-MM-DD') as day, count(*)::int as count from request_log
   where account_id = $1 and connection_id = $2 and created_at >= $3 group by 1`,
)

export interface ConnectionRow {
  id: string
  client_name: string
  location_id: string | null
  ended: boolean
  scope: string
  device_id: string | null
  catalog_id: string | null
  catalog_name: string | null
  customer_list_id: string | null
  customer_list_name: string | null
  callback_url: string | null
  callback_events: string | null
  token_sealed: string
}
/** A connection, ended or not. Parameters: account, connection. */
export const findConnection = statement<ConnectionRow>(
  `select c.id, k.name as client_name, c.location_id, c.ended_at is not null as ended, c.scope, c.device_id,
     c.catalog_id, g.name as catalog_name, c.customer_list_id, t.name as customer_list_name, c.callback_url,
     c.callback_events, c.token_sealed
   from connection c join client k on k.id = c.client_id
   left join catalog g on g.account_id = c.account_id and g.id = c.catalog_id
   left join customer_list t on t.account_id = c.account_id and t.id = c.customer_list_id
   where c.account_id = $1 and c.id = $2`,
)

/** Whether the list has that customer, seen from those locations. Parameters: account, list, customer, locations or null. */
export const findCustomer = statement<{ id: string }>(
  `select id from customer c where account_id = $1 and customer_list_id = $2 and id = $3
     and ($4::text[] is null or exists (
       select 1 from orders o
       where o.account_id = c.account_id and o.customer_id = c.id and o.location_id = any($4)))`,
)

/** Where an object belongs: null for the account's own. Parameters: account, id. */
export const placeOf = {
  customer_list: statement<{ location_id: string | null }>(
    `select location_id from customer_list where account_id = $1 and id = $2`,
  ),
  catalog: statement<{ location_id: string | null }>(
    `select location_id from catalog where account_id = $1 and id = $2`,
  ),
}
