import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { startStubHub } from '../connector/testing/stub-hub.ts'
import type { OrderFields } from '../connector/testing/stub-order.ts'
import { onlyOrder, startConnectedTill, until } from '../connector/testing/till.ts'
import { Database } from '../platform/database.ts'
import type { Reading } from '../sales/closings/wire.ts'
import { verifyChain } from '../sales/index.ts'
import type { Sale } from '../sales/wire.ts'
import type { ArticleStock } from '../stock/wire.ts'
import { manageStock } from '../testing/manage-stock.ts'
import { temporaryFolder } from '../testing/start.ts'
import type { OpenOrderList, WebOrderDetails } from './wire.ts'

const cash = 1
const card = 3
const promise = { type: 'cash' as const, name: 'Cash', ref: null }
const online = { type: 'online' as const, name: 'Carte', ref: 'CB' }

interface Refusal {
  message: string
  errors?: { field: string; message: string }[]
}

/** A till with one order, known to both sides. */
async function tillWith(
  fields: OrderFields = {},
  settings: object = {},
  overrides: { dataDir?: string } = {},
) {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub, overrides)
  const base = { isHubActive: true, listKey: 1, listKeyLabel: 'Web', isPopupDisabled: false }
  await till.put('/api/web-order-settings', { ...base, ...settings })
  const { id } = hub.place({ status: 'accepted', ...fields })
  const { number } = await onlyOrder(till)
  const path = `/api/web-orders/${number}`
  await until(() => expect(hub.order(id).status).not.toBe('new'))
  return {
    hub,
    till,
    id,
    number,
    row: async () => (await till.orders())[0]!,
    details: async () => (await till.get<WebOrderDetails>(path)).body,
    act: (action: string, body: object = {}) => till.post<Refusal>(`${path}/${action}`, body),
    settle: (dueCents: number, payments: { modeId: number; cents: number }[], values: object = {}) =>
      till.post<Sale & Refusal>(`${path}/invoice`, {
        draftId: crypto.randomUUID(),
        sellerId: 1,
        dueCents,
        payments,
        ...values,
      }),
    complete: (body: object = { sellerId: 1 }) =>
      till.post<Refusal & { saleNumber: number | null }>(`${path}/complete`, body),
    queueIsEmpty: () => until(async () => expect((await till.maintenance()).queue).toEqual([])),
    livePayments: () =>
      hub
        .order(id)
        .payments.filter(({ deleted }) => !deleted)
        .map(({ type, ref, amount }) => `${type} ${ref} ${amount}`),
  }
}

