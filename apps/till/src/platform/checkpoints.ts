import type { DatabaseSync } from 'node:sqlite'

/** The log is copied into the file after this long without a commit … */
const quietMs = 300
/** … or, if commits keep coming, after this long, … */
const longestMs = 5_000
/** … once there were this many commits. Fewer are not worth two more waits for the disk. */
const fewestCommits = 16
/** 128 MB. A program that never pauses is held up at one commit in several thousand. */
const mostPages = 32_000

/**
 * Copies the write-ahead log into the file between commands. SQLite does so by itself every 1000 pages,
 * inside a command, which made every fortieth sale take ten times as long.
 */
export class Checkpoints {
  readonly #sqlite: DatabaseSync
  readonly #reportError: (error: unknown) => void
  #commits = 0
  #firstMs = 0
  #timer: NodeJS.Timeout | undefined

  constructor(sqlite: DatabaseSync, reportError: (error: unknown) => void) {
    this.#sqlite = sqlite
    this.#reportError = reportError
    sqlite.exec(`pragma wal_autocheckpoint = ${mostPages}`)
  }

  /** Must be called after each commit. */
  committed(): void {
    this.#commits += 1
    if (this.#commits < fewestCommits) return
    const nowMs = performance.now()
    if (this.#timer === undefined) {
      this.#firstMs = nowMs
      this.#timer = setTimeout(() => this.run(), quietMs).unref()
    } else if (nowMs + quietMs <= this.#firstMs + longestMs) this.#timer.refresh()
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  /** Copies the log now. */
  run(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#commits = 0
    try {
      this.#sqlite.exec('pragma wal_checkpoint(passive)')
    } catch (error) {
      // Nothing is lost: the log grows until the disk accepts the copy.
      this.#reportError(error)
    }
  }
}
