import type { Trx } from '../platform/db/index.ts'

/** The index says whether a client has private refs at all; with the object in it, it is a good way to them too. */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`drop index private_ref_of_client`)
  await trx.run(`create index private_ref_of_client on private_ref (account_id, client_id, object_id)`)
}
