import type { TokenAnswer } from '@hub/contract'
import type { Db } from '../platform/db/index.ts'
import type { Secrets } from '../platform/secrets.ts'
import { findToken } from './connection-store.ts'

/** The answer of the token endpoint. Every key is present, but `app_instance_id` for Apps only (contract, oauth §5). */
export async function tokenAnswer(
  db: Db,
  secrets: Secrets,
  accountId: string,
  connectionId: string,
): Promise<TokenAnswer> {
  const row = await findToken(db, { accountId, connectionId })
  if (!row) throw new Error(`there is no connection ${connectionId}`)
  const { token_sealed, scope, is_app, app_instance_id, ...rest } = row
  return {
    access_token: secrets.decrypt(token_sealed),
    token_type: 'Bearer',
    scope,
    ...rest,
    ...(is_app ? { app_instance_id } : {}),
  }
}