describe('«Paiement» (kezia §3.3, R-K3, R-K7)', () => {
  test('makes a facture of the lines: prices of the hub, VAT per rate, discount spread, fee, options', async () => {
    const { settle, row } = await tillWith({
      created_by: 'LivePepper',
      service_type: 'eat_in',
      collection_code: '42',
      customer_notes: 'Sans sel',
      custom_fields: { restaurant: { table_name: '13' } },
      items: [
        {
          price: '10.50 EUR',
          quantity: '2',
          options: [
            { option_list_name: 'Suppléments', name: 'Tomates', ref: '6', price: '0.50 EUR', quantity: 1 },
          ],
        },
        { sku_ref: 'NOPE', product_name: 'Pizza du web', price: '7.00 EUR', tax_rate: '20.0' },
      ],
      charges: [{ price: '2.00 EUR' }],
      discounts: [{ price_off: '3.00 EUR' }],
      total: '28.00 EUR',
    })
    const { status, body } = await settle(2800, [{ modeId: cash, cents: 3000 }])
    expect(status).toBe(201)
    expect(body).toMatchObject({
      kind: 'invoice',
      totalCents: 2800,
      changeCents: 200,
      discountCents: 300,
      channel: 'LivePepper',
      note: 'Sans sel',
      customer: { lastName: 'Martin', firstName: 'Inès' },
      origin: { kind: 'web-order', details: { secondCode: '42', serviceType: 'eat_in', tableName: '13' } },
      lines: [
        { definition: 'MARGHERITA', idart: 1, unitCents: 1050, quantity: '2', depth: 0 },
        { definition: 'TOMATES', idart: 6, unitCents: 50, quantity: '2.0', depth: 1 },
        { definition: 'Pizza du web', idart: null, unitCents: 700, vatRate: '20.0' },
        { definition: 'FRAIS DE PORT TTC', unitCents: 200, vatRate: '20.0' },
      ],
    })
    expect(body.vat.map(({ rate, totalCents }) => [rate, totalCents])).toEqual([
      ['10.0', 1987], // 22,00 − 2,13: of 3,00 the exact part is 2,129
      ['20.0', 813],
    ])
    expect(await row()).toMatchObject({ saleNumber: body.number, payment: 'paid', dueCents: 0 })
  })

  test('the same draft sent twice is one facture; a second one is refused', async () => {
    const { till, settle } = await tillWith()
    const draft = { draftId: crypto.randomUUID() }
    const first = await settle(1200, [{ modeId: card, cents: 1200 }], draft)
    expect((await settle(1200, [{ modeId: card, cents: 1200 }], draft)).body.number).toBe(first.body.number)
    expect(await settle(0, [])).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining(`facture ${first.body.number}`) },
    })
    expect((await till.get<Sale[]>('/api/sales')).body).toHaveLength(1)
  })

  test.each<[string, OrderFields, number, { modeId: number; cents: number }[], object, number, RegExp]>([
    ['another amount than was told', {}, 1100, [{ modeId: card, cents: 1100 }], {}, 409, /il reste 12,00/],
    ['too little', {}, 1200, [{ modeId: card, cents: 1000 }], {}, 422, /Il reste 2,00\u00a0€ à régler/],
    ['change out of a card', {}, 1200, [{ modeId: card, cents: 1500 }], {}, 422, /Seules des espèces/],
    ['a mode unknown', {}, 1200, [{ modeId: 77, cents: 1200 }], {}, 422, /mode de règlement 77/],
    [
      'no seller',
      {},
      1200,
      [{ modeId: card, cents: 1200 }],
      { sellerId: null },
      422,
      /Choisissez un vendeur/,
    ],
  ])('%s is refused, and makes no facture', async (_, fields, due, payments, values, status, sentence) => {
    const { till, settle } = await tillWith(fields)
    const answer = await settle(due, payments, values)
    expect(answer.status).toBe(status)
    expect(JSON.stringify(answer.body)).toMatch(sentence)
    expect((await till.get<Sale[]>('/api/sales')).body).toEqual([])
  })

  test.each(['rejected', 'cancelled', 'delivery_failed'] as const)(
    'a %s order is not invoiced',
    async (status) => {
      const { hub, id, settle, row } = await tillWith()
      hub.change(id, { status })
      await until(async () => expect((await row()).status).toBe(status))
      expect((await settle(1200, [{ modeId: card, cents: 1200 }])).status).toBe(422)
    },
  )

  test('a total that the lines do not explain is the total of the facture (R-K13)', async () => {
    const { settle } = await tillWith({ total: '12.10 EUR' })
    const { body } = await settle(1210, [{ modeId: card, cents: 1210 }])
    expect(body).toMatchObject({
      totalCents: 1210,
      lines: [{ totalCents: 1200 }, { definition: 'Écart de total', totalCents: 10 }],
    })
  })

  test('an invoiced order is neither rejected nor called off, until an «avoir» gives it back', async () => {
    const { hub, id, till, act, settle } = await tillWith({ status: 'received' })
    const { number } = (await settle(1200, [{ modeId: card, cents: 1200 }])).body
    const rejection = { sellerId: 1, reason: 'Trop de commandes' }
    for (const answer of [await act('reject', rejection), await act('cancel')])
      expect(answer).toMatchObject({
        status: 422,
        body: { message: expect.stringContaining(`facture ${number}`) },
      })
    await till.post(`/api/sales/${number}/credit`, {
      draftId: crypto.randomUUID(),
      sellerId: 1,
      modeId: card,
      reason: 'Froid',
    })
    expect((await act('cancel')).status).toBe(204)
    await until(() => expect(hub.order(id).status).toBe('cancelled'))
  })
})

