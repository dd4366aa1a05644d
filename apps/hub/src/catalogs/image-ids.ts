import type { Db, Trx } from '../platform/db/index.ts'
import type { Problem } from '../platform/errors.ts'

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

const sections = ['categories', 'products', 'deals', 'discounts'] as const
/** A content, as uploaded or as stored. */
type Illustrated = Partial<Record<(typeof sections)[number], { image_ids?: string[] | null }[] | null>>

/** Each image that is named in a content, with its place, `products[0].image_ids[1]` (contract, catalogs §14). */
export function* namedImages(data: Illustrated): Iterable<{ id: string; field: string }> {
  for (const section of sections) {
    for (const [index, item] of (data[section] ?? []).entries()) {
      // The reader leaves undefined what it refused.
      for (const [position, id] of (item?.image_ids ?? []).entries()) {
        if (id !== undefined) yield { id, field: `${section}[${index}].image_ids[${position}]` }
      }
    }
  }
}

export const imageIdsOf = (data: Illustrated): string[] => [
  ...new Set(Array.from(namedImages(data), ({ id }) => id)),
]

/** @param known the images of the catalog among those named */
export function checkImages(data: Illustrated, known: ReadonlySet<string>, problems: Problem[]): void {
  for (const { id, field } of namedImages(data)) {
    if (!known.has(id)) problems.push({ field: `data.${field}`, message: 'image not found' })
  }
}
