import type { Tariff } from '../articles/wire.ts'
import type { Discount, Payment, SellableArticle, SellableMenu, SoldArticle } from '../sales/wire.ts'
import type { WebCustomer } from '../weborders/model.ts'

export const orderServices = ['collection', 'delivery', 'eat_in'] as const
export type OrderService = (typeof orderServices)[number]

/** How «Port» is typed: with tax, without, or free of tax. */
export const portKinds = ['gross', 'net', 'none'] as const
export type PortKind = (typeof portKinds)[number]

/** `closed` is «Soldée»; `cancelled` was cancelled elsewhere and waits for a seller to see it. */
export type OwnOrderStatus = 'open' | 'invoiced' | 'closed' | 'deleted' | 'cancelled'

/** An article as an order stores it: as it was that day, without the choices it offers. */
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
  /** «IDLi_Cde», unique in the order; a changed line gets a new one. */
  id: number
  article: OrderArticle
  /** The line of its «Multi-tarif Grilles»; null for an article with one price. */
  tariff: Pick<Tariff, 'idtar' | 'title'> | null
  /** Exact decimal with 3 places at most. */
  quantity: string
  /** With tax. */
  unitCents: number
  discount: Discount | null
  /** Multiplied by the quantity of the line, and removed with it. */
  options: OrderOption[]
}

/** The input of pricing, shared by the browser and the server. */
export interface PricedOrder {
  serviceType: OrderService
  lines: Omit<OwnOrderLine, 'id'>[]
  /** The menus to look for among the lines; once stored, those that were found (contract, kezia §5.5). */
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
  /** «Mode Règ.», how the customer intends to pay; null when not set. */
  paymentModeId: number | null
  lines: OwnOrderLine[]
  totalCents: number
  /** Its invoice. */
  saleNumber: number | null
  /** Whether a preparation ticket was made for the kitchen. */
  isInPreparation: boolean
  /** Number of preparation tickets so far. */
  ticketCount: number
  /** Incremented at each change; a save from an older one is refused. */
  revision: number
}

/** What W-12 shows. */
export interface OwnOrderDetails extends OwnOrder {
  /** Name of «Mode Règ.»; empty when not set. */
  paymentModeName: string
  customerName: string | null
  /** The customer, as stored now. */
  person: WebCustomer
  currency: string
  /** «Acompte», by payment mode. */
  deposits: (Payment & { modeName: string })[]
  depositCents: number
  /** «Temps de Préparation (min.)» of the longest article; 0 when no article has one. */
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

/** The outcome of a preparation ticket. */
export interface TicketOutcome {
  /** Number of tickets so far, this one included; from the second on they say «DUPLICATA». */
  count: number
  /** False when no printer is set for it, so the screen prints. */
  isPrinted: boolean
}

/** What W-12 sends: texts as typed. */
export interface OwnOrderForm {
  /** A UUID of the sheet. Sent twice, it makes one order. */
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
    /** Of an existing line; null for a new one. */
    id: number | null
    idart: number
    /** Absent for an article with one price. */
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
