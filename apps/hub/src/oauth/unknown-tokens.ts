import type { Clock } from '../platform/clock.ts'
import { tooManyRequests } from '../platform/errors.ts'
import { addressKey } from '../platform/http/addresses.ts'

const minuteMs = 60_000
/** Maximum number of addresses counted per minute; above it, the oldest entry is dropped. */
const maxAddresses = 50_000

interface Bucket {
  unknown: number
  lookingUp: number
  waiting: (() => void)[]
}

/**
 * Limits the unknown tokens per address and minute, before they reach the database (contract, general §5; security
 * S15). Each process counts for itself, because asking the database would cost what this saves.
 */
export interface UnknownTokens {
  /** @throws {ApiError} 429 */
  count(address: string): void
  /**
   * Looks up a token that is not cached. At most as many lookups run at once as unknown tokens are left within the
   * limit. Others wait, so that many valid tokens at once are not refused.
   * @throws {ApiError} 429
   */
  limitLookUp<T extends { caller: unknown }>(address: string, lookUp: () => Promise<T>): Promise<T>
}

/** @param perMinute 0 for no limit */
export function createUnknownTokens(clock: Clock, perMinute: number): UnknownTokens {
  const limit = perMinute > 0 ? perMinute : Number.POSITIVE_INFINITY
  let buckets = new Map<string, Bucket>()
  let minute = 0

  function bucketOf(address: string): Bucket {
    const now = Math.floor(clock.now() / minuteMs)
    if (now !== minute) {
      minute = now
      buckets = new Map()
    }
    const key = addressKey(address)
    const bucket = buckets.get(key) ?? { unknown: 0, lookingUp: 0, waiting: [] }
    if (!buckets.has(key) && buckets.size >= maxAddresses) {
      const [first] = buckets.keys()
      if (first !== undefined) buckets.delete(first)
    }
    buckets.set(key, bucket)
    return bucket
  }

  function refuseExhausted({ unknown }: Bucket) {
    if (unknown < limit) return
    const seconds = Math.max(1, Math.ceil((minuteMs - (clock.now() % minuteMs)) / 1000))
    const most = `${limit.toLocaleString('en')} requests per minute with an unknown token`
    throw tooManyRequests(`Rate limit exceeded: at most ${most}`, seconds)
  }

  return {
    count(address) {
      const bucket = bucketOf(address)
      refuseExhausted(bucket)
      bucket.unknown++
    },
    async limitLookUp(address, lookUp) {
      const bucket = bucketOf(address)
      refuseExhausted(bucket)
      while (bucket.unknown + bucket.lookingUp >= limit) {
        await new Promise<void>((resolve) => bucket.waiting.push(resolve))
        refuseExhausted(bucket)
      }
      bucket.lookingUp++
      try {
        const found = await lookUp()
        if (found.caller === null) bucket.unknown++
        return found
      } finally {
        bucket.lookingUp--
        for (const resume of bucket.waiting.splice(0)) resume()
      }
    },
  }
}
