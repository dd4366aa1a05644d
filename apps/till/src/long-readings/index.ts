import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Journal } from '../journals/wire.ts'
import { type Period, periodDays } from '../platform/period.ts'
import type { Platform } from '../platform/platform.ts'
import type { Statistics } from '../statistics/wire.ts'

/** What may be asked of a long period, and its answer. */
export interface LongReadings {
  journal: Journal
  statistics: Statistics
}

export interface LongReading {
  file: string
  kind: keyof LongReadings
  period: Period
}

/** A quarter of a year of a busy shop is summed in less than a tenth of a second. */
const mostDays = 92

export const isLong = (period: Period): boolean => periodDays(period) > mostDays

/**
 * Sums a long period in a thread of its own, so that nobody waits at the counter meanwhile; one period at a time. The
 * thread reads one moment of the database.
 */
export function createLongReader({ config }: Pick<Platform, 'config'>) {
  const file = join(config.dataDir, 'till.sqlite')
  let last: Promise<unknown> = Promise.resolve()
  return <Kind extends keyof LongReadings>(kind: Kind, period: Period): Promise<LongReadings[Kind]> => {
    const reading = last.then(() => readInThread<LongReadings[Kind]>({ file, kind, period }))
    last = reading.catch(() => undefined)
    return reading
  }
}

export type LongReader = ReturnType<typeof createLongReader>

/** @throws with the thread's error */
function readInThread<Answer>(reading: LongReading): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: reading })
  worker.once('message', resolve)
  worker.once('error', reject)
  worker.once('exit', (code) => reject(new Error(`The thread of a long reading ended with code ${code}`)))
  return promise
}
