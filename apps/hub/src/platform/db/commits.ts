import type { SharedConnection, SharedConnections } from './connections.ts'
import type { Db, Tag } from './db.ts'
import { compile } from './sql.ts'
import { inTransaction } from './transaction.ts'

/** How a change of one statement runs. The statement itself decides whether its commit waits for the disk. */
export interface CommitWay {
  sql: Tag
  waits: boolean
}

/**
 * Resolves once everything committed so far is on the disk. Rejects if the server crashed after the flush was prepared:
 * commits that were only in its memory are lost, and a restarted server would confirm them.
 */
export type Flush = () => Promise<void>

/** Flushes on one connection. A connection does not survive a crash of its server. */
class Flushes {
  readonly connection: SharedConnection
  #current: Promise<unknown> | undefined
  #next: Promise<void> | undefined

  constructor(connection: SharedConnection) {
    this.connection = connection
  }

  flushed(): Promise<void> {
    if (!this.#current) return this.#flushNow()
    // The flush under way may have started before the latest commit.
    this.#next ??= this.#current.then(
      () => this.#flushNow(),
      () => this.#flushNow(),
    )
    return this.#next
  }

  async #flushNow(): Promise<void> {
    this.#next = undefined
    const sql: Tag = (texts, ...values) => this.connection.query(compile(texts, values))
    // A commit with something to write waits for the whole WAL before it. This message exists only to cause that wait.
    const flush = sql`select pg_logical_emit_message(true, 'order-hub', '')`
    this.#current = flush
    try {
      await flush
    } finally {
      if (this.#current === flush) this.#current = undefined
    }
  }
}

/**
 * Groups commits of concurrent changes. A commit that waits for the disk holds its locks while it waits. Changes of
 * one account lock the account's counters, so they would queue behind each other for one disk wait each. Therefore
 * only a change that runs alone waits in its own commit. Concurrent changes are sent together without waiting, and
 * one flush for all of them follows.
 */
export class Commits {
  readonly #connections: SharedConnections
  #underWay = 0
  #flushes: Flushes | undefined

  /** @param connections used for flushes only */
  constructor(connections: SharedConnections) {
    this.#connections = connections
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
      const flush = await this.prepareFlush()
      const result = await change({ sql: db.together, waits: false })
      await flush()
      return result
    } finally {
      this.#underWay--
    }
  }

  /** Must be called before the changes that the flush covers are sent. */
  async prepareFlush(): Promise<Flush> {
    const connection = await this.#connections.open()
    if (this.#flushes?.connection !== connection) this.#flushes = new Flushes(connection)
    const flushes = this.#flushes
    return () => flushes.flushed()
  }
}
