import type { Trx } from '../platform/db/index.ts'

/** What a page of orders asks of its rows and of its reader without looking into the documents. */
export async function up(trx: Trx): Promise<void> {
  // The stored document still names a customer who is no more; also true when other parts look alike.
  await trx.run(`alter table orders add column names_deleted boolean not null
    generated always as (customer_id is null and position('"customer":{"id":"' in document) > 0) stored`)
  await trx.run(`create index private_ref_of_client on private_ref (account_id, client_id)`)
}
