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
/** One hub status for each status of the till. */
const states = orderStatuses.filter((status) => status !== 'new' && status !== 'awaiting_shipment')
/** «En attente» reserves nothing yet, and an order that is over reserves nothing any more (kezia R-S2). */
const reserving = ['accepted', 'in_preparation', 'ready', 'in_delivery']

test('whatever the till shows, what the hub says comes next is shown, and the stock kept aside follows', async () => {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  await manageStock(till, 1)
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

  // Notices for orders cancelled by another client, and for no others (kezia R-O5).
  const { body: notices } = await till.get<WebOrderNotice[]>('/api/web-orders/notices')
  const calledOff = pairs.filter(({ from, to }) => from === 'cancelled' || to === 'cancelled')
  expect(notices.every(({ kind }) => kind === 'cancelled')).toBe(true)
  expect(notices).toHaveLength(calledOff.length)
})

/** «from Validée». */
const validated = [...reserving, 'completed', 'cancelled', 'delivery_failed']

/** «Active when» of the table of kezia §3.3, W-11 and D36, for a delivery; the amount opens the settlement while it waits. */
const actions: Record<string, { body: object; states: string[] }> = {
  accept: { body: {}, states: ['pending'] },
  reject: { body: { reason: 'Trop de commandes' }, states: ['pending'] },
  delay: { body: { minutes: 10 }, states: ['accepted', 'in_preparation'] },
  ready: { body: {}, states: ['accepted', 'in_preparation'] },
  prepare: { body: {}, states: ['accepted'] },
  ship: { body: {}, states: ['ready'] },
  complete: { body: { isUnpaidAllowed: true }, states: ['in_delivery'] },
  'fail-delivery': { body: {}, states: ['in_delivery'] },
  cancel: { body: {}, states: ['pending', ...reserving] },
  ticket: { body: {}, states: validated },
  comment: { body: { text: 'Interphone' }, states: validated },
  invoice: {
    body: { dueCents: 1200, payments: [{ modeId: 3, cents: 1200 }] },
    states: ['pending', ...reserving, 'completed'],
  },
}

test('each action is taken in the states of the table, and refused with a sentence in the others (§3.3, D36)', async () => {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  const cases = Object.keys(actions).flatMap((action) =>
    states.map((from) => ({ id: `${from}-${action}`, action, from })),
  )
  for (const { id } of cases) hub.place({ id, status: 'received', service_type: 'delivery' })
  await until(async () => expect(await till.orders()).toHaveLength(cases.length))
  for (const { id, from } of cases) hub.change(id, { status: from })
  const numbers = await until(async () => {
    const rows = new Map((await till.orders()).map((row) => [row.sourceId, row]))
    for (const { id, from } of cases) expect(rows.get(id)?.status, id).toBe(shown[from])
    return rows
  })
  for (const { id, action, from } of cases) {
    const { body, states: allowed } = actions[action]!
    const answer = await till.post<{ message: string } | undefined>(
      `/api/web-orders/${numbers.get(id)!.number}/${action}`,
      { draftId: crypto.randomUUID(), sellerId: 1, ...body },
    )
    if (allowed.includes(shown[from])) expect(answer.status, id).toBeLessThan(300)
    else expect(answer, id).toMatchObject({ status: 422, body: { message: expect.any(String) } })
  }
})
