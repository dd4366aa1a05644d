import type { CatalogData } from '@hub/contract'
import { type Db, statement, type Trx } from '../platform/db/index.ts'
import type { CatalogContentRefs } from './content-refs.ts'
import type { CatalogSummaryRow } from './store.ts'

export type CatalogRefs = CatalogContentRefs

const save = statement(
  `update catalog set sku_refs = $3, option_refs = $4 where account_id = $1 and id = $2
   and (sku_refs, option_refs) is distinct from ($3, $4)`,
)

/** Keeps the index of refs in step with a content that was just written. */
export async function indexRefs(
  trx: Trx,
  accountId: string,
  catalogId: string,
  { skus, options }: CatalogRefs,
): Promise<void> {
  await save(trx, [accountId, catalogId, skus, options])
}

const find = statement<{ sku_refs: string[]; option_refs: string[] }>(
  `select sku_refs, option_refs from catalog where account_id = $1 and id = $2`,
)

export async function findRefs(db: Db, { account_id, id }: CatalogSummaryRow): Promise<CatalogRefs> {
  const [row] = await find(db, [account_id, id])
  return { skus: row?.sku_refs ?? [], options: row?.option_refs ?? [] }
}

/** @param common what a catalog's refs and the given ones have in common, as a query */
const holding = (common: (own: string, given: string) => string) =>
  statement<{ id: string; sku_refs: string[]; option_refs: string[] }>(`
    select * from (
      select id, array(${common('sku_refs', '$3::text[]')}) as sku_refs,
        array(${common('option_refs', '$4::text[]')}) as option_refs
      from catalog where account_id = $1 and (location_id is null or location_id = $2)) c
    where sku_refs <> '{}' or option_refs <> '{}' order by id`)
// A few refs are looked for one by one, many would then take the product of both numbers.
const fewRefs = 50
const holdingFew = holding((own, given) => `select ref from unnest(${given}) ref where ref = any(${own})`)
const holdingMany = holding((own, given) => `select unnest(${own}) intersect select unnest(${given})`)

/** A catalog, with those of some refs that it has. */
export interface CatalogHolding {
  id: string
  skus: ReadonlySet<string>
  options: ReadonlySet<string>
}

/** The catalogs that a location can use and that have one of those refs. */
export async function catalogsWithRefs(
  db: Db,
  accountId: string,
  locationId: string,
  { skus, options }: CatalogRefs,
): Promise<CatalogHolding[]> {
  const find = skus.length + options.length <= fewRefs ? holdingFew : holdingMany
  const rows = await find(db, [accountId, locationId, skus, options])
  return rows.map((row) => ({
    id: row.id,
    skus: new Set(row.sku_refs),
    options: new Set(row.option_refs),
  }))
}

const findData = statement<{ data: string }>(`select data from catalog where account_id = $1 and id = $2`)

/** The ref of each sku and option by its id, null for an item without one. Reads the whole content. */
export async function refsById(
  db: Db,
  { account_id, id }: CatalogSummaryRow,
): Promise<Record<'sku' | 'option', ReadonlyMap<string, string | null>>> {
  const [row] = await findData(db, [account_id, id])
  const { products, option_lists } = JSON.parse(row!.data) as CatalogData
  const byId = (items: { id: string; ref: string | null }[]) =>
    new Map(items.map((item) => [item.id, item.ref]))
  return {
    sku: byId(products.flatMap(({ skus }) => skus)),
    option: byId(option_lists.flatMap(({ options }) => options)),
  }
}
