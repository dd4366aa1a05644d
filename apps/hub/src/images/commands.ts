import { createHash } from 'node:crypto'
import type { ImageType } from '@hub/contract'
import type { CatalogImages } from '../catalogs/index.ts'
import { type Db, isMissingParent, transaction, violates } from '../platform/db/index.ts'
import { invalidField, notFound } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { keptMs } from './present.ts'
import * as store from './store.ts'

const removedAtOnce = 500

/** Images that have been unattached since this time or longer count as deleted. */
export const goneSince = (nowMs: number) => new Date(nowMs - keptMs)

export interface Upload {
  accountId: string
  catalogId: string
  clientId: string
  privateRef: string | null
  type: ImageType
  data: Uint8Array
  nowMs: number
  /** Security S16. */
  maxBytesPerAccount: number
}

/**
 * Stores an image, unattached. Uploading the same bytes twice makes two images (contract, catalogs §14).
 * @throws {ApiError} 422 on `data` if the account's images would exceed their limit; 422 on `private_ref` if the client
 * gave it to another image of the catalog; 404
 */
export async function keepImage(db: Db, upload: Upload): Promise<store.ImageRow> {
  const { accountId, catalogId, clientId, privateRef, type, data, nowMs, maxBytesPerAccount } = upload
  const kept = await store.sumBytes(db, { accountId, goneSince: goneSince(nowMs) })
  if (kept + data.length > maxBytesPerAccount)
    throw invalidField('data', `exceeds the ${maxBytesPerAccount / 1_048_576} MB of images of an account`)
  const id = newId()
  const md5 = createHash('md5').update(data).digest('hex')
  const now = new Date(nowMs)
  try {
    await transaction(db, async (trx) => {
      if (privateRef !== null)
        await store.removeDueOfRef(trx, {
          accountId,
          catalogId,
          goneSince: goneSince(nowMs),
          clientId,
          privateRef,
        })
      await store.insert(trx, { accountId, id, catalogId, type, md5, clientId, privateRef, now, data })
    })
  } catch (error) {
    if (violates(error, 'image_private_ref')) throw invalidField('private_ref', 'is already used')
    // The catalog was deleted in the meantime.
    if (isMissingParent(error)) throw notFound()
    throw error
  }
  return {
    id,
    type,
    size: data.length,
    md5,
    client_id: clientId,
    private_ref: privateRef,
    unattached_since: now,
  }
}

/** What the catalogs slice needs from images. */
export const catalogImages: CatalogImages = {
  async idsOf(db, { accountId, catalogId, nowMs }) {
    const rows = await store.listIds(db, { accountId, catalogId, goneSince: goneSince(nowMs) })
    return rows.map(({ id }) => id)
  },
  async attach(trx, { accountId, catalogId, nowMs }, ids) {
    await store.attach(trx, { accountId, catalogId, ids, now: new Date(nowMs) })
  },
}

/** Removes expired unattached images in all accounts. Safe to run in several processes at once. */
export async function removeUnusedImages(db: Db, nowMs: number): Promise<void> {
  let removed: unknown[]
  do removed = await store.removeDue(db, { goneSince: goneSince(nowMs), limit: removedAtOnce })
  while (removed.length === removedAtOnce)
}
