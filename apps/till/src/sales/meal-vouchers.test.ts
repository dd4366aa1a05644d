// Titres-restaurant pay for eligible food only, within the legal limit (contract, counter T64, B16).
import { expect, test } from 'vitest'
import { changeArticle } from '../testing/change-article.ts'
import { demo } from '../testing/counter-sale.ts'
import { createOrder, orderLine } from '../testing/own-order.ts'
import { startTestTill, type TestTill } from '../testing/start.ts'
import type { Discount, Sale } from './wire.ts'

const [cash, titre] = [1, 5]
type Article = keyof typeof demo

const settle = (
  till: TestTill,
  articles: Article[],
  totalCents: number,
  paid: [modeId: number, cents: number][],
  discount: Discount | null = null,
) =>
  till.post<Sale & { message?: string }>('/api/sales', {
    draftId: crypto.randomUUID(),
    sellerId: 1,
    basket: {
      service: 'eat_in',
      discount,
      lines: articles.map((article) => ({
        idart: demo[article][0],
        quantity: '1',
        unitCents: demo[article][1],
        discount: null,
      })),
    },
    payments: paid.map(([modeId, cents]) => ({ modeId, cents })),
    totalCents,
  })

/** A till on which the demo's beer has an alcohol content. */
async function tillWithAlcohol() {
  const till = await startTestTill()
  await changeArticle(till, demo.beer[0], { alcohol: '5,5' })
  return till
}

test('what holds alcohol is not paid by titres, the dish is (counter T64)', async () => {
  const till = await tillWithAlcohol()
  expect(await settle(till, ['margherita', 'beer'], 1620, [[titre, 1620]])).toMatchObject({
    status: 422,
    body: { message: '12,00 € éligibles : 4,20 € à régler autrement.' },
  })
  const mixed: [number, number][] = [
    [titre, 1200],
    [cash, 420],
  ]
  expect((await settle(till, ['margherita', 'beer'], 1620, mixed)).status).toBe(201)
})

test('presses add up: two of them pay no more than one (counter T64)', async () => {
  const till = await tillWithAlcohol()
  const twice: [number, number][] = [
    [titre, 800],
    [titre, 800],
    [cash, 20],
  ]
  expect(await settle(till, ['margherita', 'beer'], 1620, twice)).toMatchObject({ status: 422 })
  const once: [number, number][] = [
    [titre, 800],
    [titre, 400],
    [cash, 420],
  ]
  expect((await settle(till, ['margherita', 'beer'], 1620, once)).status).toBe(201)
})

test('the discount is taken off first (counter T64)', async () => {
  const till = await tillWithAlcohol()
  const half: Discount = { kind: 'percent', percent: '50' }
  const tooMuch: [number, number][] = [
    [titre, 601],
    [cash, 209],
  ]
  expect(await settle(till, ['margherita', 'beer'], 810, tooMuch, half)).toMatchObject({
    status: 422,
    body: { message: '6,00 € éligibles : 2,10 € à régler autrement.' },
  })
})

test('25,01 € is refused, 25,00 € is taken (counter T64, fiscal F63)', async () => {
  const till = await startTestTill()
  const pizzas: Article[] = ['margherita', 'margherita', 'margherita']
  const pay = (cents: number): [number, number][] => [
    [titre, cents],
    [cash, 3600 - cents],
  ]
  expect(await settle(till, pizzas, 3600, pay(2501))).toMatchObject({
    status: 422,
    body: { message: '25,00 € au plus en titres-restaurant : 11,00 € à régler autrement.' },
  })
  expect((await settle(till, pizzas, 3600, pay(2500))).status).toBe(201)
})

test('«Eligible TR» unticked counts, and «Facturer» an order keeps the rule (counter T64)', async () => {
  const till = await startTestTill()
  await changeArticle(till, demo.cola[0], { isMealVoucherEligible: false })
  expect(await settle(till, ['cola'], 280, [[titre, 280]])).toMatchObject({
    status: 422,
    body: { message: '0,00 € éligibles : 2,80 € à régler autrement.' },
  })
  const { number } = await createOrder(till, {
    lines: [orderLine(demo.margherita[0], '12,00'), orderLine(demo.cola[0], '2,80')],
  })
  const invoice = (payments: [number, number][]) =>
    till.post(`/api/orders/${number}/invoice`, {
      draftId: crypto.randomUUID(),
      sellerId: 1,
      dueCents: 1480,
      payments: payments.map(([modeId, cents]) => ({ modeId, cents })),
    })
  expect(await invoice([[titre, 1480]])).toMatchObject({
    status: 422,
    body: { message: '12,00 € éligibles : 2,80 € à régler autrement.' },
  })
  const split: [number, number][] = [
    [titre, 1200],
    [cash, 280],
  ]
  expect((await invoice(split)).status).toBeLessThan(300)
})
