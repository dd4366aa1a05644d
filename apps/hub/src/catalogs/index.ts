export { type CatalogOrigin, createCatalog, deleteCatalog, updateCatalog } from './commands.ts'
export { type CatalogHolding, type CatalogRefs, catalogsWithRefs, findRefs, refsById } from './refs.ts'
export { catalogRoutes } from './routes.ts'
export { type CatalogSummaryRow, findSummary } from './store.ts'
