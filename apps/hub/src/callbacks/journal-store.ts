import {
  type Db,
  type FittingRow,
  fittingRows,
  fragment,
  maxPageBytes,
  type Trx,
} from '../platform/db/index.ts'
import { type ConnectionKey, type EventKey, type EventRow, eventAndChange, eventColumns } from './store.ts'

export interface AttemptRow {
  at_ms: number
  target: string
  status: number | null
  error: string | null
  duration_ms: number
}
export type JournalRow = EventRow & {
  state: 'pending' | 'acknowledged' | 'failed'
  app_instance_id: string | null
  /** A JSON array of {@link AttemptRow}, oldest first. */
  attempts: string | null
}

const columns = fragment`${eventColumns}, e.state, n.app_instance_id,
  (select json_agg(json_build_object('at_ms', round(extract(epoch from a.created_at) * 1000), 'target', a.target,
       'status', a.status, 'error', a.error, 'duration_ms', a.duration_ms) order by a.created_at)::text
   from callback_attempt a
   where a.account_id = e.account_id and a.connection_id = e.connection_id and a.event_id = e.id) as attempts`
/** An event's size for paging: only states make it large. */
const stateBytes = fragment`coalesce(octet_length(previous_state), 0) + coalesce(octet_length(new_state), 0)
  + coalesce(octet_length(state_change), 0)`
const source = fragment`${eventAndChange} join connection n on n.account_id = e.account_id and n.id = e.connection_id`
const isAbout = (orderId: string | null) =>
  fragment`(${orderId}::text is null or strpos(c.head, '"order_id":"' || ${orderId}::text || '"') > 0)`

/** A null filter matches everything. */
export interface JournalQuery extends ConnectionKey {
  from: Date | null
  before: Date | null
  state: string | null
  orderId: string | null
  limit: number
}

const matches = ({ accountId, connectionId, from, before, state, orderId }: JournalQuery) => fragment`
  e.account_id = ${accountId} and e.connection_id = ${connectionId}
    and (${from}::timestamptz is null or e.created_at >= ${from})
    and (${before}::timestamptz is null or e.created_at < ${before})
    and (${state}::text is null or e.state = ${state}) and ${isAbout(orderId)}`

/** Events after `afterSeq`, oldest first, as many as fit in a page. */
export function list(sql: Db, query: JournalQuery & { afterSeq: number }) {
  const page = fragment`select ${columns} from ${source}
    where ${matches(query)} and e.seq > ${query.afterSeq} order by e.seq limit ${query.limit}`
  return sql<JournalRow & FittingRow>`${fittingRows(page, fragment`seq`, stateBytes)}`
}

/** Events before `beforeSeq`, newest first, as many as fit in a page. */
export function listBackwards(sql: Db, query: JournalQuery & { beforeSeq: number }) {
  const page = fragment`select ${columns} from ${source}
    where ${matches(query)} and e.seq < ${query.beforeSeq} order by e.seq desc limit ${query.limit}`
  return sql<JournalRow & FittingRow>`${fittingRows(page, fragment`seq desc`, stateBytes)}`
}

export interface OfOrderQuery {
  accountId: string
  orderId: string
  /** No event of the order is older. */
  from: Date
  limit: number
}

/** Events about an order, of all connections of its account. States beyond the size of a page are left out. */
export const listOfOrder = (sql: Db, { accountId, orderId, from, limit }: OfOrderQuery) =>
  sql<JournalRow & { connection_id: string; client_name: string; location_id: string | null }>`
    select connection_id, location_id, client_name, id, seq, head, private_refs, state, app_instance_id, attempts,
      state_change, case when until_here <= ${maxPageBytes} then previous_state end as previous_state,
      case when until_here <= ${maxPageBytes} then new_state end as new_state
    from (
      select found.*, sum(${stateBytes}) over (order by created_at, connection_id, seq) as until_here
      from (
        select e.created_at, e.connection_id, n.location_id, k.name as client_name, ${columns} from ${source}
        join client k on k.id = n.client_id
        where e.account_id = ${accountId} and ${isAbout(orderId)} and e.created_at >= ${from}
        order by e.created_at, e.connection_id, e.seq limit ${limit}) found) measured
    order by created_at, connection_id, seq`

