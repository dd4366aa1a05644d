// What the screens of the web orders read.
export type { OrderLine, ServiceType, WebCustomer, WebOrderStatus } from './model.ts'
export type { WebOrderDetails, WebOrderRow } from './present.ts'
export type { PrintOutcome } from './print.ts'

import type { WebOrderRow } from './present.ts'
import type { NoticeKind } from './store.ts'

/** A row of W-11. */
export interface OpenOrderRow extends WebOrderRow {
  /** «Acompte»: held for it until its invoice. */
  depositCents: number
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
}

/** What happened to an order elsewhere, until someone has seen it. */
export interface WebOrderNotice {
  number: number
  code: string
  kind: NoticeKind
}
