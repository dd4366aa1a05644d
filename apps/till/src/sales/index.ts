export { shortage } from './availability.ts'
export { readOptions } from './basket-options.ts'
export { appendToChain } from './chain.ts'
export { checkMealVouchers } from './check-meal-vouchers.ts'
export { listAll as listClosings } from './closings/store.ts'
export type { ClosingKind } from './closings/wire.ts'
export { isGivenBack } from './credit-lines.ts'
export { type CreditRequest, creditSale } from './credits.ts'
export { saleDocuments } from './customer-documents.ts'
export { snapshotName } from './customer-name.ts'
export { type DepositHolder, heldDeposits, setDeposits } from './deposits.ts'
export { spreadDiscount } from './discount-spread.ts'
export { getSeller, isOfferedMode, readPayments } from './form.ts'
export {
  listLatestSales,
  listLatestSettlements,
  listSales,
  listSettlements,
  type SaleListRow,
  type SettlementRow,
} from './list.ts'
export { listSoldLines, listSoldVat } from './listing.ts'
export { printSale } from './paper.ts'
export { printedName } from './printed-name.ts'
export { askRange, countSales, type DocumentRange, within } from './ranges.ts'
export { getSale } from './reading.ts'
export {
  type DraftLine,
  isRecordable,
  nowAfterChain,
  onSale,
  recordSale,
  type SaleDraft,
  type SaleListener,
  type SaleTools,
} from './recording.ts'
export { type GivenNumbers, readGivenNumbers } from './restorations.ts'
export { recordRestoration } from './restoring.ts'
export { sales } from './routes.ts'
export { refusalOf, toSellable } from './sellable.ts'
export { listSellableMenus } from './sellable-menus.ts'
export {
  checkedLine,
  checkedPriceFactor,
  checkedQuantity,
  lowStock,
  tariffTitleOnTickets,
  zeroPriceSales,
} from './settings.ts'
export { type SaleSlot, sumBySlot, sumWithoutCredits } from './slots.ts'
export { listSoldArticles, type SoldArticle } from './sold-articles.ts'
export {
  countSalesOf,
  findByDraft as findSaleByDraft,
  findKind as findSaleKind,
  hasSales,
  wasSold,
} from './store.ts'
export { totalBetween, totalBy, totalSales } from './totals.ts'
export type { SaleTotals, TotalDimension, TotalRow } from './totals-wire.ts'
export { vatTotals } from './vat-table.ts'
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
  SellableArticle,
} from './wire.ts'
