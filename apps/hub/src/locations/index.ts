export { presentLocation, timezone } from './present.ts'
export { locationRoutes } from './routes.ts'
export { find as findLocation, type LocationRow, list as listLocations } from './store.ts'