describe('the payments that the hub reads (kezia R-K4, D40)', () => {
  test.each<[string, OrderFields, number, { modeId: number; cents: number }[], string[]]>([
    [
      'no payment: one for each mode, change taken off',
      {},
      1200,
      [
        { modeId: card, cents: 700 },
        { modeId: cash, cents: 1000 },
      ],
      ['online 3 7.00 EUR', 'cash 1 5.00 EUR'],
    ],
    [
      'a promise of cash kept by card gives way to it',
      { payments: [promise] },
      1200,
      [{ modeId: card, cents: 1200 }],
      ['online 3 12.00 EUR'],
    ],
    [
      'the rest of what was paid online in part',
      {
        payments: [
          { ...online, amount: '5.00 EUR' },
          { ...promise, amount: '7.00 EUR' },
        ],
      },
      700,
      [{ modeId: card, cents: 700 }],
      ['online CB 5.00 EUR', 'online 3 7.00 EUR'],
    ],
  ])('%s', async (_, fields, due, payments, expected) => {
    const { settle, queueIsEmpty, livePayments } = await tillWith(fields)
    expect((await settle(due, payments)).status).toBe(201)
    await queueIsEmpty()
    expect(livePayments()).toEqual(expected)
  })

  test.each<[string, OrderFields, number, { modeId: number; cents: number }[]]>([
    ['in cash as promised', { payments: [promise] }, 1200, [{ modeId: cash, cents: 2000 }]],
    ['online already', { payments: [online] }, 0, []],
  ])('settled %s: nothing is sent', async (_, fields, due, payments) => {
    const { hub, id, settle, queueIsEmpty } = await tillWith(fields)
    expect((await settle(due, payments)).status).toBe(201)
    await queueIsEmpty()
    expect(hub.patches(id)).toEqual([])
  })

  test('an answer that was lost adds nothing twice, also where the key is ignored', async () => {
    const { hub, till, settle, queueIsEmpty, livePayments } = await tillWith()
    hub.forgetsKeys = true
    hub.misbehave(/PATCH/, 'cut after')
    await settle(1200, [{ modeId: card, cents: 1200 }])
    await until(async () => expect((await till.maintenance()).queue[0]).toMatchObject({ attempts: 1 }))
    const [entry] = (await till.maintenance()).queue
    await till.post(`/api/hub/outbox/${entry!.id}/retry`, {})
    await queueIsEmpty()
    expect(livePayments()).toEqual(['online 3 12.00 EUR'])
  })
})

