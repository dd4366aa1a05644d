import { deviceGrant, parseScope, type TokenAnswer } from '@hub/contract'
import { createReach } from '../permissions/index.ts'
import { type Db, type Trx, transaction } from '../platform/db/index.ts'
import { noteSecurity } from '../platform/security-log.ts'
import { findById } from '../users/index.ts'
import type { AuthenticatedClient } from './clients.ts'
import { CodeReused, redeemCode, type Selection } from './codes.ts'
import { withinConnectionLimit } from './connection-limit.ts'
import { findActive } from './connection-store.ts'
import { type Authorisation, connect } from './connections.ts'
import type { Fields } from './form.ts'
import { invalidClient, invalidGrant, invalidRequest, unsupportedGrantType } from './oauth-error.ts'
import { redeemPairing } from './pairing.ts'
import { redirectHost } from './redirect-uri.ts'
import type { OAuthParts } from './routes.ts'
import { loadChoices } from './selection.ts'
import { tokenAnswer } from './token-answer.ts'

/**
 * Exchanges a code for the connection's token. The connection is created or updated here, and everything approved is
 * checked again (contract, oauth §5).
 * @throws {OAuthError} 400
 */
export async function exchangeCode(
  parts: OAuthParts,
  client: AuthenticatedClient,
  fields: Fields,
  address: string,
): Promise<TokenAnswer> {
  const { db, secrets, clock, bus, log } = parts
  const { grant_type, code, redirect_uri: redirectUri, code_verifier: codeVerifier } = fields
  const clientId = client.id
  if (grant_type === deviceGrant) return exchangePairing(parts, clientId, fields)
  if (grant_type !== undefined && grant_type !== 'authorization_code') throw unsupportedGrantType()
  if (code === undefined) throw invalidRequest('The code is missing')
  // Contract, extensions X5: without a secret, a code alone proves nothing.
  if (!client.hasProof && codeVerifier === undefined) throw invalidClient()
  try {
    const { accountId, connectionId } = await transaction(db, async (trx) => {
      const presented = { code, clientId, redirectUri, codeVerifier }
      const {
        userId,
        redirectUri: sentTo,
        selection,
      } = await redeemCode(trx, secrets, presented, clock.now())
      const host = redirectHost(sentTo)
      const way = host === null ? 'code' : 'redirect'
      const authorisation = { userId, way, redirectHost: host } as const
      return connectSelection(trx, parts, { clientId, userId, selection, authorisation })
    })
    bus.send('connection', connectionId)
    return await tokenAnswer(db, secrets, accountId, connectionId)
  } catch (error) {
    if (error instanceof Error && error.cause instanceof CodeReused)
      noteSecurity(log, { kind: 'code_reused', clientId, userId: error.cause.userId, address })
    throw error
  }
}

/** Exchanges an approved pairing for a token (contract, extensions X5). */
async function exchangePairing(
  { db, secrets, clock, bus, connectionsPerLocation }: OAuthParts,
  clientId: string,
  fields: Fields,
): Promise<TokenAnswer> {
  const { accountId, connectionId } = await redeemPairing(
    { db, secrets, clock },
    clientId,
    fields,
    (trx, { userId, selection }) => {
      const authorisation = { userId, way: 'device', redirectHost: null } as const
      const approved = { clientId, userId, selection, authorisation }
      return connectSelection(trx, { secrets, connectionsPerLocation }, approved)
    },
  )
  bus.send('connection', connectionId)
  return tokenAnswer(db, secrets, accountId, connectionId)
}

interface Approved {
  clientId: string
  userId: string
  selection: Selection
  authorisation: Authorisation
}

/** @throws {OAuthError} 400 if what was approved is no longer allowed */
async function connectSelection(
  trx: Trx,
  { secrets, connectionsPerLocation }: Pick<OAuthParts, 'secrets' | 'connectionsPerLocation'>,
  { clientId, userId, selection, authorisation }: Approved,
) {
  const { mayDisconnect } = await checkStillAllowed(trx, userId, selection)
  const scope = parseScope(selection.scope)!
  if (selection.connectionId !== undefined) return findUsed(trx, selection)
  const grant = { ...selection, clientId, userId, scope }
  // Contract, security S26 and S27: a paired device always gets a new connection.
  const mayReuse = mayDisconnect && authorisation.way !== 'device'
  const terms = { mayReuse, connectionId: selection.changesId, authorisation }
  const connected = await withinConnectionLimit(trx, connectionsPerLocation, selection, () =>
    connect(trx, secrets, grant, terms),
  )
  return { ...connected, accountId: selection.accountId }
}

/** The connection that an App asked to use as it is (contract, oauth §8). */
async function findUsed(trx: Trx, { accountId, connectionId }: Selection) {
  const row = connectionId === undefined ? undefined : await findActive(trx, { accountId, connectionId })
  if (!row) throw invalidGrant('The installation has been disconnected or blocked')
  return { accountId, connectionId: row.id }
}

/**
 * Checks the current rights of the user, the state of the account, and the chosen catalog and list.
 * @returns whether the user may disconnect connections there; always true for general permissions, which are the
 * user's own
 */
async function checkStillAllowed(
  db: Db,
  userId: string,
  selection: Selection,
): Promise<{ mayDisconnect: boolean }> {
  const { accountId, locationId, catalogId, customerListId } = selection
  const scope = parseScope(selection.scope)!
  if (scope.level === null) {
    if (!(await findById(db, userId))) throw invalidGrant('The user is gone')
    return { mayDisconnect: true }
  }
  const account = await createReach(db).find(userId, accountId)
  const place =
    locationId === null ? account : account?.locations.find((location) => location.id === locationId)
  if (!place?.abilities?.connect) throw invalidGrant('The user may not connect apps there any more')
  if (place.suspended) throw invalidGrant('The account or location has been suspended')
  const mayDisconnect = place.abilities.disconnect
  // A connection that is used as it is may have lost its catalog or list (contract, oauth §3).
  if (selection.connectionId !== undefined) return { mayDisconnect }
  const choices = await loadChoices(db, [accountId], scope)
  for (const [kind, id] of [
    ['catalog', catalogId],
    ['customer_list', customerListId],
  ] as const) {
    if (id !== null && !choices({ accountId, locationId }, kind).some((choice) => choice.id === id))
      throw invalidGrant(`The chosen ${kind.replace('_', ' ')} does not exist any more`)
  }
  return { mayDisconnect }
}
