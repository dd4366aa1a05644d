import type { Composition } from '../menus/compositions.ts'

/** «Sur place / Emporté»: which of the two VAT rates counts (contract, kezia §5.7). */
export const saleServices = ['eat_in', 'take_away'] as const
export type SaleService = (typeof saleServices)[number]

/** Percent as exact text, `10.0`; an amount in cents, above 0. */
export type Discount = { kind: 'percent'; percent: string } | { kind: 'amount'; cents: number }

/** An article as CAISSE sells it. The price is the one of today, promotion included. */
export interface SellableArticle {
  idart: number
  /** «Code interne», else the IDART. */
  code: string
  definition: string
  unitCents: number
  /** Percent, `10.0`. */
  vatRates: Record<SaleService, string>
  isDiscountForbidden: boolean
  isZeroPriceAllowed: boolean
  isNegativePriceAllowed: boolean
}

/** A menu as CAISSE recognises it (contract, kezia §5.5). */
export interface SellableMenu extends Composition {
  /** What it is sold as; its own price is not the menu's. */
  article: SellableArticle
  /** «Calcul par remise»: no line of its own, its articles are discounted (contract, kezia D62). */
  isByDiscount: boolean
  /** «Remise supplémentaire interdite sur les menus». */
  isDiscountForbidden: boolean
}

export interface ArticleLookup {
  /** What a code names, or the only label that fits; null when several fit, or none. */
  article: SellableArticle | null
  /** How many labels fit, when no code does. */
  matches: number
}

/** One line as entered; a return has a negative quantity. */
export interface BasketLine {
  article: SellableArticle
  /** Exact decimal with 3 places at most, `1`, `-0.250`. */
  quantity: string
  unitCents: number
  discount: Discount | null
}

export interface Basket {
  service: SaleService
  lines: BasketLine[]
  /** «REMISE TOTAL». */
  discount: Discount | null
}

/** A basket as sent: articles by their IDART. */
export interface BasketForm {
  service: SaleService
  lines: { idart: number; quantity: string; unitCents: number; discount: Discount | null }[]
  discount: Discount | null
}

export interface Payment {
  modeId: number
  /** Negative when the customer is paid back. */
  cents: number
}

/** «Valider» of W-7. */
export interface SettlementForm {
  /** A UUID of the sale in progress: sent twice, it is settled once. */
  draftId: string
  sellerId: number
  basket: BasketForm
  payments: Payment[]
  /** What the customer was told; another total is refused. */
  totalCents: number
  /** Code client; without one the sale is anonymous. */
  customerId?: number
}

export interface SaleLine {
  idart: number
  code: string
  definition: string
  quantity: string
  unitCents: number
  discountCents: number
  sharedDiscountCents: number
  /** After its own discount, before its part of «REMISE TOTAL». */
  totalCents: number
  vatRate: string
  menuKey: number | null
  menuName: string | null
}

export interface VatTotal {
  rate: string
  netCents: number
  vatCents: number
  totalCents: number
}

/** A settled sale, as its ticket shows it. */
export interface Sale {
  number: number
  soldAt: string
  station: number
  sellerName: string
  service: SaleService
  currency: string
  discountCents: number
  netCents: number
  totalCents: number
  changeCents: number
  lines: SaleLine[]
  vat: VatTotal[]
  payments: { modeName: string; cents: number }[]
  /** How often it was printed; from the second on it is a «DUPLICATA». */
  prints: number
  /** Its place in the chain, and an excerpt of its signature. */
  signature: string
  shop: { name: string; addressLines: string[]; siret: string; vatNumber: string }
}

export type SaleRow = Pick<Sale, 'number' | 'soldAt' | 'sellerName' | 'totalCents' | 'prints'>

export interface ParkedSale {
  id: number
  parkedAt: string
  sellerName: string
  totalCents: number
}

/** A parked sale taken back: what cannot be sold any more is named. */
export interface RecalledSale {
  basket: Basket
  /** Empty unless an article was deleted or blocked in between. */
  gone: string[]
}
