import type { Tariff } from '../articles/wire.ts'
import type { Discount, Payment, SellableArticle, SellableMenu, SoldArticle } from '../sales/wire.ts'
import type { WebCustomer } from '../weborders/model.ts'

export const orderServices = ['collection', 'delivery', 'eat_in'] as const
export type OrderService = (typeof orderServices)[number]

/** How «Port» is typed: with tax, without, or free of tax. */
export const portKinds = ['gross', 'net', 'none'] as const
export type PortKind = (typeof portKinds)[number]

/** `closed` is «Soldée», `cancelled` was called off by someone else and waits for someone here to see it. */
export type OwnOrderStatus = 'open' | 'invoiced' | 'closed' | 'deleted' | 'cancelled'

/** An article as a commande keeps it: as it was that day, without what may be chosen with it. */
export type OrderArticle = Omit<SellableArticle, 'tariffs' | 'optionGroups' | 'availableMilli'>

/** An option chosen with the article of a line. */
export interface OrderOption {
  groupId: number
  article: Omit<SoldArticle, 'availableMilli'>
  /** How many times for one unit of the article, from 1. */
  quantity: number
  unitCents: number
}

/** One line as stored; the article as it was when it was added. */
export interface OwnOrderLine {
  /** «IDLi_Cde», unique in the order: a line that changes is another one. */
  id: number
  article: OrderArticle
  /** The line of its «Multi-tarif Grilles»; null for an article with one price. */
  tariff: Pick<Tariff, 'idtar' | 'title'> | null
  /** Exact decimal with 3 places at most. */
  quantity: string
  /** With tax. */
  unitCents: number
  discount: Discount | null
  /** They count with the quantity of the line, and leave with it. */
  options: OrderOption[]
}

/** What is priced: the same in the browser and in the server. */
export interface PricedOrder {
  serviceType: OrderService
  lines: Omit<OwnOrderLine, 'id'>[]
  /** The menus that are looked for among the lines; once stored, those that were found (contract, kezia §5.5). */
  menus: SellableMenu[]
  /** «% Remise Glob.», exact text; empty for none. */
  discountPercent: string
  /** «Port» as typed, with or without tax by `portKind`. */
  portCents: number
  portKind: PortKind
}

export interface OwnOrder extends PricedOrder {
  number: number
  status: OwnOrderStatus
  createdAt: string
  /** «Delai», an instant. */
  dueAt: string
  sellerId: number
  sellerName: string
  /** Code client; null is «Anonyme». */
  customerId: number | null
  nota: string
  /** «Livreur», one of the sellers; null is «<NON DEFINI>». */
  driver: { id: number; name: string } | null
  /** «Mode Règ.», how the customer means to pay; null while nobody said. */
  paymentModeId: number | null
  lines: OwnOrderLine[]
  totalCents: number
  /** Its facture. */
  saleNumber: number | null
  /** Its preparation ticket left for the kitchen. */
  isInPreparation: boolean
  /** How often that ticket left. */
  ticketCount: number
  /** Grows at each change: a save from an older one is refused. */
  revision: number
}

/** What W-12 shows. */
export interface OwnOrderDetails extends OwnOrder {
  /** Name of «Mode Règ.»; empty while nobody said. */
  paymentModeName: string
  customerName: string | null
  /** Who is to be delivered, as his fiche is now. */
  person: WebCustomer
  currency: string
  /** «Acompte», by payment mode. */
  deposits: (Payment & { modeName: string })[]
  depositCents: number
  /** «Temps de Préparation (min.)» of the longest article; 0 when no fiche says. */
  preparationMinutes: number
}

/** A row of W-11. */
export interface OwnOrderRow {
  number: number
  status: OwnOrderStatus
  /** «No Web/Central T»: the hub's id in capitals, once it was sent; empty before. */
  code: string
  isInPreparation: boolean
  createdAt: string
  dueAt: string
  customerName: string | null
  sellerName: string
  /** With tax. */
  portCents: number
  totalCents: number
  depositCents: number
  currency: string
  /** «Mode Règ.». */
  paymentModeId: number | null
}

/** What came of a preparation ticket. */
export interface TicketOutcome {
  /** How often it left, this time included: from the second on it says «DUPLICATA». */
  count: number
  /** False when no printer is set for it: the screen prints. */
  isPrinted: boolean
}

/** What W-12 sends: texts as typed. */
export interface OwnOrderForm {
  /** A UUID of the sheet: sent twice, it is one commande. */
  draftId: string
  /** Of the order as read; absent for a new one. */
  revision?: number
  sellerId: number | null
  customerId: number | null
  serviceType: OrderService
  /** «Livreur», a seller. */
  driverId?: number | null
  /** «Mode Règ.». */
  paymentModeId?: number | null
  /** An instant; empty for as soon as possible. */
  dueAt: string
  nota: string
  discountPercent: string
  port: string
  portKind: PortKind
  lines: {
    /** Of a line that was there before; null for a new one. */
    id: number | null
    idart: number
    /** Left out by an article with one price. */
    idtar?: number | null
    quantity: string
    price: string
    /** Percent. */
    discount: string
    options?: { groupId: number; idart: number; quantity: number; unitCents: number }[]
  }[]
  /** «Acompte»: all that is held for the order, by payment mode. */
  deposits: { modeId: number; amount: string }[]
}