describe('the end of an order (kezia R-A4, D36)', () => {
  test('collection, paid: «Commande remise» invoices it', async () => {
    const { hub, id, act, complete, row, queueIsEmpty, details } = await tillWith({ payments: [online] })
    await act('ready')
    const { status, body } = await complete()
    expect(status).toBe(200)
    expect(body.saleNumber).toBe(1)
    expect(await row()).toMatchObject({ status: 'completed', saleNumber: 1 })
    await queueIsEmpty()
    expect(hub.patches(id).map((patch) => patch.status)).toEqual(['awaiting_collection', 'completed'])
    expect(hub.order(id).custom_fields).toMatchObject({ epos: { invoice: 'F1' } })
    expect((await details()).totalCents).toBe(1200)
  })

  test('delivery, unpaid: it is settled first; the statuses are seen in order', async () => {
    const { hub, id, act, complete, settle, queueIsEmpty, livePayments } = await tillWith({
      service_type: 'delivery',
      payments: [promise],
    })
    for (const action of ['ready', 'ship']) await act(action)
    expect(await complete()).toMatchObject({
      status: 422,
      body: { message: "Il reste 12,00\u00a0€ à régler : encaissez d'abord la commande." },
    })
    await settle(1200, [{ modeId: card, cents: 1200 }])
    expect((await complete()).body).toEqual({ saleNumber: 1 })
    await queueIsEmpty()
    expect(hub.patches(id).flatMap(({ status }) => status ?? [])).toEqual([
      'awaiting_shipment',
      'in_delivery',
      'completed',
    ])
    expect(livePayments()).toEqual(['online 3 12.00 EUR'])
  })

  test('a delivery may be handed over unpaid, and settled when the driver is back', async () => {
    const { act, complete, settle, row } = await tillWith({ service_type: 'delivery', payments: [promise] })
    for (const action of ['ready', 'ship']) await act(action)
    expect((await complete({ sellerId: 1, isUnpaidAllowed: true })).body).toEqual({ saleNumber: null })
    expect(await row()).toMatchObject({ status: 'completed', payment: 'unpaid', dueCents: 1200 })
    expect((await settle(1200, [{ modeId: cash, cents: 1200 }])).status).toBe(201)
    expect(await row()).toMatchObject({ status: 'completed', payment: 'paid' })
  })

  test('one to collect may not; and it needs someone who hands it over', async () => {
    const { act, complete } = await tillWith({ payments: [promise] })
    await act('ready')
    expect((await complete({ sellerId: 1, isUnpaidAllowed: true })).status).toBe(422)
    expect(await complete({})).toMatchObject({ status: 422, body: { errors: [{ field: 'sellerId' }] } })
  })

  test.each<[string, OrderFields]>([
    ['not ready', { payments: [online] }],
    [
      'on the shelf of the driver',
      { payments: [online], service_type: 'delivery', status: 'awaiting_shipment' },
    ],
  ])('what is %s is not handed over', async (_, fields) => {
    const { complete } = await tillWith(fields)
    expect((await complete()).status).toBe(422)
  })

  test('completed elsewhere, what was validated here and is paid is invoiced here', async () => {
    const { hub, till, id, number, row } = await tillWith({ status: 'new', payments: [online] })
    await till.accept(number)
    await until(() => expect(hub.order(id).status).toBe('accepted'))
    hub.change(id, { status: 'completed' })
    await until(async () => expect(await row()).toMatchObject({ status: 'completed', saleNumber: 1 }))
  })

  test('unless another till made its facture', async () => {
    const { hub, till, id, number, row, settle } = await tillWith({ status: 'new', payments: [online] })
    await till.accept(number)
    await until(() => expect(hub.order(id).status).toBe('accepted'))
    hub.change(id, { status: 'completed', custom_fields: { epos: { invoice: 'F200000012' } } })
    await until(async () =>
      expect(await row()).toMatchObject({
        status: 'completed',
        saleNumber: null,
        invoicedElsewhere: 'F200000012',
        payment: 'paid',
      }),
    )
    expect((await settle(0, [])).body.message).toContain('F200000012')
  })
})

describe('«Paiement par acompte 100%» (kezia R-K5)', () => {
  test.each([
    ['ticked', true, 1200],
    // W-11 shows online payments too (counter B24).
    ['unticked', false, 1200],
  ])('%s: the same money once invoiced', async (_, isFullDeposit, depositCents) => {
    const { till, settle } = await tillWith({ payments: [online] }, { isFullDeposit })
    expect((await till.get<OpenOrderList>('/api/web-orders/open')).body.rows).toMatchObject([
      { depositCents },
    ])
    const { body } = await settle(0, [])
    expect(body).toMatchObject({
      totalCents: 1200,
      payments: [{ modeName: 'Paiement Web', cents: 1200, isDeposit: isFullDeposit }],
    })
    expect((await till.get<OpenOrderList>('/api/web-orders/open')).body.rows).toMatchObject([
      { depositCents: 0 },
    ])
  })

  test('day totals are the same after invoicing', async () => {
    const dayTotals = async (isFullDeposit: boolean) => {
      const { till, settle } = await tillWith({ payments: [online] }, { isFullDeposit })
      const { number } = (await settle(0, [])).body
      const { report } = (await till.get<Reading>('/api/closings/now')).body
      const { rows, ...totals } = report
      expect(totals).toMatchObject({ totalCents: 1200, lastSale: number })
      return {
        totals: { ...totals, at: null },
        rows: rows.filter(({ dimension }) => dimension !== 'deposit'),
      }
    }
    const [withDeposit, without] = [await dayTotals(true), await dayTotals(false)]
    expect(withDeposit).toEqual(without)
    expect(withDeposit.rows).toContainEqual(
      expect.objectContaining({ dimension: 'mode', label: 'Paiement Web', totalCents: 1200 }),
    )
  })

  test('what is not paid in full leaves no deposit, and «Acompte» says what came in (counter B24)', async () => {
    const { till } = await tillWith(
      { payments: [{ ...online, amount: '5.00 EUR' }] },
      { isFullDeposit: true },
    )
    expect((await till.get<OpenOrderList>('/api/web-orders/open')).body.rows).toMatchObject([
      { depositCents: 500 },
    ])
    const { report } = (await till.get<Reading>('/api/closings/now')).body
    expect(report.rows.filter(({ dimension }) => dimension === 'deposit')).toEqual([])
  })
})

