import { hasTooManyPixels, Image, imageTypes, maxImageBytes, maxImagePixels } from '@hub/contract'
import Type from 'typebox'
import { type Api, type ApiCall, Bytes, type GivenFilters, readFilters } from '../api/index.ts'
import { reachCatalogSummary } from '../catalogs/index.ts'
import { invalidField, notFound } from '../platform/errors.ts'
import { goneSince, keepImage } from './commands.ts'
import { presentImage } from './present.ts'
import { sniffImage } from './sniff.ts'
import * as store from './store.ts'

const tooLarge = () => invalidField('data', 'must not exceed 1 MB')
/** Contract, catalogs §14: the raw data, of one of the supported types. */
const imageBody = {
  types: new Set<string>([...imageTypes, 'image/jpg']),
  maxBytes: maxImageBytes,
  tooLarge,
}

/** Contract, catalogs §14. */
export function imageRoutes(api: Api, { maxBytesPerAccount }: { maxBytesPerAccount: number }) {
  api.operation('images.create', { answer: Image, bytes: imageBody }, async (call) => {
    const { id: catalogId } = await reachCatalogSummary(call, 'add_image')
    const privateRef = readPrivateRef(readFilters(call.query, ['private_ref']))
    const { body } = call
    const data = body instanceof Uint8Array ? body : new Uint8Array()
    if (data.length > maxImageBytes) throw tooLarge()
    const type = sniffImage(data)
    if (type === undefined) throw invalidField('data', 'is not a supported image')
    if (hasTooManyPixels(data)) throw invalidField('data', `must not exceed ${maxImagePixels} pixels`)
    const { accountId, clientId } = call.caller
    const { nowMs } = call
    const image = { catalogId, privateRef, type, data }
    const upload = { ...image, accountId, clientId, nowMs, maxBytesPerAccount }
    return presentImage(await keepImage(call.db, upload), clientId, nowMs)
  })

  api.operation('images.list', { answer: Type.Array(Image) }, async (call) => {
    const { id: catalogId } = await reachCatalogSummary(call, 'read')
    const { private_ref: privateRef } = readFilters(call.query, ['private_ref'])
    const { accountId, clientId } = call.caller
    const { nowMs } = call
    const images = { accountId, catalogId, goneSince: goneSince(nowMs) }
    const rows = await store.list(call.db, { ...images, clientId, privateRef })
    return rows.map((row) => presentImage(row, clientId, nowMs))
  })

  api.operation('images.get', { answer: Image }, async (call) =>
    presentImage(await getImage(call), call.caller.clientId, call.nowMs),
  )

  api.operation('images.data', {}, async (call) => {
    const { id, type, md5 } = await getImage(call)
    return new Bytes({
      type,
      etag: `"${md5}"`,
      async load() {
        const row = await store.findData(call.db, { accountId: call.caller.accountId, imageId: id })
        if (!row) throw notFound()
        return row.data
      },
    })
  })
}

function readPrivateRef(given: GivenFilters<'private_ref'>): string | null {
  const ref = given.private_ref ?? null
  if (ref === '') throw invalidField('private_ref', "can't be blank")
  if (ref !== null && ref.length > 255)
    throw invalidField('private_ref', 'is too long (maximum is 255 characters)')
  return ref
}

/** @throws {ApiError} 404, also for an image of another catalog */
async function getImage(call: ApiCall): Promise<store.ImageRow> {
  const { id: catalogId } = await reachCatalogSummary(call, 'read')
  const { db, caller, params, nowMs } = call
  const images = { accountId: caller.accountId, catalogId, goneSince: goneSince(nowMs) }
  const row = await store.find(db, { ...images, imageId: params.image_id! })
  if (!row) throw notFound()
  return row
}
