import type { Platform } from '../platform/platform.ts'
import type { WebOrder } from './store.ts'

/** Where the work at this till leads an order that was validated (contract, kezia §3.3, D36, R-A5). */
export type MovedStatus =
  | 'in_preparation'
  | 'ready'
  | 'in_delivery'
  | 'completed'
  | 'delivery_failed'
  | 'cancelled'

/**
 * Whoever must hear what was decided here. Called inside the transaction of the decision: what is written there is
 * kept with it, or not at all.
 */
export interface DecisionListener {
  accepted(order: WebOrder, decision: { confirmedAt: string; sellerName: string }): void
  rejected(order: WebOrder, decision: { reason: string; cause: string; sellerName: string }): void
  /** «Retard»: another time is promised. */
  delayed(order: WebOrder, confirmedAt: string): void
  /** «Commentaire»; empty takes the former one away. */
  commented(order: WebOrder, text: string): void
  /** The order, still in its former status, goes on to `status`; `saleNumber` is its invoice, if it has one. */
  moved(order: WebOrder, status: MovedStatus): void
}

export interface WebOrders extends Pick<Platform, 'database' | 'clock' | 'settings' | 'live'> {
  listener: DecisionListener
}

/** The shortest form that still sorts: `2026-03-14T18:05:00Z`. */
export const instantText = (instant: Temporal.Instant) => instant.toString({ smallestUnit: 'second' })

/** To the millisecond, for alerts: two may come within a second. */
export const preciseInstantText = (instant: Temporal.Instant) =>
  instant.toString({ smallestUnit: 'millisecond' })
