import type { IncomingHttpHeaders } from 'node:http'
import { unauthorizedMessages } from '@hub/contract'
import type { Bus } from '../platform/bus.ts'
import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db/index.ts'
import { isToken } from '../platform/ids.ts'
import type { Secrets } from '../platform/secrets.ts'
import { type Caller, toCaller } from './caller.ts'
import { createTokenCache, type Found } from './token-cache.ts'
import * as store from './token-store.ts'
import { createUnknownTokens } from './unknown-tokens.ts'

/** Maximum age of a cached token, so that a revocation takes effect within 1 s even if the notification is lost. */
const cacheMs = 900

/** A connection whose call was refused. */
export type RefusedCaller = Pick<Caller, 'id' | 'accountId' | 'locationId'>

export type Admission =
  | { caller: Caller; refusal: null }
  /**
   * The exact message of oauth §9, and the connection whose token it is, or was; for the log (contract, support U4).
   */
  | { caller: undefined; refusal: string; refused: RefusedCaller | undefined }

export interface Gate {
  /**
   * Authenticates the caller by the token of `X-Access-Token` or `Authorization: Bearer` (contract, general §2).
   * @param address IP address of the caller
   * @throws {ApiError} 429 for an address that tries many unknown tokens
   */
  admit(headers: IncomingHttpHeaders, address: string): Promise<Admission>
  /** The current state of long-lived connections such as streams, by token hash. Ended ones are missing. */
  recheck(tokenHashes: readonly string[]): Promise<ReadonlyMap<string, Caller>>
  tokenHash(headers: IncomingHttpHeaders): string | undefined
}

function tokenOf(headers: IncomingHttpHeaders): string | undefined {
  const own = headers['x-access-token']
  if (typeof own === 'string' && own !== '') return own
  return /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1]
}

export interface GateParts {
  db: Db
  secrets: Secrets
  bus: Bus
  clock: Clock
  /** 0 for no limit. */
  unknownTokensPerMinute: number
}

const nobody: Found = { caller: null, refused: undefined }

export function createGate({ db, secrets, bus, clock, unknownTokensPerMinute }: GateParts): Gate {
  const cache = createTokenCache(clock, cacheMs)
  const unknown = createUnknownTokens(clock, unknownTokensPerMinute)
  // All entries expire on any change, because an expired entry costs only one query.
  for (const topic of ['connection', 'account', 'client']) bus.on(topic, () => cache.expireAll())

  const load = async (tokenHash: string): Promise<Found> => {
    const row = await store.findCaller(db, { tokenHash })
    if (row) return { caller: toCaller(row), refused: undefined }
    const ended = await store.findOwner(db, { tokenHash })
    const refused = ended && {
      accountId: ended.account_id,
      id: ended.connection_id,
      locationId: ended.location_id,
    }
    return { caller: null, refused }
  }
  const loadToken = (token: string) => cache.load(token, () => load(secrets.lookupHash(token)))

  /** Checks the format, then the cache, then the limit of the address, then the database (security S15). */
  function find(token: string, address: string): Found | Promise<Found> {
    const known = isToken(token) ? cache.find(token) : nobody
    if (known === 'stale') return loadToken(token)
    if (known === undefined) return unknown.limitLookUp(address, () => loadToken(token))
    if (known.caller === null) unknown.count(address)
    return known
  }

  return {
    async admit(headers, address) {
      const token = tokenOf(headers)
      const { caller, refused } = token === undefined ? nobody : await find(token, address)
      if (!caller) return { caller: undefined, refusal: unauthorizedMessages.invalid, refused }
      if (caller.refusal !== null) return { caller: undefined, refusal: caller.refusal, refused: caller }
      return { caller, refusal: null }
    },
    async recheck(tokenHashes) {
      const rows = await store.listCallers(db, { tokenHashes })
      return new Map(rows.map((row) => [row.token_hash, toCaller(row)]))
    },
    tokenHash(headers) {
      const token = tokenOf(headers)
      return token === undefined ? undefined : secrets.lookupHash(token)
    },
  }
}
