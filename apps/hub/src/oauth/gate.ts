import type { IncomingHttpHeaders } from 'node:http'
import { unauthorizedMessages } from '@hub/contract'
import type { Bus } from '../platform/bus.ts'
import { createCache } from '../platform/cache.ts'
import type { Clock } from '../platform/clock.ts'
import { type Db, statement } from '../platform/db/index.ts'
import { unauthorized } from '../platform/errors.ts'
import type { Secrets } from '../platform/secrets.ts'
import { type Caller, type CallerRow, toCaller } from './caller.ts'

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

export interface Gate {
  /**
   * Who calls, by the token of `X-Access-Token` or of `Authorization: Bearer` (contract, general §2).
   * @throws {ApiError} 401 with the exact message of oauth §9
   */
  admit(headers: IncomingHttpHeaders): Promise<Caller>
  /** The state of connections that are being served for long, by token hash: those that have ended are missing. */
  recheck(tokenHashes: readonly string[]): Promise<ReadonlyMap<string, Caller>>
  tokenHash(headers: IncomingHttpHeaders): string | undefined
  /** Whose token it is, or was, when it is refused: for the log (contract, support U4). */
  identify(headers: IncomingHttpHeaders): Promise<RefusedCaller | undefined>
}

/** A connection whose call was refused. */
export type RefusedCaller = Pick<Caller, 'id' | 'accountId' | 'locationId'>

/** Of a connection that has ended, is blocked or suspended. Parameters: token hash. */
const findRefused = statement<{ account_id: string; id: string; location_id: string | null }>(
  `select c.account_id, c.id, c.location_id from access_token t
   join connection c on c.account_id = t.account_id and c.id = t.connection_id where t.token_hash = $1`,
)

function tokenOf(headers: IncomingHttpHeaders): string | undefined {
  const own = headers['x-access-token']
  if (typeof own === 'string' && own !== '') return own
  return /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1]
}

export function createGate(parts: { db: Db; secrets: Secrets; bus: Bus; clock: Clock }): Gate {
  const { db, secrets, bus, clock } = parts
  const callers = createCache<Caller | null>(clock, cacheMs)
  // Which connection, account or client changed does not matter: a hint that is dropped costs one query.
  for (const topic of ['connection', 'account', 'client']) bus.on(topic, () => callers.clear())

  const load = async (hash: string) => {
    const [row] = await findCaller(db, [hash])
    return row ? toCaller(row) : null
  }
  const tokenHash = (headers: IncomingHttpHeaders) => {
    const token = tokenOf(headers)
    return token === undefined ? undefined : secrets.lookupHash(token)
  }
  return {
    async admit(headers) {
      const token = tokenOf(headers)
      const caller = token && (await callers.get(token, () => load(secrets.lookupHash(token))))
      if (!caller) throw unauthorized(unauthorizedMessages.invalid)
      if (caller.refusal !== null) throw unauthorized(caller.refusal)
      return caller
    },
    async recheck(tokenHashes) {
      const rows = await findCallers(db, [tokenHashes])
      return new Map(rows.map((row) => [row.token_hash, toCaller(row)]))
    },
    tokenHash,
    async identify(headers) {
      const hash = tokenHash(headers)
      const [row] = hash === undefined ? [] : await findRefused(db, [hash])
      return row && { accountId: row.account_id, id: row.id, locationId: row.location_id }
    },
  }
}