test('a deposit is given back when the order is called off, and both are recorded (kezia R-K5, D64)', async () => {
  const dataDir = temporaryFolder()
  const { hub, till, id, row } = await tillWith({ payments: [online] }, { isFullDeposit: true }, { dataDir })
  hub.change(id, { status: 'cancelled' })
  await until(async () => expect((await row()).status).toBe('cancelled'))
  await till.close()
  const database = new Database(join(dataDir, 'till.sqlite'))
  expect(database.all('select mode_id as modeId, cents from deposit order by id')).toEqual([
    expect.objectContaining({ modeId: 8, cents: 1200 }),
    expect.objectContaining({ modeId: 8, cents: -1200 }),
  ])
  expect(verifyChain(database)).toMatchObject({ problems: [], entries: 2 })
  database.close()
})

test('amounts beyond any till are received, and not invoiced (kezia 6.4)', async () => {
  const { hub, till, id, number, row, settle } = await tillWith({
    status: 'new',
    items: [{ price: '999999999999.00 EUR', quantity: '999999999999' }],
    total: '12.00 EUR',
    payments: [online],
  })
  await till.accept(number)
  await until(() => expect(hub.order(id).status).toBe('accepted'))
  expect(await settle(0, [])).toMatchObject({
    status: 422,
    body: { message: expect.stringContaining('trop grand') },
  })
  hub.change(id, { status: 'completed' })
  await until(async () => expect(await row()).toMatchObject({ status: 'completed', saleNumber: null }))
})

test('an order in another currency than the till is received, and neither held nor invoiced (kezia D4)', async () => {
  const { hub, till, id, number, row, settle } = await tillWith(
    {
      status: 'new',
      items: [{ price: '12.00 GBP' }],
      total: '12.00 GBP',
      payments: [{ ...online, amount: '12.00 GBP' }],
    },
    { isFullDeposit: true },
  )
  await till.accept(number)
  await until(() => expect(hub.order(id).status).toBe('accepted'))
  expect((await till.get<OpenOrderList>('/api/web-orders/open')).body.rows).toMatchObject([
    { depositCents: 1200, currency: 'GBP' },
  ])
  expect(await settle(0, [])).toMatchObject({
    status: 422,
    body: { message: expect.stringContaining('est en GBP, la caisse en EUR : elle ne se facture pas ici.') },
  })
  hub.change(id, { status: 'completed' })
  await until(async () => expect(await row()).toMatchObject({ status: 'completed', saleNumber: null }))
})

