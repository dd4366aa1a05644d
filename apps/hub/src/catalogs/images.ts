import type { Db, Trx } from '../platform/db/index.ts'

export interface ImagesOfCatalog {
  accountId: string
  catalogId: string
  nowMs: number
}

/** What catalogs ask of their images. */
export interface CatalogImages {
  /** Ids of the catalog's images. */
  idsOf(db: Db, catalog: ImagesOfCatalog): Promise<string[]>
  /** The catalog uses those images, and no other one. */
  attach(trx: Trx, catalog: ImagesOfCatalog, ids: readonly string[]): Promise<void>
}
