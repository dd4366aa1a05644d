import { fragment, type Trx } from '../platform/db/index.ts'
import { inTurns } from '../platform/turns.ts'
import type { Change } from './changes.ts'
import * as store from './record-store.ts'

export type { RecordedEvent } from './record-store.ts'

/**
 * The changes as arguments of the functions of migration 0059, for a statement that also makes the change itself.
 * @param changes of one account, in the order in which receivers should see them
 * @param given.firstStates the statement already has the states of the first change, so they are not sent twice
 */
export function changeArguments(changes: readonly Change[], given = { firstStates: false }) {
  const column = <T>(pick: (change: Change) => T) => changes.map(pick)
  const known = given.firstStates ? changes[0] : undefined
  return fragment`
    change_ids => ${column(({ id }) => id)}, topics => ${column(({ topic }) => topic)},
    locations => ${column(({ locationId }) => locationId)}, targets => ${column(({ targetId }) => targetId)},
    clients => ${column(({ clientId }) => clientId)},
    times => ${column(({ createdAtMs }) => new Date(createdAtMs))}, heads => ${column(({ head }) => head)},
    previous_states => ${column((change) => (change === known ? null : change.previousState))},
    new_states => ${column((change) => (change === known ? null : change.newState))},
    state_changes => ${column(({ stateChange }) => stateChange)},
    ref_objects => ${column(({ refObjects }) => refObjects.join(','))}`
}

/**
 * Longer states are stored by separate statements: the driver would quote all elements of an array in one turn of the
 * event loop (security S10).
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

/**
 * Records changes of one account inside the transaction that made them. One statement numbers all events, so it locks
 * all counters in a fixed order. Large states are written after it, and only for changes with a listening connection.
 */
export async function record(trx: Trx, changes: readonly Change[]): Promise<store.RecordedEvent[]> {
  const [first] = changes
  if (!first) return []
  const inline = changes.map((change) => (isLarge(change) ? withoutStates(change) : change))
  const events = await store.recordChanges(trx, {
    accountId: first.accountId,
    changes: changeArguments(inline),
  })
  const recorded = new Set(events.map(({ change_id }) => change_id))
  const large = changes.filter((change) => isLarge(change) && recorded.has(change.id))
  await inTurns(large, async (change) => void (await store.storeStates(trx, change)), 1)
  return events
}
