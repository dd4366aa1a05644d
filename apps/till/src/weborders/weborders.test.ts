import { describe, expect, test } from 'vitest'
import { listenAsScreen, type Push } from '../connector/testing/pushes.ts'
import { startStubHub } from '../connector/testing/stub-hub.ts'
import type { OrderFields } from '../connector/testing/stub-order.ts'
import { jumpingClock, onlyOrder, startConnectedTill, until } from '../connector/testing/till.ts'
import { changeArticle } from '../testing/change-article.ts'
import type { WaitingSummary, WebOrderList } from './wire.ts'

async function arrived(fields: OrderFields = {}, options: Record<string, unknown> = {}) {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  await till.put('/api/hub/options', options)
  const { id } = hub.place(fields)
  const row = await onlyOrder(till)
  return { hub, till, id, row, details: await till.details(row.number) }
}

describe('what W-8 shows (kezia R-K4, R-K11, D19)', () => {
  test('a row of the list', async () => {
    const { id, row } = await arrived({
      created_by: 'LivePepper',
      service_type: 'delivery',
      collection_code: '12088610',
      expected_time: '2031-07-29T14:32:00+02:00',
      seller_notes: 'Interphone',
      payments: [{ type: 'cash', name: 'Cash', ref: null }],
      custom_fields: { restaurant: { table_name: '13' } },
    })
    expect(row).toMatchObject({
      code: `LIVP-${id}`,
      secondCode: '12088610',
      channel: 'LivePepper',
      status: 'pending',
      serviceType: 'delivery',
      dueAt: '2031-07-29T12:32:00Z',
      totalCents: 1200,
      currency: 'EUR',
      payment: 'unpaid',
      customerName: 'Martin Inès',
      memo: 'Interphone',
      tableName: '13',
    })
  })

  test('without an expected time, it is due after the time of preparation', async () => {
    const { row } = await arrived({}, { preparationMinutes: 45 })
    expect(row.expectedAt).toBeNull()
    expect(Date.parse(row.dueAt) - Date.parse(row.createdAt)).toBe(45 * 60_000)
  })

  test.each([
    ['longer than that', 35, 35],
    ['no longer', 5, 20],
  ])(
    'an article whose «Temps de Préparation» is %s: due, and promised, after %d → %d min (W-16, D34, D46)',
    async (_, minutes, expected) => {
      const hub = await startStubHub()
      const till = await startConnectedTill(hub)
      await changeArticle(till, 1, { preparationMinutes: minutes })
      await changeArticle(till, 11, { preparationMinutes: 2 })
      hub.place({ items: [{ sku_ref: '11', product_name: 'Cola' }, { sku_ref: '1' }] })
      const { number, createdAt, dueAt } = await onlyOrder(till)
      expect(Date.parse(dueAt) - Date.parse(createdAt)).toBe(expected * 60_000)
      const { body } = await till.get<{ proposedConfirmedAt: string }>(`/api/web-orders/${number}`)
      expect(Math.round((Date.parse(body.proposedConfirmedAt) - Date.now()) / 60_000)).toBe(expected)
    },
  )

  test('a period leaves out what is due outside it, but never what waits', async () => {
    const { hub, till } = await arrived({ expected_time: '2031-09-29T14:32:00+02:00' })
    hub.place({ status: 'accepted', expected_time: '2031-08-15T12:00:00+02:00' })
    await until(async () => expect(await till.orders()).toHaveLength(2))
    const during = async (from: string, to: string) =>
      (await till.get<WebOrderList>(`/api/web-orders?from=${from}&to=${to}`)).body.rows.map(
        ({ status }) => status,
      )
    expect(await during('2031-08-01T00:00:00Z', '2031-08-31T00:00:00Z')).toEqual(['accepted', 'pending'])
    expect(await during('2031-01-01T00:00:00Z', '2031-01-02T00:00:00Z')).toEqual(['pending'])
    expect(await till.get('/api/web-orders?from=hier')).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'from' }] },
    })
  })
})

