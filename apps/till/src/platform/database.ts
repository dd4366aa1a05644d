import { chmodSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { Checkpoints } from './checkpoints.ts'

type Row = Record<string, unknown>

/**
 * One SQLite file, one connection, synchronous. Reads are allowed anywhere; writes only inside `transaction`,
 * so that each command is one commit.
 */
export class Database {
  readonly #sqlite: DatabaseSync
  readonly #checkpoints: Checkpoints
  readonly #statements = new Map<string, StatementSync>()
  readonly #reportHookError: (error: unknown) => void
  readonly #strangersListeners: (() => void)[] = []
  #seenVersion: number
  /** Undefined outside a transaction. */
  #hooks: (() => void)[] | undefined
  /** Change counter: statements that may have written, and transactions. */
  #changes = 0

  constructor(file: string, reportHookError: (error: unknown) => void = console.error) {
    mkdirSync(dirname(file), { recursive: true })
    chmodSync(dirname(file), 0o700)
    this.#sqlite = new DatabaseSync(file, { timeout: 5000, enableForeignKeyConstraints: true })
    // SQLite gives its log the mode of the file (security S7).
    chmodSync(file, 0o600)
    this.#reportHookError = reportHookError
    // A till is unplugged at closing time, so each commit must reach the disk, which FULL
    // ensures (design, till store).
    this.#sqlite.exec('pragma journal_mode = wal')
    this.#sqlite.exec('pragma synchronous = full')
    this.#checkpoints = new Checkpoints(this.#sqlite, reportHookError)
    this.#seenVersion = this.#version()
  }

  /** Undefined when there is no row. */
  get<T = Row>(sql: string, ...values: SQLInputValue[]): T | undefined {
    return this.#prepare(sql).get(...values) as T | undefined
  }

  all<T = Row>(sql: string, ...values: SQLInputValue[]): T[] {
    return this.#prepare(sql).all(...values) as T[]
  }

  /**
   * One writing statement.
   * @throws if called outside a transaction: a change without one would be a commit of its own
   */
  run(sql: string, ...values: SQLInputValue[]): { changes: number; insertedId: number } {
    if (!this.#hooks) throw new Error(`Write outside a transaction: ${sql}`)
    this.#changes += 1
    const { changes, lastInsertRowid } = this.#prepare(sql).run(...values)
    return { changes: Number(changes), insertedId: Number(lastInsertRowid) }
  }

  /**
   * Runs a writing statement with a `returning` clause and returns its rows. Reads all of them, because
   * SQLite checks references at the end.
   * @throws if called outside a transaction
   */
  returning<T = Row>(sql: string, ...values: SQLInputValue[]): T[] {
    if (!this.#hooks) throw new Error(`Write outside a transaction: ${sql}`)
    this.#changes += 1
    return this.#prepare(sql).all(...values) as T[]
  }

  /** Any statement without values, such as the DDL of a migration. */
  exec(sql: string): void {
    this.#changes += 1
    this.#sqlite.exec(sql)
  }

  get isInTransaction(): boolean {
    return this.#hooks !== undefined
  }

  /**
   * The change counter, which stays the same while nothing can have changed: between two writes of the open
   * transaction. Undefined outside a transaction, where other connections may write.
   */
  get standstill(): number | undefined {
    return this.#hooks && this.#changes
  }

  /**
   * Runs `change` between BEGIN IMMEDIATE and COMMIT; any error rolls everything back. `change` is
   * synchronous, so that nothing is sent to anyone from inside.
   * @throws if a transaction is already open, or if `change` returns a promise
   */
  transaction<T>(change: () => T): T {
    if (this.#hooks) throw new Error('A transaction is already open: commands do not call commands')
    this.#prepare('begin immediate').run()
    const hooks: (() => void)[] = []
    this.#hooks = hooks
    this.#changes += 1
    let result: T
    try {
      this.lookAround()
      result = change()
      if (result instanceof Promise) throw new Error('A transaction must be synchronous')
      this.#prepare('commit').run()
      this.#checkpoints.committed()
    } catch (error) {
      if (this.#sqlite.isTransaction) this.#sqlite.exec('rollback')
      throw error
    } finally {
      this.#hooks = undefined
    }
    // The change is on disk, so a failing hook is reported and not thrown.
    for (const hook of hooks) {
      try {
        hook()
      } catch (error) {
        this.#reportHookError(error)
      }
    }
    return result
  }

  /**
   * Runs `hook` once the open transaction is committed, never if it rolls back.
   * @throws if no transaction is open
   */
  afterCommit(hook: () => void): void {
    if (!this.#hooks) throw new Error('afterCommit needs an open transaction')
    this.#hooks.push(hook)
  }

  /**
   * Calls `listener` when `lookAround` detects a commit of another connection, most
   * likely of another program.
   */
  onStrangersCommit(listener: () => void): void {
    this.#strangersListeners.push(listener)
  }

  /**
   * Detects commits of other connections, for caches of what was read. Called at the start of each
   * transaction and each request.
   */
  lookAround(): void {
    const version = this.#version()
    if (version === this.#seenVersion) return
    this.#seenVersion = version
    for (const listener of this.#strangersListeners) listener()
  }

  /**
   * Copies the log into the file. Long work calls it at each step, so that no request waits
   * for all of it at the end.
   */
  checkpoint(): void {
    this.#checkpoints.run()
  }

  close(): void {
    this.#checkpoints.stop()
    if (this.#sqlite.isOpen) this.#sqlite.close()
  }

  /** Changes with the commits of other connections, and not with those of this one. */
  #version(): number {
    return this.get<{ data_version: number }>('pragma data_version')!.data_version
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql)
    if (known) return known
    const statement = this.#sqlite.prepare(sql)
    this.#statements.set(sql, statement)
    return statement
  }
}