describe('the stock of one article (kezia R-S2)', () => {
  const held = async ({ till }: Awaited<ReturnType<typeof tillWith>>) => {
    const { onHandMilli, reservedMilli } = (await till.get<ArticleStock>('/api/articles/1/stock')).body
    return [onHandMilli, reservedMilli]
  }
  async function started(fields: OrderFields = {}) {
    const world = await tillWith({ status: 'received', items: [{ quantity: '2' }], ...fields })
    await manageStock(world.till, 1)
    await world.till.post('/api/articles/1/stock', { direction: 'in', quantity: '5', reason: 'Livraison' })
    return world
  }

  test('ordered, validated, invoiced, returned', async () => {
    const world = await started()
    expect(await held(world)).toEqual([5000, 0])
    expect(await world.till.accept(world.number)).toBe(204)
    expect(await held(world)).toEqual([5000, 2000])
    const { number } = (await world.settle(2400, [{ modeId: card, cents: 2400 }])).body
    expect(await held(world)).toEqual([3000, 0])
    await world.till.post(`/api/sales/${number}/credit`, {
      draftId: crypto.randomUUID(),
      sellerId: 1,
      modeId: card,
      reason: 'Froid',
      lines: [{ rank: 0, quantity: '1' }],
    })
    expect(await held(world)).toEqual([4000, 0])
  })

  test('validated from «Fiche Commande» it is reserved too; «Solder» gives it back', async () => {
    const world = await started()
    await world.act('save', { sellerId: 1 })
    expect(await held(world)).toEqual([5000, 2000])
    await world.act('cancel')
    expect(await held(world)).toEqual([5000, 0])
  })

  test('a rejection reserves nothing, and a cancellation from outside gives it back', async () => {
    const rejected = await started()
    await rejected.act('reject', { sellerId: 1, reason: 'Trop de commandes' })
    expect(await held(rejected)).toEqual([5000, 0])
    const world = await started()
    await world.till.accept(world.number)
    await until(() => expect(world.hub.order(world.id).status).toBe('accepted'))
    world.hub.change(world.id, { status: 'cancelled' })
    await until(async () => expect(await held(world)).toEqual([5000, 0]))
  })

  test('what the hub changes in a validated order changes what is kept', async () => {
    const world = await started()
    await world.till.accept(world.number)
    await until(() => expect(world.hub.order(world.id).status).toBe('accepted'))
    const [item] = world.hub.order(world.id).items
    world.hub.change(world.id, { items: [{ ...item!, quantity: '3.0' }], total: '36.00 EUR' })
    await until(async () => expect(await held(world)).toEqual([5000, 3000]))
  })
})

describe('what the hub changes after the facture (kezia R-O5)', () => {
  test('is told in «Nota», and not applied; status and notes follow', async () => {
    const { hub, id, settle, details, queueIsEmpty } = await tillWith()
    await settle(1200, [{ modeId: card, cents: 1200 }])
    await queueIsEmpty()
    const order = hub.order(id)
    hub.change(id, {
      status: 'in_preparation',
      seller_notes: 'Interphone',
      items: [...order.items, { ...order.items[0]!, id: 'i9', product_name: 'Cola', price: '2.80 EUR' }],
      total: '14.80 EUR',
    })
    await until(async () => expect((await details()).status).toBe('in_preparation'))
    const shown = await details()
    expect(shown).toMatchObject({ totalCents: 1200, memo: 'Interphone', lines: [{ name: 'MARGHERITA' }] })
    expect(shown.lines).toHaveLength(1)
    expect(shown.nota).toContain(
      '-- Changé après la facture, non appliqué --\n+ 1 × Cola 2,80\u00a0€\nTotal 12,00\u00a0€ → 14,80\u00a0€',
    )
  })
})

