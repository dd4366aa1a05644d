import type { Tariff } from '../articles/wire.ts'
import type { CustomerDetails } from '../customers/snapshot.ts'
import type { Composition } from '../menus/compositions.ts'

/** «Sur place / Emporté»: decides which of the two VAT rates applies (contract, kezia §5.7). */
export const saleServices = ['eat_in', 'take_away'] as const
export type SaleService = (typeof saleServices)[number]

/** Percent as exact text, `10.0`; an amount in cents, above 0. */
export type Discount = { kind: 'percent'; percent: string } | { kind: 'amount'; cents: number }

/** What a line sells: an article, or an option of the article above. */
export interface SoldArticle {
  idart: number
  /** «Code interne», else the article id. */
  code: string
  definition: string
  unitCents: number
  /** Percent, `10.0`. */
  vatRates: Record<SaleService, string>
  isDiscountForbidden: boolean
  /** «Eligible TR», and no alcohol (contract, counter T64). */
  isMealVoucherEligible: boolean
  /** Thousandths left to sell under «Blocage Vente si Dispo = 0»; null while nothing limits it. */
  availableMilli: number | null
}

/** An article as CAISSE sells it, at today's price, promotion included. */
export interface SellableArticle extends SoldArticle {
  isZeroPriceAllowed: boolean
  isNegativePriceAllowed: boolean
  /** The prices to choose from; empty for an article with a single price. */
  tariffs: readonly Tariff[]
  optionGroups: SellableGroup[]
}

/** An article as a key shows it (contract, counter T4). */
export interface KeyArticle extends SellableArticle {
  /** Thousandths left of a stock-managed article when stock is low; null otherwise. */
  lowStockMilli: number | null
}

/** A group of options that an article requires, or offers when the minimum is 0. */
export interface SellableGroup {
  id: number
  name: string
  minSelections: number
  /** Null when unlimited. */
  maxSelections: number | null
  options: SoldArticle[]
}

/** A menu as CAISSE recognises it (contract, kezia §5.5). */
export interface SellableMenu extends Composition {
  /** The article it is sold as, whose own price is not the menu's. */
  article: SellableArticle
  /** «Calcul par remise»: the menu has no line of its own, its articles are discounted (contract, kezia D62). */
  isByDiscount: boolean
  /** «Remise supplémentaire interdite sur les menus». */
  isDiscountForbidden: boolean
}

/** An article that may be chosen for a letter. */
export interface ComposableChoice {
  article: SellableArticle
  extraCents: number
  /** «Par défaut». */
  isDefault: boolean
  /** Why it cannot be sold, as a sentence; null when it can. */
  refusal: string | null
}

export interface ComposableLetter {
  letter: string
  /** «Plat». */
  label: string
  /** «Facultatif»: «Sans» is a choice. */
  isOptional: boolean
  choices: ComposableChoice[]
}

/** A menu as «Composition» presents it (contract, counter T11). */
export interface ComposableMenu extends Omit<ComposedMenu, 'components'> {
  /** The article it is sold as, whose own price is not the menu's. */
  article: SellableArticle
  letters: ComposableLetter[]
}

export interface ArticleLookup {
  /**
   * The article that the code names, or the only one whose label matches. Null when several or none match, and when the
   * entry is only digits and no code.
   */
  article: SellableArticle | null
  /** The tariff that the code names by `<article>|<IDTAR>`. */
  idtar: number | null
  /** «Cond. Vente»: the quantity that one scan of the code sells. */
  quantity: string
  /** 1 for a code; otherwise how many labels match. */
  matches: number
}

/** An option chosen with an article. */
export interface BasketOption {
  groupId: number
  article: SoldArticle
  /** How many times for one unit of the article, from 1. */
  quantity: number
  unitCents: number
}

/** What was chosen for a letter of a menu. */
export interface BasketComponent {
  letter: string
  article: SellableArticle
  tariff: Pick<Tariff, 'idtar' | 'title'> | null
  /** Its price outside the menu. */
  unitCents: number
  /** Its supplement in the menu. */
  extraCents: number
  options: BasketOption[]
}

