import { Catalog, CatalogSummary } from '@hub/contract'
import Type from 'typebox'
import { type Api, type ApiCall, Json, ownedIndex } from '../api/index.ts'
import type { Thread } from '../platform/thread.ts'
import {
  type CatalogOrigin,
  type CatalogParts,
  compileUpdate,
  createCatalog,
  deleteCatalog,
  updateCatalog,
} from './commands.ts'
import type { CompiledUpload } from './compile.ts'
import { compilerOf } from './compiler.ts'
import { partRoutes } from './parts.ts'
import { catalogText, presentSummary } from './present.ts'
import { reachCatalog, reachCatalogSummary } from './reach.ts'
import * as store from './store.ts'

export type CatalogRouteParts = Omit<CatalogParts, 'db'> & {
  /** Refuse unknown keys within items too (contract, catalogs §4). */
  strict: boolean
  /** Largest body that describes a catalog (security S2). */
  maxBytes: number
  /** Compiles large uploads. */
  thread: Thread
}

const originOf = ({ caller, nowMs }: ApiCall): CatalogOrigin => ({
  accountId: caller.accountId,
  currency: caller.account.currency,
  clientId: caller.clientId,
  nowMs,
})

/** Contract, catalogs §1 and §3. */
export function catalogRoutes(api: Api, { strict, maxBytes, thread, ...parts }: CatalogRouteParts) {
  const one = { answer: Catalog }
  const index = { answer: Type.Array(CatalogSummary) }
  partRoutes(api)

  const highLoad = (query: Record<string, unknown>) => !isHidden(query.hide_data)
  api.operation('catalogs.get', { ...one, highLoad }, async (call) => {
    if (isHidden(call.query.hide_data)) return presentSummary(await reachCatalogSummary(call, 'read'))
    const row = await reachCatalog(call, 'read')
    call.reply.version = `${row.id} ${row.version} ${row.zone}`
    return new Json(catalogText(row))
  })

  api.operation('catalogs.listOfLocation', index, async (call) =>
    ownedIndex(call, 'catalog', call.place.id, { list: store.list, present: presentSummary }),
  )
  api.operation('catalogs.listOfAccount', index, async (call) =>
    ownedIndex(call, 'catalog', null, { list: store.list, present: presentSummary }),
  )

  const upload = { ...one, maxBytes, leavesLargeUnparsed: true }
  const created = {
    ...upload,
    prepare: (call: ApiCall) =>
      compilerOf(call, thread, { kind: 'create', strict })({ data: null, images: [] }),
  }
  const create = async (call: ApiCall, locationId: string | null, compiled: CompiledUpload) =>
    new Json(
      catalogText(await createCatalog({ ...parts, db: call.db }, originOf(call), locationId, compiled)),
    )
  api.operation('catalogs.createInLocation', created, async (call, compiled) =>
    create(call, call.place.id, compiled),
  )
  api.operation('catalogs.createInAccount', created, async (call, compiled) => create(call, null, compiled))

  const compilerOfUpdate = (call: ApiCall) => compilerOf(call, thread, { kind: 'update', strict })
  const updated = {
    ...upload,
    prepare: async (call: ApiCall) => {
      const { id } = await reachCatalogSummary(call, 'write')
      return compileUpdate({ ...parts, db: call.db }, originOf(call), id, compilerOfUpdate(call))
    },
  }
  api.operation('catalogs.update', updated, async (call, compiled) => {
    const commandParts = { ...parts, db: call.db }
    return new Json(
      catalogText(await updateCatalog(commandParts, originOf(call), compiled, compilerOfUpdate(call))),
    )
  })

  api.operation('catalogs.delete', { answer: Type.Object({}) }, async (call) => {
    const { id } = await reachCatalogSummary(call, 'delete')
    await deleteCatalog({ ...parts, db: call.db }, originOf(call), id)
    return {}
  })
}

/** Contract, catalogs §3: any value hides, except `false` and `0`. */
const isHidden = (value: unknown) => value !== undefined && value !== 'false' && value !== '0'
