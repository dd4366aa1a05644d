export { spread as spreadCents } from './amounts.ts'
export { appendToChain } from './chain.ts'
export { type CreditRequest, creditSale } from './credits.ts'
export { saleDocuments } from './customer-documents.ts'
export { type DepositHolder, heldDeposits, setDeposits } from './deposits.ts'
export { getSeller, isOfferedMode, readPayments } from './form.ts'
export { listLinesBetween, listVatBetween } from './listing.ts'
export { getSale } from './reading.ts'
export {
  type DraftLine,
  nowAfterChain,
  onSale,
  recordSale,
  type SaleDraft,
  type SaleListener,
  type SaleTools,
} from './recording.ts'
export { sales } from './routes.ts'
export { tariffTitleOnTickets, zeroPriceSales } from './settings.ts'
export { findByDraft as findSaleByDraft, findKind as findSaleKind, hasSales, wasSold } from './store.ts'
export { verifyChain } from './verify.ts'
export type {
  CustomerSnapshot,
  OriginDetails,
  OriginKind,
  Payment,
  Sale,
  SaleKind,
  SaleLine,
  SaleOrigin,
  SalePayment,
  SaleService,
} from './wire.ts'
