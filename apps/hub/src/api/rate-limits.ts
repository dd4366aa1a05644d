import type { FastifyRequest } from 'fastify'
import type { Trx } from '../platform/db/index.ts'
import { invalidField, tooManyRequests } from '../platform/errors.ts'
import type { Exhausted, Quota, QuotaOwner, Quotas } from '../platform/quotas/index.ts'

/** Requests per connection in each window; 0 means no limit (contract, general §5). */
export interface RateLimitSettings {
  perMinute: number
  perHour: number
  perDay: number
  /** Limit of the most expensive queries, which also count in the other windows. */
  highLoadPerMinute: number
  /** Requests with an unknown token per address, for each process of the hub. */
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
}

/** Charges replayed events to their connection (contract, security S12). */
export interface ReplayQuota {
  /** Maximum number of events in one replay; null for no limit. */
  maxEvents: number | null
  /** @throws {ApiError} 429, or 422 above {@link maxEvents} */
  count(trx: Trx, connection: QuotaOwner, events: number): Promise<void>
}

export interface RateLimits {
  /**
   * Counts a request of a known connection.
   * @throws {ApiError} 429, with the seconds to the end of the exhausted window
   */
  count(request: FastifyRequest): Promise<void>
  /** Counts replayed events as that many requests, in the transaction that replays them (S12). */
  replayQuota: ReplayQuota
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
  const [narrowest] = [...usual].sort((a, b) => a.limit - b.limit)

  return {
    async count(request) {
      const isHighLoad = request.routeOptions.config.highLoad?.(request.query as Record<string, unknown>)
      refuse(await quotas.take(request.caller!, isHighLoad ? highLoad : usual))
    },
    replayQuota: {
      maxEvents: narrowest?.limit ?? null,
      async count(trx, connection, events) {
        if (!narrowest) return
        const { limit, kind } = narrowest
        if (events > limit) {
          const most = `${limit.toLocaleString('en')} ${nouns[kind]}`
          throw invalidField(
            'base',
            `More events than the ${most} of the connection: choose fewer, or a shorter period`,
          )
        }
        refuse(await quotas.takeMany(trx, connection, usual, events))
      },
    },
  }
}

function refuse(exhausted: Exhausted | undefined) {
  if (!exhausted) return
  const { quota, retryAfterSeconds } = exhausted
  const limit = `${quota.limit.toLocaleString('en')} ${nouns[quota.kind]}`
  throw tooManyRequests(`Rate limit exceeded: at most ${limit}`, retryAfterSeconds)
}
