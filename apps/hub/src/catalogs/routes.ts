import { Catalog, CatalogCreate, CatalogSummary, CatalogUpdate } from '@hub/contract'
import Type, { type TSchema } from 'typebox'
import { type Api, type ApiCall, Json, ownedIndex } from '../api/index.ts'
import { checkContent } from './checks.ts'
import {
  type CatalogOrigin,
  type CatalogParts,
  createCatalog,
  deleteCatalog,
  updateCatalog,
} from './commands.ts'
import { checkImages } from './images.ts'
import { partRoutes } from './parts.ts'
import { catalogText, presentSummary } from './present.ts'
import { reachCatalog, reachCatalogSummary } from './reach.ts'
import * as store from './store.ts'

/** Contract, catalogs §17. */
const maxProblems = 100

export type CatalogRouteParts = Omit<CatalogParts, 'db'> & {
  /** Refuse unknown keys within items too (contract, catalogs §4). */
  strict: boolean
  /** Largest body that describes a catalog (security S2). */
  maxBytes: number
}

const originOf = ({ caller, nowMs }: ApiCall): CatalogOrigin => ({
  accountId: caller.accountId,
  currency: caller.account.currency,
  clientId: caller.clientId,
  nowMs,
})

/** Contract, catalogs §1 and §3. */
export function catalogRoutes(api: Api, { strict, maxBytes, ...parts }: CatalogRouteParts) {
  const one = { answer: Catalog }
  const written = { ...one, maxBytes }
  const index = { answer: Type.Array(CatalogSummary) }
  partRoutes(api)

  /** @param catalogId null for a new one, which has no images yet */
  async function readBody<T extends CatalogUpdate>(
    call: ApiCall,
    schema: TSchema,
    catalogId: string | null,
  ): Promise<T> {
    const body = call.read<T>(schema, { strict })
    if (body.name !== undefined && body.name.trim() === '')
      call.problems.push({ field: 'name', message: "can't be blank" })
    if (body.data) {
      const { db, caller, nowMs, problems } = call
      problems.push(...checkContent(body.data, caller.account.currency))
      const catalog = { accountId: caller.accountId, catalogId: catalogId ?? '', nowMs }
      await checkImages(db, parts.images, catalog, body.data, problems)
    }
    call.check(maxProblems)
    return body
  }

  const highLoad = (query: Record<string, unknown>) => !isHidden(query.hide_data)
  api.operation('catalogs.get', { ...one, highLoad }, async (call) => {
    if (isHidden(call.query.hide_data)) return presentSummary(await reachCatalogSummary(call, 'read'))
    return new Json(catalogText(await reachCatalog(call, 'read')))
  })

  api.operation('catalogs.listOfLocation', index, async (call) =>
    ownedIndex(call, 'catalog', call.place.id, { find: store.listOfLocation, present: presentSummary }),
  )
  api.operation('catalogs.listOfAccount', index, async (call) =>
    ownedIndex(call, 'catalog', null, { find: store.listOfAccount, present: presentSummary }),
  )

  const create = async (call: ApiCall, locationId: string | null) => {
    const { name, data = null } = await readBody<CatalogCreate>(call, CatalogCreate, null)
    const named = { locationId, name, data }
    return new Json(catalogText(await createCatalog({ ...parts, db: call.db }, originOf(call), named)))
  }
  api.operation('catalogs.createInLocation', written, async (call) => create(call, call.place.id))
  api.operation('catalogs.createInAccount', written, async (call) => create(call, null))

  api.operation('catalogs.update', written, async (call) => {
    const { id } = await reachCatalogSummary(call, 'write')
    const changes = await readBody<CatalogUpdate>(call, CatalogUpdate, id)
    return new Json(catalogText(await updateCatalog({ ...parts, db: call.db }, originOf(call), id, changes)))
  })

  api.operation('catalogs.delete', { answer: Type.Object({}) }, async (call) => {
    const { id } = await reachCatalogSummary(call, 'delete')
    await deleteCatalog({ ...parts, db: call.db }, originOf(call), id)
    return {}
  })
}

/** Contract, catalogs §3: any value hides, except `false` and `0`. */
const isHidden = (value: unknown) => value !== undefined && value !== 'false' && value !== '0'
