// What becomes of sales at a real hub: payments of web orders, and factures read by another application.
import { formatMoney, parseMoney } from '@hub/money'
import { startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ArticleSheet } from '../apps/till/src/articles/wire.ts'
import type { Transfer } from '../apps/till/src/connector/transfers/wire.ts'
import type { HubState } from '../apps/till/src/connector/wire.ts'
import type { OwnOrderDetails } from '../apps/till/src/orders/wire.ts'
import type { Sale } from '../apps/till/src/sales/wire.ts'
import { margherita } from '../apps/till/src/testing/counter-sale.ts'
import * as world from './till-world.ts'
import { api, connectedTill, onlyOrder, orderOnHub, pizza, until } from './till-world.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

const queueIsEmpty = (till: string) =>
  until(async () => expect(await api<HubState>(till, 'GET', '/hub')).toMatchObject({ queue: { count: 0 } }))

test('a delivery is settled by card at the door and completed: the hub reads its payments, which add up (kezia R-A4, D40)', async () => {
  const at = await world.merchant(hub)
  const till = await connectedTill(at)
  const { id } = (await at.shop.post('/location/orders', pizza)).body
  const { number } = await onlyOrder(till.url)
  const act = <T>(action: string, body: object = {}) =>
    api<T>(till.url, 'POST', `/web-orders/${number}/${action}`, body)
  await act('accept', { sellerId: 1 })
  await act('ready')
  await act('ship')
  const sale = await act<Sale>('invoice', {
    draftId: crypto.randomUUID(),
    sellerId: 1,
    dueCents: 2700,
    payments: [
      { modeId: 3, cents: 2000 },
      { modeId: 1, cents: 1000 },
    ],
  })
  expect(sale).toMatchObject({ kind: 'invoice', totalCents: 2700, changeCents: 300 })
  await act('complete', { sellerId: 1 })
  await queueIsEmpty(till.url)
  const order = await orderOnHub(at, id)
  expect(order).toMatchObject({
    status: 'completed',
    total: '27.00 EUR',
    payment_discrepancy: '0.00 EUR',
    custom_fields: { epos: { invoice: `F${sale.number}` } },
  })
  expect(
    order.payments.map(({ type, ref, amount, deleted }: Record<string, unknown>) => [
      type,
      ref,
      amount,
      deleted,
    ]),
  ).toEqual([
    ['cash', null, '27.00 EUR', true],
    ['online', '3', '20.00 EUR', false],
    ['cash', '1', '7.00 EUR', false],
  ])
})

test('an order paid online is invoiced as it is handed over; nothing is added to its payments (kezia R-K4, D36)', async () => {
  const at = await world.merchant(hub)
  const till = await connectedTill(at)
  const paid = { ...pizza, service_type: 'collection', payments: [{ name: 'Carte', amount: '27.00 EUR' }] }
  const { id } = (await at.shop.post('/location/orders', paid)).body
  const { number } = await onlyOrder(till.url)
  for (const action of ['accept', 'ready', 'complete'])
    await api(till.url, 'POST', `/web-orders/${number}/${action}`, { sellerId: 1 })
  await queueIsEmpty(till.url)
  const order = await orderOnHub(at, id)
  expect(order).toMatchObject({ status: 'completed', payment_discrepancy: '0.00 EUR' })
  expect(order.payments).toHaveLength(1)
  expect(await onlyOrder(till.url)).toMatchObject({ saleNumber: 1, payment: 'paid' })
})

/** VAT per rate as another application works it out: discounts pro rata of the rates, by largest remainder (counter T22). */
function totalsByRate(order: Record<string, never[]>): Record<string, number> {
  const cents = (amount: string) => parseMoney(amount)!.cents
  const byRate: Record<string, number> = {}
  for (const { subtotal, tax_rate } of order.items!)
    byRate[tax_rate] = (byRate[tax_rate] ?? 0) + cents(subtotal)
  for (const { price, tax_rate } of order.charges!) byRate[tax_rate] = (byRate[tax_rate] ?? 0) + cents(price)
  const off = order.discounts!.reduce((sum, { price_off }) => sum + cents(price_off), 0)
  const whole = Object.values(byRate).reduce((sum, one) => sum + one, 0)
  const exact = Object.entries(byRate).map(([rate, of]) => ({ rate, share: (off * of) / (whole || 1) }))
  const left = off - exact.reduce((sum, { share }) => sum + Math.floor(share), 0)
  const largestRemainderFirst = exact.sort((a, b) => (b.share % 1) - (a.share % 1))
  for (const [place, { rate, share }] of largestRemainderFirst.entries())
    byRate[rate]! -= Math.floor(share) + (place < left ? 1 : 0)
  return byRate
}

