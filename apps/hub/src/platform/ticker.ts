import type { Logger } from 'pino'

export interface TickerOptions {
  /** Its name in the log when a run fails. */
  name: string
  everyMs: number
  log: Logger
  work(): Promise<void>
}

/** A periodic task; runs never overlap within a process. */
export interface Ticker {
  /** Runs now, or after the runs already requested. @throws what the work throws */
  run(): Promise<void>
  /** Stops, and resolves once the current run has ended. */
  close(): Promise<void>
}

/** Starts the task. The first run is after `everyMs`. A failed run is logged; the next one is on schedule. */
export function startTicker({ name, everyMs, log, work }: TickerOptions): Ticker {
  let running: Promise<void> = Promise.resolve()
  let waiting = 0
  const run = () => {
    waiting++
    const next = running.then(work).finally(() => waiting--)
    running = next.catch(() => {})
    return next
  }
  const timer = setInterval(() => {
    if (waiting > 0) return
    run().catch((error: unknown) => log.error({ err: error }, `${name} failed`))
  }, everyMs)
  timer.unref()
  return {
    run,
    async close() {
      clearInterval(timer)
      await running
    },
  }
}
