import type { Db } from './db.ts'
import { inTransaction } from './transaction.ts'

/**
 * Commits of changes that come together. A commit that waits for the disk holds its locks meanwhile: changes of one
 * account, which lock its counters, would wait for one after the other. So only a change that is alone in its account
 * commits by itself; of several the commits do not wait, and a wait of all of them together follows.
 */
export class Commits {
  readonly #db: Db
  /** Changes under way, by account. */
  readonly #underWay = new Map<string, number>()
  #flush: Promise<unknown> | undefined
  #nextFlush: Promise<void> | undefined

  constructor(db: Db) {
    this.#db = db
  }

  /**
   * @param change one statement, in no other transaction than its own; `waits`: whether its commit must wait for the disk
   * @returns what it gives, once it is on the disk
   */
  async run<T>(db: Db, accountId: string, change: (waits: boolean) => Promise<T>): Promise<T> {
    if (inTransaction(db)) return change(true)
    const others = this.#underWay.get(accountId) ?? 0
    this.#underWay.set(accountId, others + 1)
    try {
      const result = await change(others === 0)
      if (others > 0) await this.flushed()
      return result
    } finally {
      const left = this.#underWay.get(accountId)! - 1
      if (left > 0) this.#underWay.set(accountId, left)
      else this.#underWay.delete(accountId)
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
