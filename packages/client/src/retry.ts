import { Conflict, NetworkFailure, NotFound, RateLimited, ServerFailure } from './errors.ts'
import type { Answer, Method, RequestOptions, Transport } from './http.ts'
import { delay } from './wait.ts'

export interface RetryOptions {
  /** Further attempts after the first; default 2, none with 0. */
  retries?: number
  /** A server that asks for a longer wait is not waited for: its refusal is thrown. Default 60,000 ms. */
  longestWaitMs?: number
}

const firstWaitMs = 250

/**
 * Tries again what another attempt may cure. Reads and deletions are always repeatable; a write whose outcome is unknown
 * (no answer, 5xx) only with an `Idempotency-Key`, since it may have been done. `Retry-After` is obeyed.
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
          // The deletion that was not answered has been done.
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

/** Refused before anything was done. */
const wasNotDone = (error: unknown) => error instanceof RateLimited

/** Milliseconds, or undefined when another attempt would fare no better. */
function waitBefore(failures: number, error: unknown): number | undefined {
  if (error instanceof RateLimited) return error.retryAfterSeconds * 1_000
  if (error instanceof Conflict) return error.retryAfterSeconds * 1_000
  if (error instanceof ServerFailure && error.retryAfterSeconds !== null)
    return error.retryAfterSeconds * 1_000
  if (error instanceof ServerFailure || error instanceof NetworkFailure)
    // Clients that failed together do not come back together.
    return firstWaitMs * 2 ** (failures - 1) * (0.5 + Math.random())
  return undefined
}
