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
  /** Whether more orders match than are listed. */
  isMore: boolean
  /** The channels that the funnel offers, by name. */
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
  /** Whether more orders are open than are listed. */
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
  /** The new `lastAlertAt` of the waiting orders. */
  at: string
}

/** What happened to an order elsewhere, shown until a seller has seen it. */
export interface WebOrderNotice {
  number: number
  code: string
  kind: 'changed' | 'cancelled' | 'elsewhere'
  /** Whether the alarm repeats until then (contract, counter T55, T56). */
  repeats: boolean
  /** For `changed`. */
  changes: OrderChange[]
  /** For `cancelled`: the amount paid, and the invoice in `saleNumber` if there is one. */
  paidCents: number
  saleNumber: number | null
  currency: string
}

/**
 * A line of W-12 as typed, where web orders may be edited: a shown line, or an added article. An
 * empty text means unchanged.
 */
export interface LineEdit {
  /** Index among the shown lines; null for an added article. */
  place: number | null
  /** The line at this index when the sheet was filled. If it is another one now, the edit is refused. */
  was?: { code: string; quantity: string; unitCents: number }
  /** Id of the added article. */
  idart?: number
  quantity: string
  price: string
}
