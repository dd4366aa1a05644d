import { Inventory, InventoryEntryInput, type Right } from '@hub/contract'
import { type Api, type ApiCall, scopeRequired } from '../api/index.ts'
import { type CatalogSummaryRow, findRefs, findSummary, refsById } from '../catalogs/index.ts'
import { badRequest, notFound } from '../platform/errors.ts'
import {
  type InventoryOrigin,
  type InventoryParts,
  listEntries,
  patchInventory,
  replaceInventory,
} from './commands.ts'
import { decideReach, type Entry, isById, presentEntry, type RefsById, readEntries } from './rules.ts'

/** Contract, catalogs §17. */
const maxProblems = 100
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

/** Contract, catalogs §15: the stock of a location, as far as a catalog goes. */
export function inventoryRoutes(api: Api, { publisher, strict, maxBytes }: InventoryRouteParts) {
  const options = { answer: Inventory }
  const written = { ...options, maxBytes }

  api.operation('inventory.get', options, async (call) => {
    const catalog = await findCatalog(call, 'read')
    const refs = await findRefs(call.db, catalog)
    return present(call, await listEntries(call.db, originOf(call), refs))
  })
  api.operation('inventory.replace', written, async (call) => {
    const { catalog, entries } = await readBody(call, strict)
    const refs = await findRefs(call.db, catalog)
    return present(call, await replaceInventory({ db: call.db, publisher }, originOf(call), refs, entries))
  })
  api.operation('inventory.patch', written, async (call) => {
    const { catalog, entries } = await readBody(call, strict)
    const parts = { db: call.db, publisher }
    return present(call, await patchInventory(parts, originOf(call), catalog.id, entries))
  })
}

const present = ({ zone }: ApiCall, entries: readonly Entry[]) =>
  entries.map((entry) => presentEntry(entry, zone))

/** @throws {ApiError} 404 or 403 */
async function findCatalog({ db, caller, params, place }: ApiCall, right: Right) {
  const [row] = await findSummary(db, [caller.accountId, params.catalog_id])
  if (!row) throw notFound()
  const decision = decideReach(caller, { id: row.id, locationId: row.location_id }, place.id, right)
  if (decision === 'not_found') throw notFound()
  if (decision === 'forbidden') throw scopeRequired('inventory', right)
  return row
}

/** @throws {ApiError} 404, 403; 400 if the body is no array; 422 */
async function readBody(
  call: ApiCall,
  strict: boolean,
): Promise<{ catalog: CatalogSummaryRow; entries: Entry[] }> {
  const catalog = await findCatalog(call, 'write')
  const { body, db, zone, nowMs, problems } = call
  if (!Array.isArray(body)) throw badRequest('The body must be a JSON array')
  const inputs = body.map((entry, index) =>
    call.readPart<InventoryEntryInput | undefined>(InventoryEntryInput, entry, `[${index}]`, { strict }),
  )
  const byId = inputs.some((input) => input && isById(input)) ? await refsById(db, catalog) : noIds
  const entries = readEntries(inputs, { byId, zone, nowMs }, problems)
  call.check(maxProblems)
  return { catalog, entries }
}
