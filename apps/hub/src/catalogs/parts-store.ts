import { type Db, type FittingRow, type Fragment, fittingRows, fragment } from '../platform/db/index.ts'
import type { CatalogKey } from './store.ts'

/** A collection of a catalog's content, at its top level or within the items of another collection. */
export interface Collection {
  name: 'categories' | 'products' | 'option_lists' | 'deals' | 'discounts' | 'charges'
  /** The collection within each item of `name`. */
  nested?: 'skus' | 'options'
}

export interface PartsKey extends CatalogKey {
  collection: Collection
  /** Id of the item that has the nested collection; undefined for a top-level one. */
  parentId: string | undefined
}

export interface PartRow {
  id: string
  /** As JSON. */
  item: string
  /** Position in the collection, from 0. */
  place: number
  /** Id of the following item. */
  next_id: string | null
}

/**
 * The collection as a JSON array; no row if the catalog or the parent does not exist. The database takes the content
 * apart, because parsing a large one here would block the event loop.
 */
const listOf = ({ accountId, catalogId, collection: { name, nested }, parentId }: PartsKey): Fragment =>
  nested === undefined
    ? fragment`
      select c.data::json -> ${name}::text as list from catalog c
      where c.account_id = ${accountId} and c.id = ${catalogId}`
    : fragment`
      select parent -> ${nested}::text as list
      from catalog c, json_array_elements(c.data::json -> ${name}::text) as parent
      where c.account_id = ${accountId} and c.id = ${catalogId} and parent ->> 'id' = ${parentId} limit 1`

const partsOf = (key: PartsKey) => fragment`
  with parts as materialized (
    select item, item ->> 'id' as id, number - 1 as place, lead(item ->> 'id') over (order by number) as next_id
    from (${listOf(key)}) found, json_array_elements(found.list) with ordinality as part(item, number))`

export interface PartsQuery extends PartsKey {
  /** Number of items already listed, and the ids of the last of them and of the item that followed it. */
  shown: number
  lastId: string | undefined
  nextId: string | undefined
  limit: number
}

/**
 * A page, in upload order. The catalog may have been replaced since the previous page. The page then starts after the
 * last listed item or, if that is gone, at the item that followed it or, if both are gone, at the position (contract,
 * general §4).
 */
export function list(sql: Db, { shown, lastId, nextId, limit, ...key }: PartsQuery) {
  const page = fragment`
    select id, item::text as item, place::int as place, next_id from parts
    where place >= coalesce(
      (select last.place + 1 from parts last where last.id = ${lastId} limit 1),
      (select next.place from parts next where next.id = ${nextId} limit 1), ${shown}::int)
    order by place limit ${limit}`
  return sql<PartRow & FittingRow>`
    ${partsOf(key)} ${fittingRows(page, fragment`place`, fragment`octet_length(item)`)}`
}

export async function find(sql: Db, { partId, ...key }: PartsKey & { partId: string }) {
  const [row] = await sql<{ item: string }>`
    ${partsOf(key)} select item::text as item from parts where id = ${partId} limit 1`
  return row
}

/** Whether the collection exists, even if empty. */
export async function exists(sql: Db, key: PartsKey): Promise<boolean> {
  const rows = await sql`select 1 as found from (${listOf(key)}) found`
  return rows.length > 0
}
