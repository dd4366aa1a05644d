/** What sales are grouped by: VAT rate, payment mode, deposits, seller, channel, kind of document. */
export type TotalDimension = 'vat' | 'mode' | 'deposit' | 'seller' | 'channel' | 'kind'

export interface TotalRow {
  dimension: TotalDimension
  /**
   * The rate as `5.5`, the id of the mode or of the seller, `received` or `applied`, the channel (empty for the
   * counter), or the kind.
   */
  key: string
  /** The name as stored with the documents. */
  label: string
  /** Number of sales, payments or deposits in the row; a sale may count in several rows. */
  documentCount: number
  /** Null for payments and deposits, which have no VAT of their own. */
  netCents: number | null
  vatCents: number | null
  totalCents: number
}

/**
 * Sums of a range of sales. The rows by rate, seller, channel and kind each add up to the total. The rows by mode are
 * the money received minus change: the total plus the deposits received minus the deposits applied.
 */
export interface SaleTotals {
  saleCount: number
  /** First and last sale number; null when nothing was sold. */
  firstSale: number | null
  lastSale: number | null
  netCents: number
  vatCents: number
  totalCents: number
  /** Discounts on lines, menus and whole sales, already subtracted from the totals. */
  discountCents: number
  /** The part given by menus («Calcul par remise»): «Menus» on X and Z (contract, counter T71). */
  menuDiscountCents: number
  rows: TotalRow[]
}
