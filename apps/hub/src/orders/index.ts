export { coordinate, personFields } from './customer.ts'
export { orderRoutes } from './routes.ts'
