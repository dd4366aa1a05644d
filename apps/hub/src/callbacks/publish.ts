import { afterCommit, type Commits, type CommitWay, type Db, type Trx } from '../platform/db/index.ts'
import type { Change } from './changes.ts'
import { type RecordedEvent, record } from './record.ts'

/** Passes on committed changes and the events recorded for them. */
export type Announce = (changes: readonly Change[], events: readonly RecordedEvent[]) => void

/** How commands publish changes: recorded in the transaction, announced to the receivers after the commit. */
export interface Publisher {
  /** Runs a statement that makes and records a change, on its own or within a transaction (see `Commits`). */
  commit<T>(db: Db, change: (way: CommitWay) => Promise<T>): Promise<T>
  /** @param changes of one account; one statement records them, so that locks are taken in a fixed order */
  publish(trx: Trx, changes: readonly Change[]): Promise<void>
  /** For a committed statement that recorded the changes itself (see `changeArguments`). */
  announce: Announce
}

export const createPublisher = (announce: Announce, commits: Commits): Publisher => ({
  commit: (db, change) => commits.run(db, change),
  async publish(trx, changes) {
    const events = await record(trx, changes)
    if (changes.length > 0) afterCommit(trx, () => announce(changes, events))
  },
  announce,
})
