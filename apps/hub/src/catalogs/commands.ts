import { emptyCatalog, isNameTaken, lockAccount, type Named } from '../accounts/index.ts'
import { change, type Publisher } from '../callbacks/index.ts'
import { type Db, type Trx, transaction } from '../platform/db/index.ts'
import { invalidField, notFound } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { CompiledContent, CompiledUpload } from './compile.ts'
import type { Compile } from './compiler.ts'
import { contentRefs } from './content-refs.ts'
import type { CatalogImages } from './images.ts'
import { indexRefs } from './ref-index.ts'
import * as store from './store.ts'

export interface CatalogParts {
  db: Db
  publisher: Publisher
  images: CatalogImages
}

/** The client that changes a catalog, and when. */
export interface CatalogOrigin {
  accountId: string
  /** Currency of the account. */
  currency: string
  /** null for the back office and the command line. */
  clientId: string | null
  nowMs: number
}

/** @throws {ApiError} 422 on `name` if it is blank or another catalog uses it (catalogs §3) */
async function checkName(trx: Trx, accountId: string, named: Named) {
  if (named.name.trim() === '') throw invalidField('name', "can't be blank")
  await lockAccount(trx, accountId)
  const others = await store.listNames(trx, { accountId })
  const taken = isNameTaken(
    others.map(({ id, location_id, name }) => ({ id, locationId: location_id, name })),
    named,
  )
  if (taken) throw invalidField('name', 'is already used')
}

const emptyContent: CompiledContent = {
  json: JSON.stringify(emptyCatalog),
  products: 0,
  refs: contentRefs(emptyCatalog),
  imageIds: [],
}

/** Events of catalogs carry no state; receivers fetch the catalog (contract, catalogs §16). */
const catalogChange = (
  type: 'create' | 'update' | 'delete',
  { id, location_id, zone }: Pick<store.CatalogSummaryRow, 'id' | 'location_id' | 'zone'>,
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
export async function createCatalog(
  { db, publisher }: Omit<CatalogParts, 'images'>,
  origin: CatalogOrigin,
  locationId: string | null,
  { name = '', content }: CompiledUpload,
): Promise<store.CatalogRow> {
  const { accountId, nowMs } = origin
  const { json, products, refs } = content ?? emptyContent
  const isWhole = typeof json === 'string'
  const catalogId = newId()
  const key = { accountId, catalogId }
  return transaction(db, async (trx) => {
    await checkName(trx, accountId, { id: catalogId, locationId, name })
    const data = isWhole ? json : '{}'
    await store.insert(trx, { ...key, locationId, name, createdAt: new Date(nowMs), data, products })
    if (!isWhole) await store.saveInParts(trx, { ...key, content: json })
    await indexRefs(trx, key, refs)
    const row = await store.findSummary(trx, key)
    await publisher.publish(trx, [catalogChange('create', row!, origin)])
    return { ...row!, data: json, version: '' }
  })
}

/** An upload, compiled against what it replaces. */
export interface CompiledUpdate {
  former: store.CatalogRow
  compiled: CompiledUpload
}

/** @throws {ApiError} 404; what the compiler throws */
export async function compileUpdate(
  { db, images }: CatalogParts,
  { accountId, nowMs }: CatalogOrigin,
  catalogId: string,
  compile: Compile,
): Promise<CompiledUpdate> {
  const key = { accountId, catalogId }
  const former = await store.find(db, key)
  if (!former) throw notFound()
  const replaced = { data: former.data, images: await images.idsOf(db, { ...key, nowMs }) }
  return { former, compiled: await compile(replaced) }
}

/**
 * Renames a catalog, replaces its whole content, or both; what is not given stays. One event, also when nothing
 * differs (contract, catalogs §3 and §16). The upload was compiled before the catalog is locked: it is compiled again
 * when someone was faster.
 * @throws {ApiError} 404; what the compiler throws; 422 on `name`
 */
export async function updateCatalog(
  parts: CatalogParts,
  origin: CatalogOrigin,
  first: CompiledUpdate,
  compile: Compile,
): Promise<store.CatalogRow> {
  const catalogId = first.former.id
  for (let next = first; ; next = await compileUpdate(parts, origin, catalogId, compile)) {
    const { former, compiled } = next
    const changed = await replaceContent(parts, origin, former, compiled)
    if (changed === undefined) continue
    if (compiled.content) return { ...changed, data: compiled.content.json }
    // What it was may have been handed over to the thread.
    const renamed = await store.find(parts.db, { accountId: origin.accountId, catalogId })
    if (!renamed) throw notFound()
    return renamed
  }
}

/** @returns undefined, with nothing changed, if the catalog has another version now */
function replaceContent(
  { db, publisher, images }: CatalogParts,
  origin: CatalogOrigin,
  former: store.CatalogRow,
  { name, content }: CompiledUpload,
): Promise<Omit<store.CatalogRow, 'data'> | undefined> {
  const { accountId, nowMs } = origin
  const catalogId = former.id
  const key = { accountId, catalogId }
  return transaction(db, async (trx) => {
    // Lock the account before the catalog, in the same order as everywhere else that checks names.
    if (name !== undefined) await lockAccount(trx, accountId)
    const row = await store.lock(trx, key)
    if (!row) throw notFound()
    if (row.version !== former.version) return undefined
    if (name !== undefined) {
      await checkName(trx, accountId, { id: catalogId, locationId: row.location_id, name })
    }
    const next = { ...row, name: name ?? row.name }
    const json = content?.json ?? null
    const data = typeof json === 'string' ? json : null
    await store.update(trx, { ...key, name: next.name, data, products: content?.products ?? null })
    if (json instanceof Uint8Array) await store.saveInParts(trx, { ...key, content: json })
    if (content) {
      await indexRefs(trx, key, content.refs)
      await images.attach(trx, { ...key, nowMs }, content.imageIds)
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
  const key = { accountId: origin.accountId, catalogId }
  await transaction(db, async (trx) => {
    const row = await store.lock(trx, key)
    if (!row) throw notFound()
    await store.remove(trx, key)
    await publisher.publish(trx, [catalogChange('delete', row, origin)])
  })
}
