export { resourceRoutes } from './routes.ts'
export { resourceNames } from './store.ts'
