import type { FastifyRequest } from 'fastify'
import { tooManyRequests } from '../platform/errors.ts'
import type { Exhausted, Quota, Quotas } from '../platform/quotas/index.ts'

/** Requests of one connection in each window; 0 is no limit (contract, general §5). */
export interface RateLimitSettings {
  perMinute: number
  perHour: number
  perDay: number
  /** Of the queries that cost most, which count in the other windows too. */
  highLoadPerMinute: number
  /** Requests from one address with a token that nobody has. */
  unknownTokensPerMinute: number
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

const nouns: Readonly<Record<string, string>> = {
  minute: 'requests per minute',
  hour: 'requests per hour',
  day: 'requests per day',
  high_load: 'high-load requests per minute',
  unknown_tokens: 'requests per minute with an unknown token',
}

export interface RateLimits {
  /**
   * Counts a request of a known connection.
   * @throws {ApiError} 429, with the seconds to the end of the exhausted window
   */
  count(request: FastifyRequest): Promise<void>
  /** The same for a request with an unknown token, by the address it comes from. */
  countUnknown(request: FastifyRequest): Promise<void>
}

export function createRateLimits(quotas: Quotas, settings: RateLimitSettings): RateLimits {
  const limited = (all: Quota[]) => all.filter(({ limit }) => limit > 0)
  const usual = limited([
    { kind: 'minute', limit: settings.perMinute, windowMs: minuteMs },
    { kind: 'hour', limit: settings.perHour, windowMs: hourMs },
    { kind: 'day', limit: settings.perDay, windowMs: dayMs },
  ])
  const highLoad = limited([
    ...usual,
    { kind: 'high_load', limit: settings.highLoadPerMinute, windowMs: minuteMs },
  ])
  const unknown = limited([
    { kind: 'unknown_tokens', limit: settings.unknownTokensPerMinute, windowMs: minuteMs },
  ])

  return {
    async count(request) {
      const isHighLoad = request.routeOptions.config.highLoad?.(request.query as Record<string, unknown>)
      refuse(await quotas.take(request.caller!, isHighLoad ? highLoad : usual))
    },
    async countUnknown({ ip }) {
      refuse(await quotas.take({ accountId: '', id: `address ${ip}` }, unknown))
    },
  }
}

function refuse(exhausted: Exhausted | undefined) {
  if (!exhausted) return
  const { quota, retryAfterSeconds } = exhausted
  const limit = `${quota.limit.toLocaleString('en')} ${nouns[quota.kind]}`
  throw tooManyRequests(`Rate limit exceeded: at most ${limit}`, retryAfterSeconds)
}
