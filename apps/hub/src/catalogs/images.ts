import type { Db, Trx } from '../platform/db/index.ts'

export interface ImagesOfCatalog {
  accountId: string
  catalogId: string
  nowMs: number
}

/** What this slice needs from the images slice. */
export interface CatalogImages {
  /** Ids of the catalog's images. */
  idsOf(db: Db, catalog: ImagesOfCatalog): Promise<string[]>
  /** Records that the catalog uses exactly these images. */
  attach(trx: Trx, catalog: ImagesOfCatalog, ids: readonly string[]): Promise<void>
}
