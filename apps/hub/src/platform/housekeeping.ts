import type { Logger } from 'pino'

/** What is done now and then: retention, mostly. A task may run in several processes at once. */
export interface HousekeepingTask {
  name: string
  run(): Promise<void>
}

const everyMs = 60 * 60 * 1000

/**
 * Runs the tasks once an hour, one after the other; one that fails is logged and tried again an hour later.
 * @returns stops it, once the running task is done
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
