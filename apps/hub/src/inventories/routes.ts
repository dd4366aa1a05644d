import { Inventory, InventoryEntryInput, type Right } from '@hub/contract'
import { type Api, type ApiCall, Json, scopeRequired } from '../api/index.ts'
import { type CatalogSummaryRow, findSummary, refsById } from '../catalogs/index.ts'
import { badRequest, notFound } from '../platform/errors.ts'
import { jsonInTurns, mapInTurns } from '../platform/turns.ts'
import {
  type InventoryOrigin,
  type InventoryParts,
  listEntries,
  patchInventory,
  replaceInventory,
} from './commands.ts'
import { decideReach, type Entry, idOf, presentEntry, type RefsById, readEntry } from './rules.ts'

/** Contract, catalogs §17. */
const maxProblems = 100
/** The size of 25,000 entries, the maximum of a body (security S10). */
const maxStockBytes = 4 * 1024 * 1024
const noIds: RefsById = { sku: new Map(), option: new Map() }

const originOf = ({ caller, place, zone, nowMs }: ApiCall): InventoryOrigin => ({
  accountId: caller.accountId,
  locationId: place.id,
  zone,
  clientId: caller.clientId,
  nowMs,
})

export type InventoryRouteParts = Omit<InventoryParts, 'db'> & {
  /** Refuse unknown keys (contract, catalogs §4). */
  strict: boolean
  /** Largest body: the stock of a whole catalog (security S2). */
  maxBytes: number
}

/** Contract, catalogs §15: a location's stock of the items of a catalog. */
export function inventoryRoutes(api: Api, { publisher, strict, maxBytes }: InventoryRouteParts) {
  const options = { answer: Inventory }
  const written = { ...options, maxBytes: Math.min(maxBytes, maxStockBytes) }

  api.operation('inventory.get', options, async (call) => {
    const catalog = await findCatalog(call, 'read')
    return present(call, await listEntries(call.db, originOf(call), catalog.id))
  })
  api.operation('inventory.replace', written, async (call) => {
    const { catalog, entries } = await readBody(call, strict)
    const parts = { db: call.db, publisher }
    return present(call, await replaceInventory(parts, originOf(call), catalog.id, entries))
  })
  api.operation('inventory.patch', written, async (call) => {
    const { catalog, entries } = await readBody(call, strict)
    const parts = { db: call.db, publisher }
    return present(call, await patchInventory(parts, originOf(call), catalog.id, entries))
  })
}

const present = async ({ zone }: ApiCall, entries: readonly Entry[]) =>
  new Json(await jsonInTurns(entries, (entry) => presentEntry(entry, zone)))

/** @throws {ApiError} 404 or 403 */
async function findCatalog({ db, caller, params, place }: ApiCall, right: Right) {
  const row = await findSummary(db, { accountId: caller.accountId, catalogId: params.catalog_id! })
  if (!row) throw notFound()
  const decision = decideReach(caller, { id: row.id, locationId: row.location_id }, place.id, right)
  if (decision === 'not_found') throw notFound()
  if (decision === 'forbidden') throw scopeRequired('inventory', right)
  return row
}

/** @throws {ApiError} 404, 403; 400 if the body is not an array; 422 */
async function readBody(
  call: ApiCall,
  strict: boolean,
): Promise<{ catalog: CatalogSummaryRow; entries: Entry[] }> {
  const catalog = await findCatalog(call, 'write')
  const { body, db, zone, nowMs, problems } = call
  if (!Array.isArray(body)) throw badRequest('The body must be a JSON array')
  const inputs = await mapInTurns(body, (entry, index) =>
    call.readPart<InventoryEntryInput | undefined>(InventoryEntryInput, entry, `[${index}]`, { strict }),
  )
  const ids = inputs.map((input) => input && idOf(input)).filter((id) => id !== undefined)
  const byId = ids.length > 0 ? await refsById(db, catalog, ids) : noIds
  const read = await mapInTurns(inputs, (input, index) =>
    readEntry(input, index, { byId, zone, nowMs }, problems),
  )
  const entries = read.filter((entry) => entry !== undefined)
  call.check(maxProblems)
  return { catalog, entries }
}
