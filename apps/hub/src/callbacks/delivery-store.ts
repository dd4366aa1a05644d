import { type Db, fragment } from '../platform/db/index.ts'
import type { Task } from './lane.ts'
import { type ConnectionKey, type EventRow, eventAndChange, eventColumns } from './store.ts'

/** A process without a heartbeat for this long is dead. */
const deadAfter = fragment`interval '1.5 seconds'`

/** Writes this process's heartbeat. */
export const beat = (sql: Db, { nodeId }: { nodeId: string }) =>
  sql`insert into node (id, seen_at) values (${nodeId}, clock_timestamp())
    on conflict (id) do update set seen_at = clock_timestamp()`

/** Releases events claimed by dead processes. */
export const freeOfDead = (sql: Db) =>
  sql`with dead as (delete from node where seen_at < clock_timestamp() - ${deadAfter})
    update event set node_id = null
    where node_id is not null
      and node_id not in (select id from node where seen_at >= clock_timestamp() - ${deadAfter})`

export const freeAll = (sql: Db) => sql`update event set node_id = null where node_id is not null`

/** Releases events claimed by this process that it does not track, because the answer to its claim was lost. */
export const freeUnknown = (sql: Db, { nodeId, knownIds }: { nodeId: string; knownIds: readonly string[] }) =>
  sql`update event set node_id = null where node_id = ${nodeId} and id <> all(${knownIds}::text[])`

/** Removes this process and releases its events, when it stops. */
export const leave = (sql: Db, { nodeId }: { nodeId: string }) =>
  sql`with gone as (delete from node where id = ${nodeId})
    update event set node_id = null where node_id = ${nodeId}`

export interface DueRow {
  account_id: string
  connection_id: string
  id: string
  seq: number
  created_at: Date
  attempts: number
  head: string
}

export interface DueQuery {
  nodeId: string
  now: Date
  /** First attempts that became due later are left to the process that recorded the event. */
  firstDueBefore: Date
  /** Connections whose queue in this process is full. */
  fullConnections: readonly string[]
  limit: number
}

/** Claims due events that no process has claimed, except those of paused or full connections. */
export const takeDue = (sql: Db, { nodeId, now, firstDueBefore, fullConnections, limit }: DueQuery) =>
  sql<DueRow>`
    with due as (
      select e.account_id, e.connection_id, e.id, e.created_at, e.change_id
      from event e
      join connection c on c.account_id = e.account_id and c.id = e.connection_id
      left join account a on a.id = e.account_id
      left join location l on l.account_id = c.account_id and l.id = c.location_id
      where e.state = 'pending' and e.next_at is not null and e.node_id is null and e.next_at <= ${now}
        and (e.attempts > 0 or e.next_at <= ${firstDueBefore})
        and e.connection_id <> all(${fullConnections}::text[])
        and c.callback_url is not null and c.ended_at is null and c.blocked_at is null
        and a.suspended_at is null and l.suspended_at is null
      order by e.next_at, e.seq limit ${limit} for update of e skip locked)
    update event e set node_id = ${nodeId}
    from due d
    join change h on h.account_id = d.account_id and h.id = d.change_id and h.created_at = d.created_at
    where e.account_id = d.account_id and e.connection_id = d.connection_id and e.id = d.id
      and e.created_at = d.created_at
    returning e.account_id, e.connection_id, e.id, e.seq, e.created_at, e.attempts, h.head`

/** Key of an event; `createdAt` selects the partition. */
export type TaskKey = Pick<Task, 'accountId' | 'connectionId' | 'id' | 'createdAt'>

function unnested(tasks: readonly TaskKey[]) {
  const column = <T>(pick: (task: TaskKey) => T) => tasks.map(pick)
  return fragment`unnest(${column(({ accountId }) => accountId)}::text[],
      ${column(({ connectionId }) => connectionId)}::text[], ${column(({ id }) => id)}::text[],
      ${column(({ createdAt }) => createdAt)}::timestamptz[]) as t(account_id, connection_id, id, created_at)`
}
const isTask = fragment`e.account_id = t.account_id and e.connection_id = t.connection_id and e.id = t.id
  and e.created_at = t.created_at`

