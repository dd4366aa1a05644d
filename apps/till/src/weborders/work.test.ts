import { describe, expect, test } from 'vitest'
import { startStubHub } from '../connector/testing/stub-hub.ts'
import type { OrderFields } from '../connector/testing/stub-order.ts'
import { onlyOrder, startConnectedTill, until } from '../connector/testing/till.ts'

const minuteMs = 60_000

/** A till with one order in this status, known to both sides. */
async function tillWith(fields: OrderFields) {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  const { id } = hub.place(fields)
  const { number } = await onlyOrder(till)
  await until(() => expect(hub.order(id).status).toBe(fields.status === 'new' ? 'received' : fields.status))
  return {
    hub,
    till,
    id,
    number,
    row: async () => (await till.orders())[0]!,
    act: async (action: string, body: unknown = {}) =>
      await till.post<{ message?: string; errors?: { field: string }[] }>(
        `/api/web-orders/${number}/${action}`,
        body,
      ),
    lastPatch: (expected: object) => until(() => expect(hub.patches(id).at(-1)).toEqual(expected)),
  }
}

describe('«Retard» (kezia §3.3)', () => {
  test('a step is added to the promised time; «Delai» follows and only `confirmed_time` leaves', async () => {
    const { act, row, lastPatch } = await tillWith({
      status: 'accepted',
      expected_time: '2031-05-01T20:30:00+02:00',
      confirmed_time: '2031-05-01T20:40:00+02:00',
    })
    expect((await act('delay', { minutes: 15 })).status).toBe(204)
    expect(await row()).toMatchObject({
      dueAt: '2031-05-01T18:55:00Z',
      confirmedAt: '2031-05-01T18:55:00Z',
      expectedAt: '2031-05-01T18:30:00Z',
    })
    await lastPatch({ confirmed_time: '2031-05-01T18:55:00Z' })
    await until(async () => expect(await row()).toMatchObject({ dueAt: '2031-05-01T18:55:00Z' }))
  })

  test('when the promised time is past, the step counts from now', async () => {
    const { act, row } = await tillWith({ status: 'in_preparation', expected_time: '2026-01-01T12:00:00Z' })
    await act('delay', { minutes: 5 })
    const minutes = (Date.parse((await row()).dueAt) - Date.now()) / minuteMs
    expect(minutes).toBeGreaterThan(4)
    expect(minutes).toBeLessThanOrEqual(5)
  })

  test.each<[Record<string, unknown>, string]>([
    [{}, 'confirmedAt'],
    [{ confirmedAt: '2020-01-01T00:00:00Z' }, 'confirmedAt'],
    [{ confirmedAt: 'bientôt' }, 'confirmedAt'],
    [{ minutes: 0 }, 'minutes'],
    [{ minutes: 'abc' }, 'minutes'],
  ])('%j is refused beside %s', async (body, field) => {
    const { act, hub, id } = await tillWith({ status: 'accepted' })
    expect(await act('delay', body)).toMatchObject({ status: 422, body: { errors: [{ field }] } })
    expect(hub.patches(id)).toEqual([])
  })
})

describe('«Notifier commande prête», «Départ livraison», «Échec livraison» (kezia §3.3, D36)', () => {
  test.each([
    ['collection', 'awaiting_collection'],
    ['eat_in', 'awaiting_collection'],
    ['delivery', 'awaiting_shipment'],
  ] as const)('%s: ready is %s at the hub', async (service_type, status) => {
    const { act, row, lastPatch } = await tillWith({ status: 'accepted', service_type })
    expect((await act('ready')).status).toBe(204)
    expect(await row()).toMatchObject({ status: 'ready' })
    await lastPatch({ status })
  })

  test('a delivery leaves, then fails', async () => {
    const { act, row, hub, id } = await tillWith({ status: 'in_preparation', service_type: 'delivery' })
    for (const action of ['ready', 'ship', 'fail-delivery']) expect((await act(action)).status).toBe(204)
    await until(() =>
      expect(hub.patches(id).map(({ status }) => status)).toEqual([
        'awaiting_shipment',
        'in_delivery',
        'delivery_failed',
      ]),
    )
    expect(await row()).toMatchObject({ status: 'delivery_failed', isFinal: true })
  })

  test.each<[string, OrderFields, string]>([
    ['a waiting order is not ready', { status: 'received' }, 'ready'],
    ['a ready order is not prepared again', { status: 'awaiting_collection' }, 'prepare'],
    ['a collected order is not shipped', { status: 'awaiting_collection' }, 'ship'],
    ['a waiting order has no delay', { status: 'received' }, 'delay'],
    ['a waiting order has no comment', { status: 'received' }, 'comment'],
    ['a waiting order has no ticket', { status: 'received' }, 'ticket'],
  ])('%s', async (_, fields, action) => {
    const { act } = await tillWith(fields)
    const answer = await act(action, { minutes: 5, text: 'x' })
    expect(answer).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining('relisez la liste') },
    })
  })

  test('an order that went further elsewhere meanwhile keeps its status, and the seller is told', async () => {
    const { act, row, hub, id } = await tillWith({ status: 'accepted' })
    hub.change(id, { status: 'in_delivery' }, { silently: true })
    await act('ready')
    await until(async () =>
      expect(await row()).toMatchObject({ status: 'in_delivery', handledElsewhere: true }),
    )
    expect(hub.order(id).status).toBe('in_delivery')
  })
})

describe('«Commentaire» (kezia §3.3)', () => {
  test('the text is «MEMO», and `seller_notes` at the hub; empty takes it away', async () => {
    const { act, row, lastPatch } = await tillWith({ status: 'accepted' })
    expect((await act('comment', { text: ' Sonner 2 fois ' })).status).toBe(204)
    expect(await row()).toMatchObject({ memo: 'Sonner 2 fois', status: 'accepted' })
    await lastPatch({ seller_notes: 'Sonner 2 fois' })
    await act('comment', { text: '' })
    await lastPatch({ seller_notes: null })
    expect(await row()).toMatchObject({ memo: null })
  })

  test('a reading of the order while the comment waits does not take it away', async () => {
    const { act, row, hub, id, till } = await tillWith({ status: 'accepted' })
    hub.misbehave(/PATCH/, { status: 500 }, 1)
    await act('comment', { text: 'Sonner' })
    await until(async () => expect((await till.maintenance()).queue[0]).toMatchObject({ attempts: 1 }))
    hub.change(id, { status: 'in_preparation' })
    await until(async () => expect(await row()).toMatchObject({ status: 'in_preparation', memo: 'Sonner' }))
  })
})

describe('preparation tickets (kezia §3.3, §5.6)', () => {
  test('the first one of «Validée» starts the preparation, the second is a duplicate', async () => {
    const { act, row, lastPatch } = await tillWith({ status: 'accepted' })
    expect((await act('ticket')).body).toEqual({ count: 1, isPrinted: false })
    await lastPatch({ status: 'in_preparation' })
    expect((await act('ticket')).body).toEqual({ count: 2, isPrinted: false })
    expect(await row()).toMatchObject({ status: 'in_preparation' })
  })

  test('that of a ready order changes nothing', async () => {
    const { act, row, hub, id } = await tillWith({ status: 'awaiting_collection' })
    expect((await act('ticket')).body).toEqual({ count: 1, isPrinted: false })
    expect(await row()).toMatchObject({ status: 'ready' })
    expect(hub.patches(id)).toEqual([])
  })
})
