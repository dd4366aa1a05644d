import type { Trx } from '../platform/db/index.ts'

/**
 * Parts of a large content on their way into its catalog, within one transaction (contract, security S10). No part
 * outlives that transaction, so a crash loses nothing.
 */
export async function catalogParts(trx: Trx): Promise<void> {
  await trx.run(`
    create unlogged table catalog_part (
      account_id text not null,
      catalog_id text not null,
      number int not null,
      bytes bytea not null,
      primary key (account_id, catalog_id, number))`)
}
