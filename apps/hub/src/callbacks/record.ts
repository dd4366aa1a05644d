import { statement, type Trx } from '../platform/db/index.ts'
import { inTurns } from '../platform/turns.ts'
import type { Change } from './changes.ts'

/** A row of the event log: one change, for one connection that listens to it. */
export interface RecordedEvent {
  connection_id: string
  id: string
  /** Rises by one per connection, without a gap, in the order of the commits. */
  seq: number
  change_id: string
  /** Whether the hub delivers it by itself; undefined when the statement did not say. */
  active?: boolean
  /** The receiver's own refs on the change's objects, as JSON; undefined when the statement did not say. */
  private_refs?: string | null
}

/** What a statement with the {@link recordingCtes} returns `from recorded`. */
export const recordedColumns = 'connection_id, id, seq, change_id, active, private_refs'

const parameterCount = 12

/**
 * CTEs that record changes and an event per receiving connection (contract, callbacks §3), for a statement that
 * makes the change itself in the same breath. They end in `recorded`.
 *
 * The counter's row stays locked until the commit, so that numbers follow commits: a stream that is resumed after
 * number n misses nothing.
 * @param first number of the first of the {@link recordingParameters}
 * @param given.onlyIf a CTE without whose rows nothing is recorded
 * @param given.newState, given.previousState expressions for the states of the first change: a document that the
 * statement has anyway is not sent again
 */
export function recordingCtes(
  first: number,
  given: { onlyIf?: string; newState?: string; previousState?: string } = {},
): string {
  const stateOf = (name: 'new_state' | 'previous_state', expression: string | undefined) =>
    expression === undefined ? name : `case when ordinal = 1 then ${expression} else ${name} end`
  const $ = (offset: number) => `$${first + offset}`
  return `
  change_in as (
    select * from unnest(${$(1)}::text[], ${$(2)}::text[], ${$(3)}::text[], ${$(4)}::text[], ${$(5)}::text[],
      ${$(6)}::timestamptz[], ${$(7)}::text[], ${$(8)}::text[], ${$(9)}::text[], ${$(10)}::text[], ${$(11)}::text[])
    with ordinality as c(id, topic, location_id, target_id, client_id, created_at, head, previous_state, new_state,
      state_change, ref_objects, ordinal)${
        given.onlyIf === undefined
          ? ''
          : `
    where exists (select from ${given.onlyIf})`
      }),
  pair as (
    select c.ordinal, c.id as change_id, c.created_at, c.ref_objects, s.connection_id, s.client_id, s.active
    from change_in c join subscription s on s.account_id = ${$(0)} and s.topic = c.topic
      and (s.location_id is null or c.location_id is null or s.location_id = c.location_id)
      and (s.target_id is null or s.target_id = c.target_id)
      and s.client_id is distinct from c.client_id),
  change_row as (
    insert into change (account_id, id, created_at, topic, client_id, head, previous_state, new_state, state_change)
    select ${$(0)}, id, created_at, topic, client_id, head, ${stateOf('previous_state', given.previousState)},
      ${stateOf('new_state', given.newState)}, state_change
    from change_in where id in (select change_id from pair)),
  counted as (
    update event_counter e set last_seq = e.last_seq + n.events
    from (select connection_id, count(*)::int as events from pair group by connection_id order by connection_id) n
    where e.account_id = ${$(0)} and e.connection_id = n.connection_id
    returning e.connection_id, e.last_seq - n.events as base),
  recorded as (
    insert into event (account_id, connection_id, id, seq, change_id, created_at, next_at, private_refs)
    select ${$(0)}, p.connection_id, substr(replace(gen_random_uuid()::text, '-', ''), 1, 12),
      k.base + row_number() over (partition by p.connection_id order by p.ordinal), p.change_id, p.created_at,
      case when p.active then p.created_at end,
      case when p.ref_objects <> '' then (
        select json_object_agg(r.element_id, r.value)::text from private_ref r
        where r.account_id = ${$(0)} and r.client_id = p.client_id
          and r.object_id = any(string_to_array(p.ref_objects, ','))) end
    from pair p join counted k on k.connection_id = p.connection_id
    returning connection_id, id, seq, change_id, next_at is not null as active, private_refs)`
}

/**
 * @param changes of one account, in the order in which receivers should see them; at least one
 * @param given.firstStates the statement has the states of the first change (see {@link recordingCtes})
 */
export function recordingParameters(changes: readonly Change[], given = { firstStates: false }): unknown[] {
  const column = <T>(pick: (change: Change) => T) => changes.map(pick)
  const parameters = [
    changes[0]!.accountId,
    column(({ id }) => id),
    column(({ topic }) => topic),
    column(({ locationId }) => locationId),
    column(({ targetId }) => targetId),
    column(({ clientId }) => clientId),
    column(({ createdAtMs }) => new Date(createdAtMs)),
    column(({ head }) => head),
    column((change) => (given.firstStates && change === changes[0] ? null : change.previousState)),
    column((change) => (given.firstStates && change === changes[0] ? null : change.newState)),
    column(({ stateChange }) => stateChange),
    column(({ refObjects }) => refObjects.join(',')),
  ]
  if (parameters.length !== parameterCount) throw new Error('recordingParameters and recordingCtes disagree')
  return parameters
}

const recordStatement = statement<RecordedEvent>(
  `with ${recordingCtes(1)} select ${recordedColumns} from recorded`,
)

/**
 * Longer states are stored by a statement of their own: as elements of an array they are quoted all together in one
 * turn of the event loop (security S10).
 */
const maxInlineChars = 64 * 1024

const isLarge = ({ previousState, newState, stateChange }: Change) =>
  [previousState, newState, stateChange].some((state) => state !== null && state.length > maxInlineChars)
const withoutStates = (change: Change): Change => ({
  ...change,
  previousState: null,
  newState: null,
  stateChange: null,
})

/** Parameters: account, change, when it was made, previous state, new state, state change. */
const storeStates = statement(
  `update change set previous_state = $4, new_state = $5, state_change = $6
   where account_id = $1 and id = $2 and created_at = $3`,
)

/**
 * Records changes of one account inside the transaction that made them. One statement numbers all events and so locks
 * all counters in one order. Large states are written after it, only for changes that have a listener.
 */
export async function record(trx: Trx, changes: readonly Change[]): Promise<RecordedEvent[]> {
  if (changes.length === 0) return []
  const inline = changes.map((change) => (isLarge(change) ? withoutStates(change) : change))
  const events = await recordStatement(trx, recordingParameters(inline))
  const recorded = new Set(events.map(({ change_id }) => change_id))
  const large = changes.filter((change) => isLarge(change) && recorded.has(change.id))
  await inTurns(large, (change) => storeStatesOf(trx, change), 1)
  return events
}

async function storeStatesOf(trx: Trx, change: Change): Promise<void> {
  const { accountId, id, createdAtMs, previousState, newState, stateChange } = change
  await storeStates(trx, [accountId, id, new Date(createdAtMs), previousState, newState, stateChange])
}
