import { type Db, type Fragment, fragment, type Trx } from '../platform/db/index.ts'
import type { CatalogKey } from './store.ts'

/** A sku or an option, by its ref. */
export interface CatalogItem {
  kind: 'sku' | 'option'
  ref: string
}

/** Refs as JSON text, because the driver would quote each of up to 100,000 array elements. */
interface RefsText {
  skus: string
  options: string
}

const arrayOf = (json: string) =>
  fragment`array(select r.ref from json_array_elements_text(${json}::json) with ordinality as r(ref, n) order by r.n)`

export const save = (trx: Trx, { accountId, catalogId, skus, options }: CatalogKey & RefsText) => trx`
  update catalog c set sku_refs = n.skus, option_refs = n.options
  from (select ${arrayOf(skus)} as skus, ${arrayOf(options)} as options) n
  where c.account_id = ${accountId} and c.id = ${catalogId}
    and (c.sku_refs, c.option_refs) is distinct from (n.skus, n.options)`

/**
 * The requested items that the catalog has: skus, then options, each in catalog order. The catalog may have 100,000
 * items, so they are not fetched.
 *
 * Groups both sides instead of joining them: the planner expects few rows of each and would pick a nested loop. No
 * expression uses a whole array per entry, because PostgreSQL would decompress the array each time.
 * @param asked.items as JSON, without duplicates
 */
export const listItems = (sql: Db, { accountId, catalogId, items }: CatalogKey & { items: string }) =>
  sql<CatalogItem>`
    select kind, ref from (
      select 'sku' as kind, s.ref, s.n from catalog c, unnest(c.sku_refs) with ordinality as s(ref, n)
      where c.account_id = ${accountId} and c.id = ${catalogId}
      union all
      select 'option', o.ref, o.n from catalog c, unnest(c.option_refs) with ordinality as o(ref, n)
      where c.account_id = ${accountId} and c.id = ${catalogId}
      union all
      select asked.kind, asked.ref, null from json_to_recordset(${items}::json) as asked(kind text, ref text)) items
    group by kind, ref having count(n) > 0 and count(*) > count(n) order by kind desc, min(n)`

/** A catalog with the requested refs that it has, as JSON; null for none. */
export interface HoldingRow {
  id: string
  sku_refs: string | null
  option_refs: string | null
}

/** A query for the refs that a catalog and the given list share. */
type Common = (own: Fragment, given: string) => Fragment
const commonOfFew: Common = (own, given) =>
  fragment`select ref from json_array_elements_text(${given}::json) ref where ref = any(${own})`
const commonOfMany: Common = (own, given) =>
  fragment`select unnest(${own}) intersect select json_array_elements_text(${given}::json)`

/**
 * The catalogs that a location can use and that have one of the refs. Refs come as JSON text, because the driver would
 * parse the arrays of all catalogs in one turn of the event loop (security S10).
 * @param asked.areFew search for refs one by one, which is faster for a few and quadratic for many
 */
export function listHolding(
  sql: Db,
  asked: RefsText & { accountId: string; locationId: string; areFew: boolean },
): Promise<HoldingRow[]> {
  const { accountId, locationId, skus, options, areFew } = asked
  const common = areFew ? commonOfFew : commonOfMany
  return sql<HoldingRow>`
    select * from (
      select id, (select json_agg(ref)::text from (${common(fragment`sku_refs`, skus)}) as r(ref)) as sku_refs,
        (select json_agg(ref)::text from (${common(fragment`option_refs`, options)}) as r(ref)) as option_refs
      from catalog where account_id = ${accountId} and (location_id is null or location_id = ${locationId})) c
    where sku_refs is not null or option_refs is not null order by id`
}

export interface RefRow {
  kind: CatalogItem['kind']
  id: string
  ref: string | null
}

/** The refs of the skus and options with the given ids, if the catalog has them. @param asked.ids as JSON */
export const listRefsById = (
  sql: Db,
  { accountId, catalogId, ids }: CatalogKey & { ids: string },
) => sql<RefRow>`
  select 'sku' as kind, sku ->> 'id' as id, sku ->> 'ref' as ref
  from catalog c, json_array_elements(c.data::json -> 'products') as product,
    json_array_elements(product -> 'skus') as sku
  where c.account_id = ${accountId} and c.id = ${catalogId}
    and sku ->> 'id' in (select json_array_elements_text(${ids}::json))
  union all
  select 'option', option ->> 'id', option ->> 'ref'
  from catalog c, json_array_elements(c.data::json -> 'option_lists') as list,
    json_array_elements(list -> 'options') as option
  where c.account_id = ${accountId} and c.id = ${catalogId}
    and option ->> 'id' in (select json_array_elements_text(${ids}::json))`
