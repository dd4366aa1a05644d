import type { Order } from '@hub/contract'
import { fillPrivateRefs } from '../callbacks/index.ts'
import { formatTime, parseTime } from '../platform/time.ts'
import type { OrderRow } from './store.ts'

/** The order as the reading client sees it: its own private refs, times in the location's zone of today. */
export function orderText(row: OrderRow, zone: string): string {
  const document = row.timezone === zone ? row.document : inZone(row.document, row.timezone, zone)
  return fillPrivateRefs(
    document,
    row.refs === null ? null : (JSON.parse(row.refs) as Record<string, string>),
  )
}

/** The zone of a location can change; what is stored was written in the former one. */
export function inZone(document: string, from: string, to: string): string {
  const order = JSON.parse(document) as Order
  const move = (text: string | null) => {
    const epochMs = text === null ? undefined : parseTime(text, from)
    return epochMs === undefined ? text : formatTime(epochMs, to)
  }
  return JSON.stringify({
    ...order,
    created_at: move(order.created_at),
    expected_time: move(order.expected_time),
    confirmed_time: move(order.confirmed_time),
  })
}
