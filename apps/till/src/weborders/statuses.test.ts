// Contract, kezia §3.3, R-O5, R-S2, D30: each status of the hub over each state of the till.
import type { OrderStatus } from '@hub/client'
import { orderStatuses } from '@hub/contract'
import { expect, test } from 'vitest'
import { startStubHub } from '../connector/testing/stub-hub.ts'
import { startConnectedTill, until } from '../connector/testing/till.ts'
import type { ArticleStock } from '../stock/wire.ts'
import { manageStock } from '../testing/manage-stock.ts'
import type { WebOrderNotice } from './wire.ts'

const shown: Record<OrderStatus, string> = {
  new: 'pending',
  received: 'pending',
  accepted: 'accepted',
  in_preparation: 'in_preparation',
  awaiting_collection: 'ready',
  awaiting_shipment: 'ready',
  in_delivery: 'in_delivery',
  completed: 'completed',
  rejected: 'rejected',
  cancelled: 'cancelled',
  delivery_failed: 'delivery_failed',
}
/** «En attente» reserves nothing yet, and an order that is over nothing any more (kezia R-S2). */
const reserving = ['accepted', 'in_preparation', 'ready', 'in_delivery']

test('whatever the till shows, what the hub says comes next is shown, and the stock kept aside follows', async () => {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  await manageStock(till, 1)
  const states = orderStatuses.filter((status) => status !== 'new' && status !== 'awaiting_shipment')
  const pairs = states.flatMap((from) => orderStatuses.map((to) => ({ id: `${from}-${to}`, from, to })))
  const statusesHere = async () =>
    new Map((await till.orders()).map(({ sourceId, status }) => [sourceId, status]))
  const show = async (statusOf: (pair: (typeof pairs)[number]) => OrderStatus) => {
    await until(async () => {
      const here = await statusesHere()
      for (const pair of pairs) expect(here.get(pair.id), pair.id).toBe(shown[statusOf(pair)])
    })
    const { reservedMilli } = (await till.get<ArticleStock>('/api/articles/1/stock')).body
    expect(reservedMilli).toBe(
      1000 * pairs.filter((pair) => reserving.includes(shown[statusOf(pair)])).length,
    )
  }

  for (const { id } of pairs) hub.place({ id, status: 'received' })
  await show(() => 'received')
  for (const { id, from } of pairs) hub.change(id, { status: from })
  await show(({ from }) => from)
  for (const { id, to } of pairs) hub.change(id, { status: to })
  await show(({ to }) => to)

  // Called off by someone else: told for each, and for nothing else (kezia R-O5).
  const { body: notices } = await till.get<WebOrderNotice[]>('/api/web-orders/notices')
  const calledOff = pairs.filter(({ from, to }) => from === 'cancelled' || to === 'cancelled')
  expect(notices.every(({ kind }) => kind === 'cancelled')).toBe(true)
  expect(notices).toHaveLength(calledOff.length)
})