/** The connection, even if it has ended. */
export async function findConnection(sql: Db, { accountId, connectionId }: ConnectionKey) {
  const [row] = await sql<{ location_id: string | null; client_name: string; ended: boolean }>`
    select c.location_id, k.name as client_name, c.ended_at is not null as ended
    from connection c join client k on k.id = c.client_id
    where c.account_id = ${accountId} and c.id = ${connectionId}`
  return row
}

export interface ReplayKey extends ConnectionKey {
  replayId: string
  replayedAt: Date
}

/** Makes events pending, as if never tried. Those of an active callback stay on hold until `releaseReplayed`. */
const again = ({ replayId, replayedAt }: ReplayKey) => fragment`
  state = 'pending', attempts = 0, replay_id = ${replayId}, replayed_at = ${replayedAt}::timestamptz,
  node_id = case when e.state = 'pending' then e.node_id end,
  next_at = (select case when n.callback_url is not null then 'infinity'::timestamptz end from connection n
    where n.account_id = e.account_id and n.id = e.connection_id)`

export type ReplayedRow = { id: string; seq: number }

export const replay = (trx: Trx, given: ReplayKey & { eventIds: readonly string[] }) =>
  trx<ReplayedRow>`update event e set ${again(given)}
    where e.account_id = ${given.accountId} and e.connection_id = ${given.connectionId}
      and e.id = any(${given.eventIds}::text[]) returning e.id, e.seq`

export interface ReplayPeriod extends ReplayKey {
  from: Date
  /** null for no end. */
  before: Date | null
  /** null for events of any kind. */
  orderId: string | null
  /** null for all. */
  limit: number | null
}

/** Replays the oldest events of a period, at most `limit`. */
export function replayPeriod(trx: Trx, given: ReplayPeriod) {
  const { accountId, connectionId, from, before, orderId, limit } = given
  return trx<ReplayedRow>`
    with chosen as (
      select e.id, e.created_at from ${eventAndChange}
      where e.account_id = ${accountId} and e.connection_id = ${connectionId} and e.created_at >= ${from}
        and (${before}::timestamptz is null or e.created_at < ${before}) and ${isAbout(orderId)}
      order by e.seq limit ${limit})
    update event e set ${again(given)} from chosen h
    where e.account_id = ${accountId} and e.connection_id = ${connectionId} and e.id = h.id
      and e.created_at = h.created_at
    returning e.id, e.seq`
}

/** Keeps other replays of the connection from starting before this transaction ends. */
export const lockConnection = (trx: Trx, { accountId, connectionId }: ConnectionKey) =>
  trx`select id from connection where account_id = ${accountId} and id = ${connectionId} for no key update`

/** Id of the replay whose events the hub is still delivering. */
export async function findRunningReplay(
  sql: Db,
  { accountId, connectionId }: ConnectionKey,
): Promise<string | undefined> {
  const [row] = await sql<{ replay_id: string }>`select replay_id from event
    where account_id = ${accountId} and connection_id = ${connectionId} and state = 'pending'
      and replay_id is not null and next_at is not null
    limit 1`
  return row?.replay_id
}

/** Fails a pending event without further attempts; it stays in the journal. @returns whether it was pending */
export async function abandon(sql: Db, { accountId, connectionId, eventId }: EventKey): Promise<boolean> {
  const rows = await sql`update event set state = 'failed', next_at = null, node_id = null
    where account_id = ${accountId} and connection_id = ${connectionId} and id = ${eventId} and state = 'pending'
    returning id`
  return rows.length > 0
}
