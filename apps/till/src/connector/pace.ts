import { createAlarm } from '../platform/alarm.ts'
import type { Clock } from '../platform/clock.ts'

export interface PaceLimit {
  count: number
  seconds: number
}

/** Spaces calls, so that in any stretch of time no more than its share of them leaves. */
export interface Pace {
  /** Takes a turn if one is free; else says when the next one is. */
  take(): Temporal.Instant | undefined
  /** Waits for a turn and takes it; ends early, without one, when the signal aborts. */
  turn(signal: AbortSignal): Promise<void>
}

export function createPace(clock: Clock, limits: PaceLimit[]): Pace {
  const most = Math.max(...limits.map(({ count }) => count))
  /** When turns were taken, in milliseconds, the last `most` of them. */
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

/** Lists of orders and customers are heavy: 10 a minute for everything, and two are left to whoever asks now (general §5). */
export const heavyLimits: PaceLimit[] = [{ count: 8, seconds: 60 }]

/** Half of each window of general §5, and at most 5 a second (contract, kezia D37, D56). */
export const bulkLimits: PaceLimit[] = [
  { count: 5, seconds: 1 },
  { count: 250, seconds: 60 },
  { count: 1_250, seconds: 3_600 },
  { count: 5_000, seconds: 86_400 },
]
