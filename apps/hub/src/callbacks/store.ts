import { statement } from '../platform/db/index.ts'

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

const pendingColumns = `e.id, e.seq, c.head`
const eventAndChange = `event e join change c
  on c.account_id = e.account_id and c.id = e.change_id and c.created_at = e.created_at`
const isPending = `e.account_id = $1 and e.connection_id = $2 and e.state = 'pending'`

/** Pending events after that number, oldest first. Parameters: account, connection, seq, limit. */
export const listPending = statement<EventSummaryRow>(
  `select ${pendingColumns} from ${eventAndChange} where ${isPending} and e.seq > $3 order by e.seq limit $4`,
)

/** Parameters: account, connection, event. */
export const findPending = statement<EventRow>(
  `select e.id, e.seq, c.head, c.previous_state, c.new_state, c.state_change, e.private_refs
   from ${eventAndChange} where ${isPending} and e.id = $3`,
)

/** The number of an event, acknowledged or not. Parameters: account, connection, event. */
export const findSeq = statement<{ seq: number }>(
  `select seq from event where account_id = $1 and connection_id = $2 and id = $3`,
)

/** The number of the newest event of a connection. Parameters: account, connection. */
export const lastSeq = statement<{ last_seq: number }>(
  `select last_seq from event_counter where account_id = $1 and connection_id = $2`,
)

/**
 * Which of some connections have a newer event than that number, by their place in the lists.
 * Parameters: accounts, connections, numbers.
 */
export const findBehind = statement<{ ordinal: number }>(
  `select s.ordinal from unnest($1::text[], $2::text[], $3::bigint[])
     with ordinality as s(account_id, connection_id, seq, ordinal)
   join event_counter e on e.account_id = s.account_id and e.connection_id = s.connection_id
   where e.last_seq > s.seq`,
)

/** Parameters: account, connection, event. */
export const acknowledge = statement<{ id: string }>(
  `update event set state = 'acknowledged', next_at = null, node_id = null
   where account_id = $1 and connection_id = $2 and id = $3 and state = 'pending' returning id`,
)

/** Pending events of the topics that are listened to no more. Parameters: account, connection, kept topics. */
export const dropUnlistened = statement(
  `update event e set state = 'failed', next_at = null, node_id = null from change c
   where e.account_id = $1 and e.connection_id = $2 and e.state = 'pending'
     and c.account_id = e.account_id and c.id = e.change_id and c.created_at = e.created_at
     and c.topic <> all($3::text[])`,
)

/**
 * A callback became active or passive: its pending events start to be sent, or only wait (callbacks §2). Replayed ones
 * are held back until they are released (security S12).
 * Parameters: account, connection, when they are due or null.
 */
export const scheduleAll = statement(
  `update event set node_id = null, next_at = case when $3::timestamptz is null then null
     when replay_id is not null then 'infinity' else $3 end
   where account_id = $1 and connection_id = $2 and state = 'pending' and (next_at is null) <> ($3::timestamptz is null)`,
)

export const deleteSubscriptions = statement(
  `delete from subscription where account_id = $1 and connection_id = $2`,
)

/**
 * Parameters: account, connection, client, location or null, topics, target of each topic or null, whether the hub
 * delivers.
 */
export const insertSubscriptions = statement(
  `insert into subscription (account_id, connection_id, client_id, location_id, topic, target_id, active)
   select $1, $2, $3, $4, t.topic, t.target_id, $7 from unnest($5::text[], $6::text[]) as t(topic, target_id)`,
)

export const saveCallback = statement(
  `update connection set callback_url = $3, callback_events = $4 where account_id = $1 and id = $2`,
)
export const findCallback = statement<{ callback_url: string | null; callback_events: string | null }>(
  `select callback_url, callback_events from connection where account_id = $1 and id = $2`,
)
