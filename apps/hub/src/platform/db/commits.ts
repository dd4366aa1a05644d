import type { Db, Tag } from './db.ts'
import { inTransaction } from './transaction.ts'

/** How a change of one statement runs: the statement says whether its commit waits for the disk. */
export interface CommitWay {
  sql: Tag
  waits: boolean
}

/**
 * Commits of changes that come together. A commit that waits for the disk holds its locks meanwhile: changes of one
 * account, which lock its counters, would take turns of one wait each. So only a change that is alone commits by itself;
 * several are sent together, do not wait, and one wait of all of them follows.
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
   * @param db the database, or a transaction that the change is a part of
   * @returns what the change gives, once it is on the disk
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

  /** Resolves once everything that is committed now is on the disk. */
  flushed(): Promise<void> {
    if (!this.#flush) return this.#flushNow()
    // One that is under way may have begun before.
    this.#nextFlush ??= this.#flush.then(
      () => this.#flushNow(),
      () => this.#flushNow(),
    )
    return this.#nextFlush
  }

  async #flushNow(): Promise<void> {
    this.#nextFlush = undefined
    // A commit that has something to write waits for all that was written before it; this writes nothing else.
    const flush = this.#db`select pg_logical_emit_message(true, 'order-hub', '')`
    this.#flush = flush
    try {
      await flush
    } finally {
      if (this.#flush === flush) this.#flush = undefined
    }
  }
}
