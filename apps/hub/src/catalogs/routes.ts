import { Catalog, CatalogCreate, CatalogSummary, CatalogUpdate } from '@hub/contract'
import Type, { type TSchema } from 'typebox'
import {
  type Api,
  type ApiCall,
  checkReach,
  Json,
  listable,
  type OwnedAction,
  pageAnswer,
} from '../api/index.ts'
import { checkContent } from './checks.ts'
import {
  type CatalogOrigin,
  type CatalogParts,
  createCatalog,
  deleteCatalog,
  updateCatalog,
} from './commands.ts'
import { type CatalogImages, checkImages, imageIdsOf } from './image-ids.ts'
import { catalogText, presentSummary } from './present.ts'
import * as store from './store.ts'

/** Contract, catalogs §17. */
const maxProblems = 100

const originOf = ({ caller, nowMs }: ApiCall): CatalogOrigin => ({
  accountId: caller.accountId,
  currency: caller.account.currency,
  clientId: caller.clientId,
  nowMs,
})

/** Contract, catalogs §1 and §3. */
export function catalogRoutes(api: Api, parts: Omit<CatalogParts, 'db'>) {
  const one = { answer: Catalog }
  const index = { answer: Type.Array(CatalogSummary) }

  const highLoad = (query: Record<string, unknown>) => !isHidden(query.hide_data)
  api.operation('catalogs.get', { ...one, highLoad }, async (call) => {
    if (isHidden(call.query.hide_data)) return presentSummary(await getCatalog(call, 'read'))
    const [row] = await store.find(call.db, [call.caller.accountId, call.params.catalog_id])
    return new Json(catalogText(reach(call, row, 'read')))
  })

  api.operation('catalogs.listOfLocation', index, async (call) => listCatalogs(call, call.place.id))
  api.operation('catalogs.listOfAccount', index, async (call) => listCatalogs(call, null))

  const create = async (call: ApiCall, locationId: string | null) => {
    const { name, data } = await readBody<CatalogCreate>(call, CatalogCreate, parts.images, null)
    return new Json(
      catalogText(
        await createCatalog({ ...parts, db: call.db }, originOf(call), {
          locationId,
          name,
          data: data ?? null,
        }),
      ),
    )
  }
  api.operation('catalogs.createInLocation', one, async (call) => create(call, call.place.id))
  api.operation('catalogs.createInAccount', one, async (call) => create(call, null))

  api.operation('catalogs.update', one, async (call) => {
    const { id } = await getCatalog(call, 'write')
    const changes = await readBody<CatalogUpdate>(call, CatalogUpdate, parts.images, id)
    return new Json(catalogText(await updateCatalog({ ...parts, db: call.db }, originOf(call), id, changes)))
  })

  api.operation('catalogs.delete', { answer: Type.Object({}) }, async (call) => {
    const { id } = await getCatalog(call, 'delete')
    await deleteCatalog({ ...parts, db: call.db }, originOf(call), id)
    return {}
  })
}

/** Contract, catalogs §3: any value hides, except `false` and `0`. */
const isHidden = (value: unknown) => value !== undefined && value !== 'false' && value !== '0'

/** The catalog, if the caller may do that with it (contract, catalogs §2). */
function reach<Row extends store.CatalogSummaryRow>(
  { caller }: ApiCall,
  row: Row | undefined,
  action: OwnedAction,
): Row {
  const owned = row && { id: row.id, locationId: row.location_id, suspended: row.suspended }
  checkReach(caller, 'catalog', owned, action)
  return row!
}

/**
 * The catalog of the path, without its content.
 * @throws {ApiError} 404, 403 or the one 401 of oauth §3
 */
export async function getCatalog(call: ApiCall, action: OwnedAction): Promise<store.CatalogSummaryRow> {
  const [row] = await store.findSummary(call.db, [call.caller.accountId, call.params.catalog_id])
  return reach(call, row, action)
}

/** @param catalogId null for a new one, which has no images yet */
async function readBody<T extends CatalogUpdate>(
  call: ApiCall,
  schema: TSchema,
  images: CatalogImages,
  catalogId: string | null,
): Promise<T> {
  const body = call.read<T>(schema)
  if (body.data) {
    const { caller, nowMs, problems } = call
    checkContent(body.data, caller.account.currency, problems)
    const catalog = { accountId: caller.accountId, catalogId: catalogId ?? '', nowMs }
    const known = await images.known(call.db, catalog, imageIdsOf(body.data))
    checkImages(body.data, known, problems)
  }
  call.check(maxProblems)
  return body
}

async function listCatalogs(call: ApiCall, locationId: string | null): Promise<Json> {
  const page = call.page()
  const { all, boundId } = listable(call.caller, 'catalog')
  const [before, beforeId] = page.after ?? []
  const find = locationId === null ? store.listOfAccount : store.listOfLocation
  const rows = await find(call.db, [
    call.caller.accountId,
    locationId,
    all,
    boundId,
    before === undefined ? null : new Date(before),
    beforeId ?? null,
    page.count + 1,
  ])
  return pageAnswer(call.reply, page, rows, {
    text: (row) => JSON.stringify(presentSummary(row)),
    key: ({ created_at, id }) => [created_at.getTime(), id],
  })
}
