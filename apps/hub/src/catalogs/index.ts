export { type CatalogOrigin, createCatalog, deleteCatalog, updateCatalog } from './commands.ts'
export { type ImageUse, imageUses } from './image-uses.ts'
export { reachCatalog, reachCatalogSummary } from './reach.ts'
export { catalogRoutes } from './routes.ts'
