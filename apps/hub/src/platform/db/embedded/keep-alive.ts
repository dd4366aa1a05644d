import { setTimeout as wait } from 'node:timers/promises'
import type { Server } from './server.ts'

/** Minimum time between two starts, so that a server that ends at once does not use up the processor. */
const minBetweenStartsMs = 500
/**
 * Delay after a failed start, doubled after each further failure up to `maxWaitMs`. Freed disk space is noticed
 * within that time.
 */
const firstWaitMs = 100
const maxWaitMs = 2000

/**
 * Until `ending` is aborted, immediately restarts a server that died. If the start fails, it retries with delays that
 * grow to 2 seconds.
 * @param onLine called with the reason for a failed start
 */
export async function keepAlive(
  first: Server,
  start: () => Promise<Server>,
  ending: AbortSignal,
  onLine: (line: string) => void,
): Promise<void> {
  const ended = new Promise<void>((resolve) => ending.addEventListener('abort', () => resolve()))
  let server: Server | undefined = first
  let startedAt = Number.NEGATIVE_INFINITY
  let failures = 0
  for (;;) {
    await Promise.race([server?.exited, ended])
    const waitMs = server
      ? startedAt + minBetweenStartsMs - performance.now()
      : Math.min(firstWaitMs * 2 ** (failures - 1), maxWaitMs)
    if (waitMs > 0) await wait(waitMs, undefined, { signal: ending }).catch(() => undefined)
    if (ending.aborted) break
    startedAt = performance.now()
    try {
      server = await start()
      failures = 0
    } catch (error) {
      onLine(`FATAL:  ${(error as Error).message}`)
      server = undefined
      failures++
    }
  }
  await server?.stop()
}
