/** Stock of one article, in thousandths of a unit. */
export interface StockLevel {
  /** «Stock théorique»; may be negative (contract, kezia R-S2). */
  onHandMilli: number
  /** «Stock réservé», by orders that are validated but not invoiced. */
  reservedMilli: number
}

export interface StockMovement {
  id: number
  milli: number
  reason: string
  at: string
}

export interface ArticleStock extends StockLevel {
  /** The latest movements, newest first. */
  movements: StockMovement[]
}

/** One line of ETAT DU STOCK. */
export interface StockLine extends StockLevel {
  idart: number
  /** «Code interne», else the article id. */
  code: string
  definition: string
  rayon: string | null
  famille: string | null
  sousFamille: string | null
  isStockManaged: boolean
  isAbandoned: boolean
  /** «Stock en commande» from suppliers: always 0, because the till does not handle supplier orders. */
  orderedMilli: number
}

export interface StockPage {
  lines: StockLine[]
  /** How many lines match, even if fewer are listed. */
  total: number
}

/** An article reserved by orders, with its stock. */
export interface ReservedArticle {
  idart: number
  /** «Code interne», else the article id. */
  code: string
  definition: string
  onHandMilli: number
  reservedMilli: number
  /** The till's number of each order, with the quantity it reserves. */
  holders: { number: number; milli: number }[]
}

/** A row of a list pasted from a spreadsheet, «Code» and «Quantité», as the till reads it. */
export interface PastedRow {
  /** From 1, as in the spreadsheet. */
  row: number
  code: string
  /** As typed. */
  quantity: string
  /** Null when no article has this code. */
  article: { idart: number; definition: string } | null
  /** Null when it is not a quantity. */
  milli: number | null
  /** What is wrong with the row, as a sentence; null when nothing is. */
  problem: string | null
}

export interface InventoryLine {
  idart: number
  code: string
  definition: string
  countedMilli: number
  /** «Stock théorique» when it was counted. */
  expectedMilli: number
  countedAt: string
}

export interface InventoryRow {
  id: number
  startedAt: string
  /** Null while the inventory is open. */
  validatedAt: string | null
  lineCount: number
}

export interface Inventory extends InventoryRow {
  /** Increases with each count: validating an older revision is refused. */
  revision: number
  /** Ordered by definition. */
  lines: InventoryLine[]
}
