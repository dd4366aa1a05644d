export { startExpiry } from './expiry.ts'
export { inventoryPages } from './manager.ts'
export { inventoryRoutes } from './routes.ts'
