import { Conflict, NetworkFailure, NotFound, RateLimited, ServerFailure } from './errors.ts'
import type { Answer, Method, RequestOptions, Transport } from './http.ts'
import { delay } from './wait.ts'

export interface RetryOptions {
  /** Further attempts after the first one; default 2, 0 for none. */
  retries?: number
  /** If the server asks for a longer wait, its refusal is thrown instead. Default 60,000 ms. */
  longestWaitMs?: number
}

const firstWaitMs = 250

/**
 * Retries failures that another attempt may fix. Reads and deletions are always repeatable. A write with an unknown
 * outcome (no answer, 5xx) is repeated only with an `Idempotency-Key`, since it may have been executed. `Retry-After`
 * is respected.
 */
export function withRetries(transport: Transport, options: RetryOptions): Transport {
  const { retries = 2, longestWaitMs = 60_000 } = options
  return {
    async send(method, path, request = {}) {
      let isOutcomeUnknown = false
      for (let failures = 1; ; failures += 1) {
        try {
          return await transport.send(method, path, request)
        } catch (error) {
          // An earlier attempt of this deletion succeeded, although its answer was lost.
          if (isOutcomeUnknown && method === 'DELETE' && error instanceof NotFound) return gone()
          const waitMs = waitBefore(failures, error)
          const mayRepeat = waitMs !== undefined && (isRepeatable(method, request) || wasNotDone(error))
          if (!mayRepeat || failures > retries || waitMs > longestWaitMs || request.signal?.aborted)
            throw error
          isOutcomeUnknown ||= !wasNotDone(error)
          await delay(waitMs, request.signal)
          if (request.signal?.aborted) throw error
        }
      }
    },
  }
}

const gone = (): Answer => ({ response: new Response('{}'), text: '{}' })

const isRepeatable = (method: Method, { headers }: RequestOptions) =>
  method === 'GET' || method === 'DELETE' || headers?.['idempotency-key'] !== undefined

/** Whether the server refused before it executed anything. */
const wasNotDone = (error: unknown) => error instanceof RateLimited

/** Milliseconds to wait, or undefined if another attempt would fail as well. */
function waitBefore(failures: number, error: unknown): number | undefined {
  if (error instanceof RateLimited) return error.retryAfterSeconds * 1_000
  if (error instanceof Conflict) return error.retryAfterSeconds * 1_000
  if (error instanceof ServerFailure && error.retryAfterSeconds !== null)
    return error.retryAfterSeconds * 1_000
  if (error instanceof ServerFailure || error instanceof NetworkFailure)
    // Jitter, so that clients that failed together do not retry together.
    return firstWaitMs * 2 ** (failures - 1) * (0.5 + Math.random())
  return undefined
}
