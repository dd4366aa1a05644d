import { listUnpaidOrders } from '../orders/index.ts'
import type { Platform } from '../platform/platform.ts'
import { listUnpaidWebOrders } from '../weborders/index.ts'
import type { UnpaidRow } from './wire.ts'

/** What customers still owe, ordered by due time. Sales are always settled, so only orders can be unpaid. */
export function listUnpaid(tools: Pick<Platform, 'database' | 'settings'>): UnpaidRow[] {
  const webOrders = listUnpaidWebOrders(tools.database).map(
    (order): UnpaidRow => ({
      kind: 'web-order',
      number: order.number,
      code: order.code,
      channel: order.channel,
      customerName: order.customerName,
      at: order.dueAt,
      totalCents: order.totalCents,
      dueCents: order.dueCents,
    }),
  )
  const orders = listUnpaidOrders(tools).map(
    (order): UnpaidRow => ({
      kind: 'order',
      number: order.number,
      code: '',
      channel: null,
      customerName: order.customerName,
      at: order.dueAt,
      totalCents: order.totalCents,
      dueCents: order.totalCents - order.depositCents,
    }),
  )
  return [...webOrders, ...orders].sort((left, right) => (left.at < right.at ? -1 : 1))
}
