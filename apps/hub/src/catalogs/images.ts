import type { CatalogDataInput } from '@hub/contract'
import type { Db, Trx } from '../platform/db/index.ts'
import { addProblem, type Problem } from '../platform/errors.ts'
import { imageUses } from './image-uses.ts'

export interface ImagesOfCatalog {
  accountId: string
  catalogId: string
  nowMs: number
}

/** What catalogs ask of their images. */
export interface CatalogImages {
  /** Of those ids, the ones of images of the catalog. */
  known(db: Db, catalog: ImagesOfCatalog, ids: readonly string[]): Promise<ReadonlySet<string>>
  /** The catalog uses those images, and no other one. */
  attach(trx: Trx, catalog: ImagesOfCatalog, ids: readonly string[]): Promise<void>
}

/** Each image that an upload names, once. */
export const imageIdsOf = (data: CatalogDataInput): string[] => [
  ...new Set(imageUses(data).map(({ imageId }) => imageId)),
]

/** Reports every image that is none of the catalog's, at its place (contract, catalogs §14). */
export async function checkImages(
  db: Db,
  images: CatalogImages,
  catalog: ImagesOfCatalog,
  data: CatalogDataInput,
  problems: Problem[],
): Promise<void> {
  const uses = imageUses(data)
  if (uses.length === 0) return
  const known = await images.known(db, catalog, imageIdsOf(data))
  for (const { imageId, field } of uses) {
    if (!known.has(imageId)) addProblem(problems, field, 'image not found')
  }
}
