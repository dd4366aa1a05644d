import { afterCommit, statement, type Trx, transaction } from '../platform/db/index.ts'
import { type EndedBy, endConnection } from './connections.ts'
import { type DisconnectCalls, planDisconnectCall } from './disconnect-calls.ts'
import type { Fields } from './form.ts'
import { invalidRequest, unauthorizedClient } from './oauth-error.ts'
import type { OAuthParts } from './routes.ts'

const findOwner = statement<{ account_id: string; connection_id: string; client_id: string }>(
  `select t.account_id, t.connection_id, c.client_id
   from access_token t join connection c on c.account_id = t.account_id and c.id = t.connection_id
   where t.token_hash = $1 and c.ended_at is null`,
)

/**
 * Ends the connection of a token, effective at once; an unknown token is fine (contract, oauth §6).
 * @throws {OAuthError} 400 when the token is missing or another client's
 */
export async function revokeToken(
  { db, secrets, bus }: OAuthParts,
  clientId: string,
  fields: Fields,
): Promise<void> {
  const token = fields.token ?? fields.access_token
  if (token === undefined) throw invalidRequest('The token is missing')
  const [owner] = await findOwner(db, [secrets.lookupHash(token)])
  if (!owner) return
  if (owner.client_id !== clientId) throw unauthorizedClient()
  // The client itself asked: it is not told (contract, oauth §6).
  await transaction(db, (trx) => endConnection(trx, owner.account_id, owner.connection_id, { kind: 'app' }))
  bus.send('connection', owner.connection_id)
}

export type DisconnectParts = Pick<OAuthParts, 'db' | 'bus' | 'clock'> & { disconnectCalls: DisconnectCalls }

/**
 * A user ends the connection; an App is told so, by its Disconnect callback URL (contract, oauth §10).
 * @returns whether there was a connection to end
 */
export async function disconnect(
  { db, bus, clock, disconnectCalls }: DisconnectParts,
  accountId: string,
  connectionId: string,
  by: EndedBy,
): Promise<boolean> {
  const { ended, planned } = await transaction(db, async (trx) => {
    const calls = await planDisconnectCall(trx, accountId, connectionId, clock.now())
    return { ended: await endConnection(trx, accountId, connectionId, by), planned: calls.length > 0 }
  })
  bus.send('connection', connectionId)
  if (planned) disconnectCalls.hurry()
  return ended
}

const ofUser = statement<{ account_id: string; id: string }>(
  `select account_id, id from connection where user_id = $1 and ended_at is null order by account_id, id`,
)
const forgetAuthoriser = statement(`update connection set authorised_by = null where authorised_by = $1`)
const dropCodes = statement(`delete from authorisation_code where user_id = $1`)

/** What apps may know of that person ends, and codes that he was given buy nothing: the profile has another owner. */
export async function forgetUser(trx: Trx, { bus }: Pick<OAuthParts, 'bus'>, userId: string): Promise<void> {
  await dropCodes(trx, [userId])
  await forgetAuthoriser(trx, [userId])
  for (const { account_id, id } of await ofUser(trx, [userId])) {
    await endConnection(trx, account_id, id, { kind: 'takeover' })
    afterCommit(trx, () => bus.send('connection', id))
  }
}
