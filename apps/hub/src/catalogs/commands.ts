import type { CatalogData, CatalogDataInput } from '@hub/contract'
import { emptyCatalog, isNameTaken, lockAccount, type Named } from '../accounts/index.ts'
import { change, type Publisher } from '../callbacks/index.ts'
import { type Db, type Trx, transaction } from '../platform/db/index.ts'
import { invalidField, notFound } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { buildContent } from './content.ts'
import { type CatalogImages, imageIdsOf } from './images.ts'
import { indexRefs } from './ref-index.ts'
import * as store from './store.ts'

export interface CatalogParts {
  db: Db
  publisher: Publisher
  images: CatalogImages
}

/** Who changes a catalog, and when. */
export interface CatalogOrigin {
  accountId: string
  /** Currency of the account. */
  currency: string
  /** null for the back office and the command line. */
  clientId: string | null
  nowMs: number
}

/** @throws {ApiError} 422 on `name`, when it is blank or used by another catalog (catalogs §3) */
async function checkName(trx: Trx, accountId: string, named: Named) {
  if (named.name.trim() === '') throw invalidField('name', "can't be blank")
  await lockAccount(trx, accountId)
  const others = await store.names(trx, [accountId])
  const taken = isNameTaken(
    others.map(({ id, location_id, name }) => ({ id, locationId: location_id, name })),
    named,
  )
  if (taken) throw invalidField('name', 'is already used')
}

const stored = (content: CatalogData) => ({
  text: JSON.stringify(content),
  products: content.products.length,
})

/** Receivers fetch the catalog: its events carry no state (contract, catalogs §16). */
const catalogChange = (
  type: 'create' | 'update' | 'delete',
  { id, location_id, zone }: store.CatalogSummaryRow,
  { accountId, clientId, nowMs }: CatalogOrigin,
) =>
  change({
    resource: 'catalog',
    type,
    accountId,
    locationId: location_id,
    targetId: id,
    clientId,
    createdAtMs: nowMs,
    zone,
    ids: { catalog_id: id },
  })

/**
 * Creates a catalog of the account or, with `locationId`, of that location; without content an empty one.
 * @throws {ApiError} 422 on `name`
 */
export function createCatalog(
  { db, publisher }: Omit<CatalogParts, 'images'>,
  origin: CatalogOrigin,
  { locationId, name, data }: { locationId: string | null; name: string; data?: CatalogDataInput | null },
): Promise<store.CatalogRow> {
  const { accountId, currency, nowMs } = origin
  const id = newId()
  const content = data ? buildContent(data, currency) : emptyCatalog
  return transaction(db, async (trx) => {
    await checkName(trx, accountId, { id, locationId, name })
    const { text, products } = stored(content)
    await store.insert(trx, [accountId, id, locationId, name, new Date(nowMs), text, products])
    await indexRefs(trx, accountId, id, content)
    const [row] = await store.findSummary(trx, [accountId, id])
    await publisher.publish(trx, [catalogChange('create', row!, origin)])
    return { ...row!, data: text }
  })
}

/**
 * Renames a catalog, replaces its whole content, or both; what is not given stays. One event, also when nothing
 * differs (contract, catalogs §3 and §16).
 * @throws {ApiError} 404; 422 on `name`
 */
export function updateCatalog(
  { db, publisher, images }: CatalogParts,
  origin: CatalogOrigin,
  catalogId: string,
  { name, data }: { name?: string; data?: CatalogDataInput | null },
): Promise<store.CatalogRow> {
  const { accountId, currency, nowMs } = origin
  return transaction(db, async (trx) => {
    // The account before the catalog, as everyone who gives a name does.
    if (name !== undefined) await lockAccount(trx, accountId)
    const [row] = await store.lock(trx, [accountId, catalogId])
    if (!row) throw notFound()
    if (name !== undefined) {
      await checkName(trx, accountId, { id: catalogId, locationId: row.location_id, name })
    }
    const built = data ? buildContent(data, currency, JSON.parse(row.data) as CatalogData) : null
    const content = built && stored(built)
    const next = { ...row, name: name ?? row.name, data: content?.text ?? row.data }
    await store.update(trx, [
      accountId,
      catalogId,
      next.name,
      content?.text ?? null,
      content?.products ?? null,
    ])
    if (data && built) {
      await indexRefs(trx, accountId, catalogId, built)
      await images.attach(trx, { accountId, catalogId, nowMs }, imageIdsOf(data))
    }
    await publisher.publish(trx, [catalogChange('update', next, origin)])
    return next
  })
}

/** @throws {ApiError} 404 */
export async function deleteCatalog(
  { db, publisher }: Omit<CatalogParts, 'images'>,
  origin: CatalogOrigin,
  catalogId: string,
): Promise<void> {
  await transaction(db, async (trx) => {
    const [row] = await store.lock(trx, [origin.accountId, catalogId])
    if (!row) throw notFound()
    await store.remove(trx, [origin.accountId, catalogId])
    await publisher.publish(trx, [catalogChange('delete', row, origin)])
  })
}
