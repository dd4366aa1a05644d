import { hash, randomBytes } from 'node:crypto'
import { ByteCache } from '../platform/byte-cache.ts'
import type { Clock } from '../platform/clock.ts'
import type { Caller } from './caller.ts'
import type { RefusedCaller } from './gate.ts'

const maxKnownBytes = 32 * 1024 * 1024
const maxUnknownBytes = 2 * 1024 * 1024
const refusedBytes = 400
/** Estimated size of the objects, besides their text. */
const callerBytes = (caller: Caller) => 1000 + 2 * JSON.stringify(caller).length

/** The result of a token lookup. */
export interface Found {
  /** Null if the token is invalid. */
  caller: Caller | null
  /** The connection that had this token before it ended. */
  refused: RefusedCaller | undefined
}

interface Entry {
  found: Found
  untilMs: number
  /** Cache generation when the lookup started; a later change makes the entry stale. */
  generation: number
}

/**
 * This process's cache of tokens. Tokens are held as hashes with a salt of the process, and the size is bounded in
 * bytes. Unknown tokens have a separate cache, so that they never evict known ones (security S15). Entries are at
 * most `ttlMs` old.
 */
export interface TokenCache {
  /**
   * `stale`: valid at the last lookup, which is too old. Undefined: not cached, or an unknown token whose entry
   * expired.
   */
  find(token: string): Found | 'stale' | undefined
  /** Looks a token up and caches the result; concurrent lookups of a token are shared. */
  load(token: string, find: () => Promise<Found>): Promise<Found>
  /** Expires every entry, after any change. */
  expireAll(): void
}

export function createTokenCache(clock: Clock, ttlMs: number): TokenCache {
  const known = new ByteCache<Entry>(maxKnownBytes)
  const unknown = new ByteCache<Entry>(maxUnknownBytes)
  const loading = new Map<string, Promise<Found>>()
  const salt = randomBytes(16).toString('hex')
  const keyOf = (token: string) => hash('sha256', salt + token, 'base64url')
  let generation = 0

  const isFresh = (entry: Entry) => entry.untilMs > clock.now() && entry.generation === generation

  async function lookUp(key: string, find: () => Promise<Found>): Promise<Found> {
    const startedIn = generation
    const found = await find()
    const entry = { found, untilMs: clock.now() + ttlMs, generation: startedIn }
    if (found.caller) known.set(key, entry, callerBytes(found.caller))
    else {
      known.delete(key)
      unknown.set(key, entry, refusedBytes)
    }
    return found
  }

  return {
    find(token) {
      const key = keyOf(token)
      const entry = known.get(key) ?? unknown.get(key)
      if (entry && isFresh(entry)) return entry.found
      return known.get(key) ? 'stale' : undefined
    },
    load(token, find) {
      const key = keyOf(token)
      const shared = loading.get(key)
      if (shared) return shared
      const own = lookUp(key, find).finally(() => {
        if (loading.get(key) === own) loading.delete(key)
      })
      loading.set(key, own)
      return own
    },
    expireAll() {
      generation++
      loading.clear()
    },
  }
}