describe('what W-8 leaves out (kezia R-O8, D32)', () => {
  const options = { isHubActive: true, listKey: 1, listKeyLabel: 'Web', isPopupDisabled: false }

  test('orders of a kiosk, and those older than the days chosen, neither show nor ring', async () => {
    const { hub, till, row } = await arrived()
    hub.place({ created_by: 'Borne 2' })
    hub.place({ service_type_ref: 'KIOSK_EAT_IN' })
    hub.place({ created_at: new Date(Date.now() - 3 * 24 * 3_600_000).toISOString() })
    await until(async () => expect(await till.orders()).toHaveLength(4))
    const set = (change: object) => till.put('/api/web-order-settings', { ...options, ...change })
    await set({ isKioskHidden: true, kioskWords: 'borne, kiosk' })
    expect(await till.orders()).toHaveLength(2)
    await set({ isKioskHidden: true, kioskWords: 'borne', displayDays: 2 })
    expect(await till.orders()).toHaveLength(2)
    await set({ isKioskHidden: true, kioskWords: 'borne, kiosk', displayDays: 2 })
    expect(await till.orders()).toMatchObject([{ number: row.number }])
    expect((await till.get('/api/web-orders/waiting')).body).toMatchObject({ count: 1 })
    await set({ displayDays: null })
    expect(await till.orders()).toHaveLength(4)
  })
})

describe('the articles of an order (kezia R-K1, R-K2, R-K3, D66)', () => {
  const lines = async (refs: (string | null)[], options = {}) => {
    const items = refs.map((sku_ref, index) => ({
      sku_ref,
      product_name: `Web ${index}`,
      price: '10.50 EUR',
    }))
    return (await arrived({ items }, options)).details.lines
  }

  test('by IDART, then by code interne; unknown ones keep their name', async () => {
    expect(await lines(['1', 'COUV', 'NOPE', null])).toMatchObject([
      { name: 'MARGHERITA', articleId: 1, known: true, unitCents: 1050 },
      { name: 'COUVERTS', code: 'COUV', known: true },
      { name: 'Web 2', code: 'WEB_3_NOPE', articleId: 0, known: false },
      { name: 'Web 3', code: 'WEB_4_0', articleId: 0, known: false },
    ])
  })

  test.each([
    ['unticked', false, 'MARGHERITA'],
    ['ticked', true, 'COUVERTS'],
  ])(
    '«Associer les articles par codes internes» %s: a ref that is an IDART and a code interne (kezia R-K1)',
    async (_, matchInternalCodes, name) => {
      const hub = await startStubHub()
      const till = await startConnectedTill(hub)
      await till.put('/api/hub/options', { matchInternalCodes })
      const { article } = (await till.get<{ article: Record<string, unknown> }>('/api/articles/18')).body
      const { promoPriceCents: _cents, promoStart: _from, promoEnd: _to, ...values } = article
      const form = {
        ...values,
        rayon: '',
        famille: '',
        sousFamille: '',
        purchasePrice: '',
        ecotax: '',
        price: '0',
      }
      expect((await till.put('/api/articles/18', { ...form, internalCode: '1' })).status).toBe(200)
      hub.place({ items: [{ sku_ref: '1' }, { sku_ref: '2' }] })
      const { number } = await onlyOrder(till)
      expect((await till.details(number)).lines).toMatchObject([
        { name, known: true },
        { name: 'REGINA', known: true },
      ])
    },
  )

  test("the hub's price is used, and the article keeps its own", async () => {
    const { till, details } = await arrived({ items: [{ price: '10.50 EUR' }] })
    expect(details.lines[0]!.unitCents).toBe(1050)
    expect((await till.get('/api/articles/1')).body).toMatchObject({ article: { priceCents: 1200 } })
  })

  test.each([
    ['eat_in', '10.0'],
    ['collection', '5.5'],
    ['delivery', '5.5'],
    [null, '10.0'],
  ] as const)('service %s: VAT %s', async (service_type, vatRate) => {
    // COLA 33 CL has two rates.
    const items = [{ sku_ref: '11' }]
    expect((await arrived({ service_type, items })).details.lines[0]!.vatRate).toBe(vatRate)
  })

  test('a total that differs from the lines is shown as a gap, and the amounts of the hub are kept', async () => {
    const { details } = await arrived({ total: '12.10 EUR' })
    expect(details).toMatchObject({ totalCents: 1210, totals: { computedCents: 1200, gapCents: 10 } })
  })
})

