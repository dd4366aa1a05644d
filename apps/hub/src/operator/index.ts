export { operatorRoutes } from './routes.ts'
export { ensureOperatorToken, isOperatorBy, operatorRequired } from './token.ts'
