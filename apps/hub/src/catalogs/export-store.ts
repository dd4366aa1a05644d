import type { Db } from '../platform/db/index.ts'
import type { CatalogKey } from './store.ts'

export interface ExportedSkuRow {
  category_id: string
  product: string
  sku: string | null
  price: string
  ref: string | null
  /** As JSON. */
  barcodes: string
}

/**
 * The skus in catalog order. The database takes the content apart, because parsing all of it here would block the event
 * loop. A product may have 100,000 skus, so its own fields are extracted once.
 */
export const listSkus = (sql: Db, { accountId, catalogId }: CatalogKey) => sql<ExportedSkuRow>`
  with products as materialized (
    select item ->> 'category_id' as category_id, item ->> 'name' as product, item -> 'skus' as skus, number
    from catalog c, json_array_elements(c.data::json -> 'products') with ordinality as product(item, number)
    where c.account_id = ${accountId} and c.id = ${catalogId})
  select p.category_id, p.product, s.item ->> 'name' as sku, s.item ->> 'price' as price, s.item ->> 'ref' as ref,
    s.item ->> 'barcodes' as barcodes
  from products p, json_array_elements(p.skus) with ordinality as s(item, number)
  order by p.number, s.number`

export const listCategoryNames = (sql: Db, { accountId, catalogId }: CatalogKey) => sql<{
  id: string
  name: string
}>`
  select item ->> 'id' as id, item ->> 'name' as name
  from catalog c, json_array_elements(c.data::json -> 'categories') as category(item)
  where c.account_id = ${accountId} and c.id = ${catalogId}`
