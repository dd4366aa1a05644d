import { describe, expect, test } from 'vitest'
import type { Customer } from '../customers/wire.ts'
import type { Sale } from '../sales/wire.ts'
import type { ArticleStock } from '../stock/wire.ts'
import { changeArticle } from '../testing/change-article.ts'
import { manageStock } from '../testing/manage-stock.ts'
import { changeOrder, createOrder, formOf, orderForm, orderLine } from '../testing/own-order.ts'
import { startTestTill, type TestTill } from '../testing/start.ts'
import type { OwnOrderDetails, OwnOrderForm, OwnOrderRow } from './wire.ts'

const open = async (till: TestTill) => (await till.get<OwnOrderRow[]>('/api/orders/open')).body
const read = async (till: TestTill, number: number) =>
  (await till.get<OwnOrderDetails>(`/api/orders/${number}`)).body
const stockOf = async (till: TestTill, idart: number) =>
  (await till.get<ArticleStock>(`/api/articles/${idart}/stock`)).body
const invoice = (till: TestTill, number: number, body: object) =>
  till.post<Sale>(`/api/orders/${number}/invoice`, { draftId: 'd1', sellerId: 1, ...body })

const cash = 1
const card = 3

describe('a commande of this till (kezia W-12)', () => {
  test('is stored with what was typed, priced, and stands in «Cdes en cours»', async () => {
    const till = await startTestTill()
    const customer = (
      await till.post<Customer>('/api/customers', { lastName: 'Petit', firstName: 'Léa', civility: '' })
    ).body
    const order = await createOrder(till, {
      customerId: customer.idcli,
      serviceType: 'delivery',
      dueAt: '2031-05-01T18:30:00Z',
      nota: 'Sonner deux fois',
      discountPercent: '10',
      port: '3,00',
      lines: [orderLine(1, '12,00', { quantity: '2' }), orderLine(11, '2,80', { discount: '50' })],
      deposits: [{ modeId: cash, amount: '5,00' }],
    })
    // (24,00 + 1,40) − 10 % + 3,00
    expect(order).toMatchObject({
      status: 'open',
      customerName: 'Petit Léa',
      serviceType: 'delivery',
      dueAt: '2031-05-01T18:30:00Z',
      nota: 'Sonner deux fois',
      sellerName: expect.any(String),
      totalCents: 2586,
      depositCents: 500,
      lines: [
        { id: 1, quantity: '2', unitCents: 1200, article: { definition: 'MARGHERITA' } },
        { id: 2, quantity: '1', unitCents: 280, discount: { kind: 'percent', percent: '50' } },
      ],
    })
    expect(await open(till)).toMatchObject([
      {
        number: order.number,
        code: '',
        customerName: 'Petit Léa',
        portCents: 300,
        totalCents: 2586,
        depositCents: 500,
      },
    ])
  })

  test('without «Delai» it is due after the time of its longest article, or the default when that is longer (W-16, D46)', async () => {
    const till = await startTestTill()
    const minutes = async () => {
      const { createdAt, dueAt } = await createOrder(till)
      return Math.round((Date.parse(dueAt) - Date.parse(createdAt)) / 60_000)
    }
    expect(await minutes()).toBe(20)
    await changeArticle(till, 1, { preparationMinutes: 45 })
    expect(await minutes()).toBe(45)
  })

  test('sent twice, it is one commande', async () => {
    const till = await startTestTill()
    const form = orderForm()
    const first = await till.post<OwnOrderDetails>('/api/orders', form)
    const second = await till.post<OwnOrderDetails>('/api/orders', form)
    expect(second.body.number).toBe(first.body.number)
    expect(await open(till)).toHaveLength(1)
  })

  test.each<[Partial<OwnOrderForm>, string]>([
    [{ lines: [] }, 'lines'],
    [{ lines: [orderLine(999, '1,00')] }, 'lines.0.idart'],
    [{ lines: [orderLine(6, '0,50')] }, 'lines.0.idart'],
    [{ lines: [orderLine(1, '12,00', { quantity: 'abc' })] }, 'lines.0.quantity'],
    [{ lines: [orderLine(1, '12,00', { quantity: '-5' })] }, 'lines.0.quantity'],
    [{ lines: [orderLine(1, '1e9')] }, 'lines.0.price'],
    [{ lines: [orderLine(1, '0')] }, 'lines.0.price'],
    [{ lines: [orderLine(1, '12,00', { discount: '101' })] }, 'lines.0.discount'],
    [{ discountPercent: 'x' }, 'discountPercent'],
    [{ port: '-1' }, 'port'],
    [{ dueAt: 'demain' }, 'dueAt'],
    [{ sellerId: null }, 'sellerId'],
    [{ customerId: 999 }, 'customerId'],
    [{ deposits: [{ modeId: cash, amount: '24,01' }] }, 'deposits'],
    [{ deposits: [{ modeId: 99, amount: '1,00' }] }, 'deposits'],
  ])('%j is refused beside its field, and nothing is stored', async (values, field) => {
    const till = await startTestTill()
    expect(await till.post('/api/orders', orderForm(values))).toMatchObject({
      status: 422,
      body: { errors: [{ field }] },
    })
    expect(await open(till)).toEqual([])
  })

  test('a blocked customer gets none (kezia W-18)', async () => {
    const till = await startTestTill()
    const form = { lastName: 'Petit', civility: '', isBlocked: true }
    const { idcli } = (await till.post<Customer>('/api/customers', form)).body
    expect(await till.post('/api/orders', orderForm({ customerId: idcli }))).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'customerId' }] },
    })
  })

  test('a line that changes is another one; the others keep their number', async () => {
    const till = await startTestTill()
    const order = await createOrder(till, { lines: [orderLine(1, '12,00'), orderLine(2, '13,50')] })
    const lines = [...formOf(order).lines, orderLine(11, '2,80')]
    lines[0] = { ...lines[0]!, quantity: '3' }
    const changed = await changeOrder(till, order, { lines })
    expect(changed.lines.map(({ id, article }) => [id, article.idart])).toEqual([
      [3, 1],
      [2, 2],
      [4, 11],
    ])
    expect(await till.put(`/api/orders/${order.number}`, formOf(order))).toMatchObject({ status: 409 })
  })
})

