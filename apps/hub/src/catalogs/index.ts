export { type CatalogOrigin, createCatalog, deleteCatalog, updateCatalog } from './commands.ts'
export { catalogRoutes } from './routes.ts'
