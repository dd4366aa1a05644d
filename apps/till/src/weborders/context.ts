import type { Platform } from '../platform/platform.ts'
import type { WebOrder } from './store.ts'

/** The statuses that this till may give a validated order (contract, kezia §3.3, D36, R-A5). */
export type MovedStatus =
  | 'in_preparation'
  | 'ready'
  | 'in_delivery'
  | 'completed'
  | 'delivery_failed'
  | 'cancelled'

/**
 * Notified of every decision, inside its transaction. What the listener writes commits with the
 * decision, or not at all.
 */
export interface DecisionListener {
  accepted(order: WebOrder, decision: { confirmedAt: string; sellerName: string }): void
  rejected(order: WebOrder, decision: { reason: string; cause: string; sellerName: string }): void
  /** «Retard»: another time is promised. */
  delayed(order: WebOrder, confirmedAt: string): void
  /** «Commentaire»; an empty text removes the former one. */
  commented(order: WebOrder, text: string): void
  /**
   * The order moves to `status`; `order` still has the former one. Its `saleNumber` is
   * its invoice, if it has one.
   */
  moved(order: WebOrder, status: MovedStatus): void
}

export interface WebOrders extends Pick<Platform, 'database' | 'clock' | 'settings' | 'live'> {
  listener: DecisionListener
}

/** The shortest form that still sorts: `2026-03-14T18:05:00Z`. */
export const instantText = (instant: Temporal.Instant) => instant.toString({ smallestUnit: 'second' })

/** To the millisecond, because two alerts may come within a second. */
export const preciseInstantText = (instant: Temporal.Instant) =>
  instant.toString({ smallestUnit: 'millisecond' })
