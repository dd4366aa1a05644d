export { startExpiry } from './expiry.ts'
export { inventoryRoutes } from './routes.ts'
