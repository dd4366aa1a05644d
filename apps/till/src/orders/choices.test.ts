// Options, tariffs and menus of an own order (contract, kezia W-12, §4.5, §5.5).
import { describe, expect, test } from 'vitest'
import type { MenuSheet } from '../menus/wire.ts'
import type { Sale } from '../sales/wire.ts'
import type { ReservedArticle } from '../stock/wire.ts'
import { changeArticle } from '../testing/change-article.ts'
import { manageStock } from '../testing/manage-stock.ts'
import { changeOrder, createOrder, formOf, groupOf, orderForm, orderLine } from '../testing/own-order.ts'
import { startTestTill, type TestTill } from '../testing/start.ts'
import type { OwnOrderDetails } from './wire.ts'

const [margherita, regina, tomatoes, olives, cola, tiramisu, menuArticle] = [1, 2, 6, 7, 11, 15, 17]
const invoice = async (till: TestTill, { number, totalCents }: OwnOrderDetails) =>
  (
    await till.post<Sale>(`/api/orders/${number}/invoice`, {
      draftId: crypto.randomUUID(),
      sellerId: 1,
      payments: [{ modeId: 3, cents: totalCents }],
      dueCents: totalCents,
    })
  ).body

async function tillWithTariffs() {
  const till = await startTestTill()
  await changeArticle(till, regina, {
    tariffs: [
      { idtar: null, title: 'Normale', price: '13,50' },
      { idtar: null, title: 'Grande', price: '16,00' },
    ],
  })
  return till
}

/** One of each letter of DEJEUNER, 16,50 instead of 12,00 + 5,50 + 2,80. */
const lunch = [orderLine(margherita, '12,00'), orderLine(tiramisu, '5,50'), orderLine(cola, '2,80')]

describe('options', () => {
  test('count with their article, stand under it on the facture, and are kept aside with it (R-S2)', async () => {
    const till = await startTestTill()
    await manageStock(till, tomatoes)
    const { id } = await groupOf(till, margherita)
    const order = await createOrder(till, {
      lines: [
        orderLine(margherita, '12,00', {
          quantity: '2',
          options: [{ groupId: id, idart: tomatoes, quantity: 2, unitCents: 50 }],
        }),
      ],
    })
    expect(order).toMatchObject({ totalCents: 2600, lines: [{ options: [{ quantity: 2, unitCents: 50 }] }] })
    expect((await till.get<ReservedArticle[]>('/api/orders/reserved')).body).toMatchObject([
      { idart: tomatoes, definition: 'TOMATES', reservedMilli: 4000, holders: [{ milli: 4000 }] },
    ])
    expect((await invoice(till, order)).lines).toMatchObject([
      { definition: 'MARGHERITA', quantity: '2', depth: 0, totalCents: 2400 },
      { definition: 'TOMATES', quantity: '4', depth: 1, totalCents: 200 },
    ])
    expect((await till.get('/api/orders/reserved')).body).toEqual([])
  })

  test('those of a line that stays are kept whatever became of them; one that its article does not offer is refused', async () => {
    const till = await startTestTill()
    const { id } = await groupOf(till, margherita)
    const options = [{ groupId: id, idart: tomatoes, quantity: 1, unitCents: 50 }]
    const order = await createOrder(till, { lines: [orderLine(margherita, '12,00', { options })] })
    await changeArticle(till, margherita, { optionGroups: [] })
    const kept = await changeOrder(till, order, { nota: 'Vite' })
    expect(kept.lines).toEqual(order.lines)
    const lines = [
      { ...formOf(kept).lines[0]!, options: [{ groupId: id, idart: olives, quantity: 1, unitCents: 80 }] },
    ]
    expect(await till.put(`/api/orders/${order.number}`, { ...formOf(kept), lines })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'lines.0.idart' }] },
    })
  })

  test('other options make another line', async () => {
    const till = await startTestTill()
    const { id } = await groupOf(till, margherita)
    const order = await createOrder(till, { lines: [orderLine(margherita, '12,00')] })
    const options = [{ groupId: id, idart: olives, quantity: 1, unitCents: 80 }]
    const lines = [{ ...formOf(order).lines[0]!, options }]
    expect((await changeOrder(till, order, { lines })).lines.map((line) => line.id)).toEqual([2])
  })
})

describe('multi-tarif', () => {
  test('the tariff that was chosen goes on the facture', async () => {
    const till = await tillWithTariffs()
    const order = await createOrder(till, { lines: [orderLine(regina, '16,00', { idtar: 2 })] })
    expect(order.lines).toMatchObject([{ tariff: { idtar: 2, title: 'Grande' }, unitCents: 1600 }])
    expect((await invoice(till, order)).lines).toMatchObject([
      { definition: 'REGINA', idtar: 2, tariffTitle: 'Grande', totalCents: 1600 },
    ])
  })

  test.each([
    [null, 'Choisissez un tarif de REGINA.'],
    [9, "REGINA n'a plus le tarif 9."],
  ])('tariff %s is refused beside its line', async (idtar, message) => {
    const till = await tillWithTariffs()
    const form = orderForm({ lines: [orderLine(regina, '16,00', { idtar })] })
    expect(await till.post('/api/orders', form)).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'lines.0.idart', message }] },
    })
  })
})

