import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../testing/start.ts'
import { type StubHub, startStubHub } from '../testing/stub-hub.ts'
import { buildDelivery } from '../testing/stub-order.ts'
import {
  type HubTill,
  jumpingClock,
  onlyOrder,
  startConnectedTill,
  startHubTill,
  until,
} from '../testing/till.ts'

const received = (hub: StubHub, id: string) => until(() => expect(hub.order(id).status).toBe('received'))

async function tillWithOrder(fields = {}, overrides = {}) {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub, overrides)
  const { id } = hub.place(fields)
  const { number } = await onlyOrder(till)
  await received(hub, id)
  // The till records the answer before a clock jumps.
  await until(async () => expect((await till.maintenance()).queue).toEqual([]))
  return { hub, till, id, number }
}

const changed = (till: HubTill, number: number, expected: object) =>
  until(async () => expect(await till.details(number)).toMatchObject(expected))

describe('a new order (kezia R-O1, R-O2, D29, D30)', () => {
  test.each([
    ['by the live stream, without waiting for the poll', true, 3600],
    ['by the poll, where the hub has no stream', false, 1],
  ])('arrives %s, and its event is deleted', async (_, hasStream, pollSeconds) => {
    const hub = await startStubHub({ hasStream })
    const till = await startConnectedTill(hub, { pollSeconds })
    if (hasStream) await until(() => expect(hub.openStreams).toBe(1))
    const { id } = hub.place()
    expect(await onlyOrder(till)).toMatchObject({ sourceId: id, status: 'pending' })
    await until(() => expect(hub.pendingEvents()).toEqual([]))
    expect(hub.calls(/GET \/v1\/location\/orders$/)).toHaveLength(1)
  })

  test('a stream that the hub renews is opened again without a blink, a poll or a word (support U2)', async () => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub, { pollSeconds: 3600 })
    await until(() => expect(hub.openStreams).toBe(1))
    await received(hub, hub.place().id)
    await until(() => expect(hub.pendingEvents()).toEqual([]))
    const lists = hub.calls(/GET \/v1\/callback\/events$/).length
    const told = (await till.maintenance()).trace.length
    const outages: (string | null)[] = []
    for (let opened = 2; opened <= 4; opened++) {
      // A stream cut right after it opens does not count as renewed.
      const openMs = performance.now()
      await until(async () => {
        outages.push((await till.state()).outageSince)
        expect(performance.now() - openMs).toBeGreaterThan(600)
      })
      hub.renewStreams()
      await until(() => expect(hub.calls(/stream$/)).toHaveLength(opened))
      await until(() => expect(hub.openStreams).toBe(1))
    }
    expect(new Set(outages)).toEqual(new Set([null]))
    expect(hub.calls(/GET \/v1\/callback\/events$/)).toHaveLength(lists)
    expect((await till.maintenance()).trace).toHaveLength(told)
    await received(hub, hub.place().id)
  })

  test('which the stream garbles arrives by the list, told once in the log; the stream goes on (kezia R-O1)', async () => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub, { pollSeconds: 3600 })
    await until(() => expect(hub.openStreams).toBe(1))
    await received(hub, hub.place().id)
    await until(() => expect(hub.pendingEvents()).toEqual([]))
    hub.isGarbling = true
    await received(hub, hub.place().id)
    hub.isGarbling = false
    await received(hub, hub.place().id)
    expect(hub.calls(/stream$/)).toHaveLength(1)
    const { trace } = await till.maintenance()
    expect(trace.filter(({ text }) => text?.includes('illisible'))).toMatchObject([
      { text: 'Message illisible du hub, sauté : <html>' },
    ])
  })

  test('every 30 s without a stream: ten polls in five minutes, and no list of orders (kezia R-O1)', async () => {
    const hub = await startStubHub({ hasStream: false })
    const clock = jumpingClock()
    const till = await startConnectedTill(hub, { clock, pollSeconds: 30 })
    const polls = () => hub.calls(/GET \/v1\/callback\/events$/).length
    const lastReception = async () => (await till.state()).lastReceptionAt
    await until(() => expect(hub.calls(/stream$/)).toHaveLength(1))
    await until(async () => expect(await lastReception()).not.toBeNull())
    const first = polls()
    for (let n = 1; n <= 10; n++) {
      const before = await lastReception()
      clock.jump({ seconds: 29 })
      expect(polls()).toBe(first + n - 1)
      clock.jump({ seconds: 1 })
      // The next one is due 30 s after this one has ended.
      await until(async () => expect(await lastReception()).not.toBe(before))
      expect(polls()).toBe(first + n)
    }
    expect(hub.calls(/GET \/v1\/location\/orders$/)).toHaveLength(1)
  })

  test('whichever application placed it (kezia R-O6)', async () => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub)
    hub.place({ created_by: 'LivePepper' })
    hub.place({ created_by: 'Uber Eats' })
    await until(async () => expect(await till.orders()).toHaveLength(2))
    expect((await till.orders()).map(({ channel }) => channel).toSorted()).toEqual([
      'LivePepper',
      'Uber Eats',
    ])
  })

  test('is acknowledged once with its till number', async () => {
    const { hub, id, number } = await tillWithOrder()
    expect(hub.patches(id)).toEqual([
      {
        status: 'received',
        private_ref: String(number),
        custom_fields: { epos: { order_id: String(number) } },
      },
    ])
  })

  test('keeps the private ref and the number that another till has set', async () => {
    const { hub, id } = await tillWithOrder({
      private_ref: '77',
      custom_fields: { epos: { order_id: '77', printed: true } },
    })
    expect(hub.patches(id)).toEqual([{ status: 'received' }])
    expect(hub.order(id).custom_fields).toEqual({ epos: { order_id: '77', printed: true } })
  })

  test('is acknowledged without its private ref when the hub refuses that one', async () => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub)
    hub.misbehave(/PATCH/, {
      status: 422,
      body: {
        message: 'Validation failed',
        errors: [{ field: 'private_ref', message: 'has already been taken' }],
        error_type: 'unprocessable_entity',
      },
    })
    const { id } = hub.place()
    await received(hub, id)
    const [first, second] = hub.patches(id)
    expect(first).toHaveProperty('private_ref')
    expect(second).toEqual({ status: 'received', custom_fields: first!.custom_fields })
    expect((await till.maintenance()).queue).toEqual([])
  })

  test.each(['completed', 'cancelled', 'rejected', 'delivery_failed'] as const)(
    'first seen %s is ignored',
    async (status) => {
      const hub = await startStubHub()
      const till = await startConnectedTill(hub)
      hub.place({ status })
      await until(() => expect(hub.pendingEvents()).toEqual([]))
      expect(await till.orders()).toEqual([])
    },
  )

  test.each([
    ['accepted', 'accepted'],
    ['in_preparation', 'in_preparation'],
    ['awaiting_collection', 'ready'],
    ['awaiting_shipment', 'ready'],
    ['in_delivery', 'in_delivery'],
  ] as const)('first seen %s is imported, and its status left alone', async (status, shown) => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub)
    const { id } = hub.place({ status })
    expect((await onlyOrder(till)).status).toBe(shown)
    expect(hub.patches(id)).toEqual([])
  })

  test('a burst arrives whole, in order, each once', async () => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub)
    const ids = Array.from({ length: 30 }, () => hub.place().id)
    await until(async () => expect(await till.orders()).toHaveLength(30))
    const orders = (await till.orders()).toSorted((a, b) => a.number - b.number)
    expect(orders.map(({ sourceId }) => sourceId)).toEqual(ids)
    await until(() =>
      expect([...hub.orders.values()].every(({ status }) => status === 'received')).toBe(true),
    )
  })
})

