import type { Db, Fragment, Trx } from '../platform/db/index.ts'
import type { Change } from './changes.ts'

/** A recorded event: one change, for one connection that listens to it. */
export interface RecordedEvent {
  connection_id: string
  id: string
  /** Rises by one per connection, without gaps, in commit order. */
  seq: number
  change_id: string
  /** Whether the hub sends it to a URL. */
  active: boolean
  /** The receiver's own refs on the change's objects, as JSON. */
  private_refs: string | null
}

export const recordChanges = (sql: Db, { accountId, changes }: { accountId: string; changes: Fragment }) =>
  sql<RecordedEvent>`select * from record_changes(of_account => ${accountId}, ${changes})`

export const storeStates = (sql: Trx, change: Change) =>
  sql`update change set previous_state = ${change.previousState}, new_state = ${change.newState},
      state_change = ${change.stateChange}
    where account_id = ${change.accountId} and id = ${change.id} and created_at = ${new Date(change.createdAtMs)}`
