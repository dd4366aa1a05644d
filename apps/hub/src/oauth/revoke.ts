import { afterCommit, type Db, statement, type Trx, transaction } from '../platform/db/index.ts'
import { endConnection } from './connections.ts'
import type { Fields } from './form.ts'
import { invalidRequest, unauthorizedClient } from './oauth-error.ts'
import type { OAuthParts } from './routes.ts'

const findOwner = statement<{ account_id: string; connection_id: string; client_id: string }>(
  `select t.account_id, t.connection_id, c.client_id
   from access_token t join connection c on c.account_id = t.account_id and c.id = t.connection_id
   where t.token_hash = $1`,
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
  await disconnect({ db, bus }, owner.account_id, owner.connection_id)
}

/** @returns whether there was a connection to end */
export async function disconnect(
  { db, bus }: Pick<OAuthParts, 'bus'> & { db: Db },
  accountId: string,
  connectionId: string,
): Promise<boolean> {
  const ended = await transaction(db, (trx) => endConnection(trx, accountId, connectionId))
  bus.send('connection', connectionId)
  return ended
}

const ofUser = statement<{ account_id: string; id: string }>(
  `select account_id, id from connection where user_id = $1 and ended_at is null order by account_id, id`,
)
const dropCodes = statement(`delete from authorisation_code where user_id = $1`)

/** What apps may know of that person ends, and codes that he was given buy nothing: the profile has another owner. */
export async function forgetUser(trx: Trx, { bus }: Pick<OAuthParts, 'bus'>, userId: string): Promise<void> {
  await dropCodes(trx, [userId])
  for (const { account_id, id } of await ofUser(trx, [userId])) {
    await endConnection(trx, account_id, id)
    afterCommit(trx, () => bus.send('connection', id))
  }
}
