import { type Db, statement, type Trx } from '../platform/db/index.ts'
import { mapInTurns } from '../platform/turns.ts'
import type { CatalogContentRefs } from './content-refs.ts'
import type { CatalogSummaryRow } from './store.ts'

/** Refs of skus and of options. */
export interface CatalogRefs {
  skus: string[]
  options: string[]
}

const arrayOf = (json: string) =>
  `array(select r.ref from json_array_elements_text(${json}::json) with ordinality as r(ref, n) order by r.n)`
/** Parameters: account, catalog, refs of skus and of options as JSON: an array of 100,000 would be quoted one by one. */
const save = statement(
  `update catalog c set sku_refs = n.skus, option_refs = n.options
   from (select ${arrayOf('$3')} as skus, ${arrayOf('$4')} as options) n
   where c.account_id = $1 and c.id = $2
     and (c.sku_refs, c.option_refs) is distinct from (n.skus, n.options)`,
)

/** Keeps the index of refs in step with a content that was just written. */
export async function indexRefs(
  trx: Trx,
  accountId: string,
  catalogId: string,
  { skus, options }: CatalogContentRefs,
): Promise<void> {
  await save(trx, [accountId, catalogId, skus, options])
}

/** A sku or an option, by its ref. */
export interface CatalogItem {
  kind: 'sku' | 'option'
  ref: string
}

/**
 * Those of the items that the catalog has: skus, then options, each in its order. It may have 100,000 of them, which are
 * not read. Parameters: account, catalog, items as JSON, each once.
 *
 * Both sides are grouped: a join is planned for a few of each, and takes the product of both numbers. Nothing is computed
 * from an array for each of its entries: PostgreSQL would unpack it each time.
 */
export const itemsInCatalog = statement<CatalogItem>(`
  select kind, ref from (
    select 'sku' as kind, s.ref, s.n from catalog c, unnest(c.sku_refs) with ordinality as s(ref, n)
    where c.account_id = $1 and c.id = $2
    union all
    select 'option', o.ref, o.n from catalog c, unnest(c.option_refs) with ordinality as o(ref, n)
    where c.account_id = $1 and c.id = $2
    union all
    select asked.kind, asked.ref, null from json_to_recordset($3::json) as asked(kind text, ref text)) items
  group by kind, ref having count(n) > 0 and count(*) > count(n) order by kind desc, min(n)`)

/**
 * The refs come as JSON texts: the driver would parse arrays of all catalogs in one turn of the event loop (security
 * S10).
 * @param common what a catalog's refs and the given ones have in common, as a query
 */
const holding = (common: (own: string, given: string) => string) =>
  statement<{ id: string; sku_refs: string | null; option_refs: string | null }>(`
    select * from (
      select id, (select json_agg(ref)::text from (${common('sku_refs', '$3::json')}) as r(ref)) as sku_refs,
        (select json_agg(ref)::text from (${common('option_refs', '$4::json')}) as r(ref)) as option_refs
      from catalog where account_id = $1 and (location_id is null or location_id = $2)) c
    where sku_refs is not null or option_refs is not null order by id`)
// A few refs are looked for one by one, many would then take the product of both numbers.
const fewRefs = 50
const holdingFew = holding(
  (own, given) => `select ref from json_array_elements_text(${given}) ref where ref = any(${own})`,
)
const holdingMany = holding(
  (own, given) => `select unnest(${own}) intersect select json_array_elements_text(${given})`,
)

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
  const rows = await find(db, [accountId, locationId, JSON.stringify(skus), JSON.stringify(options)])
  const setOf = (json: string | null) => new Set<string>(json === null ? [] : JSON.parse(json))
  // One catalog per turn of the event loop: it may have each of 25,000 refs.
  return mapInTurns(
    rows,
    ({ id, sku_refs, option_refs }) => ({ id, skus: setOf(sku_refs), options: setOf(option_refs) }),
    1,
  )
}

const partRefs = (kind: 'sku' | 'option', collection: string, nested: string) => `
  select '${kind}' as kind, part ->> 'id' as id, part ->> 'ref' as ref
  from catalog c, json_array_elements(c.data::json -> '${collection}') as parent,
    json_array_elements(parent -> '${nested}') as part
  where c.account_id = $1 and c.id = $2 and part ->> 'id' in (select json_array_elements_text($3::json))`
const findRefsById = statement<{ kind: 'sku' | 'option'; id: string; ref: string | null }>(
  `${partRefs('sku', 'products', 'skus')} union all ${partRefs('option', 'option_lists', 'options')}`,
)

/** The refs of the skus and options with these ids; null for an item without a ref, no entry for an unknown id. */
export async function refsById(
  db: Db,
  { account_id, id }: CatalogSummaryRow,
  ids: readonly string[],
): Promise<Record<'sku' | 'option', ReadonlyMap<string, string | null>>> {
  const rows = await findRefsById(db, [account_id, id, JSON.stringify(ids)])
  const byId = (kind: 'sku' | 'option') =>
    new Map(rows.filter((row) => row.kind === kind).map((row) => [row.id, row.ref]))
  return { sku: byId('sku'), option: byId('option') }
}
