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

/** So many sales are summed in less than a twentieth of a second. */
const usualMostSales = 5_000

/** What takes no longer than these is read at once, and what takes longer in a thread. */
export const mostSalesAtOnce = ({ mostSalesAtOnce = usualMostSales }: Platform['config']) => mostSalesAtOnce

/**
 * Sums few sales at once, and many in a thread of its own, so that nobody waits at the counter meanwhile; one reading at
 * a time. The thread reads one moment of the database.
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
