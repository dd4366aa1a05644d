import type { Db, Trx } from '../platform/db/index.ts'
import { mapInTurns } from '../platform/turns.ts'
import type { CatalogContentRefs } from './content-refs.ts'
import * as store from './ref-index-store.ts'
import type { CatalogKey, CatalogSummaryRow } from './store.ts'

/** Refs of skus and options. */
export interface CatalogRefs {
  skus: string[]
  options: string[]
}

/** Updates the index of refs after a content was written. */
export async function indexRefs(trx: Trx, catalog: CatalogKey, refs: CatalogContentRefs): Promise<void> {
  await store.save(trx, { ...catalog, ...refs })
}

const fewRefs = 50

/** A catalog with the requested refs that it has. */
export interface CatalogHolding {
  id: string
  skus: ReadonlySet<string>
  options: ReadonlySet<string>
}

/** The catalogs that a location can use and that have one of the refs. */
export async function catalogsWithRefs(
  db: Db,
  accountId: string,
  locationId: string,
  { skus, options }: CatalogRefs,
): Promise<CatalogHolding[]> {
  const rows = await store.listHolding(db, {
    accountId,
    locationId,
    skus: JSON.stringify(skus),
    options: JSON.stringify(options),
    areFew: skus.length + options.length <= fewRefs,
  })
  const setOf = (json: string | null) => new Set<string>(json === null ? [] : JSON.parse(json))
  // One catalog per turn of the event loop, because each may have up to 25,000 of the refs.
  return mapInTurns(
    rows,
    ({ id, sku_refs, option_refs }) => ({ id, skus: setOf(sku_refs), options: setOf(option_refs) }),
    1,
  )
}

/** The refs of the skus and options with these ids; null for an item without a ref, no entry for an unknown id. */
export async function refsById(
  db: Db,
  { account_id, id }: CatalogSummaryRow,
  ids: readonly string[],
): Promise<Record<'sku' | 'option', ReadonlyMap<string, string | null>>> {
  const catalog = { accountId: account_id, catalogId: id }
  const rows = await store.listRefsById(db, { ...catalog, ids: JSON.stringify(ids) })
  const byId = (kind: 'sku' | 'option') =>
    new Map(rows.filter((row) => row.kind === kind).map((row) => [row.id, row.ref]))
  return { sku: byId('sku'), option: byId('option') }
}
