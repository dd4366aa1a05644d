import { type FittingRow, fittingRowsText, maxPageBytes, statement } from '../platform/db/index.ts'
import type { EventRow } from './store.ts'

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

const columns = `e.id, e.seq, c.head, c.previous_state, c.new_state, c.state_change, e.private_refs, e.state, n.app_instance_id,
  (select json_agg(json_build_object('at_ms', round(extract(epoch from a.created_at) * 1000), 'target', a.target,
       'status', a.status, 'error', a.error, 'duration_ms', a.duration_ms) order by a.created_at)::text
   from callback_attempt a
   where a.account_id = e.account_id and a.connection_id = e.connection_id and a.event_id = e.id) as attempts`
/** What makes an event large. */
const stateBytes =
  'coalesce(octet_length(previous_state), 0) + coalesce(octet_length(new_state), 0) + coalesce(octet_length(state_change), 0)'
const isAbout = (order: string) =>
  `(${order}::text is null or strpos(c.head, '"order_id":"' || ${order} || '"') > 0)`
const eventAndChange = `event e join change c
    on c.account_id = e.account_id and c.id = e.change_id and c.created_at = e.created_at
  join connection n on n.account_id = e.account_id and n.id = e.connection_id`
const matches = `e.account_id = $1 and e.connection_id = $2
  and ($4::timestamptz is null or e.created_at >= $4) and ($5::timestamptz is null or e.created_at < $5)
  and ($6::text is null or e.state = $6) and ${isAbout('$7')}`

/**
 * Events after that number, oldest first.
 * Parameters: account, connection, seq, from, before, state, order, limit; null for what does not matter.
 */
export const list = statement<JournalRow & FittingRow>(
  fittingRowsText(
    `select ${columns} from ${eventAndChange} where ${matches} and e.seq > $3 order by e.seq limit $8`,
    'seq',
    stateBytes,
  ),
)
/** A connection, ended or not. Parameters: account, connection. */
export const findConnection = statement<{ location_id: string | null; client_name: string; ended: boolean }>(
  `select c.location_id, k.name as client_name, c.ended_at is not null as ended
   from connection c join client k on k.id = c.client_id where c.account_id = $1 and c.id = $2`,
)

/** The same before that number, newest first. */
export const listBackwards = statement<JournalRow & FittingRow>(
  fittingRowsText(
    `select ${columns} from ${eventAndChange} where ${matches} and e.seq < $3 order by e.seq desc limit $8`,
    'seq desc',
    stateBytes,
  ),
)
/**
 * Events about an order, of all connections of its account; once they come to the size of a page, without their states.
 * Parameters: account, order, not before, limit.
 */
export const listOfOrder = statement<
  JournalRow & { connection_id: string; client_name: string; location_id: string | null }
>(`
  select connection_id, location_id, client_name, id, seq, head, private_refs, state, app_instance_id, attempts,
    state_change, case when until_here <= ${maxPageBytes} then previous_state end as previous_state,
    case when until_here <= ${maxPageBytes} then new_state end as new_state
  from (
    select found.*, sum(${stateBytes}) over (order by created_at, connection_id, seq) as until_here
    from (
      select e.created_at, e.connection_id, n.location_id, k.name as client_name, ${columns} from ${eventAndChange}
      join client k on k.id = n.client_id
      where e.account_id = $1 and ${isAbout('$2')} and e.created_at >= $3
      order by e.created_at, e.connection_id, e.seq limit $4) found) measured
  order by created_at, connection_id, seq`)

/** Pending again, as if never tried. Of an active callback they are held back until they are released. */
const again = `state = 'pending', attempts = 0, replay_id = $3, replayed_at = $4::timestamptz,
  node_id = case when e.state = 'pending' then e.node_id end,
  next_at = (select case when n.callback_url is not null then 'infinity'::timestamptz end from connection n
    where n.account_id = e.account_id and n.id = e.connection_id)`

export type ReplayedRow = { id: string; seq: number }

/** Parameters: account, connection, replay, now, events. */
export const replay = statement<ReplayedRow>(
  `update event e set ${again}
   where e.account_id = $1 and e.connection_id = $2 and e.id = any($5) returning e.id, e.seq`,
)
/** Parameters: account, connection, replay, now, from, before or null, order or null, how many at most or null. */
export const replayPeriod = statement<ReplayedRow>(
  `with chosen as (
     select e.id, e.created_at from event e join change c
       on c.account_id = e.account_id and c.id = e.change_id and c.created_at = e.created_at
     where e.account_id = $1 and e.connection_id = $2 and e.created_at >= $5
       and ($6::timestamptz is null or e.created_at < $6) and ${isAbout('$7')}
     order by e.seq limit $8)
   update event e set ${again} from chosen h
   where e.account_id = $1 and e.connection_id = $2 and e.id = h.id and e.created_at = h.created_at
   returning e.id, e.seq`,
)

/** No other replay of the connection begins before this transaction ends. Parameters: account, connection. */
export const lockConnection = statement<{ id: string }>(
  `select id from connection where account_id = $1 and id = $2 for no key update`,
)
/** The replay whose events the hub is still delivering. Parameters: account, connection. */
export const findRunningReplay = statement<{ id: string }>(
  `select replay_id as id from event
   where account_id = $1 and connection_id = $2 and state = 'pending' and replay_id is not null and next_at is not null
   limit 1`,
)

/** It is pending no more; it stays in the journal. Parameters: account, connection, event. */
export const abandon = statement<{ id: string }>(
  `update event set state = 'failed', next_at = null, node_id = null
   where account_id = $1 and connection_id = $2 and id = $3 and state = 'pending' returning id`,
)
