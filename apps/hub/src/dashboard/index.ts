export { dashboardRoutes } from './manager.ts'
