import type { Clock } from './clock.ts'

/**
 * A hint: a value is kept at most `ttlMs`, and dropped at once when its key is. Loads of one key at the same
 * instant share one query; a failed load is not kept.
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
