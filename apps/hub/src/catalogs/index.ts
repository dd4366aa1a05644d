export { type CatalogOrigin, createCatalog, deleteCatalog, updateCatalog } from './commands.ts'
export { createCompileThread } from './compiler.ts'
export { type ImageUse, imageUses } from './image-uses.ts'
export type { CatalogImages } from './images.ts'
export { catalogPages } from './manager.ts'
export { reachCatalog, reachCatalogSummary } from './reach.ts'
export {
  type CatalogHolding,
  type CatalogRefs,
  catalogsWithRefs,
  refsById,
} from './ref-index.ts'
export { type CatalogItem, listItems as itemsInCatalog } from './ref-index-store.ts'
export { catalogRoutes } from './routes.ts'
export { type CatalogSummaryRow, findSummary } from './store.ts'
