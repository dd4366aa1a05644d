import type { Trx } from '../platform/db/index.ts'

/** The number of a catalog's products beside its document: the back office lists catalogs without reading them. */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`alter table catalog add column product_count int not null default 0`)
  await trx.run(`update catalog set product_count = coalesce(json_array_length(data::json -> 'products'), 0)`)
}