/** Claims pending events for this process. @returns those that no other process had claimed */
export const claim = (sql: Db, { nodeId, tasks }: { nodeId: string; tasks: readonly TaskKey[] }) =>
  sql<{ id: string }>`update event e set node_id = ${nodeId} from ${unnested(tasks)}
    where ${isTask} and e.state = 'pending' and e.next_at is not null and e.node_id is null returning e.id`

/** The opposite of {@link claim}. */
export const release = (sql: Db, { nodeId, tasks }: { nodeId: string; tasks: readonly TaskKey[] }) =>
  sql`update event e set node_id = null from ${unnested(tasks)} where ${isTask} and e.node_id = ${nodeId}`

/** The event, or undefined if it is no longer to be delivered. */
export async function findDeliverable(sql: Db, { accountId, connectionId, id, createdAt }: TaskKey) {
  const [row] = await sql<EventRow>`select ${eventColumns} from ${eventAndChange}
    where e.account_id = ${accountId} and e.connection_id = ${connectionId} and e.id = ${id}
      and e.created_at = ${createdAt} and e.state = 'pending' and e.next_at is not null`
  return row
}

export interface EarlierQuery extends ConnectionKey {
  seq: number
  /** Result of `objectOf`. */
  object: string
  /** Ids of events to ignore. */
  except: readonly string[]
}

/** An earlier event of the connection that still waits for its first attempt, preferably one about `object`. */
export async function findEarlier(sql: Db, { accountId, connectionId, seq, object, except }: EarlierQuery) {
  const [row] = await sql<{ same_object: boolean }>`
    select strpos(c.head, ${object}) > 0 as same_object from ${eventAndChange}
    where e.account_id = ${accountId} and e.connection_id = ${connectionId} and e.state = 'pending'
      and e.attempts = 0 and e.next_at is not null and e.seq < ${seq} and e.id <> all(${except}::text[])
    order by 1 desc limit 1`
  return row
}

export interface SavedOutcome extends TaskKey {
  state: 'pending' | 'acknowledged' | 'failed'
  /** Attempts made so far. */
  attempts: number
  /** When the next attempt is due; null for none. */
  nextAt: Date | null
  startedAt: Date
  target: string
  status: number | null
  error: string | null
  durationMs: number
}

/**
 * Writes the outcomes of attempts. An event acknowledged or dropped in the meantime keeps that state. An event whose
 * callback became passive is not rescheduled.
 */
export function saveOutcomes(sql: Db, outcomes: readonly SavedOutcome[]) {
  const column = <T>(pick: (outcome: SavedOutcome) => T) => outcomes.map(pick)
  return sql`
    with done as (
      select * from unnest(${column(({ accountId }) => accountId)}::text[],
        ${column(({ connectionId }) => connectionId)}::text[], ${column(({ id }) => id)}::text[],
        ${column(({ createdAt }) => createdAt)}::timestamptz[], ${column(({ state }) => state)}::text[],
        ${column(({ attempts }) => attempts)}::int[], ${column(({ nextAt }) => nextAt)}::timestamptz[],
        ${column(({ startedAt }) => startedAt)}::timestamptz[], ${column(({ target }) => target)}::text[],
        ${column(({ status }) => status)}::int[], ${column(({ error }) => error)}::text[],
        ${column(({ durationMs }) => durationMs)}::real[])
        as d(account_id, connection_id, id, created_at, state, attempts, next_at, started_at, target, status, error,
          duration_ms)),
    logged as (
      insert into callback_attempt (account_id, connection_id, event_id, created_at, target, status, error, duration_ms)
      select account_id, connection_id, id, started_at, target, status, error, duration_ms from done)
    update event e set state = d.state, attempts = d.attempts, node_id = null,
      next_at = case when e.next_at is not null then d.next_at end
    from done d
    where e.account_id = d.account_id and e.connection_id = d.connection_id and e.id = d.id
      and e.created_at = d.created_at and e.state = 'pending'`
}
