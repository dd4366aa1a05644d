// What the screens of the web orders read.

export type { OrderChange } from './changes.ts'
export type { OrderLine, ServiceType, WebCustomer, WebOrderStatus } from './model.ts'
export type { WebOrderDetails, WebOrderRow } from './present.ts'
export type { PrintOutcome } from './print.ts'

import type { OrderChange } from './changes.ts'
import type { WebOrderRow } from './present.ts'

/** W-8. */
export interface WebOrderList {
  rows: WebOrderRow[]
  /** The period and the filters keep others too. */
  isMore: boolean
  /** What the funnel offers, by name. */
  channels: string[]
}

/** A row of W-11. */
export interface OpenOrderRow extends WebOrderRow {
  /** «Acompte»: held for it until its invoice. */
  depositCents: number
}

/** W-11. */
export interface OpenOrderList {
  rows: OpenOrderRow[]
  /** Others are open too. */
  isMore: boolean
}

export interface WaitingSummary {
  count: number
  /** Null when none waits. */
  lastAlertAt: string | null
}

/** Pushed with the topic `web-order-alert`. */
export interface WebOrderAlert {
  reason: 'new' | 'reminder'
  numbers: number[]
  /** What `lastAlertAt` of the waiting orders is now. */
  at: string
}

/** What happened to an order elsewhere, until someone has seen it. */
export interface WebOrderNotice {
  number: number
  code: string
  kind: 'changed' | 'cancelled' | 'elsewhere'
  /** The alarm sounds again and again until then (contract, counter T55, T56). */
  repeats: boolean
  /** Of a changed one. */
  changes: OrderChange[]
  /** Of a cancelled one: what was paid for it, and its facture if it has one. */
  paidCents: number
  saleNumber: number | null
  currency: string
}

/**
 * A line of W-12 as typed, where web orders may be changed: one of the order, by its place among those shown, or an article
 * that was added. An empty text is as it was.
 */
export interface LineEdit {
  /** Null for an article that was added. */
  place: number | null
  /** The line that stood there when the sheet was filled: on another one the change is refused. */
  was?: { code: string; quantity: string; unitCents: number }
  /** Of an article that was added. */
  idart?: number
  quantity: string
  price: string
}
