export { coordinate, personFields } from './customer.ts'
export { countOfDay, listOfDay, orderPages } from './manager.ts'
export { orderRoutes } from './routes.ts'
