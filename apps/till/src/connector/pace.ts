import { createAlarm } from '../platform/alarm.ts'
import type { Clock } from '../platform/clock.ts'

export interface PaceLimit {
  count: number
  seconds: number
}

/** Rate limiter: admits no more calls in any window than its limits allow. */
export interface Pace {
  /** Admits a call now and returns undefined, or returns the instant when the next call may leave. */
  take(): Temporal.Instant | undefined
  /** Waits until a call is admitted. Returns early, without admitting one, when the signal aborts. */
  turn(signal: AbortSignal): Promise<void>
}

export function createPace(clock: Clock, limits: PaceLimit[]): Pace {
  const most = Math.max(...limits.map(({ count }) => count))
  /** When the last `most` calls were admitted, in milliseconds since 1970. */
  let taken: number[] = []
  const freeAt = (now: number) =>
    Math.max(
      ...limits.map(({ count, seconds }) => (taken.at(-count) ?? Number.NEGATIVE_INFINITY) + seconds * 1000),
      now,
    )
  const take = () => {
    const now = clock.now().epochMilliseconds
    const free = freeAt(now)
    if (free > now) return Temporal.Instant.fromEpochMilliseconds(free)
    taken = [...taken.slice(1 - most), now]
    return undefined
  }
  return {
    take,
    async turn(signal) {
      for (let free = take(); free && !signal.aborted; free = take())
        await createAlarm(clock).wait(free, signal)
    },
  }
}

/**
 * Lists of orders and customers are heavy reads, 10 a minute in total. Two stay free for a request that
 * cannot wait (general §5).
 */
export const heavyLimits: PaceLimit[] = [{ count: 8, seconds: 60 }]

/** Half of each window of general §5, and at most 5 a second (contract, kezia D37, D56). */
export const bulkLimits: PaceLimit[] = [
  { count: 5, seconds: 1 },
  { count: 250, seconds: 60 },
  { count: 1_250, seconds: 3_600 },
  { count: 5_000, seconds: 86_400 },
]
