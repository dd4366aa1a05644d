import { afterCommit, type Trx, transaction } from '../platform/db/index.ts'
import * as codes from './code-store.ts'
import * as connections from './connection-store.ts'
import { type EndedBy, endConnection } from './connections.ts'
import { type DisconnectCalls, planDisconnectCall } from './disconnect-calls.ts'
import type { Fields } from './form.ts'
import { invalidRequest, unauthorizedClient } from './oauth-error.ts'
import type { OAuthParts } from './routes.ts'
import { findLivingOwner } from './token-store.ts'

/**
 * Ends the connection of a token, with immediate effect. An unknown token is not an error (contract, oauth §6).
 * @throws {OAuthError} 400 if the token is missing or belongs to another client
 */
export async function revokeToken(
  { db, secrets, bus }: OAuthParts,
  clientId: string,
  fields: Fields,
): Promise<void> {
  const token = fields.token ?? fields.access_token
  if (token === undefined) throw invalidRequest('The token is missing')
  const owner = await findLivingOwner(db, { tokenHash: secrets.lookupHash(token) })
  if (!owner) return
  if (owner.client_id !== clientId) throw unauthorizedClient()
  // The client itself asked, so its Disconnect callback is not called (contract, oauth §6).
  await transaction(db, (trx) => endConnection(trx, owner.account_id, owner.connection_id, { kind: 'app' }))
  bus.send('connection', owner.connection_id)
}

export type DisconnectParts = Pick<OAuthParts, 'db' | 'bus' | 'clock'> & { disconnectCalls: DisconnectCalls }

/**
 * Ends a connection for a user. An App is informed at its Disconnect callback URL (contract, oauth §10).
 * @returns whether there was a connection to end
 */
export async function disconnect(
  { db, bus, clock, disconnectCalls }: DisconnectParts,
  accountId: string,
  connectionId: string,
  by: EndedBy,
): Promise<boolean> {
  const { ended, planned } = await transaction(db, async (trx) => {
    const planned = await planDisconnectCall(trx, accountId, connectionId, clock.now())
    return { ended: await endConnection(trx, accountId, connectionId, by), planned }
  })
  bus.send('connection', connectionId)
  if (planned) disconnectCalls.hurry()
  return ended
}

/**
 * When a profile gets another owner: ends the connections with the person's own permissions and deletes their codes.
 */
export async function forgetUser(trx: Trx, { bus }: Pick<OAuthParts, 'bus'>, userId: string): Promise<void> {
  await codes.removeOfUser(trx, { userId })
  await connections.forgetAuthoriser(trx, { userId })
  for (const { account_id, id } of await connections.listOfUser(trx, { userId })) {
    await endConnection(trx, account_id, id, { kind: 'takeover' })
    afterCommit(trx, () => bus.send('connection', id))
  }
}
