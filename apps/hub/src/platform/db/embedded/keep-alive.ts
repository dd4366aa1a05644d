import { setTimeout as wait } from 'node:timers/promises'
import type { Server } from './server.ts'

const firstWaitMs = 50
const maxWaitMs = 5000
/** One that lived for less has a trouble that is still there. */
const wellAfterMs = 1000

/**
 * Until `ending`, a server that died is started again: at once, then after waits that grow to 5 seconds.
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
  for (let waitMs = firstWaitMs; ; ) {
    const startedAt = performance.now()
    await Promise.race([server?.exited, ended])
    if (ending.aborted) break
    if (server && performance.now() - startedAt > wellAfterMs) waitMs = firstWaitMs
    else {
      await wait(waitMs, undefined, { signal: ending }).catch(() => undefined)
      if (ending.aborted) break
      waitMs = Math.min(waitMs * 2, maxWaitMs)
    }
    try {
      server = await start()
    } catch (error) {
      onLine(`FATAL:  ${(error as Error).message}`)
      server = undefined
    }
  }
  await server?.stop()
}
