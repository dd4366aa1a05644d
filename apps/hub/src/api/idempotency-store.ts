import type { Db, Trx } from '../platform/db/index.ts'

interface KeyOfConnection {
  accountId: string
  connectionId: string
  key: string
}

export interface Claim extends KeyOfConnection {
  /** Hash of the request. */
  hash: string
  now: Date
  maxWaitMs: number
  /** Keys claimed before this time have expired. */
  expiredBefore: Date
}
/**
 * Claims the key unless it is taken, and waits for a concurrent transaction that is claiming it. The lock timeout
 * also holds for the rest of the transaction.
 * @returns whether the key was free
 */
export async function claim(
  trx: Trx,
  { accountId, connectionId, key, hash, now, maxWaitMs, expiredBefore }: Claim,
): Promise<boolean> {
  const rows = await trx`
    with patience as materialized (select set_config('lock_timeout', ${String(maxWaitMs)}::text, true))
    insert into idempotency_key (account_id, connection_id, key, request_hash, created_at)
    select ${accountId}::text, ${connectionId}::text, ${key}::text, ${hash}::text, ${now}::timestamptz from patience
    on conflict (account_id, connection_id, key) do update
      set request_hash = excluded.request_hash, created_at = excluded.created_at, status = null, answer = null
      where idempotency_key.created_at <= ${expiredBefore}::timestamptz
    returning key`
  return rows.length > 0
}

export interface AnswerRow {
  request_hash: string
  status: number
  answer: string
}
export async function find(
  sql: Db,
  { accountId, connectionId, key }: KeyOfConnection,
): Promise<AnswerRow | undefined> {
  const [row] = await sql<AnswerRow>`
    select request_hash, status, answer from idempotency_key
    where account_id = ${accountId} and connection_id = ${connectionId} and key = ${key}`
  return row
}

/** Whether the key has an answer that has not expired. */
export async function isKnown(
  sql: Db,
  { accountId, connectionId, key, expiredBefore }: KeyOfConnection & { expiredBefore: Date },
): Promise<boolean> {
  const rows = await sql`
    select from idempotency_key
    where account_id = ${accountId} and connection_id = ${connectionId} and key = ${key}
      and created_at > ${expiredBefore}`
  return rows.length > 0
}

export const remember = (
  trx: Trx,
  { accountId, connectionId, key, status, answer }: KeyOfConnection & { status: number; answer: string },
) => trx`
  update idempotency_key set status = ${status}, answer = ${answer}
  where account_id = ${accountId} and connection_id = ${connectionId} and key = ${key}`

/** @returns the number of deleted keys, at most `limit` */
export async function forget(
  sql: Db,
  { expiredBefore, limit }: { expiredBefore: Date; limit: number },
): Promise<number> {
  const rows = await sql`
    delete from idempotency_key where (account_id, connection_id, key) in (
      select account_id, connection_id, key from idempotency_key where created_at <= ${expiredBefore} limit ${limit})
    returning key`
  return rows.length
}
