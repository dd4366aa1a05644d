import { statement } from '../platform/db/index.ts'

/**
 * Takes the key, unless it is taken; waits for a transaction that is taking it. The wait for locks is bounded for the
 * rest of the transaction too.
 * Parameters: account, connection, key, hash, now, longest wait in milliseconds, time before which keys have expired.
 */
export const claim = statement<{ key: string }>(`
  with patience as materialized (select set_config('lock_timeout', $6::text, true))
  insert into idempotency_key (account_id, connection_id, key, request_hash, created_at)
  select $1::text, $2::text, $3::text, $4::text, $5::timestamptz from patience
  on conflict (account_id, connection_id, key) do update
    set request_hash = excluded.request_hash, created_at = excluded.created_at, status = null, answer = null
    where idempotency_key.created_at <= $7::timestamptz
  returning key`)

/** Parameters: account, connection, key. */
export const find = statement<{ request_hash: string; status: number; answer: string }>(
  `select request_hash, status, answer from idempotency_key
   where account_id = $1 and connection_id = $2 and key = $3`,
)

/** Parameters: account, connection, key, status, answer. */
export const remember = statement(
  `update idempotency_key set status = $4, answer = $5 where account_id = $1 and connection_id = $2 and key = $3`,
)

/** Parameters: time before which keys have expired, how many to forget at most. */
export const forget = statement<{ key: string }>(
  `delete from idempotency_key where (account_id, connection_id, key) in (
     select account_id, connection_id, key from idempotency_key where created_at <= $1 limit $2)
   returning key`,
)
