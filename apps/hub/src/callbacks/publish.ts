import { afterCommit, type Commits, type CommitWay, type Db, type Trx } from '../platform/db/index.ts'
import type { Change } from './changes.ts'
import { type RecordedEvent, record } from './record.ts'

/** Tells of committed changes, and the receivers of their events. */
export type Announce = (changes: readonly Change[], events: readonly RecordedEvent[]) => void

/** How commands report what they changed: in the transaction, told to the receivers once it is committed. */
export interface Publisher {
  /** Runs a statement that makes a change and records it, by itself or as a part of a transaction (see `Commits`). */
  commit<T>(db: Db, change: (way: CommitWay) => Promise<T>): Promise<T>
  /** @param changes of one account; recorded in one statement, so that locks are taken in one order */
  publish(trx: Trx, changes: readonly Change[]): Promise<void>
  /** For a statement that recorded the changes itself (see `changeArguments`) and is committed. */
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
