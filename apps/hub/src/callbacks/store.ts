import { type Db, fragment, type Trx } from '../platform/db/index.ts'

export interface ConnectionKey {
  accountId: string
  connectionId: string
}
export interface EventKey extends ConnectionKey {
  eventId: string
}

export interface EventRow {
  id: string
  seq: number
  head: string
  previous_state: string | null
  new_state: string | null
  state_change: string | null
  private_refs: string | null
}
export type EventSummaryRow = Pick<EventRow, 'id' | 'seq' | 'head'>

/** Columns of {@link EventRow}, from {@link eventAndChange}. */
export const eventColumns = fragment`
  e.id, e.seq, c.head, c.previous_state, c.new_state, c.state_change, e.private_refs`
export const eventAndChange = fragment`event e join change c
  on c.account_id = e.account_id and c.id = e.change_id and c.created_at = e.created_at`

/** Pending events after `afterSeq`, oldest first. */
export const listPending = (
  sql: Db,
  { accountId, connectionId, afterSeq, limit }: ConnectionKey & { afterSeq: number; limit: number },
) =>
  sql<EventSummaryRow>`select e.id, e.seq, c.head from ${eventAndChange}
    where e.account_id = ${accountId} and e.connection_id = ${connectionId} and e.state = 'pending'
      and e.seq > ${afterSeq} order by e.seq limit ${limit}`

export async function findPending(sql: Db, { accountId, connectionId, eventId }: EventKey) {
  const [row] = await sql<EventRow>`select ${eventColumns} from ${eventAndChange}
    where e.account_id = ${accountId} and e.connection_id = ${connectionId} and e.state = 'pending'
      and e.id = ${eventId}`
  return row
}

/** The sequence number of an event in any state. */
export async function findSeq(
  sql: Db,
  { accountId, connectionId, eventId }: EventKey,
): Promise<number | undefined> {
  const [row] = await sql<{ seq: number }>`select seq from event
    where account_id = ${accountId} and connection_id = ${connectionId} and id = ${eventId}`
  return row?.seq
}

/** The sequence number of a connection's newest event. */
export async function findLastSeq(
  sql: Db,
  { accountId, connectionId }: ConnectionKey,
): Promise<number | undefined> {
  const [row] = await sql<{ last_seq: number }>`select last_seq from event_counter
    where account_id = ${accountId} and connection_id = ${connectionId}`
  return row?.last_seq
}

/** The sequence number of each connection's newest event; connections without events are left out. */
export const listLastSeqs = (sql: Db, connections: readonly ConnectionKey[]) =>
  sql<{ connection_id: string; last_seq: number }>`
    select e.connection_id, e.last_seq
    from unnest(${connections.map(({ accountId }) => accountId)}::text[],
        ${connections.map(({ connectionId }) => connectionId)}::text[]) as s(account_id, connection_id)
    join event_counter e on e.account_id = s.account_id and e.connection_id = s.connection_id`

/** @returns whether it was pending */
export async function acknowledge(sql: Db, { accountId, connectionId, eventId }: EventKey): Promise<boolean> {
  const rows = await sql`update event set state = 'acknowledged', next_at = null, node_id = null
    where account_id = ${accountId} and connection_id = ${connectionId} and id = ${eventId} and state = 'pending'
    returning id`
  return rows.length > 0
}

/** Fails pending events of topics other than `topics`, to which the connection no longer listens. */
export const dropUnlistened = (
  trx: Trx,
  { accountId, connectionId, topics }: ConnectionKey & { topics: readonly string[] },
) =>
  trx`update event e set state = 'failed', next_at = null, node_id = null from change c
    where e.account_id = ${accountId} and e.connection_id = ${connectionId} and e.state = 'pending'
      and c.account_id = e.account_id and c.id = e.change_id and c.created_at = e.created_at
      and c.topic <> all(${topics}::text[])`

/**
 * Schedules the pending events of a callback that became active, or unschedules those of one that became passive
 * (callbacks §2). Replayed events stay on hold until they are released (security S12).
 * @param event.dueAt null if the callback is passive
 */
export const scheduleAll = (
  trx: Trx,
  { accountId, connectionId, dueAt }: ConnectionKey & { dueAt: Date | null },
) =>
  trx`update event set node_id = null, next_at = case when ${dueAt}::timestamptz is null then null
      when replay_id is not null then 'infinity' else ${dueAt}::timestamptz end
    where account_id = ${accountId} and connection_id = ${connectionId} and state = 'pending'
      and (next_at is null) <> (${dueAt}::timestamptz is null)`

export const deleteSubscriptions = (trx: Trx, { accountId, connectionId }: ConnectionKey) =>
  trx`delete from subscription where account_id = ${accountId} and connection_id = ${connectionId}`

export interface Subscriptions extends ConnectionKey {
  clientId: string
  /** null for all locations of the account. */
  locationId: string | null
  /** Whether the hub delivers the events. */
  active: boolean
  /** `targetId` is a catalog or customer list; null for any. */
  subscriptions: readonly { topic: string; targetId: string | null }[]
}

export const insertSubscriptions = (
  trx: Trx,
  { accountId, connectionId, clientId, locationId, active, subscriptions }: Subscriptions,
) =>
  trx`insert into subscription (account_id, connection_id, client_id, location_id, topic, target_id, active)
    select ${accountId}, ${connectionId}, ${clientId}, ${locationId}, t.topic, t.target_id, ${active}
    from unnest(${subscriptions.map(({ topic }) => topic)}::text[],
      ${subscriptions.map(({ targetId }) => targetId)}::text[]) as t(topic, target_id)`

/** @param callback.events as JSON; null for no callback */
export const saveCallback = (
  trx: Trx,
  {
    accountId,
    connectionId,
    url,
    events,
  }: ConnectionKey & {
    url: string | null
    events: string | null
  },
) =>
  trx`update connection set callback_url = ${url}, callback_events = ${events}
    where account_id = ${accountId} and id = ${connectionId}`

export async function findCallback(sql: Db, { accountId, connectionId }: ConnectionKey) {
  const [row] = await sql<{ callback_url: string | null; callback_events: string | null }>`
    select callback_url, callback_events from connection where account_id = ${accountId} and id = ${connectionId}`
  return row
}
