import type { DatabaseSync } from 'node:sqlite'

/** After this long without a commit, the log is copied into the file … */
const quietMs = 300
/** … and during a rush after this long, … */
const longestMs = 5_000
/** … once there were this many commits: fewer are not worth two more waits for the disk. */
const fewestCommits = 16
/** 128 MB: a program that never comes to rest is held up by one commit in some thousands. */
const mostPages = 32_000

/**
 * Copies the write-ahead log into the file between the commands, and not inside one of them, as SQLite does by itself
 * every 1000 pages: each fortieth sale then took ten times as long as the others.
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

  /** To be told of each commit. */
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

  /** Now: what has been committed since the last time. */
  run(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#commits = 0
    try {
      this.#sqlite.exec('pragma wal_checkpoint(passive)')
    } catch (error) {
      // The log keeps everything, and grows until the disk takes it.
      this.#reportError(error)
    }
  }
}