describe('an order whose payments are all below 0 (kezia D39, D40)', () => {
  const refund = (amount: string) => ({ payments: [{ ...online, amount }] })
  const below0 = { items: [], discounts: [{ price_off: '5.00 EUR' }], total: '-5.00 EUR' }

  test('is not paid; once it is settled the payments of the hub add up to its total', async () => {
    const { row, settle, queueIsEmpty, livePayments } = await tillWith(refund('-5.00 EUR'))
    expect(await row()).toMatchObject({ payment: 'unpaid', dueCents: 1200 })
    const { status, body } = await settle(1200, [{ modeId: card, cents: 1200 }])
    expect({ status, payments: body.payments }).toMatchObject({
      status: 201,
      payments: [{ modeId: card, cents: 1200 }],
    })
    await queueIsEmpty()
    expect(livePayments()).toEqual(['online 3 12.00 EUR'])
  })

  test('and whose total is below 0 too is settled by them: no money is given back twice', async () => {
    const fields = { status: 'awaiting_collection' as const, ...below0, ...refund('-5.00 EUR') }
    const { row, complete, till, livePayments, queueIsEmpty } = await tillWith(fields, {
      isFullDeposit: true,
    })
    expect(await row()).toMatchObject({ payment: 'paid', dueCents: 0 })
    const { saleNumber } = (await complete()).body
    expect((await till.get<Sale>(`/api/sales/${saleNumber}`)).body).toMatchObject({
      totalCents: -500,
      payments: [{ modeId: 8, cents: -500, isDeposit: false }],
    })
    await queueIsEmpty()
    expect(livePayments()).toEqual(['online CB -5.00 EUR'])
  })

  test('what is still to be given back is said', async () => {
    const fields = { status: 'awaiting_collection' as const, ...below0, ...refund('-2.00 EUR') }
    const { row, complete, settle, livePayments, queueIsEmpty } = await tillWith(fields)
    expect(await row()).toMatchObject({ dueCents: -300 })
    expect(await complete()).toMatchObject({
      status: 422,
      body: { message: "Il reste 3,00\u00a0€ à rembourser : réglez d'abord la commande." },
    })
    expect((await settle(-300, [{ modeId: cash, cents: -300 }])).status).toBe(201)
    await queueIsEmpty()
    expect(livePayments()).toEqual(['online CB -2.00 EUR', 'cash 1 -3.00 EUR'])
  })
})

