import { expect, test } from 'vitest'
import { startStubHub } from '../connector/testing/stub-hub.ts'
import { onlyOrder, startConnectedTill, until } from '../connector/testing/till.ts'
import type { ClosingReport, Reading } from '../sales/closings/wire.ts'
import type { Sale } from '../sales/wire.ts'
import { createOrder } from '../testing/own-order.ts'
import { startTestTill } from '../testing/start.ts'
import type { Journal, SettlementList, UnpaidRow } from './wire.ts'

const today = () => {
  const day = Temporal.Now.zonedDateTimeISO('Europe/Paris').toPlainDate().toString()
  return `from=${day}&to=${day}`
}

test('the unpaid list holds what is left to pay of validated orders, until they are invoiced (§5.9)', async () => {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  const unpaid = async () => (await till.get<UnpaidRow[]>('/api/journals/unpaid')).body
  hub.place({
    items: [{ price: '20.00 EUR' }],
    payments: [
      { type: 'online', name: 'Carte', ref: 'CB', amount: '5.00 EUR' },
      { type: 'cash', name: 'Cash', ref: null, amount: '15.00 EUR' },
    ],
  })
  const { number } = await onlyOrder(till)
  expect(await unpaid()).toEqual([])
  await till.accept(number)
  expect(await unpaid()).toMatchObject([{ kind: 'web-order', number, totalCents: 2000, dueCents: 1500 }])
  const settled = await till.post<Sale>(`/api/web-orders/${number}/invoice`, {
    draftId: crypto.randomUUID(),
    sellerId: 1,
    dueCents: 1500,
    payments: [{ modeId: 1, cents: 1500 }],
  })
  expect(settled.status).toBe(201)
  expect(await unpaid()).toEqual([])
})

test('and what is left to pay of a commande of this till, its deposit taken off', async () => {
  const till = await startTestTill()
  const order = await createOrder(till, { deposits: [{ modeId: 1, amount: '5,00' }] })
  expect((await till.get<UnpaidRow[]>('/api/journals/unpaid')).body).toMatchObject([
    {
      kind: 'order',
      number: order.number,
      totalCents: order.totalCents,
      dueCents: order.totalCents - 500,
    },
  ])
  await till.delete(`/api/orders/${order.number}`)
  expect((await till.get('/api/journals/unpaid')).body).toEqual([])
})

test('a deposit is money of the day it came in, and turnover of the day of its invoice (R-K5, §5.9)', async () => {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  const settings = { isHubActive: true, listKey: 1, listKeyLabel: 'Web', isPopupDisabled: false }
  await till.put('/api/web-order-settings', { ...settings, isFullDeposit: true })
  hub.place({ created_by: 'LivePepper', payments: [{ type: 'online', name: 'Carte', ref: 'CB' }] })
  const { number } = await onlyOrder(till)
  const close = (one: number) => till.post<ClosingReport>('/api/closings', { kind: 'day', number: one })
  const moneyOf = ({ rows }: Pick<ClosingReport, 'rows'>) =>
    rows
      .filter(({ dimension }) => dimension === 'mode' || dimension === 'deposit')
      .map(({ label, totalCents }) => [label, totalCents])
  await until(async () =>
    expect((await till.get<Reading>('/api/closings/now')).body.report.rows).not.toEqual([]),
  )
  const first = await close(1)
  expect(first.body).toMatchObject({ saleCount: 0, firstSale: null, lastSale: null, totalCents: 0 })
  expect(moneyOf(first.body)).toEqual([
    ['Paiement Web', 1200],
    ['received', 1200],
  ])
  await till.accept(number)
  const settled = await till.post<Sale>(`/api/web-orders/${number}/invoice`, {
    draftId: crypto.randomUUID(),
    sellerId: 1,
    dueCents: 0,
    payments: [],
  })
  expect(settled.status).toBe(201)
  const second = await close(2)
  expect(second.body).toMatchObject({ saleCount: 1, totalCents: 1200, perpetualCents: 1200 })
  expect(moneyOf(second.body)).toEqual([['applied', 1200]])
  expect(second.body.rows.filter(({ dimension }) => dimension === 'channel')).toMatchObject([
    { label: 'LivePepper', totalCents: 1200 },
  ])
  const { body } = await till.get<SettlementList>(`/api/settlements?${today()}`)
  expect(body.rows).toMatchObject([{ documentKind: 'web-order', documentNumber: number, givenCents: 1200 }])
  expect(body.modes).toMatchObject([{ name: 'Paiement Web', count: 1, cents: 1200 }])
  const journal = await till.get<Journal>(`/api/journals?${today()}`)
  expect(moneyOf(journal.body.totals)).toEqual([
    ['Paiement Web', 1200],
    ['received', 1200],
    ['applied', 1200],
  ])
})
