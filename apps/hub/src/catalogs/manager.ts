import type { CatalogData } from '@hub/contract'
import { Json } from '../api/index.ts'
import { exportFile } from '../exports/index.ts'
import { type Manager, type ManagerCall, notAllowed, notFound } from '../manager/index.ts'
import { amountCell, type Cell } from '../platform/csv.ts'
import type { Db } from '../platform/db/index.ts'
import { catalogText } from './present.ts'
import * as store from './store.ts'

/** «CATALOGUES» of the back office: the content as apps read it (contract, back-office §4.10). */
export function catalogPages(manager: Manager, { db }: { db: Db }) {
  manager.operation('getCatalog', async (call) => {
    const { row } = await reachCatalog(db, call)
    return new Json(catalogText(row, [`{"timezone":${JSON.stringify(row.zone)},"catalog":`, '}']))
  })

  manager.operation('exportCatalog', async (call) => {
    const { row, abilities } = await reachCatalog(db, call)
    if (!abilities?.manage_users) throw notAllowed()
    const { user, query } = call
    const { locale = user.locale } = query
    return exportFile(db, {
      accountId: row.account_id,
      userId: user.id,
      locale,
      nowMs: call.nowMs,
      zone: row.zone,
      what: 'catalog',
      filters: { catalog_id: row.id },
      header: locale === 'fr-FR' ? frenchHeader : englishHeader,
      rows: exportRows(JSON.parse(Buffer.from(row.data).toString()) as CatalogData),
    })
  })
}

/**
 * The account's own is there for every location of it, a location's for whoever reaches that one.
 * @throws {Refusal} 404
 */
async function reachCatalog(
  db: Db,
  { params, withinAccount }: Pick<ManagerCall<'getCatalog'>, 'params' | 'withinAccount'>,
) {
  const account = await withinAccount(params.account_id)
  const [row] = await store.find(db, [account.id, params.catalog_id])
  if (!row) throw notFound()
  if (row.location_id === null) return { row, abilities: account.abilities }
  const location = account.locations.find(({ id }) => id === row.location_id)
  if (!location) throw notFound()
  return { row, abilities: location.abilities }
}

const frenchHeader = 'CATÉGORIE;PRODUIT;SKU;PRIX;DEVISE;CODE REF;CODES-BARRES'.split(';')
const englishHeader = 'CATEGORY;PRODUCT;SKU;PRICE;CURRENCY;REF CODE;BARCODES'.split(';')

function exportRows({ categories, products }: CatalogData): Cell[][] {
  const categoryNames = new Map(categories.map(({ id, name }) => [id, name]))
  return products.flatMap(({ name, category_id, skus }) =>
    skus.map((sku): Cell[] => [
      categoryNames.get(category_id) ?? null,
      name,
      sku.name,
      amountCell(sku.price),
      sku.price.split(' ')[1]!,
      sku.ref,
      sku.barcodes.join(' '),
    ]),
  )
}