/** A menu as the customer composed it, with everything its price depends on (contract, counter T13, kezia D62). */
export interface ComposedMenu {
  name: string
  priceCents: number
  /** Above 0 it replaces `priceCents`: the percentage taken off each article. */
  discountPercent: string
  /** «Calcul par remise»: the menu has no line of its own, its articles are discounted. */
  isByDiscount: boolean
  /** «Remise supplémentaire interdite sur les menus». */
  isDiscountForbidden: boolean
  /** In the order of «Compo». */
  components: BasketComponent[]
}

/** A line as entered; a return has a negative quantity. */
export interface BasketLine {
  article: SellableArticle
  tariff: Pick<Tariff, 'idtar' | 'title'> | null
  /** Exact decimal with 3 places at most, `1`, `-0.250`. */
  quantity: string
  unitCents: number
  discount: Discount | null
  /** Options apply to each unit of the line, and are removed with it. */
  options: BasketOption[]
  /**
   * Present for a composed menu only. The line's quantity and discount then apply to the whole menu, and `unitCents` is
   * its price with supplements and without options.
   */
  composition?: ComposedMenu
}

export interface Basket {
  service: SaleService
  lines: BasketLine[]
  /** «REMISE TOTAL». */
  discount: Discount | null
}

/** Upper limit for the lines of one sale. */
export const maxLines = 500

/** A basket as sent: articles by their id. */
export interface BasketForm {
  service: SaleService
  lines: BasketFormLine[]
  discount: Discount | null
}

export interface BasketFormLine {
  idart: number
  /** Null or absent for an article with a single price. */
  idtar?: number | null
  quantity: string
  unitCents: number
  discount: Discount | null
  options?: BasketFormOption[]
  /** The choices of a composed menu. The till calculates its price and checks `unitCents` against it. */
  components?: BasketFormComponent[]
}

export interface BasketFormOption {
  groupId: number
  idart: number
  quantity: number
  unitCents: number
}

export interface BasketFormComponent {
  letter: string
  idart: number
  idtar?: number | null
  options?: BasketFormOption[]
}

export interface Payment {
  modeId: number
  /** Negative for a refund. */
  cents: number
}

/** «Valider» of W-7. */
export interface SettlementForm {
  /** A UUID of the sale in progress: a request sent twice settles once. */
  draftId: string
  sellerId: number
  /** The key that `identify` returned, for a seller with a password. */
  sellerKey?: string
  basket: BasketForm
  payments: Payment[]
  /** The total shown to the customer; the server refuses any other. */
  totalCents: number
  /** Customer id (IDCLI): with one the sale is an invoice, without one a ticket. */
  customerId?: number | null
  /** «TICKET»: prints on the ticket printer with the sale; without such a printer the browser prints. */
  isPrinted?: boolean
}

/** The customer's details at the time of the sale. */
export type CustomerSnapshot = CustomerDetails

export type SaleKind = 'ticket' | 'invoice' | 'credit_note'
export type OriginKind = 'counter' | 'web-order' | 'order' | 'sale'

/** What a ticket shows about its order (contract, kezia §5.6). */
export interface OriginDetails {
  code: string
  secondCode: string | null
  serviceType: 'delivery' | 'collection' | 'eat_in' | null
  /** An instant; null for as soon as possible. */
  expectedAt: string | null
  tableName: string | null
}

export interface SaleOrigin {
  kind: OriginKind
  /** Number of the order, or of the sale that a credit note gives back; null for a counter sale. */
  number: number | null
  details: OriginDetails | null
}

