import type { Logger } from 'pino'

export interface TickerOptions {
  /** What the log calls it when it fails. */
  name: string
  everyMs: number
  log: Logger
  work(): Promise<void>
}

/** Work that is looked for again and again, never twice at once in one process. */
export interface Ticker {
  /** Works now, or after the run that is under way. @throws what the work throws */
  run(): Promise<void>
  /** Stops, once the run that is under way has ended. */
  close(): Promise<void>
}

/** Starts it; the first run is after `everyMs`. A run that fails is logged, and the next one tries again. */
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
