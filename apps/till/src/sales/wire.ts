import type { Tariff } from '../articles/wire.ts'
import type { CustomerDetails } from '../customers/snapshot.ts'
import type { Composition } from '../menus/compositions.ts'

/** «Sur place / Emporté»: which of the two VAT rates counts (contract, kezia §5.7). */
export const saleServices = ['eat_in', 'take_away'] as const
export type SaleService = (typeof saleServices)[number]

/** Percent as exact text, `10.0`; an amount in cents, above 0. */
export type Discount = { kind: 'percent'; percent: string } | { kind: 'amount'; cents: number }

/** What a line sells: an article, or an option under it. */
export interface SoldArticle {
  idart: number
  /** «Code interne», else the IDART. */
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

/** An article as CAISSE sells it. The price is the one of today, promotion included. */
export interface SellableArticle extends SoldArticle {
  isZeroPriceAllowed: boolean
  isNegativePriceAllowed: boolean
  /** The prices to choose from; empty for an article that has one. */
  tariffs: readonly Tariff[]
  optionGroups: SellableGroup[]
}

/** An article as a key shows it (contract, counter T4). */
export interface KeyArticle extends SellableArticle {
  /** Thousandths left of a stock-managed article, once that is little; null otherwise. */
  lowStockMilli: number | null
}

/** A group of options that an article asks for, or proposes when the minimum is 0. */
export interface SellableGroup {
  id: number
  name: string
  minSelections: number
  /** Null for no limit. */
  maxSelections: number | null
  options: SoldArticle[]
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

/** What may stand for a letter. */
export interface ComposableChoice {
  article: SellableArticle
  extraCents: number
  /** «Par défaut». */
  isDefault: boolean
  /** Why it is not sold, as a sentence; null when it is. */
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

/** A menu as «Composition» asks for it (contract, counter T11). */
export interface ComposableMenu extends Omit<ComposedMenu, 'components'> {
  /** What it is sold as; its own price is not the menu's. */
  article: SellableArticle
  letters: ComposableLetter[]
}

export interface ArticleLookup {
  /** What a code names, or the only label that fits; null when several fit, or none, or one by its digits alone. */
  article: SellableArticle | null
  /** The tariff that the code names by `<article>|<IDTAR>`. */
  idtar: number | null
  /** «Cond. Vente»: how much one reading of the code sells. */
  quantity: string
  /** How many labels fit, when no code does. */
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
  /** What it costs outside of the menu. */
  unitCents: number
  /** The supplement of the menu. */
  extraCents: number
  options: BasketOption[]
}

/** A menu as its customer composed it, with all that its price depends on (contract, counter T13, kezia D62). */
export interface ComposedMenu {
  name: string
  priceCents: number
  /** Above 0 it takes the place of the price: percent off each article. */
  discountPercent: string
  /** «Calcul par remise»: no line of its own, its articles are discounted. */
  isByDiscount: boolean
  /** «Remise supplémentaire interdite sur les menus». */
  isDiscountForbidden: boolean
  /** In the order of «Compo». */
  components: BasketComponent[]
}

/** One line as entered; a return has a negative quantity. */
export interface BasketLine {
  article: SellableArticle
  tariff: Pick<Tariff, 'idtar' | 'title'> | null
  /** Exact decimal with 3 places at most, `1`, `-0.250`. */
  quantity: string
  unitCents: number
  discount: Discount | null
  /** They count with the quantity of the line, and leave with it. */
  options: BasketOption[]
  /**
   * Of a menu that was composed: quantity and discount are those of the whole, `unitCents` is its price with supplements
   * and without options. Absent for everything else.
   */
  composition?: ComposedMenu
}

export interface Basket {
  service: SaleService
  lines: BasketLine[]
  /** «REMISE TOTAL». */
  discount: Discount | null
}

/** Of one sale: beyond, it is two. */
export const maxLines = 500

/** A basket as sent: articles by their IDART. */
export interface BasketForm {
  service: SaleService
  lines: BasketFormLine[]
  discount: Discount | null
}

export interface BasketFormLine {
  idart: number
  /** Left out by an article with one price. */
  idtar?: number | null
  quantity: string
  unitCents: number
  discount: Discount | null
  options?: BasketFormOption[]
  /** Of a composed menu; its prices are the till's, and `unitCents` is checked against them. */
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
  /** Negative when the customer is paid back. */
  cents: number
}

/** «Valider» of W-7. */
export interface SettlementForm {
  /** A UUID of the sale in progress: sent twice, it is settled once. */
  draftId: string
  sellerId: number
  /** What `identify` answered, for a seller with a password. */
  sellerKey?: string
  basket: BasketForm
  payments: Payment[]
  /** What the customer was told; another total is refused. */
  totalCents: number
  /** IDCLI; with one the sale is a facture, without one a ticket. */
  customerId?: number | null
  /** «TICKET»: on the printer of the tickets, with the sale; without such a printer the screen prints. */
  isPrinted?: boolean
}

/** Who bought, as he was that day. */
export type CustomerSnapshot = CustomerDetails

export type SaleKind = 'ticket' | 'invoice' | 'credit_note'
export type OriginKind = 'counter' | 'web-order' | 'order' | 'sale'

/** What the ticket of an order says of it (contract, kezia §5.6). */
export interface OriginDetails {
  code: string
  secondCode: string | null
  serviceType: 'delivery' | 'collection' | 'eat_in' | null
  /** An instant, null for as soon as possible. */
  expectedAt: string | null
  tableName: string | null
}

export interface SaleOrigin {
  kind: OriginKind
  /** Of the order, or of the sale that a credit note gives back; null at the counter. */
  number: number | null
  details: OriginDetails | null
}

export interface SaleLine {
  rank: number
  /** Null for a line that names no article of the till. */
  idart: number | null
  code: string
  definition: string
  idtar: number | null
  tariffTitle: string | null
  quantity: string
  unitCents: number
  /** Its own discount and its menu's. */
  discountCents: number
  /** What its menu took off («Calcul par remise», contract kezia D62). */
  menuDiscountCents: number
  sharedDiscountCents: number
  /** After its own discount, before its part of «REMISE TOTAL». */
  totalCents: number
  vatRate: string
  menuKey: number | null
  menuName: string | null
  /** What the menu is sold as; null for a menu that names no article of the till. */
  menuIdart: number | null
  /** 1 for an option of the line above at 0. */
  depth: 0 | 1
  note: string
  /** How much of it credit notes gave back, a decimal text. */
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
  /** Received before the sale, «Acompte». */
  isDeposit: boolean
}

/** Who sells, as the head of a ticket says it. Empty texts for what is not known. */
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
  /** Null for a ticket, and for what gives back one. */
  customer: (CustomerSnapshot & { idcli: number }) | null
  origin: SaleOrigin
  /** Name of the application that took the order; null for the till's own. */
  channel: string | null
  note: string
  lines: SaleLine[]
  vat: VatTotal[]
  payments: SalePayment[]
  /** Numbers of the credit notes that give some of it back. */
  creditNotes: number[]
  /** How often it was printed; from the second on it is a «DUPLICATA». */
  prints: number
  /** «Imprime titre du multi-tarif». */
  printsTariffTitle: boolean
  /** Its place in the chain, and an excerpt of its fingerprint. */
  fingerprint: string
  /** As it was when it was sold; as it is today for a sale from before this was kept. */
  shop: ShopHead
}

/** A sale that was asked for on paper. */
export interface PrintedSale extends Sale {
  /** False when no printer is set for it: the screen prints. */
  isPrinted: boolean
}

export type SaleRow = Pick<Sale, 'number' | 'kind' | 'soldAt' | 'sellerName' | 'totalCents' | 'prints'>

/** What a credit note gives back. */
export interface CreditForm {
  /** A UUID: sent twice, it is recorded once. */
  draftId: string
  /** Null while nobody is chosen, which is refused; the mode likewise. */
  sellerId: number | null
  /** Lines by their rank, with what comes back of each; absent for all that is left. */
  lines?: { rank: number; quantity: string }[]
  /** The mode that the customer is paid back by. */
  modeId: number | null
  /** «Motif», printed on it. */
  reason: string
}

/** The sale in progress of a poste, as its screen left it. */
export interface SavedDraft extends RecalledSale {
  draftId: string
  /** Null when he must say again who he is. */
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
  /** Definitions of the first lines, to tell it from the others. */
  articles: string[]
}

/** A parked sale taken back, with whoever it is for. */
export interface UnparkedSale extends RecalledSale {
  /** Null for an anonymous sale, and for a customer who was deleted or blocked in between. */
  customer: { idcli: number; displayName: string; isBlocked: boolean } | null
}

/** A sale put aside and taken up again. */
export interface RecalledSale {
  basket: Basket
  /** A sentence for each line or option that cannot be sold any more, and is not in the basket. */
  gone: string[]
  /**
   * A sentence for each line whose tariff is gone, where another may have to be chosen before «TOTAL», and for a customer
   * who is.
   */
  changed: string[]
}
