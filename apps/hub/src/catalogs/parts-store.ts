import { type FittingRow, fittingRowsText, type Statement, statement } from '../platform/db/index.ts'

/** A collection of a catalog's content, at the top of it or within one of another collection. */
export interface Collection {
  name: 'categories' | 'products' | 'option_lists' | 'deals' | 'discounts' | 'charges'
  /** Of each of them, its own collection. */
  nested?: 'skus' | 'options'
}

export interface PartRow {
  id: string
  /** As JSON. */
  item: string
  /** From 0. */
  place: number
  /** Of the one that follows. */
  next_id: string | null
}

/**
 * The collection as a JSON array, no row when the catalog or the parent is not there. `$3` is the parent. The database takes
 * the content apart: of a large one that would hold the server.
 */
const listOf = ({ name, nested }: Collection) =>
  nested === undefined
    ? `select c.data::json -> '${name}' as list from catalog c where c.account_id = $1 and c.id = $2 and $3::text is null`
    : `select parent -> '${nested}' as list
       from catalog c, json_array_elements(c.data::json -> '${name}') as parent
       where c.account_id = $1 and c.id = $2 and parent ->> 'id' = $3 limit 1`

const partsOf = (collection: Collection) => `
  with parts as materialized (
    select item, item ->> 'id' as id, number - 1 as place, lead(item ->> 'id') over (order by number) as next_id
    from (${listOf(collection)}) found, json_array_elements(found.list) with ordinality as part(item, number))`

/**
 * A page, in upload order. The catalog may have been replaced since the page before: what counts is the item shown last,
 * else the one that followed it, else, when no id was kept, its place (contract, general §4).
 * Parameters: account, catalog, parent or null, number of items shown, id of the last one, id of the next one, limit.
 */
const pageOf = (collection: Collection) =>
  statement<PartRow & FittingRow>(
    partsOf(collection) +
      fittingRowsText(
        `select id, item::text as item, place::int as place, next_id from parts
         where place >= coalesce(
           (select last.place + 1 from parts last where last.id = $5 limit 1),
           (select next.place from parts next where next.id = $6 limit 1), $4::int)
         order by place limit $7`,
        'place',
        'octet_length(item)',
      ),
  )

/** Parameters: account, catalog, parent or null, item. */
const oneOf = (collection: Collection) =>
  statement<{ item: string }>(
    `${partsOf(collection)} select item::text as item from parts where id = $4 limit 1`,
  )

/** Parameters: account, catalog, parent or null. */
const existenceOf = (collection: Collection) =>
  statement<{ found: number }>(`select 1 as found from (${listOf(collection)}) found`)

export interface PartStatements {
  page: Statement<PartRow & FittingRow>
  one: Statement<{ item: string }>
  existence: Statement<{ found: number }>
}

export const statementsOf = (collection: Collection): PartStatements => ({
  page: pageOf(collection),
  one: oneOf(collection),
  existence: existenceOf(collection),
})
