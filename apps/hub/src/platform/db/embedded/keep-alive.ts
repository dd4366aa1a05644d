import { setTimeout as wait } from 'node:timers/promises'
import type { Server } from './server.ts'

/** From one start to the next: one that ends as soon as it runs leaves the processor to others. */
const minBetweenStartsMs = 500
/** After a start that failed; doubled for each further one. A disk with room again is found within the last. */
const firstWaitMs = 100
const maxWaitMs = 2000

/**
 * Until `ending`, a server that died is started again at once. One that does not start is tried again after waits that
 * grow to 2 seconds.
 * @param onLine called with why it did not start
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
