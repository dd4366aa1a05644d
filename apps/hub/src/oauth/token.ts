import { deviceGrant, parseScope, type TokenAnswer } from '@hub/contract'
import { createReach } from '../permissions/index.ts'
import { type Db, statement, type Trx, transaction } from '../platform/db/index.ts'
import { findById } from '../users/index.ts'
import type { AuthenticatedClient } from './clients.ts'
import { CodeReused, redeemCode, type Selection } from './codes.ts'
import { withinConnectionLimit } from './connection-limit.ts'
import { connect } from './connections.ts'
import type { Fields } from './form.ts'
import { invalidClient, invalidGrant, invalidRequest, unsupportedGrantType } from './oauth-error.ts'
import { redeemPairing } from './pairing.ts'
import type { OAuthParts } from './routes.ts'
import { loadChoices } from './selection.ts'
import { tokenAnswer } from './token-answer.ts'

/**
 * A code against the connection's token. The connection is created or updated here; everything that was approved is
 * checked again (contract, oauth §5).
 * @throws {OAuthError} 400
 */
export async function exchangeCode(
  parts: OAuthParts,
  client: AuthenticatedClient,
  fields: Fields,
): Promise<TokenAnswer> {
  const { db, secrets, clock, bus, log } = parts
  const { grant_type, code, redirect_uri: redirectUri, code_verifier: codeVerifier } = fields
  const clientId = client.id
  if (grant_type === deviceGrant) return exchangePairing(parts, clientId, fields)
  if (grant_type !== undefined && grant_type !== 'authorization_code') throw unsupportedGrantType()
  if (code === undefined) throw invalidRequest('The code is missing')
  // Contract, extensions X5: without a secret a code alone proves nothing.
  if (!client.hasProof && codeVerifier === undefined) throw invalidClient()
  try {
    const { accountId, connectionId } = await transaction(db, async (trx) => {
      const presented = { code, clientId, redirectUri, codeVerifier }
      const { userId, selection } = await redeemCode(trx, secrets, presented, clock.now())
      return connectSelection(trx, parts, { clientId, userId, selection })
    })
    bus.send('connection', connectionId)
    return await tokenAnswer(db, secrets, accountId, connectionId)
  } catch (error) {
    if (error instanceof Error && error.cause instanceof CodeReused)
      log.warn({ security: true, client: clientId }, 'an authorisation code was presented again')
    throw error
  }
}

/** The token of a device that was approved (contract, extensions X5). */
async function exchangePairing(
  { db, secrets, clock, bus, connectionsPerLocation }: OAuthParts,
  clientId: string,
  fields: Fields,
): Promise<TokenAnswer> {
  const { accountId, connectionId } = await redeemPairing(
    { db, secrets, clock },
    clientId,
    fields,
    (trx, { userId, selection }) =>
      connectSelection(trx, { secrets, connectionsPerLocation }, { clientId, userId, selection }),
  )
  bus.send('connection', connectionId)
  return tokenAnswer(db, secrets, accountId, connectionId)
}

/** @throws {OAuthError} 400 when what was approved is not allowed any more */
async function connectSelection(
  trx: Trx,
  { secrets, connectionsPerLocation }: Pick<OAuthParts, 'secrets' | 'connectionsPerLocation'>,
  { clientId, userId, selection }: { clientId: string; userId: string; selection: Selection },
) {
  await checkStillAllowed(trx, userId, selection)
  const scope = parseScope(selection.scope)!
  if (selection.connectionId !== undefined) return findUsed(trx, selection)
  const connected = await withinConnectionLimit(trx, connectionsPerLocation, selection, () =>
    connect(trx, secrets, { ...selection, clientId, userId, scope }),
  )
  return { ...connected, accountId: selection.accountId }
}

const findActive = statement<{ id: string }>(
  `select id from connection where account_id = $1 and id = $2 and ended_at is null and blocked_at is null`,
)

/** The connection that an App asked to use as it is (contract, oauth §8). */
async function findUsed(trx: Trx, { accountId, connectionId }: Selection) {
  const [row] = await findActive(trx, [accountId, connectionId])
  if (!row) throw invalidGrant('The installation has been disconnected or blocked')
  return { accountId, connectionId: row.id }
}

/** The user's right, the account's state and the chosen catalog and list, as they are now. */
async function checkStillAllowed(db: Db, userId: string, selection: Selection): Promise<void> {
  const { accountId, locationId, catalogId, customerListId } = selection
  const scope = parseScope(selection.scope)!
  if (scope.level === null) {
    if (!(await findById(db, userId))) throw invalidGrant('The user is gone')
    return
  }
  const account = await createReach(db).find(userId, accountId)
  const place =
    locationId === null ? account : account?.locations.find((location) => location.id === locationId)
  if (!place?.abilities?.connect) throw invalidGrant('The user may not connect apps there any more')
  if (place.suspended) throw invalidGrant('The account or location has been suspended')
  // A connection that stays as it is may have lost its catalog or list (contract, oauth §3).
  if (selection.connectionId !== undefined) return
  const choices = await loadChoices(db, [accountId], scope)
  for (const [kind, id] of [
    ['catalog', catalogId],
    ['customer_list', customerListId],
  ] as const) {
    if (id !== null && !choices({ accountId, locationId }, kind).some((choice) => choice.id === id))
      throw invalidGrant(`The chosen ${kind.replace('_', ' ')} does not exist any more`)
  }
}