describe('a facture that an avoir gives back (kezia D40, D55)', () => {
  async function givenBack(fields: OrderFields = {}, settings: object = {}, modeId = card) {
    const world = await tillWith(fields, settings)
    const { dueCents } = await world.row()
    const payments = dueCents === 0 ? [] : [{ modeId: card, cents: dueCents }]
    const { number } = (await world.settle(dueCents, payments)).body
    await world.queueIsEmpty()
    const credit = (values: object = {}) =>
      world.till.post<Sale>(`/api/sales/${number}/credit`, {
        draftId: crypto.randomUUID(),
        sellerId: 1,
        modeId,
        reason: 'Mauvais client',
        ...values,
      })
    return { ...world, facture: number, credit }
  }

  test('the order is unpaid again, and may be invoiced once more; the hub never counts two payments', async () => {
    const { credit, row, details, settle, livePayments, queueIsEmpty, facture, hub, id } = await givenBack()
    expect(await livePayments()).toEqual(['online 3 12.00 EUR'])
    const avoir = (await credit()).body
    expect(await row()).toMatchObject({ saleNumber: null, payment: 'unpaid', dueCents: 1200, paidCents: 0 })
    expect((await details()).nota).toContain(`-- Facture ${facture} rendue par l'avoir ${avoir.number} --`)
    // Nothing is sent about the credit note.
    await queueIsEmpty()
    expect(livePayments()).toEqual(['online 3 12.00 EUR'])

    const again = await settle(1200, [{ modeId: cash, cents: 1200 }])
    expect(again).toMatchObject({ status: 201, body: { totalCents: 1200, kind: 'invoice' } })
    await until(() => expect(livePayments()).toEqual(['cash 1 12.00 EUR']))
    await queueIsEmpty()
    expect(hub.order(id).custom_fields).toMatchObject({ epos: { invoice: `F${again.body.number}` } })
    expect(await row()).toMatchObject({ saleNumber: again.body.number, payment: 'paid', dueCents: 0 })
  })

  test('what the hub says of the former facture is no facture of another poste', async () => {
    const { credit, row, settle, hub, id, queueIsEmpty } = await givenBack()
    await credit()
    hub.change(id, { customer_notes: 'Vite' })
    await queueIsEmpty()
    await until(() => expect(hub.pendingEvents()).toEqual([]))
    expect(await row()).toMatchObject({ invoicedElsewhere: null, dueCents: 1200 })
    expect((await settle(1200, [{ modeId: card, cents: 1200 }])).status).toBe(201)
  })

  test('paid online and held as a deposit: the money left with the avoir, and is not given back twice', async () => {
    const { credit, till, settle, row } = await givenBack({ payments: [online] }, { isFullDeposit: true })
    await credit()
    expect(await row()).toMatchObject({ dueCents: 1200, payment: 'unpaid' })
    expect((await till.get<OpenOrderList>('/api/web-orders/open')).body.rows).toMatchObject([
      { depositCents: 0 },
    ])
    await settle(1200, [{ modeId: card, cents: 1200 }])
    const { report } = (await till.get<Reading>('/api/closings/now')).body
    // 12,00 online, given back by card, then paid by card.
    expect(report.totalCents).toBe(1200)
    const modes = report.rows.filter(({ dimension }) => dimension === 'mode')
    expect(modes.reduce((sum, { totalCents }) => sum + totalCents, 0)).toBe(1200)
  })

  test.each([
    ['in one payment', [{ ...online, amount: '15.00 EUR' }]],
    [
      'in several',
      [
        { ...online, amount: '7.00 EUR' },
        { ...online, amount: '8.00 EUR' },
      ],
    ],
    [
      'and refunded in part',
      [
        { ...online, amount: '20.00 EUR' },
        { ...online, amount: '-5.00 EUR' },
      ],
    ],
  ])(
    'paid %s above its total: what was not given back counts, the rest is to be paid (D39)',
    async (_, payments) => {
      const { credit, row, till, settle, livePayments, queueIsEmpty } = await givenBack({ payments })
      expect(await row()).toMatchObject({ payment: 'paid', dueCents: 0 })
      await credit()
      expect(await row()).toMatchObject({
        saleNumber: null,
        payment: 'partial',
        paidCents: 300,
        dueCents: 900,
      })
      expect((await till.get<OpenOrderList>('/api/web-orders/open')).body.rows).toMatchObject([
        { dueCents: 900 },
      ])
      const again = await settle(900, [{ modeId: card, cents: 900 }])
      expect(again.body.payments.map(({ modeId, cents }) => [modeId, cents])).toEqual([
        [8, 300],
        [card, 900],
      ])
      await queueIsEmpty()
      if (payments.length === 1) expect(livePayments()).toEqual(['online 8 3.00 EUR', 'online 3 9.00 EUR'])
      expect(await row()).toMatchObject({ payment: 'paid', dueCents: 0 })
    },
  )

  test('paid once more by another mode elsewhere, it is paid (D39)', async () => {
    const { credit, row, hub, id } = await givenBack({ payments: [online] })
    await credit()
    hub.change(id, { payments: [{ ...hub.order(id).payments[0]!, name: 'Cartes', ref: String(card) }] })
    await until(async () => expect(await row()).toMatchObject({ payment: 'paid', dueCents: 0 }))
  })

  test('a part that comes back leaves the facture as it is', async () => {
    const { credit, row, facture, settle } = await givenBack({ items: [{ quantity: '2' }] })
    await credit({ lines: [{ rank: 0, quantity: '1' }] })
    expect(await row()).toMatchObject({ saleNumber: facture, payment: 'paid' })
    expect((await settle(0, [])).status).toBe(422)
  })

  test('its stock is kept aside once more until it is invoiced again (kezia R-S2)', async () => {
    const { credit, till, settle } = await givenBack()
    await manageStock(till, 1)
    const held = async () => (await till.get<ArticleStock>('/api/articles/1/stock')).body.reservedMilli
    await credit()
    expect(await held()).toBe(1000)
    await settle(1200, [{ modeId: card, cents: 1200 }])
    expect(await held()).toBe(0)
  })

  test('nobody owes what was paid back: it is not in the unpaid list, and «Envoi Factures» sends the facture that stands', async () => {
    const { credit, till, settle, facture, livePayments, queueIsEmpty } = await givenBack()
    await credit()
    expect((await till.get('/api/journals/unpaid')).body).toEqual([])
    await settle(1200, [{ modeId: cash, cents: 1200 }])
    await queueIsEmpty()
    await till.post('/api/hub/transfers/invoices', { numbers: [facture] })
    await until(async () =>
      expect((await till.get('/api/hub/transfers')).body).toMatchObject({ state: 'done', errors: [] }),
    )
    expect(livePayments()).toEqual(['cash 1 12.00 EUR'])
  })
})
