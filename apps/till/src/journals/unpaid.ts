import type { Platform } from '../platform/platform.ts'
import { listUnpaidWebOrders } from '../weborders/index.ts'
import type { UnpaidRow } from './wire.ts'

/** What customers still owe: every sale is settled, so that only orders may. */
export const listUnpaid = ({ database }: Pick<Platform, 'database'>): UnpaidRow[] =>
  listUnpaidWebOrders(database).map((order) => ({
    kind: 'web-order',
    number: order.number,
    code: order.code,
    channel: order.channel,
    customerName: order.customerName,
    at: order.dueAt,
    totalCents: order.totalCents,
    dueCents: order.dueCents,
  }))
