export { operatorRoutes } from './routes.ts'
export { ensureOperatorToken } from './token.ts'
