import { expect, test } from 'vitest'
import { addPrinter, idle, plugPrinter, printed } from '../printing/testing/till.ts'
import type { Sale } from '../sales/wire.ts'
import { createOrder, groupOf, orderLine } from '../testing/own-order.ts'
import { startTestTill } from '../testing/start.ts'

const lines = (ticket: string) => ticket.split('\n').map((line) => line.trim().replace(/ +/g, ' '))

test('«TICKET» of a commande: what to make goes to the kitchen, the prices to the counter (W-13, §5.6)', async () => {
  const [till, kitchen, counter] = [await startTestTill(), await plugPrinter(), await plugPrinter()]
  await addPrinter(till, kitchen, { name: 'Cuisine', printsOtherPreparations: true })
  await addPrinter(till, counter, { name: 'Caisse', printsTickets: true })
  const shop = { name: 'Pizzeria Roma', siret: '73282932000074', vatNumber: 'FR44732829320' }
  expect((await till.put('/api/company', { ...shop, timeZone: 'Europe/Paris' })).status).toBe(200)
  const { number } = await createOrder(till, {
    serviceType: 'delivery',
    dueAt: '2031-05-01T18:30:00Z',
    nota: 'Sonner deux fois',
    port: '3,00',
    lines: [orderLine(1, '12,00', { quantity: '2' })],
    deposits: [{ modeId: 1, amount: '5,00' }],
  })
  expect((await till.post(`/api/orders/${number}/ticket`, {})).body).toEqual({ count: 1, isPrinted: true })
  const [preparation] = await printed(kitchen, 1)
  expect(lines(preparation!)).toEqual(
    expect.arrayContaining([
      `Commande ${number}`,
      'Livraison',
      'Attendu pour 01/05/2031 20:30',
      '2 x MARGHERITA',
      'Sonner deux fois',
      'PARTIELLEMENT PAYÉE',
    ]),
  )
  expect(preparation).not.toMatch(/€|\d,\d\d/)
  const [bag] = await printed(counter, 1)
  expect(lines(bag!)).toEqual(
    expect.arrayContaining([
      'SIRET 73282932000074',
      'TVA FR44732829320',
      '2 x MARGHERITA 24,00 €',
      'Livraison 3,00 €',
      'TOTAL TTC 27,00 €',
      'Espèces 5,00 €',
    ]),
  )

  // «Facturer»: the invoice is printed with the sale, and the kitchen gets nothing more.
  const facture = await till.post<Sale>(`/api/orders/${number}/invoice`, {
    draftId: 'd1',
    sellerId: 1,
    payments: [{ modeId: 3, cents: 2200 }],
    dueCents: 2200,
    isPrinted: true,
  })
  expect(facture.body).toMatchObject({ prints: 1 })
  const [, paid] = await printed(counter, 2)
  expect(paid).toContain('Acompte Espèces')
  await idle(till)
  expect(kitchen.tickets).toHaveLength(1)
})

test('without a printer the screen prints it', async () => {
  const till = await startTestTill()
  const { number } = await createOrder(till)
  expect((await till.post(`/api/orders/${number}/ticket`, {})).body).toEqual({ count: 1, isPrinted: false })
  expect((await till.post('/api/orders/999/ticket', {})).status).toBe(404)
})

test('whoever prints it, a ticket is counted: the second one is a «DUPLICATA» (§3.3 «Impression», §5.6)', async () => {
  const [till, kitchen] = [await startTestTill(), await plugPrinter()]
  const { number } = await createOrder(till)
  const print = async () => (await till.post(`/api/orders/${number}/ticket`, {})).body
  // First by the browser, then on a printer.
  expect(await print()).toEqual({ count: 1, isPrinted: false })
  await addPrinter(till, kitchen, { name: 'Cuisine', printsOtherPreparations: true })
  expect(await print()).toEqual({ count: 2, isPrinted: true })
  const [second] = await printed(kitchen, 1)
  expect(second).toContain('DUPLICATA')
})

test('«Envoyer en prépa.» tells the kitchen, with options, and starts the preparation (kezia R-A5)', async () => {
  const [till, kitchen, counter] = [await startTestTill(), await plugPrinter(), await plugPrinter()]
  await addPrinter(till, kitchen, { name: 'Cuisine', printsOtherPreparations: true })
  await addPrinter(till, counter, { name: 'Caisse', printsTickets: true })
  const { id } = await groupOf(till, 1)
  const { number } = await createOrder(till, {
    driverId: 1,
    lines: [
      orderLine(1, '12,00', {
        quantity: '2',
        options: [{ groupId: id, idart: 6, quantity: 1, unitCents: 50 }],
      }),
    ],
  })
  expect((await till.get(`/api/orders/${number}`)).body).toMatchObject({ isInPreparation: false })
  expect((await till.post(`/api/orders/${number}/prepare`, {})).body).toEqual({ count: 1, isPrinted: true })
  const [ticket] = await printed(kitchen, 1)
  expect(lines(ticket!)).toEqual(expect.arrayContaining(['2 x MARGHERITA', '2 x TOMATES']))
  expect(ticket).toMatch(/Livreur : /)
  await idle(till)
  expect(counter.tickets).toEqual([])
  expect((await till.get(`/api/orders/${number}`)).body).toMatchObject({
    isInPreparation: true,
    ticketCount: 1,
  })
})
