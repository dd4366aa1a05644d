import type { Db, Trx } from '../platform/db/index.ts'

export interface NewCode {
  codeHash: string
  clientId: string
  userId: string
  redirectUri: string
  codeChallenge: string | null
  /** As JSON. */
  selection: string
  expiresAt: Date
  /** Codes that expired before this time are deleted. */
  forgetBefore: Date
}
export const insert = (sql: Db, code: NewCode) => {
  const { codeHash, clientId, userId, redirectUri, codeChallenge, selection, expiresAt, forgetBefore } = code
  return sql`
    with forgotten as (delete from authorisation_code where expires_at < ${forgetBefore})
    insert into authorisation_code (code_hash, client_id, user_id, redirect_uri, code_challenge, selection, expires_at)
    values (${codeHash}, ${clientId}, ${userId}, ${redirectUri}, ${codeChallenge}, ${selection}, ${expiresAt})`
}

export interface CodeRow {
  client_id: string
  user_id: string
  redirect_uri: string
  code_challenge: string | null
  selection: string
  expires_at: Date
  used_at: Date | null
}
export async function lock(trx: Trx, { codeHash }: { codeHash: string }): Promise<CodeRow | undefined> {
  const [row] = await trx<CodeRow>`
    select client_id, user_id, redirect_uri, code_challenge, selection, expires_at, used_at
    from authorisation_code where code_hash = ${codeHash} for update`
  return row
}

export const markUsed = (trx: Trx, { codeHash, usedAt }: { codeHash: string; usedAt: Date }) =>
  trx`update authorisation_code set used_at = ${usedAt} where code_hash = ${codeHash}`

export const removeOfUser = (trx: Trx, { userId }: { userId: string }) =>
  trx`delete from authorisation_code where user_id = ${userId}`
