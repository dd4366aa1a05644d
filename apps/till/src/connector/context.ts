import type { OwnOrders } from '../orders/index.ts'
import type { Alarm } from '../platform/alarm.ts'
import type { Platform } from '../platform/platform.ts'
import type { WebOrders } from '../weborders/index.ts'
import type { CodeProof } from './connection/code-proof.ts'
import type { HubAddress } from './connection/hub-address.ts'
import type { Health } from './health.ts'
import type { Pace } from './pace.ts'
import type { SecondLooks } from './receiving/second-looks.ts'
import type { Vault } from './secrets.ts'
import type { Trace } from './trace.ts'

/** What the connector brings itself. */
export interface Workings extends Platform {
  hubAddress: HubAddress
  vault: Vault
  trace: Trace
  codeProof: CodeProof
  health: Health
  /** Rung after each entry of the outgoing queue, and when the connection may be used again. */
  outboxAlarm: Alarm
  /** Rung by the live stream, and when the connection changes. */
  receivingAlarm: Alarm
  /** The turns of heavy reads, and those of what leaves or is read in bulk. */
  heavy: Pace
  bulk: Pace
  /** Orders and customers being read: an answer under way is out of date once the queue has heard a newer one. */
  reads: Map<string, { isStale: boolean }>
  /** Changes under way to the hub; overtaken when the order or customer was read meanwhile. */
  sends: Map<string, { isOvertaken: boolean }>
  secondLooks: SecondLooks
  /** The sealed token that a piece of work began under: it does not go on under another. Unset between them. */
  pinnedToken?: string | null
}

/** What the parts of the connector share. */
export interface Connector extends Workings {
  orders: WebOrders
  ownOrders: OwnOrders
}

export const orderObject = (orderId: string) => `order:${orderId}`
/** By the hub's id: one being read or written. */
export const customerObject = (customerId: string) => `customer:${customerId}`
