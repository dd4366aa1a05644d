export { operatorRoutes } from './routes.ts'
export { ensureOperatorToken, operatorCheck } from './token.ts'
