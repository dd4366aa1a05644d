import type { FastifyRequest } from 'fastify'
import { type Unavailability, whyUnavailable } from '../db/index.ts'
import { ApiError } from '../errors.ts'
import { maskUrl } from '../masking/index.ts'

const answers: Readonly<Record<Unavailability, { message: string; retryAfterSeconds: number }>> = {
  full: { message: 'The server has no room left to store anything: try again later', retryAfterSeconds: 5 },
  away: { message: 'The server cannot reach its database: try again in a moment', retryAfterSeconds: 1 },
}

/**
 * The 503 for a request that the database cannot serve now; its cause is logged. Undefined for any other error.
 * Whether a change was made may be unknown, so its idempotency key may be used again (operations G4).
 */
export function databaseRefusal(error: unknown, request: FastifyRequest): ApiError | undefined {
  const reason = whyUnavailable(error)
  if (reason === undefined) return undefined
  const { message, retryAfterSeconds } = answers[reason]
  request.log.warn({ err: error, id: request.id, url: maskUrl(request.url) }, message)
  return new ApiError(503, 'internal_error', message, {
    headers: { 'retry-after': String(retryAfterSeconds) },
    cause: error,
  })
}
