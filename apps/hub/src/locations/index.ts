export { presentLocation, timezone } from './present.ts'
export { locationRoutes } from './routes.ts'
