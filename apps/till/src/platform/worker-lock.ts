import { DatabaseSync } from 'node:sqlite'

const retryMs = 500

/**
 * Waits for a lock between processes and takes it: stations that share a database have one
 * connection and one worker (contract, kezia D28). The operating system releases the lock of a
 * process that dies, however it dies.
 * @returns a function that releases the lock; undefined when the signal aborted first
 */
export async function takeWorkerLock(file: string, signal: AbortSignal): Promise<(() => void) | undefined> {
  while (!signal.aborted) {
    const lock = new DatabaseSync(file, { timeout: 0 })
    try {
      lock.exec('begin exclusive')
      return () => lock.close()
    } catch (error) {
      lock.close()
      if (!isBusy(error)) throw error
    }
    await pause(retryMs, signal)
  }
  return undefined
}

const isBusy = (error: unknown) => error instanceof Error && /database is locked/.test(error.message)

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
}
