import type { Db, Tag } from './db.ts'
import { inTransaction } from './transaction.ts'

/** How a change of one statement runs. The statement itself decides whether its commit waits for the disk. */
export interface CommitWay {
  sql: Tag
  waits: boolean
}

/**
 * Groups commits of concurrent changes. A commit that waits for the disk holds its locks while it waits. Changes of
 * one account lock the account's counters, so they would queue behind each other for one disk wait each. Therefore
 * only a change that runs alone waits in its own commit. Concurrent changes are sent together without waiting, and
 * one flush for all of them follows.
 */
export class Commits {
  readonly #db: Db
  #underWay = 0
  #flush: Promise<unknown> | undefined
  #nextFlush: Promise<void> | undefined

  constructor(db: Db) {
    this.#db = db
  }

  /**
   * @param db the database, or a transaction that the change belongs to
   * @returns the result of the change, once it is on the disk
   */
  async run<T>(db: Db, change: (way: CommitWay) => Promise<T>): Promise<T> {
    if (inTransaction(db)) return change({ sql: db, waits: true })
    const isAlone = this.#underWay === 0
    this.#underWay++
    try {
      if (isAlone) return await change({ sql: db, waits: true })
      const result = await change({ sql: db.together, waits: false })
      await this.flushed()
      return result
    } finally {
      this.#underWay--
    }
  }

  /** Resolves once everything committed so far is on the disk. */
  flushed(): Promise<void> {
    if (!this.#flush) return this.#flushNow()
    // The flush under way may have started before the latest commit.
    this.#nextFlush ??= this.#flush.then(
      () => this.#flushNow(),
      () => this.#flushNow(),
    )
    return this.#nextFlush
  }

  async #flushNow(): Promise<void> {
    this.#nextFlush = undefined
    // A commit with something to write waits for the whole WAL before it. This message exists only to cause that wait.
    const flush = this.#db`select pg_logical_emit_message(true, 'order-hub', '')`
    this.#flush = flush
    try {
      await flush
    } finally {
      if (this.#flush === flush) this.#flush = undefined
    }
  }
}