describe('odd orders (kezia 6.4)', () => {
  test.each<[string, OrderFields]>([
    ['no item', { items: [] }],
    ['price 0', { items: [{ price: '0.00 EUR' }] }],
    ['total below 0', { items: [], discounts: [{ price_off: '5.00 EUR' }] }],
    ['300 lines', { items: Array.from({ length: 300 }, () => ({})) }],
    ['texts of 255 characters with markup', { items: [{ product_name: '<b>'.repeat(85), sku_ref: null }] }],
    ['a quantity of 1.5', { items: [{ quantity: '1.5' }] }],
    [
      'a deal that nobody describes',
      {
        items: [
          {
            deal_line: {
              deal_key: '9',
              position: null,
              label: null,
              pricing_effect: null,
              pricing_value: null,
            },
          },
        ],
      },
    ],
    [
      'amounts and times that cannot be read',
      { total: 'free', created_at: 'yesterday', expected_time: '??', items: [{ price: '12' }] },
    ],
    [
      'missing parts',
      JSON.parse(
        '{"customer":null,"payments":null,"discounts":null,"charges":null,"deals":null,"coupon_codes":null}',
      ),
    ],
  ])('%s', async (_, fields) => {
    const { row, details } = await arrived(fields)
    expect(row.status).toBe('pending')
    expect(details.lines).toHaveLength(fields.items?.length ?? 1)
  })
})

describe('alerts (kezia R-O7, D31)', () => {
  const alerts = (pushes: Push[]) =>
    pushes.filter(({ topic }) => topic === 'web-order-alert').map(({ data }) => data)

  test('each new order rings once, again after 5 minutes, then at the frequency, until it is decided', async () => {
    const hub = await startStubHub()
    const clock = jumpingClock()
    const till = await startConnectedTill(hub, { clock })
    const pushes = await listenAsScreen(till.url)
    await till.put('/api/hub/options', { reminderHours: 2 })
    hub.place()
    const { number } = await onlyOrder(till)
    const at = expect.any(String)
    const reminder = { reason: 'reminder', numbers: [number], at }
    await until(() => expect(alerts(pushes)).toEqual([{ reason: 'new', numbers: [number], at }]))
    clock.jump({ minutes: 5 })
    await until(() => expect(alerts(pushes)).toHaveLength(2))
    clock.jump({ hours: 2 })
    await until(() => expect(alerts(pushes).slice(1)).toEqual([reminder, reminder]))
    const waiting = (await till.get<WaitingSummary>('/api/web-orders/waiting')).body
    expect(waiting.count).toBe(1)
    expect(alerts(pushes).at(-1)).toEqual({ ...reminder, at: waiting.lastAlertAt })

    await till.accept(number)
    expect((await till.get('/api/web-orders/waiting')).body).toEqual({ count: 0, lastAlertAt: null })
  })

  test('an order that arrives already accepted does not ring', async () => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub)
    const pushes = await listenAsScreen(till.url)
    hub.place({ status: 'accepted' })
    await onlyOrder(till)
    await until(() => expect(pushes).toContainEqual({ topic: 'web-orders', data: null }))
    expect(alerts(pushes)).toEqual([])
  })

  test('a cancellation from elsewhere is told to the screens, until someone has seen it', async () => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub)
    const pushes = await listenAsScreen(till.url)
    const { id } = hub.place()
    const { number, code } = await onlyOrder(till)
    // Acknowledged first, so that the cancellation is a further change and not the
    // answer to the acknowledgement.
    await until(() => expect(hub.order(id).status).toBe('received'))
    hub.change(id, { status: 'cancelled' })
    await until(() => expect(pushes).toContainEqual({ topic: 'web-order-cancelled', data: null }))
    const notices = async () => (await till.get('/api/web-orders/notices')).body
    expect(await notices()).toMatchObject([{ number, code, kind: 'cancelled', repeats: false }])
    expect((await till.delete(`/api/web-orders/${number}/notice`)).status).toBe(204)
    expect(await notices()).toEqual([])
  })
})
