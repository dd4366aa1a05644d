import type { IncomingHttpHeaders } from 'node:http'
import { unauthorizedMessages } from '@hub/contract'
import type { Bus } from '../platform/bus.ts'
import type { Clock } from '../platform/clock.ts'
import { type Db, statement } from '../platform/db/index.ts'
import { isToken } from '../platform/ids.ts'
import type { Secrets } from '../platform/secrets.ts'
import { type Caller, type CallerRow, toCaller } from './caller.ts'
import { createTokenCache, type Found } from './token-cache.ts'
import { createUnknownTokens } from './unknown-tokens.ts'

/** A hint may be this old at most, so that a revocation is obeyed within 1 s even when the notification is lost. */
const cacheMs = 900

// Contract, oauth §9: a suspended account suspends all its connections, a suspended location those bound to it.
const callersBy = (condition: string) => `
  select t.token_hash, c.id, c.account_id, c.location_id, c.client_id, k.name as client_name, c.user_id, c.device_id,
    c.app_instance_id, c.scope,
    c.catalog_id, c.customer_list_id, c.blocked_at is not null as blocked,
    c.callback_url is not null as has_active_callback,
    coalesce(a.suspended_at is not null or l.suspended_at is not null, false) as suspended,
    a.name as account_name, a.currency,
    (select f.timezone from location f where f.account_id = c.account_id order by f.number limit 1) as zone
  from access_token t
  join connection c on c.account_id = t.account_id and c.id = t.connection_id and c.ended_at is null
  join client k on k.id = c.client_id
  left join account a on a.id = c.account_id
  left join location l on l.account_id = c.account_id and l.id = c.location_id
  where ${condition}`

export const findCaller = statement<CallerRow>(callersBy('t.token_hash = $1'), { pipelined: true })
const findCallers = statement<CallerRow & { token_hash: string }>(callersBy('t.token_hash = any($1::text[])'))

/** A connection whose call was refused. */
export type RefusedCaller = Pick<Caller, 'id' | 'accountId' | 'locationId'>

export type Admission =
  | { caller: Caller; refusal: null }
  /** The exact message of oauth §9, and whose token it is, or was: for the log (contract, support U4). */
  | { caller: undefined; refusal: string; refused: RefusedCaller | undefined }

export interface Gate {
  /**
   * Who calls, by the token of `X-Access-Token` or of `Authorization: Bearer` (contract, general §2).
   * @param address of the caller
   * @throws {ApiError} 429 for an address that tries many unknown tokens
   */
  admit(headers: IncomingHttpHeaders, address: string): Promise<Admission>
  /** The state of connections that are being served for long, by token hash: those that have ended are missing. */
  recheck(tokenHashes: readonly string[]): Promise<ReadonlyMap<string, Caller>>
  tokenHash(headers: IncomingHttpHeaders): string | undefined
}

/** Of a connection that has ended. Parameters: token hash. */
const findRefused = statement<{ account_id: string; id: string; location_id: string | null }>(
  `select c.account_id, c.id, c.location_id from access_token t
   join connection c on c.account_id = t.account_id and c.id = t.connection_id where t.token_hash = $1`,
)

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
  // Which connection, account or client changed does not matter: a hint that is dropped costs one query.
  for (const topic of ['connection', 'account', 'client']) bus.on(topic, () => cache.expireAll())

  const load = async (hash: string): Promise<Found> => {
    const [row] = await findCaller(db, [hash])
    if (row) return { caller: toCaller(row), refused: undefined }
    const [ended] = await findRefused(db, [hash])
    const refused = ended && { accountId: ended.account_id, id: ended.id, locationId: ended.location_id }
    return { caller: null, refused }
  }
  const loadToken = (token: string) => cache.load(token, () => load(secrets.lookupHash(token)))

  /** Shape, then memory, then the limit of the address, then the database (security S15). */
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
      const rows = await findCallers(db, [tokenHashes])
      return new Map(rows.map((row) => [row.token_hash, toCaller(row)]))
    },
    tokenHash(headers) {
      const token = tokenOf(headers)
      return token === undefined ? undefined : secrets.lookupHash(token)
    },
  }
}