test('a facture is read back by another application: totals per VAT rate are those of the ticket, and it is there once (kezia §4.5, R-E4)', async () => {
  const at = await world.merchant(hub)
  const till = await connectedTill(at)
  const customer = await api<{ idcli: number }>(till.url, 'POST', '/customers', {
    civility: 'Mme',
    lastName: 'Petit',
    firstName: 'Léa',
    email: 'lea@example.com',
  })
  const regina = await api<ArticleSheet>(till.url, 'GET', '/articles/2')
  const tomatoes = { groupId: regina.article.optionGroups[0]!.id, idart: 6, quantity: 2, unitCents: 50 }
  const sale = await api<Sale>(till.url, 'POST', '/sales', {
    ...margherita(),
    customerId: customer.idcli,
    basket: {
      service: 'take_away',
      lines: [
        // Menu DEJEUNER, a line that does not divide with its options, and another rate.
        { idart: 1, quantity: '1', unitCents: 1200, discount: null },
        { idart: 15, quantity: '1', unitCents: 550, discount: null },
        { idart: 11, quantity: '1', unitCents: 280, discount: null },
        {
          idart: 2,
          quantity: '3',
          unitCents: 1350,
          discount: { kind: 'amount', cents: 100 },
          options: [tomatoes],
        },
        { idart: 13, quantity: '2', unitCents: 420, discount: { kind: 'percent', percent: '10' } },
      ],
      discount: { kind: 'amount', cents: 333 },
    },
    payments: [{ modeId: 3, cents: 6323 }],
    totalCents: 6323,
  })
  const send = async () => {
    await api(till.url, 'POST', '/hub/transfers/invoices', { numbers: [sale.number] })
    await until(async () =>
      expect(await api<Transfer>(till.url, 'GET', '/hub/transfers')).toMatchObject({
        state: 'done',
        sent: 1,
        errors: [],
      }),
    )
  }
  await send()
  await send()
  const orders = (await at.shop.get('/location/orders')).body
  expect(orders).toHaveLength(1)
  const [order] = orders
  expect(order).toMatchObject({
    status: 'completed',
    ref: String(sale.number),
    service_type: 'collection',
    total: '63.23 EUR',
    payment_discrepancy: '0.00 EUR',
    created_by: 'Kezia II',
    customer: { email: 'lea@example.com', last_name: 'Petit' },
    deals: { 0: { name: 'DEJEUNER' } },
    discounts: [{ name: 'Remise', price_off: '3.33 EUR' }],
  })
  expect(order.customer.id).not.toBeNull()
  expect(order.items.filter(({ sku_ref }: { sku_ref: string }) => sku_ref === '2')).toMatchObject([
    { quantity: '1.0', options: [{ name: 'TOMATES', ref: '6', price: '0.50 EUR', quantity: 2 }] },
    { quantity: '2.0', options: [{ name: 'TOMATES', quantity: 2 }] },
  ])
  expect(totalsByRate(order)).toEqual(
    Object.fromEntries(sale.vat.map(({ rate, totalCents }) => [rate, totalCents])),
  )
  // What the till posted does not come back to it as a web order.
  expect(await world.orders(till.url)).toEqual([])
})

