/** By what sales are summed: VAT rate, payment mode, deposits, seller, channel, kind of document. */
export type TotalDimension = 'vat' | 'mode' | 'deposit' | 'seller' | 'channel' | 'kind'

export interface TotalRow {
  dimension: TotalDimension
  /**
   * The rate `5.5`, the identification of the mode or of the seller, `received` or `applied`, the channel (empty: the
   * counter), or the kind.
   */
  key: string
  /** The name as the documents keep it. */
  label: string
  /** Sales, settlements or deposits that count in the row; a sale may count in several. */
  documentCount: number
  /** Null for money, which has no tax of its own. */
  netCents: number | null
  vatCents: number | null
  totalCents: number
}

/**
 * Sums of some sales. The rows by rate, seller, channel and kind each add up to the total; the rows by mode are the money
 * that came in, change taken off: the total, with the deposits received and without those applied.
 */
export interface SaleTotals {
  saleCount: number
  /** Numbers; null when nothing was sold. */
  firstSale: number | null
  lastSale: number | null
  netCents: number
  vatCents: number
  totalCents: number
  /** Of lines, menus and whole sales, already taken off. */
  discountCents: number
  /** The part given by menus («Calcul par remise»): «Menus» on X and Z (contract, counter T71). */
  menuDiscountCents: number
  rows: TotalRow[]
}
