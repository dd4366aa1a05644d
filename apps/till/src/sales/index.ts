export { sales } from './routes.ts'
export type { Sale } from './wire.ts'
