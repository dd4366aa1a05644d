import type { Trx } from '../platform/db/index.ts'

/** Lets a page of orders check its rows and its reader without reading the documents. */
export async function up(trx: Trx): Promise<void> {
  // Whether the stored document may still name a deleted customer. False positives are possible.
  await trx.run(`alter table orders add column names_deleted boolean not null
    generated always as (customer_id is null and position('"customer":{"id":"' in document) > 0) stored`)
  await trx.run(`create index private_ref_of_client on private_ref (account_id, client_id)`)
}