describe('menus (kezia §5.5)', () => {
  test('one article for each letter is the menu, at its price, and the facture says so', async () => {
    const till = await startTestTill()
    const order = await createOrder(till, { lines: [...lunch, orderLine(cola, '2,80')] })
    expect(order).toMatchObject({ totalCents: 1650 + 280, menus: [{ name: 'DEJEUNER' }] })
    const sale = await invoice(till, order)
    expect(sale.totalCents).toBe(1930)
    expect(sale.lines.filter(({ menuName }) => menuName === 'DEJEUNER')).toHaveLength(3)
    expect(sale.lines.find(({ menuIdart }) => menuIdart !== null)).toMatchObject({ menuIdart: menuArticle })
  })

  test('the price that was told stays, whatever the menu costs since', async () => {
    const till = await startTestTill()
    const order = await createOrder(till, { lines: lunch })
    const [menu] = (await till.get<MenuSheet[]>('/api/menus')).body
    await till.put(`/api/menus/${menu!.id}`, {
      name: menu!.name,
      compo: menu!.compo,
      idart: menu!.idart,
      discountPercent: '',
      price: '18,00',
      revision: menu!.revision,
    })
    expect((await createOrder(till, { lines: lunch })).totalCents).toBe(1800)
    const changed = await changeOrder(till, order, { nota: 'Vite' })
    expect(changed.totalCents).toBe(1650)
    expect((await invoice(till, changed)).totalCents).toBe(1650)
  })

  test('an article that leaves takes the menu with it', async () => {
    const till = await startTestTill()
    const order = await createOrder(till, { lines: lunch })
    const changed = await changeOrder(till, order, { lines: formOf(order).lines.slice(0, 2) })
    expect(changed).toMatchObject({ totalCents: 1750, menus: [] })
  })
})

describe('what is said of the commande', () => {
  test('«Livreur» and «Mode Règ.» are kept; nobody unknown', async () => {
    const till = await startTestTill()
    const order = await createOrder(till, { driverId: 1, paymentModeId: 3 })
    expect(order).toMatchObject({ driver: { id: 1 }, paymentModeId: 3, paymentModeName: 'Cartes' })
    for (const [values, field] of [
      [{ driverId: 99 }, 'driverId'],
      [{ paymentModeId: 99 }, 'paymentModeId'],
    ] as const)
      expect(await till.post('/api/orders', orderForm(values))).toMatchObject({
        status: 422,
        body: { errors: [{ field }] },
      })
  })

  test('nobody is promised an hour that is past; an order that is late keeps its own', async () => {
    let now = Temporal.Now.instant()
    const till = await startTestTill({ clock: { now: () => now } })
    const dueAt = now.add({ minutes: 30 }).toString({ smallestUnit: 'second' })
    const order = await createOrder(till, { dueAt })
    now = now.add({ hours: 2 })
    expect((await changeOrder(till, order, { nota: 'En route' })).dueAt).toBe(dueAt)
    for (const past of [dueAt, '2020-01-01T12:00:00Z', '2099-01-01T12:00:00Z'])
      expect(await till.post('/api/orders', orderForm({ dueAt: past }))).toMatchObject({
        status: 422,
        body: { errors: [{ field: 'dueAt' }] },
      })
  })

  test('a total beyond any till is refused', async () => {
    const till = await startTestTill()
    const lines = [orderLine(margherita, '999999,99', { quantity: '999999' })]
    expect(await till.post('/api/orders', orderForm({ lines }))).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'lines' }] },
    })
  })
})

test('«Blocage Vente si Dispo = 0»: what is kept aside for a commande is sold with it, and no more than there is (kezia R-S2)', async () => {
  const till = await startTestTill()
  await manageStock(till, margherita)
  const settings = (await till.get<object>('/api/article-settings')).body
  await till.put('/api/article-settings', { ...settings, blocksSaleWithoutStock: true })
  await till.post(`/api/articles/${margherita}/stock`, {
    direction: 'in',
    quantity: '2',
    reason: 'Livraison',
  })
  const [first, second] = [await createOrder(till), await createOrder(till)]
  const settle = (order: OwnOrderDetails) =>
    till.post(`/api/orders/${order.number}/invoice`, {
      draftId: crypto.randomUUID(),
      sellerId: 1,
      payments: [{ modeId: 3, cents: order.totalCents }],
      dueCents: order.totalCents,
    })
  // Two are in stock, and each of the two orders reserves two.
  expect(await settle(second)).toMatchObject({
    status: 422,
    body: { message: expect.stringContaining('MARGHERITA') },
  })
  await till.delete(`/api/orders/${first.number}`)
  expect((await settle(second)).status).toBe(201)
})
