import { expect, test } from 'vitest'
import { addPrinter, plugPrinter, printed } from '../../printing/testing/till.ts'
import { margherita } from '../../testing/counter-sale.ts'
import { startTestTill } from '../../testing/start.ts'
import type { ClosingReport } from './wire.ts'

test('«Lecture X» and «Clôture» come out on the printer of the tickets, with all their totals (§5.9, D64)', async () => {
  const [till, printer] = [await startTestTill(), await plugPrinter()]
  await addPrinter(till, printer, { printsTickets: true, columns: 32 })
  await till.post('/api/sales', margherita())
  await till.post('/api/sales', margherita({ payments: [{ modeId: 3, cents: 1200 }] }))
  expect((await till.post('/api/closings/now/print', {})).body).toEqual({ isPrinted: true })
  const { body: report } = await till.post<ClosingReport>('/api/closings', { kind: 'day', number: 1 })
  expect((await till.post(`/api/closings/${report.closing!.id}/print`, {})).body).toEqual({ isPrinted: true })
  const [x, z] = (await printed(printer, 2)).map((paper) =>
    paper.split('\n').map((line) => line.trim().replace(/ +/g, ' ')),
  )
  const totals = [
    'Pizzeria Roma',
    'Depuis la première vente',
    'Tickets 2',
    'Du n° 1 au n° 2',
    'TOTAL TTC 24,00 €',
    'Total HT 21,82 €',
    'Par taux de TVA',
    '10 % 21,82 € 2,18 € 24,00 €',
    'Par mode de règlement',
    'Espèces (1) 12,00 €',
    'Cartes (1) 12,00 €',
    'Par vendeur',
    'Léa (2) 24,00 €',
    'Caisse (2) 24,00 €',
    'Tickets (2) 24,00 €',
    'Grand total perpétuel 24,00 €',
  ]
  expect(x).toEqual(expect.arrayContaining(['Lecture X', 'Lecture non enregistrée', ...totals]))
  expect(z).toEqual(
    expect.arrayContaining(['Clôture du jour n° 1', `Empreinte ${report.closing!.fingerprint}`, ...totals]),
  )
})

test('without such a printer the screen prints it', async () => {
  const till = await startTestTill()
  expect((await till.post('/api/closings/now/print', {})).body).toEqual({ isPrinted: false })
  expect((await till.post('/api/closings/9/print', {})).status).toBe(404)
})
