import { statement } from '../platform/db/index.ts'

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
 * The skus in catalog order: the database takes the content apart, parsing all of it would hold the server. A product may
 * have 100,000 of them, so that what is its own is read once. Parameters: account, catalog.
 */
export const skus = statement<ExportedSkuRow>(
  `with products as materialized (
     select item ->> 'category_id' as category_id, item ->> 'name' as product, item -> 'skus' as skus, number
     from catalog c, json_array_elements(c.data::json -> 'products') with ordinality as product(item, number)
     where c.account_id = $1 and c.id = $2)
   select p.category_id, p.product, s.item ->> 'name' as sku, s.item ->> 'price' as price, s.item ->> 'ref' as ref,
     s.item ->> 'barcodes' as barcodes
   from products p, json_array_elements(p.skus) with ordinality as s(item, number)
   order by p.number, s.number`,
)

/** Parameters: account, catalog. */
export const categoryNames = statement<{ id: string; name: string }>(
  `select item ->> 'id' as id, item ->> 'name' as name
   from catalog c, json_array_elements(c.data::json -> 'categories') as category(item)
   where c.account_id = $1 and c.id = $2`,
)