describe('nothing twice, nothing lost (kezia R-O3, R-O4)', () => {
  test('an event that could not be deleted comes again, also after a restart, and makes no second order', async () => {
    const dataDir = temporaryFolder()
    const hub = await startStubHub()
    hub.misbehave(/DELETE \/v1\/callback\/events/, 'cut before', 3)
    const till = await startConnectedTill(hub, { dataDir })
    hub.place()
    await onlyOrder(till)
    await till.close()
    expect(hub.pendingEvents()).toHaveLength(1)

    const again = await startHubTill(hub, { dataDir, pollSeconds: 1 })
    await until(() => expect(hub.pendingEvents()).toEqual([]))
    await onlyOrder(again)
  })

  test('an order that this till cannot read does not hold back the next one', async () => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub)
    hub.misbehave(/orders\/closed/, { status: 403, body: { error_type: 'forbidden' } }, 100)
    hub.place({ id: 'closed' })
    const { id } = hub.place()
    expect((await onlyOrder(till)).sourceId).toBe(id)
    await until(() => expect(hub.pendingEvents()).toHaveLength(1))
  })

  test('an order that the hub cannot give holds back none: the others arrive, the strip tells, and it comes in the end', async () => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub, { pollSeconds: 1 })
    hub.misbehave(/GET .*orders\/broken/, { status: 500 }, 1_000)
    hub.place({ id: 'broken' })
    const { id } = hub.place()
    expect((await onlyOrder(till)).sourceId).toBe(id)
    await until(async () => expect((await till.state()).outageSince).not.toBeNull())
    hub.place({ id: 'later' })
    await until(async () => expect(await till.orders()).toHaveLength(2))
    hub.behave()
    await until(async () => expect(await till.orders()).toHaveLength(3))
    await until(async () => expect((await till.state()).outageSince).toBeNull())
    expect(hub.pendingEvents()).toEqual([])
  })

  test('a hub that gives no order at all is asked for three, not for each', async () => {
    const hub = await startStubHub({ hasStream: false })
    const till = await startConnectedTill(hub, { pollSeconds: 1 })
    hub.misbehave(/GET .*orders\/busy/, { status: 503 }, 1_000)
    for (let index = 0; index < 5; index += 1) hub.place({ id: `busy${index}` })
    await until(async () => expect((await till.state()).outageSince).not.toBeNull())
    expect(hub.calls(/orders\/busy/).slice(0, 4)).toEqual(
      ['busy0', 'busy1', 'busy2'].map((id) => `GET /v1/location/orders/${id}`),
    )
  })

  test('an order that cannot be recorded keeps neither the connection nor the others from being set up (kezia R-C5)', async () => {
    const hub = await startStubHub()
    const order = hub.place({ status: 'received' })
    hub.misbehave(/GET .*location\/orders$/, { status: 200, body: [null, order] })
    const till = await startConnectedTill(hub)
    expect((await onlyOrder(till)).sourceId).toBe(order.id)
  })

  test('the event of an order that is gone is deleted', async () => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub)
    const { id } = hub.place({ status: 'completed' })
    await until(() => expect(hub.pendingEvents()).toEqual([]))
    hub.change(id, {})
    hub.orders.delete(id)
    await until(() => expect(hub.pendingEvents()).toEqual([]))
    expect(await till.orders()).toEqual([])
  })

  test('a hub that comes back is noticed: one strip for the outage, then the orders', async () => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub, { pollSeconds: 1 })
    await hub.stop()
    await until(async () => expect((await till.state()).outageSince).not.toBeNull())
    const { outageSince } = await till.state()
    hub.place()
    await hub.start()
    await onlyOrder(till)
    expect(outageSince).not.toBeNull()
    await until(async () => expect((await till.state()).outageSince).toBeNull())
  })

  test('over quota, nothing is asked before the window ends', async () => {
    const hub = await startStubHub()
    const clock = jumpingClock()
    const till = await startConnectedTill(hub, { clock, pollSeconds: 1 })
    hub.misbehave(/GET \/v1\/callback\/events$/, { status: 429, headers: { 'retry-after': '600' } })
    await until(async () => expect((await till.state()).limitedUntil).not.toBeNull())
    const asked = hub.calls(/events$/).length
    clock.jump({ seconds: 300 })
    expect((await till.state()).limitedUntil).not.toBeNull()
    expect(hub.calls(/events$/)).toHaveLength(asked)
    clock.jump({ seconds: 301 })
    await until(() => expect(hub.calls(/events$/).length).toBeGreaterThan(asked))
  })

  test('«Actif» unticked: nothing is received until it is ticked again', async () => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub, { pollSeconds: 1 })
    const settings = (await till.get<object>('/api/web-order-settings')).body
    await till.put('/api/web-order-settings', { ...settings, isHubActive: false })
    await until(() => expect(hub.openStreams).toBe(0))
    hub.place()
    expect(await till.orders()).toEqual([])
    expect(await till.state()).toMatchObject({ isConnected: true, isActive: false })
    await till.put('/api/web-order-settings', { ...settings, isHubActive: true })
    await onlyOrder(till)
  })
})

