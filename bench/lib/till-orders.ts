import type { Order } from '@hub/contract'
import { toIncomingOrder } from '../../apps/till/src/connector/receiving/mapping.ts'
import { copyOrders } from '../../apps/till/src/connector/testing/copy-orders.ts'
import { systemClock } from '../../apps/till/src/platform/clock.ts'
import type { Database } from '../../apps/till/src/platform/database.ts'
import { createLive } from '../../apps/till/src/platform/live.ts'
import { Settings } from '../../apps/till/src/settings/index.ts'
import { receiveOrder } from '../../apps/till/src/weborders/index.ts'
import { orderOf4Items } from './fixture.ts'

const nobody = () => undefined
const listener = { accepted: nobody, rejected: nobody, delayed: nobody, commented: nobody, moved: nobody }

/** Web orders since 2024: invoiced ones, one in twenty refused, as many never finished, and a few that wait. */
export function fillWebOrders(database: Database, count: number): void {
  database.exec('pragma synchronous = off')
  const order = {
    ...JSON.parse(orderOf4Items),
    id: 'first',
    created_at: '2024-01-01T12:00:00Z',
    total: '60.00 EUR',
  }
  const { number } = database.transaction(() =>
    receiveOrder(
      { database, settings: new Settings(database), clock: systemClock, live: createLive(), listener },
      toIncomingOrder(order as Order, order.created_at),
    ),
  )
  const few = Math.round(count / 20)
  copyOrders(database, number!, count - 2 * few, { status: 'completed', dueAt: '2024-01-01T12:00:00Z' })
  database.transaction(() =>
    database.exec("update web_order set invoiced_elsewhere = 'W1' where status = 'completed'"),
  )
  copyOrders(database, number!, few, { status: 'rejected', dueAt: '2024-03-01T12:00:00Z' })
  copyOrders(database, number!, few, { status: 'accepted', dueAt: '2024-05-01T12:00:00Z' })
  copyOrders(database, number!, 5, { status: 'pending', dueAt: '2026-12-01T12:00:00Z' })
  database.exec('pragma wal_checkpoint(truncate)')
  database.exec('pragma synchronous = full')
}
