// A web order as the till knows it, whatever its source. The connector fills it and is notified of decisions.

import type { NamedCustomer } from '../customers/index.ts'

/** Contract, kezia §3.3: `pending` is «En attente», `ready` is «Prête». */
export const webOrderStatuses = [
  'pending',
  'accepted',
  'in_preparation',
  'ready',
  'in_delivery',
  'completed',
  'rejected',
  'cancelled',
  'delivery_failed',
] as const
export type WebOrderStatus = (typeof webOrderStatuses)[number]

export type ServiceType = 'delivery' | 'collection' | 'eat_in'

/** An instant in UTC to the second, `2026-03-14T18:05:00Z`: texts that sort as time. */
export type InstantText = string
/** Exact decimal in text, `"2.5"`; VAT rates are percentages in this form. */
export type DecimalText = string

export interface IncomingOption {
  listName: string
  name: string
  ref: string | null
  unitCents: number
  /** Per single unit of the item. */
  quantity: number
  removed: boolean
}

export interface IncomingItem {
  /** Id at the source; null when there is none, or absent when an older version stored the item. */
  id?: string | null
  name: string
  variantName: string | null
  ref: string | null
  unitCents: number
  quantity: DecimalText
  vatRate: DecimalText | null
  note: string | null
  options: IncomingOption[]
  /** Key into `deals`, null outside deals. */
  dealKey: string | null
}

export interface IncomingCharge {
  name: string
  ref: string | null
  cents: number
  vatRate: DecimalText | null
}

export interface IncomingDiscount {
  name: string
  cents: number
}

export interface IncomingPayment {
  name: string | null
  ref: string | null
  cents: number
  /** As sent; null when absent. */
  type: string | null
}

export interface WebCustomer extends NamedCustomer {
  anonymised: boolean
}

export interface Driver {
  name: string | null
  phone: string | null
  trackingUrl: string | null
  estimatedPickupAt: InstantText | null
  estimatedDropoffAt: InstantText | null
}

/** An order as its source delivers it, without deleted elements. */
export interface IncomingOrder {
  /** The order's id at its source. */
  sourceId: string
  status: WebOrderStatus
  /** The status in the words of the source, for «Nota». */
  sourceStatus: string
  /** Name of the application that placed it. */
  channel: string
  reference: string | null
  collectionCode: string | null
  serviceType: ServiceType | null
  /** Used only to recognise a kiosk (contract, kezia D32). */
  serviceReference: string | null
  createdAt: InstantText
  expectedAt: InstantText | null
  confirmedAt: InstantText | null
  customerNotes: string | null
  sellerNotes: string | null
  couponCodes: string[]
  tableName: string | null
  currency: string
  totalCents: number
  items: IncomingItem[]
  deals: Record<string, { name: string; ref: string | null }>
  charges: IncomingCharge[]
  discounts: IncomingDiscount[]
  payments: IncomingPayment[]
  customer: WebCustomer
  driver: Driver | null
  /** The invoice's ref at the till that made it; null while there is none. */
  invoiceReference: string | null
  /** The order as received, for support. */
  raw: string
}

/** A `port` is a charge without a line of its own, summed in «Port» (contract, kezia D41). */
export type LineKind = 'article' | 'option' | 'deal' | 'charge' | 'port'

export interface OrderLine {
  kind: LineKind
  /** 0 at the first level, 1 for the child of the line above at level 0, and so on. */
  depth: number
  /** Null where no article is expected: the heading of an unknown deal, a free option, a charge. */
  known: boolean | null
  /** The ref that came with it, for «Article inconnu : …». */
  ref: string | null
  code: string
  /** Article id; 0 when unknown. */
  articleId: number
  name: string
  /** The tariff of an article with several prices; absent for other articles. */
  tariff?: { idtar: number; title: string } | null
  quantity: DecimalText
  unitCents: number
  totalCents: number
  vatRate: DecimalText
  note: string | null
  /** The item's id at its source; none for an option, a charge, or a line added here. */
  itemId?: string | null
  /** The name as received; the article's name may change here. */
  sourceName?: string
}