export interface SaleLine {
  rank: number
  /** Null for a line without a till article. */
  idart: number | null
  code: string
  definition: string
  idtar: number | null
  tariffTitle: string | null
  quantity: string
  unitCents: number
  /** Its own discount plus its menu's. */
  discountCents: number
  /** What its menu took off («Calcul par remise», contract kezia D62). */
  menuDiscountCents: number
  sharedDiscountCents: number
  /** After `discountCents`, before its share of «REMISE TOTAL». */
  totalCents: number
  vatRate: string
  menuKey: number | null
  menuName: string | null
  /** The article that the menu is sold as; null for a menu without a till article. */
  menuIdart: number | null
  /** 1 for an option of the line above at 0. */
  depth: 0 | 1
  note: string
  /** The quantity that credit notes gave back, as decimal text. */
  creditedQuantity: string
}

export interface VatTotal {
  rate: string
  netCents: number
  vatCents: number
  totalCents: number
}

export interface SalePayment {
  modeId: number
  modeName: string
  cents: number
  /** «Acompte»: received before the sale. */
  isDeposit: boolean
}

/** The letterhead of a ticket. Unknown fields are empty. */
export interface ShopHead {
  name: string
  addressLines: string[]
  siret: string
  vatNumber: string
}

/** A settled sale, as its ticket shows it. */
export interface Sale {
  number: number
  kind: SaleKind
  soldAt: string
  station: number
  sellerId: number
  sellerName: string
  service: SaleService
  currency: string
  discountCents: number
  netCents: number
  totalCents: number
  changeCents: number
  /** Null for a ticket and its credit notes. */
  customer: (CustomerSnapshot & { idcli: number }) | null
  origin: SaleOrigin
  /** Name of the application that took the order; null for the till's own sales. */
  channel: string | null
  note: string
  lines: SaleLine[]
  vat: VatTotal[]
  payments: SalePayment[]
  /** Numbers of the credit notes for this sale. */
  creditNotes: number[]
  /** Number of prints; from the second on the ticket says «DUPLICATA». */
  prints: number
  /** «Imprime titre du multi-tarif». */
  printsTariffTitle: boolean
  /** The position in the chain and the first 8 digits of the hash. */
  fingerprint: string
  /** The letterhead at the time of the sale; today's for a sale recorded before letterheads were stored. */
  shop: ShopHead
}

/** The answer to a print request. */
export interface PrintedSale extends Sale {
  /** False when no printer is configured for it: the browser then prints. */
  isPrinted: boolean
}

export type SaleRow = Pick<Sale, 'number' | 'kind' | 'soldAt' | 'sellerName' | 'totalCents' | 'prints'>

/** A request for a credit note. */
export interface CreditForm {
  /** A UUID: a request sent twice is recorded once. */
  draftId: string
  /** Null while no seller is chosen, which the server refuses. */
  sellerId: number | null
  /** The quantity to give back of each line, by its rank; absent to give back everything that is left. */
  lines?: { rank: number; quantity: string }[]
  /** The mode of the refund; null while none is chosen, which the server refuses. */
  modeId: number | null
  /** «Motif», printed on the credit note. */
  reason: string
}

/** The sale in progress of a station, as its screen left it. */
export interface SavedDraft extends RecalledSale {
  draftId: string
  /** Null when the seller must identify again. */
  sellerId: number | null
  customerId: number | null
}

export interface DraftForm {
  draftId: string
  sellerId: number | null
  customerId: number | null
  basket: BasketForm
}

export interface ParkedSale {
  id: number
  parkedAt: string
  sellerName: string
  totalCents: number
  /** Null for an anonymous sale. */
  customerName: string | null
  lineCount: number
  /** Names of the first articles, to distinguish the sale from the others. */
  articles: string[]
}

/** A recalled sale with its customer. */
export interface UnparkedSale extends RecalledSale {
  /** Null for an anonymous sale, and when the customer was deleted or blocked in the meantime. */
  customer: { idcli: number; displayName: string; isBlocked: boolean } | null
}

/** A saved basket, rebuilt with today's articles. */
export interface RecalledSale {
  basket: Basket
  /** One sentence for each line or option that can no longer be sold and was left out of the basket. */
  gone: string[]
  /**
   * One sentence for each line whose tariff was deleted or whose menu changed, some of which must be completed before
   * «TOTAL», and for a customer who was deleted or blocked.
   */
  changed: string[]
}
