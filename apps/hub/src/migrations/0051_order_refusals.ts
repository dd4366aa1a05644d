import type { Trx } from '../platform/db/index.ts'

/** Which connection refused an order, and which one wrote the cause. */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`create table order_refusal (
    account_id text not null,
    order_id text not null,
    refused_by text,
    cause_by text,
    primary key (account_id, order_id))`)
}
