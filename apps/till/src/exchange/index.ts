export { exchange } from './routes.ts'
