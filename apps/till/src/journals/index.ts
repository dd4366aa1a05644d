export { journalOf } from './reading.ts'
export { journals } from './routes.ts'
export { listUnpaid } from './unpaid.ts'
