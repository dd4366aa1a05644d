import { type Db, type Fragment, fragment, identifier } from '../platform/db/index.ts'
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

/** The columns by which lines are selected. Each has its own index; one query for all of them could use none. */
const subjects = {
  connection: fragment`l.connection_id`,
  order: fragment`l.order_id`,
  customer_list: fragment`l.customer_list_id`,
  customer: fragment`l.customer_id`,
  catalog: fragment`l.catalog_id`,
}
export type LogSubject = keyof typeof subjects

/** A null means no restriction. */
export interface LogQuery {
  accountId: string
  subject: LogSubject
  /** Id of the subject. */
  id: string
  /** Path patterns, of which one must match. */
  patterns: readonly string[] | null
  methods: readonly string[] | null
  /** Whether to include deliveries to that connection. */
  withDeliveries: boolean
  from: Date | null
  before: Date | null
  /** Sort key of the last line of the previous page. */
  after: { time: Date; id: string } | null
  limit: number
  locationIds: readonly string[] | null
  /** If a line names a customer, the customer must have an order at one of these locations. */
  orderedAt: readonly string[] | null
}

interface SortKey {
  time: Fragment
  id: Fragment
}

const page = ({ time, id }: SortKey, { from, before, after, limit }: LogQuery) => fragment`
  (${from}::timestamptz is null or ${time} >= ${from})
  and (${before}::timestamptz is null or ${time} < ${before})
  and (${after?.time}::timestamptz is null or (${time}, ${id}) < (${after?.time}::timestamptz, ${after?.id}::text))
  order by ${time} desc, ${id} desc limit ${limit}`

const ofRequest: SortKey = { time: fragment`l.created_at`, id: fragment`l.id` }
const ofAttempt: SortKey = {
  time: fragment`a.created_at`,
  id: fragment`(a.event_id || '_' || round(extract(epoch from a.created_at) * 1000)::bigint)`,
}

/** Newest first. */
export function list(sql: Db, query: LogQuery): Promise<LogRow[]> {
  const { accountId, subject, id, patterns, methods, withDeliveries, limit, locationIds, orderedAt } = query
  return sql<LogRow>`
    with requests as (
      select l.id, l.created_at, l.connection_id, 'request' as kind, l.method, l.path as url, l.status,
        null::text as error
      from request_log l
      where l.account_id = ${accountId} and ${subjects[subject]} = ${id}
        and (${patterns}::text[] is null or l.path ~ any(${patterns}::text[]))
        and (${methods}::text[] is null or l.method = any(${methods}::text[]))
        and (${locationIds}::text[] is null or l.location_id = any(${locationIds}::text[]))
        and (${orderedAt}::text[] is null or l.customer_id is null or exists (
          select 1 from orders o
          where o.account_id = l.account_id and o.customer_id = l.customer_id
            and o.location_id = any(${orderedAt}::text[])))
        and ${page(ofRequest, query)}),
    deliveries as (
      select ${ofAttempt.id} as id, a.created_at, a.connection_id, 'delivery' as kind, 'POST' as method,
        a.target as url, a.status, a.error
      from callback_attempt a
      where ${withDeliveries}::boolean and a.account_id = ${accountId} and a.connection_id = ${id}
        and (${methods}::text[] is null or 'POST' = any(${methods}::text[]))
        and ${page(ofAttempt, query)})
    select t.id, t.created_at, k.name as app, t.kind, t.method, t.url, t.status, t.error
    from (select * from requests union all select * from deliveries) t
    join connection c on c.account_id = ${accountId} and c.id = t.connection_id
    join client k on k.id = c.client_id
    order by t.created_at desc, t.id desc limit ${limit}`
}

export type LogLineRow = Line & { app: string; client_id: string; connection_location: string | null }
export async function find(
  sql: Db,
  { accountId, lineId }: { accountId: string; lineId: string },
): Promise<LogLineRow | undefined> {
  const [row] = await sql<LogLineRow>`
    select l.*, k.name as app, c.client_id, c.location_id as connection_location
    from request_log l join connection c on c.account_id = l.account_id and c.id = l.connection_id
    join client k on k.id = c.client_id where l.account_id = ${accountId} and l.id = ${lineId}`
  return row
}

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