describe('changes from elsewhere (kezia R-O5)', () => {
  test.each([
    ['status', { status: 'accepted' as const }, { status: 'accepted' }],
    [
      'confirmed time',
      { confirmed_time: '2031-05-01T20:30:00+02:00' },
      { confirmedAt: '2031-05-01T18:30:00Z' },
    ],
    ['seller notes', { seller_notes: 'Sonner deux fois' }, { memo: 'Sonner deux fois' }],
    [
      'driver',
      { delivery: buildDelivery({ driver_name: 'Théo', driver_phone: '06' }) },
      { driver: { name: 'Théo', phone: '06' } },
    ],
  ])('%s', async (_, change, expected) => {
    const { hub, till, id, number } = await tillWithOrder()
    hub.change(id, change)
    await changed(till, number, expected)
  })

  test('elements: deleted ones disappear, added ones appear', async () => {
    const { hub, till, id, number } = await tillWithOrder({
      items: [{ product_name: 'Margherita' }, { product_name: 'Cola', sku_ref: '11', price: '2.80 EUR' }],
      charges: [{}],
      discounts: [{}],
      payments: [{ amount: '15.80 EUR' }],
    })
    const before = await till.details(number)
    expect(before.lines.map(({ name }) => name)).toEqual(['MARGHERITA', 'COLA 33 CL', 'FRAIS DE PORT TTC'])
    expect(before).toMatchObject({
      payment: 'paid',
      totalCents: 1580,
      totals: { discountCents: 100, gapCents: 0 },
    })
    const { items, charges, discounts, payments } = hub.order(id)
    hub.change(id, {
      items: items.map((item, index) => ({ ...item, deleted: index === 1 })),
      charges: charges.map((charge) => ({ ...charge, deleted: true })),
      discounts: discounts.map((discount) => ({ ...discount, deleted: true })),
      payments: payments.map((payment) => ({ ...payment, deleted: true })),
      total: '12.00 EUR',
    })
    await changed(till, number, { totalCents: 1200, payment: 'unpaid' })
    const after = await till.details(number)
    expect(after.lines.map(({ name }) => name)).toEqual(['MARGHERITA'])
    expect(after.totals).toMatchObject({ discountCents: 0, gapCents: 0 })
  })

  test('once more while the events are being listed: the next page is not taken for what was fetched before', async () => {
    const hub = await startStubHub({ hasStream: false })
    const till = await startConnectedTill(hub, { pollSeconds: 1 })
    const gate = Promise.withResolvers<void>()
    const { id } = hub.place({ status: 'received' })
    const page = { status: 200, body: hub.pendingEvents(), headers: { 'x-cursor-next': 'next' } }
    hub.misbehave(/events$/, page)
    hub.misbehave(/events$/, { hold: gate.promise })
    const { number } = await onlyOrder(till)
    await until(() => expect(hub.received.some(({ query }) => query.has('cursor'))).toBe(true))
    hub.change(id, { seller_notes: 'Appeler' })
    gate.resolve()
    await changed(till, number, { memo: 'Appeler' })
  })

  test('cancelled elsewhere', async () => {
    const { hub, till, id, number } = await tillWithOrder()
    hub.change(id, { status: 'cancelled' })
    await changed(till, number, { status: 'cancelled', handledElsewhere: false })
    expect((await till.get('/api/web-orders/waiting')).body).toEqual({ count: 0, lastAlertAt: null })
  })

  test('accepted here, rejected by another till before this one hears of it: seen at the next look, and told', async () => {
    const clock = jumpingClock()
    const { hub, till, id, number } = await tillWithOrder({}, { clock, pollSeconds: 3600 })
    await till.accept(number)
    await until(() => expect(hub.order(id).status).toBe('accepted'))
    await until(async () => expect((await till.maintenance()).queue).toEqual([]))
    hub.change(id, { status: 'rejected' }, { silently: true })
    clock.jump({ seconds: 6 })
    await changed(till, number, { status: 'rejected', handledElsewhere: true })
    expect((await till.get('/api/web-orders/notices')).body).toMatchObject([{ number, kind: 'elsewhere' }])
  })

  test.each([
    ['before', true],
    ['after', false],
  ])(
    'cancelled in the instant of its acknowledgement, heard %s the answer: `received` does not stand',
    async (_, isHeardFirst) => {
      const hub = await startStubHub()
      const till = await startConnectedTill(hub)
      const [acknowledged, read] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      hub.misbehave(/PATCH/, { hold: acknowledged.promise })
      const { id } = hub.place()
      await until(() => expect(hub.calls(/PATCH/)).toHaveLength(1))
      if (!isHeardFirst) hub.misbehave(new RegExp(`GET .*orders/${id}`), { hold: read.promise })
      hub.change(id, { status: 'cancelled' })
      if (isHeardFirst)
        await until(async () => expect(await till.orders()).toMatchObject([{ status: 'cancelled' }]))
      acknowledged.resolve()
      await until(() => expect(hub.order(id).custom_fields).toHaveProperty('epos'))
      read.resolve()
      const { number } = await onlyOrder(till)
      await until(() => expect(hub.patches(id).at(-1)).toEqual({ status: 'cancelled' }))
      await until(async () => expect((await till.maintenance()).queue).toEqual([]))
      expect(hub.order(id).status).toBe('cancelled')
      await changed(till, number, { status: 'cancelled' })
      expect((await till.get('/api/web-orders/notices')).body).toMatchObject([{ number, kind: 'cancelled' }])
      expect((await till.get('/api/web-orders/waiting')).body).toMatchObject({ count: 0 })
    },
  )

  test('refused by the seller while its acknowledgement is under way, it stays refused, and nobody else is said to have done so', async () => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub)
    const acknowledged = Promise.withResolvers<void>()
    hub.misbehave(/PATCH/, { hold: acknowledged.promise })
    const { id } = hub.place()
    await until(() => expect(hub.calls(/PATCH/)).toHaveLength(1))
    const { number } = await onlyOrder(till)
    const rejection = { sellerId: 1, reason: 'Trop de commandes' }
    expect((await till.post(`/api/web-orders/${number}/reject`, rejection)).status).toBe(204)
    acknowledged.resolve()
    await until(() => expect(hub.order(id).status).toBe('rejected'))
    await until(async () => expect((await till.maintenance()).queue).toEqual([]))
    expect(hub.patches(id).map(({ status }) => status)).toEqual(['received', 'rejected'])
    expect(await till.details(number)).toMatchObject({ status: 'rejected', handledElsewhere: false })
    expect((await till.get('/api/web-orders/notices')).body).toEqual([])
  })

  test('an anonymised customer is blanked everywhere', async () => {
    const { hub, till, id, number } = await tillWithOrder({ customer: { last_name: 'Delacroix' } })
    expect((await till.details(number)).customerName).toBe('Delacroix Inès')
    hub.change(id, { customer: { ...hub.order(id).customer, anonymised: true } })
    await changed(till, number, { customerName: null, customer: { anonymised: true, phone: null } })
    expect(JSON.stringify(await till.details(number))).not.toContain('Delacroix')
  })
})