describe('its stock and its deposit (kezia R-S2)', () => {
  test('the stock is reserved, follows the lines, and leaves with the facture', async () => {
    const till = await startTestTill()
    await manageStock(till, 1)
    await till.post('/api/articles/1/stock', { direction: 'in', quantity: '10', reason: 'Livraison' })
    const order = await createOrder(till)
    expect(await stockOf(till, 1)).toMatchObject({ onHandMilli: 10_000, reservedMilli: 2000 })
    const lines = [orderLine(1, '12,00', { quantity: '3' })]
    const changed = await changeOrder(till, order, { lines })
    expect(await stockOf(till, 1)).toMatchObject({ onHandMilli: 10_000, reservedMilli: 3000 })
    await invoice(till, changed.number, { payments: [{ modeId: cash, cents: 3600 }], dueCents: 3600 })
    expect(await stockOf(till, 1)).toMatchObject({ onHandMilli: 7000, reservedMilli: 0 })
  })

  test.each([
    ['«Solder»', 'closed'],
    ['«Supprimer»', 'deleted'],
  ] as const)('%s releases the stock and gives the deposit back', async (_, status) => {
    const till = await startTestTill()
    await manageStock(till, 1)
    const { number } = await createOrder(till, { deposits: [{ modeId: card, amount: '10,00' }] })
    if (status === 'closed') await till.post(`/api/orders/${number}/close`, {})
    else await till.delete(`/api/orders/${number}`)
    expect(await read(till, number)).toMatchObject({ status, depositCents: 0 })
    expect(await stockOf(till, 1)).toMatchObject({ onHandMilli: 0, reservedMilli: 0 })
    expect(await open(till)).toEqual([])
    expect(await till.post(`/api/orders/${number}/close`, {})).toMatchObject({ status: 422 })
    expect(await invoice(till, number, { payments: [], dueCents: 2400 })).toMatchObject({ status: 422 })
  })
})

describe('«Facturer»', () => {
  test('nothing is given back out of a deposit: too much by card is refused', async () => {
    const till = await startTestTill()
    const order = await createOrder(till, { deposits: [{ modeId: cash, amount: '20,00' }] })
    const tooMuch = { payments: [{ modeId: card, cents: 500 }], dueCents: 400 }
    expect(await invoice(till, order.number, tooMuch)).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining('Seules des espèces se rendent') },
    })
  })

  test('settles what is left; the deposit is a part of the settlement', async () => {
    const till = await startTestTill()
    const { idcli } = (
      await till.post<Customer>('/api/customers', { lastName: 'Petit', civility: '', city: 'Lille' })
    ).body
    const order = await createOrder(till, {
      customerId: idcli,
      port: '2,00',
      discountPercent: '10',
      deposits: [{ modeId: card, amount: '10,00' }],
    })
    // 24,00 − 10 % + 2,00 = 23,60
    const { status, body: sale } = await invoice(till, order.number, {
      payments: [{ modeId: cash, cents: 2000 }],
      dueCents: 1360,
    })
    expect(status).toBe(201)
    expect(sale).toMatchObject({
      kind: 'invoice',
      totalCents: 2360,
      changeCents: 640,
      customer: { idcli, lastName: 'Petit', city: 'Lille' },
      origin: { kind: 'order', number: order.number },
      payments: [
        { modeId: card, cents: 1000, isDeposit: true },
        { modeId: cash, cents: 2000, isDeposit: false },
      ],
      lines: [
        { definition: 'MARGHERITA', totalCents: 2400, vatRate: '10.0' },
        { definition: 'FRAIS DE PORT TTC', totalCents: 200, vatRate: '20.0' },
      ],
    })
    expect(await read(till, order.number)).toMatchObject({ status: 'invoiced', saleNumber: sale.number })
    expect(await open(till)).toEqual([])
    const again = await invoice(till, order.number, { payments: [], dueCents: 1360 })
    expect(again.body.number).toBe(sale.number)
    expect((await till.get(`/api/customers/${idcli}/documents`)).body).toMatchObject([
      { kind: expect.any(String) },
      { kind: expect.any(String) },
    ])
  })

  test('with another amount than the one told it is refused, and nothing is sold', async () => {
    const till = await startTestTill()
    const { number } = await createOrder(till)
    const payments = [{ modeId: cash, cents: 2400 }]
    expect(await invoice(till, number, { payments, dueCents: 2300 })).toMatchObject({ status: 409 })
    expect(await invoice(till, number, { payments: [], dueCents: 2400 })).toMatchObject({ status: 422 })
    expect(await read(till, number)).toMatchObject({ status: 'open', saleNumber: null })
  })
})