test('a commande with options, a tariff, a menu and fees is read back the same, before and after it changes (kezia §4.5, R-E2)', async () => {
  const at = await world.merchant(hub)
  const till = await connectedTill(at)
  await api(till.url, 'PUT', '/hub/options', { ownOrderSending: 'always' })
  const { article } = await api<ArticleSheet>(till.url, 'GET', '/articles/2')
  const { priceCents, promoPriceCents: _p, promoStart: _s, promoEnd: _e, ...fiche } = article
  await api(till.url, 'PUT', '/articles/2', {
    ...fiche,
    rayon: fiche.rayon ?? '',
    famille: '',
    sousFamille: '',
    price: String(priceCents / 100),
    purchasePrice: '',
    ecotax: '',
    tariffs: [
      { idtar: null, title: 'Normale', price: '13,50' },
      { idtar: null, title: 'Grande', price: '16,00' },
    ],
  })
  const tomatoes = { groupId: article.optionGroups[0]!.id, idart: 6, quantity: 2, unitCents: 50 }
  const line = (idart: number, price: string, values: object = {}) => ({
    id: null,
    idart,
    quantity: '1',
    price,
    discount: '',
    ...values,
  })
  const sheet = {
    draftId: crypto.randomUUID(),
    sellerId: 1,
    customerId: null,
    serviceType: 'delivery',
    dueAt: '',
    nota: '',
    discountPercent: '10',
    port: '2,50',
    portKind: 'gross',
    lines: [
      line(1, '12,00'),
      line(15, '5,50'),
      line(11, '2,80'),
      line(2, '16,00', { idtar: 2, quantity: '3', discount: '10', options: [tomatoes] }),
      line(13, '4,20', { quantity: '2' }),
    ],
    deposits: [],
  }
  const made = await api<OwnOrderDetails>(till.url, 'POST', '/orders', sheet)
  const read = async () => {
    const orders = (await at.shop.get('/location/orders')).body
    expect(orders).toHaveLength(1)
    return orders[0]
  }
  const sent = await until(read)
  expect(sent).toMatchObject({
    status: 'accepted',
    total: money(made.totalCents),
    payment_discrepancy: '0.00 EUR',
    deals: { 0: { name: 'DEJEUNER', ref: '17' } },
    charges: [{ name: 'FRAIS DE PORT TTC', price: '2.50 EUR' }],
  })
  expect(sent.items.filter(({ sku_ref }: { sku_ref: string }) => sku_ref === '2|2')).not.toEqual([])

  // Without its dessert there is no menu, and the drink is alone.
  const [pizza, , drink, ...others] = made.lines.map((kept, index) => ({
    ...sheet.lines[index],
    id: kept.id,
  }))
  const lines = [pizza, drink, ...others]
  const { revision } = made
  const changed = await api<OwnOrderDetails>(till.url, 'PUT', `/orders/${made.number}`, {
    ...sheet,
    revision,
    lines,
  })
  await until(async () =>
    expect(await read()).toMatchObject({ total: money(changed.totalCents), payment_discrepancy: '0.00 EUR' }),
  )
  const facture = await api<Sale>(till.url, 'POST', `/orders/${made.number}/invoice`, {
    draftId: 'd1',
    sellerId: 1,
    payments: [{ modeId: 3, cents: changed.totalCents }],
    dueCents: changed.totalCents,
  })
  const done = await until(async () => {
    const order = await read()
    expect(order.status).toBe('completed')
    return order
  })
  expect(facture.totalCents).toBe(changed.totalCents)
  const live = { ...done, items: done.items.filter(({ deleted }: { deleted: boolean }) => !deleted) }
  expect(totalsByRate(live)).toEqual(
    Object.fromEntries(facture.vat.map(({ rate, totalCents }) => [rate, totalCents])),
  )
})

const money = (cents: number) => formatMoney(cents, 'EUR')

test('«Envoyer les factures»: a sale made while the hub is away arrives once (kezia R-E7, R-A8)', async () => {
  const at = await world.merchant(hub)
  const till = await connectedTill(at)
  await api(till.url, 'PUT', '/hub/options', { isInvoicesAutomatic: true })
  at.proxy.fault(({ path }) => (path.endsWith('/orders') ? { kind: 'lose-answer' } : undefined))
  const { number } = await api<Sale>(till.url, 'POST', '/sales', margherita())
  await until(async () =>
    expect((await at.shop.get('/location/orders')).body).toMatchObject([{ ref: String(number) }]),
  )
  at.proxy.fault(() => undefined)
  await queueIsEmpty(till.url)
  expect((await at.shop.get('/location/orders')).body).toHaveLength(1)
})
