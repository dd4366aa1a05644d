import type { Trx } from '../platform/db/index.ts'

/** Stored answers for repeated requests (contract, extensions X2). */
export async function up(trx: Trx): Promise<void> {
  // status and answer are null only inside the transaction that claimed the key.
  await trx.run(`create table idempotency_key (
    account_id text not null,
    connection_id text not null,
    key text not null,
    request_hash text not null,
    created_at timestamptz not null,
    status int,
    answer text,
    primary key (account_id, connection_id, key))`)
  await trx.run(`create index idempotency_key_age on idempotency_key (created_at)`)
}
