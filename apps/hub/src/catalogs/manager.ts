import { Json } from '../api/index.ts'
import { exportFile } from '../exports/index.ts'
import { type Manager, type ManagerCall, notAllowed, notFound } from '../manager/index.ts'
import { amountCell, type Cell } from '../platform/csv.ts'
import type { Db } from '../platform/db/index.ts'
import * as exported from './export-store.ts'
import { catalogText } from './present.ts'
import * as store from './store.ts'

/** «CATALOGUES» of the back office: the content as apps read it (contract, back-office §4.10). */
export function catalogPages(manager: Manager, { db }: { db: Db }) {
  manager.operation('getCatalog', async (call) => {
    const { row } = await reachCatalog(call, (key) => store.find(db, key))
    return new Json(catalogText(row, [`{"timezone":${JSON.stringify(row.zone)},"catalog":`, '}']))
  })

  manager.operation('exportCatalog', async (call) => {
    const { row, abilities } = await reachCatalog(call, (key) => store.findSummary(db, key))
    if (!abilities?.manage_users) throw notAllowed()
    const { user, query } = call
    const { locale = user.locale } = query
    const key = { accountId: row.account_id, catalogId: row.id }
    const categories = await exported.listCategoryNames(db, key)
    const names = new Map(categories.map(({ id, name }) => [id, name]))
    return exportFile(db, {
      accountId: row.account_id,
      userId: user.id,
      locale,
      nowMs: call.nowMs,
      zone: row.zone,
      what: 'catalog',
      filters: { catalog_id: row.id },
      header: locale === 'fr-FR' ? frenchHeader : englishHeader,
      rows: await exported.listSkus(db, key),
      cells: (sku) => exportCells(sku, names),
    })
  })
}

/**
 * The catalog in the path. An account's catalog is visible with access to any of its locations, a location's catalog
 * with access to that location.
 * @throws {Refusal} 404
 */
async function reachCatalog<Row extends store.CatalogSummaryRow>(
  { params, withinAccount }: Pick<ManagerCall<'getCatalog'>, 'params' | 'withinAccount'>,
  find: (key: store.CatalogKey) => Promise<Row | undefined>,
) {
  const account = await withinAccount(params.account_id)
  const row = await find({ accountId: account.id, catalogId: params.catalog_id })
  if (!row) throw notFound()
  if (row.location_id === null) return { row, abilities: account.abilities }
  const location = account.locations.find(({ id }) => id === row.location_id)
  if (!location) throw notFound()
  return { row, abilities: location.abilities }
}

const frenchHeader = 'CATÉGORIE;PRODUIT;SKU;PRIX;DEVISE;CODE REF;CODES-BARRES'.split(';')
const englishHeader = 'CATEGORY;PRODUCT;SKU;PRICE;CURRENCY;REF CODE;BARCODES'.split(';')

function exportCells(row: exported.ExportedSkuRow, categories: ReadonlyMap<string, string>): Cell[] {
  const { category_id, product, sku, price, ref, barcodes } = row
  return [
    categories.get(category_id) ?? null,
    product,
    sku,
    amountCell(price),
    price.split(' ')[1] ?? null,
    ref,
    (JSON.parse(barcodes) as string[]).join(' '),
  ]
}