const caused = fragment`
  select e.connection_id, n.location_id, k.name as app, e.id as event_id, e.created_at, n.app_instance_id, c.head,
    c.previous_state, c.new_state, c.state_change, e.private_refs, n.callback_url, a.created_at as at, a.target,
    a.status, a.error, a.duration_ms
  from change c
  join event e on e.account_id = c.account_id and e.change_id = c.id and e.created_at = c.created_at
  join connection n on n.account_id = e.account_id and n.id = e.connection_id
  join client k on k.id = n.client_id
  left join callback_attempt a
    on a.account_id = e.account_id and a.connection_id = e.connection_id and a.event_id = e.id`

/** The events of a client's changes in that period, with each delivery attempt. */
export const listCaused = (
  sql: Db,
  {
    accountId,
    clientId,
    from,
    to,
    limit,
  }: { accountId: string; clientId: string; from: Date; to: Date; limit: number },
) => sql<CausedRow>`
  ${caused}
  where c.account_id = ${accountId} and c.client_id = ${clientId} and c.created_at >= ${from} and c.created_at <= ${to}
  order by k.name, e.connection_id, e.seq, a.created_at limit ${limit}`

/** One event of a connection, with its delivery attempts. */
export const listAttempts = (
  sql: Db,
  { accountId, eventId, limit }: { accountId: string; eventId: string; limit: number },
) => sql<CausedRow>`
  ${caused} where c.account_id = ${accountId} and e.id = ${eventId} order by a.created_at limit ${limit}`

interface ConnectionKey {
  accountId: string
  connectionId: string
}

/** Number of requests of a connection per day, in that time zone. */
export const countByDay = (
  sql: Db,
  { accountId, connectionId, from, zone }: ConnectionKey & { from: Date; zone: string },
) => sql<{ day: string; count: number }>`
  select to_char(created_at at time zone ${zone}, 'YYYY-MM-DD') as day, count(*)::int as count from request_log
  where account_id = ${accountId} and connection_id = ${connectionId} and created_at >= ${from} group by 1`

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
/** A connection, even if it has ended. */
export async function findConnection(
  sql: Db,
  { accountId, connectionId }: ConnectionKey,
): Promise<ConnectionRow | undefined> {
  const [row] = await sql<ConnectionRow>`
    select c.id, k.name as client_name, c.location_id, c.ended_at is not null as ended, c.scope, c.device_id,
      c.catalog_id, g.name as catalog_name, c.customer_list_id, t.name as customer_list_name, c.callback_url,
      c.callback_events, c.token_sealed
    from connection c join client k on k.id = c.client_id
    left join catalog g on g.account_id = c.account_id and g.id = c.catalog_id
    left join customer_list t on t.account_id = c.account_id and t.id = c.customer_list_id
    where c.account_id = ${accountId} and c.id = ${connectionId}`
  return row
}

export interface CustomerInList {
  accountId: string
  customerListId: string
  customerId: string
  /** Locations where the customer must have ordered; null for any. */
  orderedAt: readonly string[] | null
}
/** Whether the list has that customer, as far as those locations may see the customer. */
export async function hasCustomer(
  sql: Db,
  { accountId, customerListId, customerId, orderedAt }: CustomerInList,
): Promise<boolean> {
  const rows = await sql`
    select id from customer c where account_id = ${accountId} and customer_list_id = ${customerListId}
      and id = ${customerId}
      and (${orderedAt}::text[] is null or exists (
        select 1 from orders o
        where o.account_id = c.account_id and o.customer_id = c.id and o.location_id = any(${orderedAt}::text[])))`
  return rows.length > 0
}

export interface ResourceKey {
  kind: 'catalog' | 'customer_list'
  accountId: string
  id: string
}
/** The location of a catalog or list; null if it belongs to the account. */
export async function findPlaceOf(
  sql: Db,
  { kind, accountId, id }: ResourceKey,
): Promise<{ location_id: string | null } | undefined> {
  const [row] = await sql<{ location_id: string | null }>`
    select location_id from ${identifier(kind)} where account_id = ${accountId} and id = ${id}`
  return row
}
