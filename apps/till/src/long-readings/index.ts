import { join } from 'node:path'
import type { Platform } from '../platform/platform.ts'
import { runThread } from '../platform/thread.ts'
import { type LongReadings, readings } from './readings.ts'

export { readOneMoment } from './moment.ts'
export type { Tools as ReadingTools } from './readings.ts'

const script = new URL('./worker.ts', import.meta.url)

export interface LongReading {
  file: string
  kind: keyof LongReadings
  asked: unknown
}

/** Default limit: summing this many sales takes less than 50 ms. */
const usualMostSales = 5_000

/** Reports over at most this many sales run inline; larger ones run in the report worker. */
export const mostSalesAtOnce = ({ mostSalesAtOnce = usualMostSales }: Platform['config']) => mostSalesAtOnce

/**
 * Runs small reports inline and large ones in the report worker, one at a time, so that they do not block the counter.
 * The worker reads a consistent snapshot of the database.
 */
export function createLongReader(platform: Pick<Platform, 'config' | 'database' | 'settings'>) {
  const file = join(platform.config.dataDir, 'till.sqlite')
  const most = mostSalesAtOnce(platform.config)
  let last: Promise<unknown> = Promise.resolve()
  return async <Kind extends keyof LongReadings>(
    kind: Kind,
    asked: LongReadings[Kind]['asked'],
  ): Promise<LongReadings[Kind]['answer']> => {
    const { read, count } = readings[kind]
    if (count(platform, asked) <= most) return read(platform, asked)
    const reading = last.then(() =>
      runThread<LongReadings[Kind]['answer']>(script, { file, kind, asked } satisfies LongReading),
    )
    last = reading.catch(() => undefined)
    return reading
  }
}

export type LongReader = ReturnType<typeof createLongReader>
