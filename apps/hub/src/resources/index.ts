export { resourceRoutes } from './routes.ts'
export { listNames } from './store.ts'
