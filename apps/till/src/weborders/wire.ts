// What the screens of the web orders read.
export type { OrderLine, ServiceType, WebCustomer, WebOrderStatus } from './model.ts'
export type { WebOrderDetails, WebOrderRow } from './present.ts'

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

/** Pushed with the topic `web-order-cancelled`. */
export interface WebOrderCancelled {
  number: number
  code: string
}

/** Pushed with the topic `web-order-elsewhere`: a decision taken here came too late. */
export interface WebOrderElsewhere {
  number: number
  code: string
}
