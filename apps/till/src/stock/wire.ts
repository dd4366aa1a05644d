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

/** One line of ETAT DU STOCK. */
export interface StockLine extends StockLevel {
  idart: number
  /** «Code interne», else the IDART. */
  code: string
  definition: string
  rayon: string | null
  famille: string | null
  sousFamille: string | null
  isStockManaged: boolean
  isAbandoned: boolean
  /** «Stock en commande», from suppliers: 0 while their orders are made elsewhere. */
  orderedMilli: number
}

export interface StockPage {
  lines: StockLine[]
  /** How many match, when more than are listed. */
  total: number
}

/** An article that orders keep aside, with what there is of it. */
export interface ReservedArticle {
  idart: number
  /** «Code interne», else the IDART. */
  code: string
  definition: string
  onHandMilli: number
  reservedMilli: number
  /** By the till's number of the order. */
  holders: { number: number; milli: number }[]
}

/** A row of a list pasted from a spreadsheet, «Code» and «Quantité», as the till reads it. */
export interface PastedRow {
  /** From 1, as in the spreadsheet. */
  row: number
  code: string
  /** As typed. */
  quantity: string
  /** Null when nothing has this code. */
  article: { idart: number; definition: string } | null
  /** Null when it is no quantity. */
  milli: number | null
  /** What is wrong with the row: a sentence; null when nothing is. */
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
  /** Null while it is in preparation. */
  validatedAt: string | null
  lineCount: number
}

export interface Inventory extends InventoryRow {
  /** Grows at each count: a validation of an older one is refused. */
  revision: number
  /** By definition. */
  lines: InventoryLine[]
}
