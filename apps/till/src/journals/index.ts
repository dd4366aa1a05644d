export {
  type DocumentSearch,
  documentsOf,
  journalOf,
  type SettlementSearch,
  settlementsOf,
} from './reading.ts'
export { journals } from './routes.ts'
export { listUnpaid } from './unpaid.ts'
