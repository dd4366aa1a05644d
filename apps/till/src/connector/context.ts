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

/** The connector's own services. */
export interface Workings extends Platform {
  hubAddress: HubAddress
  vault: Vault
  trace: Trace
  codeProof: CodeProof
  health: Health
  /** Rung after each change of the outbox, and when the connection may be used again. */
  outboxAlarm: Alarm
  /** Rung by the live stream, and when the connection changes. */
  receivingAlarm: Alarm
  /** Rate limiters: `heavy` for lists of orders and customers, `bulk` for what is sent or read in bulk. */
  heavy: Pace
  bulk: Pace
  /** Reads in flight, by object. A read is stale once the outbox has received a newer state. */
  reads: Map<string, { isStale: boolean }>
  /** Updates in flight, by object. An update is overtaken once the object was read and recorded meanwhile. */
  sends: Map<string, { isOvertaken: boolean }>
  secondLooks: SecondLooks
  /**
   * The sealed token that the current work is bound to. Its calls fail once the till has another token. Unset
   * outside such work.
   */
  pinnedToken?: string | null
}

/** What the parts of the connector share. */
export interface Connector extends Workings {
  orders: WebOrders
  ownOrders: OwnOrders
}

export const orderObject = (orderId: string) => `order:${orderId}`
/** Key of a customer in `reads` and `sends`, by the hub's id. */
export const customerObject = (customerId: string) => `customer:${customerId}`
