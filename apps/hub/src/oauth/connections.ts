import { formatScope, type Scope } from '@hub/contract'
import { resubscribe, unsubscribe } from '../callbacks/index.ts'
import type { Db, Trx } from '../platform/db/index.ts'
import { newId, newToken } from '../platform/ids.ts'
import type { Secrets } from '../platform/secrets.ts'
import { removeInstance } from './app-store.ts'
import { giveInstanceId } from './apps.ts'
import * as store from './connection-store.ts'
import * as tokens from './token-store.ts'

export interface Grant {
  clientId: string
  scope: Scope
  /** `''` for general permissions only. */
  accountId: string
  locationId: string | null
  /** The user who grants. Part of the connection's identity only with a general permission. */
  userId: string | null
  deviceId: string | null
  catalogId: string | null
  customerListId: string | null
}

/** Contract, oauth §8: two authorisations with the same key are one connection. */
export function reuseKey(grant: Omit<Grant, 'catalogId' | 'customerListId'>): string {
  const { clientId, scope, accountId, locationId, userId, deviceId } = grant
  return JSON.stringify([
    clientId,
    scope.level,
    locationId ?? accountId,
    deviceId,
    scope.profile === null ? null : userId,
  ])
}

/** How a connection was authorised, stored with the connection and shown (contract, security S26). */
export interface Authorisation {
  /** The user who allowed it; null if the operator named none. */
  userId: string | null
  /** By a redirect, a copied code, a paired device, or the operator's command line. */
  way: 'redirect' | 'code' | 'device' | 'operator'
  /** Host to which the browser was sent; null without a redirect. */
  redirectHost: string | null
}

export interface ConnectTerms {
  /**
   * Whether to reuse an existing connection of the same identity, which reveals its token again. True only for a user
   * who may disconnect it (contract, security S26).
   */
  mayReuse: boolean
  /** The connection of the request's `app_instance_id`, to be reused if there are several. */
  connectionId?: string | undefined
  authorisation: Authorisation
}

/** Terms of a connection made without an authorisation page: the operator may change any connection. */
export const byOperator: ConnectTerms = {
  mayReuse: true,
  authorisation: { userId: null, way: 'operator', redirectHost: null },
}

/** If several connections share one identity, the first has this key, and the others have their id appended to it. */
export const isKeyOf = (key: string, connectionId: string, stored: string) =>
  stored === key || stored === `${key} ${connectionId}`

/**
 * Creates a connection, or updates the existing one if `mayReuse` allows it. An update keeps the token, replaces
 * scope and selection, and unblocks (contract, oauth §8).
 */
export async function connect(
  trx: Trx,
  secrets: Secrets,
  grant: Grant,
  { mayReuse, connectionId: target, authorisation }: ConnectTerms,
): Promise<{ connectionId: string; token: string }> {
  const { accountId, clientId, locationId, deviceId, catalogId, customerListId } = grant
  const userId = grant.scope.profile === null ? null : grant.userId
  const scope = formatScope(grant.scope)
  const key = reuseKey(grant)
  await store.lockReuseKey(trx, { accountId, reuseKey: key })
  const rows = await store.listReusable(trx, { accountId, reuseKey: key, connectionId: target })
  const first = rows.find((row) => row.reuse_key === key)
  const named = rows.find((row) => row.id === target && isKeyOf(key, row.id, row.reuse_key))
  const known = mayReuse ? (named ?? first) : undefined
  const terms = {
    scope,
    catalogId,
    customerListId,
    authorisedBy: authorisation.userId,
    authorisedWay: authorisation.way,
    redirectHost: authorisation.redirectHost,
  }
  if (known) {
    const changed = await store.update(trx, { accountId, connectionId: known.id, ...terms })
    await resubscribe(trx, { ...grant, id: known.id })
    return { connectionId: known.id, token: secrets.decrypt(changed!.token_sealed) }
  }
  const connectionId = newId()
  const token = newToken()
  await store.insert(trx, {
    accountId,
    connectionId,
    clientId,
    locationId,
    userId,
    deviceId,
    reuseKey: first ? `${key} ${connectionId}` : key,
    tokenSealed: secrets.encrypt(token),
    ...terms,
  })
  await tokens.insert(trx, { tokenHash: secrets.lookupHash(token), accountId, connectionId })
  await store.insertEventCounter(trx, { accountId, connectionId })
  await giveInstanceId(trx, { accountId, connectionId, clientId })
  return { connectionId, token }
}

/** What ended a connection; with a name where there is one. */
export interface EndedBy {
  kind: 'user' | 'app' | 'operator' | 'developer' | 'takeover'
  name?: string
}

/**
 * Ends a connection. Its token is refused, its callback and pending events are deleted, its data stays (oauth §6,
 * §10). The hash of its token is kept for a while, so that calls with it are logged (support U4).
 */
export async function endConnection(
  trx: Trx,
  accountId: string,
  connectionId: string,
  by?: EndedBy,
): Promise<boolean> {
  const wasLiving = await store.end(trx, { accountId, connectionId, by })
  await removeInstance(trx, { accountId, connectionId })
  await unsubscribe(trx, accountId, connectionId)
  return wasLiving
}

/** Contract, support U4: how long an ended connection is listed, and calls with its token are logged. */
export const endedForMs = 90 * 24 * 60 * 60 * 1000

/** Deletes the token hashes of connections that ended long ago. */
export async function forgetOldTokens(db: Db, nowMs: number): Promise<void> {
  await tokens.removeEndedBefore(db, { before: new Date(nowMs - endedForMs) })
}
