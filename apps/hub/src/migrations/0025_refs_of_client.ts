import type { Trx } from '../platform/db/index.ts'

/** Adds the object to the index that shows whether a client has private refs, so that it also finds them by object. */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`drop index private_ref_of_client`)
  await trx.run(`create index private_ref_of_client on private_ref (account_id, client_id, object_id)`)
}
