export type { VatDay } from './days.ts'
export { journalOf, salesOf, settlementsOf, vatJournalOf } from './reading.ts'
export { journals } from './routes.ts'
export type { Journal, SaleListRow, SettlementRow } from './wire.ts'
