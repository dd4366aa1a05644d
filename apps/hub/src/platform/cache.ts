import type { Clock } from './clock.ts'

/**
 * A cache whose values may be stale for up to `ttlMs`, unless `drop` removes them earlier. Concurrent loads of one
 * key share one query. A failed load is not cached. At `maxEntries` the whole cache is cleared.
 */
export function createCache<T>(clock: Clock, ttlMs: number, maxEntries = 10_000) {
  const entries = new Map<string, { value: Promise<T>; until: number }>()
  return {
    get(key: string, load: () => Promise<T>): Promise<T> {
      const now = clock.now()
      const known = entries.get(key)
      if (known && known.until > now) return known.value
      const value = load()
      if (entries.size >= maxEntries) entries.clear()
      entries.set(key, { value, until: now + ttlMs })
      value.catch(() => entries.delete(key))
      return value
    },
    drop: (key: string) => entries.delete(key),
    clear: () => entries.clear(),
  }
}
