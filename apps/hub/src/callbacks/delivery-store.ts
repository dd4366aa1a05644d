import { statement } from '../platform/db/index.ts'
import type { EventRow } from './store.ts'

/** A process that has not been seen for this long is dead. */
const deadAfter = "interval '1.5 seconds'"

/** Says that this process lives. Parameters: node. */
export const beat = statement(
  `insert into node (id, seen_at) values ($1, clock_timestamp())
   on conflict (id) do update set seen_at = clock_timestamp()`,
)
/** What dead processes held is free again. */
export const freeOfDead = statement(
  `with dead as (delete from node where seen_at < clock_timestamp() - ${deadAfter})
   update event set node_id = null
   where node_id is not null
     and node_id not in (select id from node where seen_at >= clock_timestamp() - ${deadAfter})`,
)
export const freeAll = statement(`update event set node_id = null where node_id is not null`)
/** Parameters: node. */
export const leave = statement(
  `with gone as (delete from node where id = $1) update event set node_id = null where node_id = $1`,
)

export interface DueRow {
  account_id: string
  connection_id: string
  id: string
  seq: number
  created_at: Date
  attempts: number
  head: string
}

/**
 * Takes events that are due and in nobody's hand, except of connections that are paused or have enough in hand here.
 * Parameters: now, the same less the time in which a new event is left to its own process, node, connections that
 * have enough, limit.
 */
export const takeDue = statement<DueRow>(
  `with due as (
     select e.account_id, e.connection_id, e.id, e.created_at, e.change_id
     from event e
     join connection c on c.account_id = e.account_id and c.id = e.connection_id
     left join account a on a.id = e.account_id
     left join location l on l.account_id = c.account_id and l.id = c.location_id
     where e.state = 'pending' and e.next_at is not null and e.node_id is null and e.next_at <= $1
       and (e.attempts > 0 or e.next_at <= $2) and e.connection_id <> all($4::text[])
       and c.callback_url is not null and c.ended_at is null and c.blocked_at is null
       and a.suspended_at is null and l.suspended_at is null
     order by e.next_at, e.seq limit $5 for update of e skip locked)
   update event e set node_id = $3
   from due d
   join change h on h.account_id = d.account_id and h.id = d.change_id and h.created_at = d.created_at
   where e.account_id = d.account_id and e.connection_id = d.connection_id and e.id = d.id
     and e.created_at = d.created_at
   returning e.account_id, e.connection_id, e.id, e.seq, e.created_at, e.attempts, h.head`,
)

const these = `unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[])
     as t(account_id, connection_id, id, created_at)`
const isThese = `e.account_id = t.account_id and e.connection_id = t.connection_id and e.id = t.id
     and e.created_at = t.created_at`

/** Events that are in this process's hand. Parameters: node, and a list of accounts, connections, ids, times. */
export const claim = statement<{ id: string }>(
  `update event e set node_id = $1 from ${these}
   where ${isThese} and e.state = 'pending' and e.next_at is not null and e.node_id is null returning e.id`,
)
/** The opposite of {@link claim}. */
export const release = statement(
  `update event e set node_id = null from ${these} where ${isThese} and e.node_id = $1`,
)

/** An event that is still to be delivered. Parameters: account, connection, event, its time. */
export const findDeliverable = statement<EventRow>(
  `select e.id, e.seq, c.head, c.previous_state, c.new_state, c.state_change, e.private_refs
   from event e join change c on c.account_id = e.account_id and c.id = e.change_id and c.created_at = e.created_at
   where e.account_id = $1 and e.connection_id = $2 and e.id = $3 and e.created_at = $4
     and e.state = 'pending' and e.next_at is not null`,
)

/**
 * An earlier event of a connection that still waits for its first attempt, one about that object if there is any.
 * Parameters: account, connection, seq, the object as {@link objectOf} says it, events that do not count.
 */
export const findEarlier = statement<{ same_object: boolean }>(
  `select strpos(c.head, $4) > 0 as same_object from event e join change c
     on c.account_id = e.account_id and c.id = e.change_id and c.created_at = e.created_at
   where e.account_id = $1 and e.connection_id = $2 and e.state = 'pending' and e.attempts = 0
     and e.next_at is not null and e.seq < $3 and e.id <> all($5::text[])
   order by 1 desc limit 1`,
)

/**
 * What attempts came to. An event that was acknowledged or dropped meanwhile stays so; one whose callback became
 * passive is not scheduled again.
 * Parameters, all lists: accounts, connections, ids, times, states, attempts so far, when the next one is due, starts,
 * targets, statuses, errors, durations.
 */
export const saveOutcomes = statement(
  `with done as (
     select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::int[],
       $7::timestamptz[], $8::timestamptz[], $9::text[], $10::int[], $11::text[], $12::real[])
       as d(account_id, connection_id, id, created_at, state, attempts, next_at, started_at, target, status, error,
         duration_ms)),
   logged as (
     insert into callback_attempt (account_id, connection_id, event_id, created_at, target, status, error, duration_ms)
     select account_id, connection_id, id, started_at, target, status, error, duration_ms from done)
   update event e set state = d.state, attempts = d.attempts, node_id = null,
     next_at = case when e.next_at is not null then d.next_at end
   from done d
   where e.account_id = d.account_id and e.connection_id = d.connection_id and e.id = d.id
     and e.created_at = d.created_at and e.state = 'pending'`,
)
