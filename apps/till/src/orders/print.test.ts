import { expect, test } from 'vitest'
import { addPrinter, idle, impatient, plugPrinter, printed } from '../printing/testing/till.ts'
import type { Sale } from '../sales/wire.ts'
import { createOrder, orderLine } from '../testing/own-order.ts'
import { startTestTill } from '../testing/start.ts'

const lines = (ticket: string) => ticket.split('\n').map((line) => line.trim().replace(/ +/g, ' '))

test('«TICKET» of a commande: what to make goes to the kitchen, the prices to the counter (W-13, §5.6)', async () => {
  const [till, kitchen, counter] = [await startTestTill(impatient), await plugPrinter(), await plugPrinter()]
  await addPrinter(till, kitchen, { name: 'Cuisine', printsOtherPreparations: true })
  await addPrinter(till, counter, { name: 'Caisse', printsTickets: true })
  const { number } = await createOrder(till, {
    serviceType: 'delivery',
    dueAt: '2031-05-01T18:30:00Z',
    nota: 'Sonner deux fois',
    port: '3,00',
    lines: [orderLine(1, '12,00', { quantity: '2' })],
    deposits: [{ modeId: 1, amount: '5,00' }],
  })
  expect((await till.post(`/api/orders/${number}/ticket`, {})).body).toEqual({ isPrinted: true })
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
      '2 x MARGHERITA 24,00',
      'Livraison 3,00 €',
      'TOTAL TTC 27,00 €',
      'Espèces 5,00 €',
    ]),
  )

  // «Facturer»: its facture leaves with the sale, and the kitchen is told nothing more.
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
  expect((await till.post(`/api/orders/${number}/ticket`, {})).body).toEqual({ isPrinted: false })
  expect((await till.post('/api/orders/999/ticket', {})).status).toBe(404)
})
