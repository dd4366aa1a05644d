import type { Platform } from '../platform/platform.ts'
import type { WebOrders } from '../weborders/index.ts'
import type { Alarm } from './alarm.ts'
import type { Health } from './health.ts'
import type { Vault } from './secrets.ts'
import type { Trace } from './trace.ts'

/** What the connector brings itself. */
export interface Workings extends Platform {
  vault: Vault
  trace: Trace
  health: Health
  /** Rung after each entry of the outgoing queue, and when the connection may be used again. */
  outboxAlarm: Alarm
  /** Rung by the live stream, and when the connection changes. */
  receivingAlarm: Alarm
  /** Orders being read: an answer under way is out of date once the queue has heard a newer one. */
  reads: Map<string, { isStale: boolean }>
  /** Changes of an order under way to the hub; overtaken when the order was read meanwhile. */
  sends: Map<string, { isOvertaken: boolean }>
}

/** What the parts of the connector share. */
export interface Connector extends Workings {
  orders: WebOrders
}

export const orderObject = (orderId: string) => `order:${orderId}`
