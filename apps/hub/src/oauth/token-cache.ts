import { hash, randomBytes } from 'node:crypto'
import { ByteCache } from '../platform/byte-cache.ts'
import type { Clock } from '../platform/clock.ts'
import type { Caller } from './caller.ts'
import type { RefusedCaller } from './gate.ts'

const maxKnownBytes = 32 * 1024 * 1024
const maxUnknownBytes = 2 * 1024 * 1024
const refusedBytes = 400
/** What objects take beyond their text. */
const callerBytes = (caller: Caller) => 1000 + 2 * JSON.stringify(caller).length

/** What the database says of a token. */
export interface Found {
  /** null: nobody calls by it. */
  caller: Caller | null
  /** Whose it was before their connection ended. */
  refused: RefusedCaller | undefined
}

interface Entry {
  found: Found
  untilMs: number
  /** Of the look-up: a change since makes it stale. */
  generation: number
}

/**
 * What this process knows of tokens, held by a hash of its own and bounded in bytes; unknown ones lie apart, so that
 * they push out no known one (security S15). A hint: it is `ttlMs` old at most.
 */
export interface TokenCache {
  /** `stale`: somebody's when it was last looked up; undefined: never seen here, or not for long. */
  find(token: string): Found | 'stale' | undefined
  /** Looks a token up and remembers the outcome; at the same instant the look-up is shared. */
  load(token: string, find: () => Promise<Found>): Promise<Found>
  /** Something changed: everything is looked up again. */
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
