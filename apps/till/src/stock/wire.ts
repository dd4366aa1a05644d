/** Stock of one article, in thousandths of a unit. */
export interface StockLevel {
  /** «Stock théorique»; may be negative (contract, kezia R-S2). */
  onHandMilli: number
  /** «Stock réservé», by orders that are validated and not invoiced. */
  reservedMilli: number
}

export interface StockMovement {
  id: number
  milli: number
  reason: string
  at: string
}

export interface ArticleStock extends StockLevel {
  /** The last ones, newest first. */
  movements: StockMovement[]
}