describe('what the hub does not tell (kezia D65, R-C9)', () => {
  test('an order validated by another till is found by reading it again, and says so', async () => {
    const clock = jumpingClock()
    const { hub, till, id, number } = await tillWithOrder({}, { clock, pollSeconds: 1 })
    hub.change(id, { status: 'accepted' }, { silently: true })
    clock.jump({ minutes: 6 })
    await changed(till, number, { status: 'accepted', handledElsewhere: true })
  })

  test('one that the hub cannot give holds back none of the others', async () => {
    const clock = jumpingClock()
    const { hub, till, id } = await tillWithOrder({}, { clock, pollSeconds: 1 })
    const other = hub.place({ status: 'received' })
    await until(async () => expect(await till.orders()).toHaveLength(2))
    hub.misbehave(new RegExp(`GET .*orders/${id}$`), { status: 500 }, 1_000)
    hub.change(other.id, { status: 'accepted' }, { silently: true })
    clock.jump({ minutes: 6 })
    await until(async () =>
      expect((await till.orders()).find(({ sourceId }) => sourceId === other.id)?.status).toBe('accepted'),
    )
  })

  test('finished orders are not read again', async () => {
    const clock = jumpingClock()
    const { hub, till, id, number } = await tillWithOrder({}, { clock, pollSeconds: 1 })
    hub.change(id, { status: 'completed' })
    await changed(till, number, { status: 'completed' })
    const reads = hub.calls(new RegExp(`GET .*${id}`)).length
    const polls = hub.calls(/events$/).length
    clock.jump({ minutes: 6 })
    await until(() => expect(hub.calls(/events$/).length).toBeGreaterThan(polls + 1))
    expect(hub.calls(new RegExp(`GET .*${id}`))).toHaveLength(reads)
  })
})
