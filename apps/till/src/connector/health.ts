import { HubError, NetworkFailure, type RateLimited, ServerFailure, UnexpectedAnswer } from '@hub/client'
import type { Clock } from '../platform/clock.ts'

/** Whether the hub answers at the moment, for the strip above the screens (contract, kezia §3.9). */
export interface Health {
  /** When the current outage began; null while the hub answers. */
  readonly outageSince: string | null
  /** When the exhausted quota is renewed; null while there is quota. */
  readonly limitedUntil: Temporal.Instant | null
  limited(refusal: RateLimited): void
  /** Called when the receiving loop fails. Errors other than an outage are ignored. */
  failed(error: unknown): void
  /** Called when the receiving loop gets its answers. Returns whether this ends an outage. */
  succeeded(): boolean
  /** A new connection starts with a clean record. */
  reset(): void
}

/** @param onChange called when the screens would show something else */
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
      // If the clock was set back, the wait would grow by as much. Drop it: the hub answers 429 again if the
      // quota is still exhausted.
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

/** No network, hub down, or a proxy that answers in its place. */
export const isOutage = (error: unknown): error is HubError =>
  error instanceof HubError &&
  [NetworkFailure, ServerFailure, UnexpectedAnswer].some((family) => error instanceof family)
