import { HubError, NetworkFailure, type RateLimited, ServerFailure, UnexpectedAnswer } from '@hub/client'
import type { Clock } from '../platform/clock.ts'

/** How the hub answers at the moment, for the strip over the screens (contract, kezia §3.9). */
export interface Health {
  /** Since when the receiving loop gets no answer; one value per outage. */
  readonly outageSince: string | null
  /** Until when it refuses for lack of quota. */
  readonly limitedUntil: Temporal.Instant | null
  limited(refusal: RateLimited): void
  /** The receiving loop failed; other errors than an outage are none of this. */
  failed(error: unknown): void
  /** The receiving loop got its answers; returns whether an outage has just ended. */
  succeeded(): boolean
  /** A new connection starts with a clean record. */
  reset(): void
}

/** @param onChange called when a screen would show something else */
export function createHealth(clock: Clock, onChange: () => void): Health {
  let outageSince: string | null = null
  let limitedUntil: Temporal.Instant | null = null
  let limitedFrom = clock.now()
  return {
    get outageSince() {
      return outageSince
    },
    get limitedUntil() {
      const now = clock.now()
      const isOver = limitedUntil && Temporal.Instant.compare(now, limitedUntil) >= 0
      // A clock that went back would make the wait that much longer: the hub says again if it is not over.
      if (isOver || Temporal.Instant.compare(now, limitedFrom) < 0) limitedUntil = null
      return limitedUntil
    },
    limited({ retryAfterSeconds }) {
      limitedFrom = clock.now()
      limitedUntil = limitedFrom.add({ seconds: Math.max(1, Math.ceil(retryAfterSeconds)) })
      onChange()
    },
    failed(error) {
      if (outageSince !== null || !isOutage(error)) return
      outageSince = clock.now().toString({ smallestUnit: 'second' })
      onChange()
    },
    succeeded() {
      if (outageSince === null) return false
      outageSince = null
      onChange()
      return true
    },
    reset() {
      outageSince = null
      limitedUntil = null
    },
  }
}

/** No network, hub down, or something in between that answers in its place. */
export const isOutage = (error: unknown): error is HubError =>
  error instanceof HubError &&
  [NetworkFailure, ServerFailure, UnexpectedAnswer].some((family) => error instanceof family)
