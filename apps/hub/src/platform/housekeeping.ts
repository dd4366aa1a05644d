import type { Logger } from 'pino'

/** An hourly task, usually retention. It may run in several processes at once. */
export interface HousekeepingTask {
  name: string
  run(): Promise<void>
}

const everyMs = 60 * 60 * 1000

/**
 * Runs the tasks once an hour, one after the other. A failed task is logged and retried an hour later.
 * @returns a function that stops it and resolves once the running task has ended
 */
export function startHousekeeping(tasks: readonly HousekeepingTask[], log: Logger): () => Promise<void> {
  let running: Promise<void> = Promise.resolve()
  let stopped = false
  const runAll = async () => {
    for (const { name, run } of tasks) {
      if (stopped) return
      await run().catch((error: unknown) => log.error({ err: error, task: name }, 'housekeeping failed'))
    }
  }
  const timer = setInterval(() => {
    running = running.then(runAll)
  }, everyMs)
  timer.unref()
  return () => {
    stopped = true
    clearInterval(timer)
    return running
  }
}
