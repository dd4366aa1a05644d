import type { Trx } from '../platform/db/index.ts'

/** The number of products as a column, so that the back office lists catalogs without reading their documents. */
export async function up(trx: Trx): Promise<void> {
  await trx.run(`alter table catalog add column product_count int not null default 0`)
  await trx.run(`update catalog set product_count = coalesce(json_array_length(data::json -> 'products'), 0)`)
}
