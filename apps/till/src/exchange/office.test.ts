// The back office's lists as files for the accountant (contract, kezia §5.9).
import { readSheet } from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { sellAtCounter, settableClock } from '../testing/counter-sale.ts'
import { createOrder } from '../testing/own-order.ts'
import { startTestTill } from '../testing/start.ts'
import { exportFile, linesOf } from './testing.ts'

const [cash, card] = [1, 3]
const day = '&from=27/11/2026&to=27/11/2026'

/** An invoice paid by two modes with change, a ticket, its credit note, and the closing of that evening. */
async function tillAtTheEndOfTheDay() {
  const clock = settableClock('2026-11-27T11:05:00Z')
  const till = await startTestTill({ clock })
  const { idcli } = (
    await till.post<{ idcli: number }>('/api/customers', {
      civility: '',
      lastName: 'Petit',
      firstName: 'Léa',
    })
  ).body
  await till.put('/api/payment-modes/3', {
    name: 'Cartes',
    isAsleep: false,
    accountingCode: '511300',
    opensDrawer: false,
    terminalType: 'Desk/5000',
  })
  const paid: [number, number][] = [
    [card, 1000],
    [cash, 1000],
  ]
  const lines: Parameters<typeof sellAtCounter>[1]['lines'] = [['margherita'], ['beer']]
  await sellAtCounter(till, { lines, totalCents: 1620, paid, customerId: idcli })
  await sellAtCounter(till, { lines: [['cola']], totalCents: 280, sellerId: 2 })
  const credit = { draftId: crypto.randomUUID(), sellerId: 1, modeId: cash, reason: 'Froid' }
  expect((await till.post('/api/sales/2/credit', credit)).status).toBe(201)
  clock.set('2026-11-27T22:30:00Z')
  expect((await till.post('/api/closings', { kind: 'day', number: 1 })).status).toBe(201)
  const lineOf = async (dataset: Parameters<typeof exportFile>[1], period = day) =>
    linesOf((await exportFile(till, dataset, 'csv', period)).bytes)
  return { till, clock, lineOf }
}

test('the pieces of a period: one row each, with HT, TVA and TTC (kezia §5.9)', async () => {
  const { lineOf } = await tillAtTheEndOfTheDay()
  expect(await lineOf('documents')).toEqual([
    'Numéro;Pièce;Date;Heure;Vendeur;Code client;Client;Canal;Origine;Total HT;TVA;Total TTC;Impressions',
    '1;Facture;27/11/2026;12:05;Léa;2;Petit Léa;Caisse;;14,41;1,79;16,20;0',
    '2;Ticket;27/11/2026;12:05;Marco;;;Caisse;;2,55;0,25;2,80;0',
    '3;Avoir;27/11/2026;12:05;Léa;;;Caisse;Avoir de 2;-2,55;-0,25;-2,80;0',
  ])
  expect(await lineOf('documents', '&from=28/11/2026&to=28/11/2026')).toHaveLength(1)
})

test('the settlements of a period: what came in, what was given back, and the account of each mode', async () => {
  const { lineOf } = await tillAtTheEndOfTheDay()
  expect(await lineOf('settlements')).toEqual([
    'Date;Heure;Pièce;Numéro;Client;Vendeur;Identification;Mode de Règlements;Code Compta;Type TPE;Reçu;Rendu;Montant',
    '27/11/2026;12:05;Facture;1;Petit Léa;Léa;3;Cartes;511300;Desk/5000;10,00;0,00;10,00',
    '27/11/2026;12:05;Facture;1;Petit Léa;Léa;1;Espèces;;;10,00;3,80;6,20',
    '27/11/2026;12:05;Ticket;2;;Marco;1;Espèces;;;2,80;0,00;2,80',
    '27/11/2026;12:05;Avoir;3;;Léa;1;Espèces;;;-2,80;0,00;-2,80',
  ])
})

test('the journal of a period, by VAT rate, mode, seller, channel and kind; each adds up to the whole', async () => {
  const { lineOf } = await tillAtTheEndOfTheDay()
  expect(await lineOf('journal')).toEqual([
    'Total;Libellé;Taux TVA;Nombre;HT;TVA;TTC',
    'Total;;;3;14,41;1,79;16,20',
    'Par taux de TVA;;10;3;10,91;1,09;12,00',
    'Par taux de TVA;;20;1;3,50;0,70;4,20',
    'Par mode de règlement;Espèces;;3;;;6,20',
    'Par mode de règlement;Cartes;;1;;;10,00',
    'Par vendeur;Léa;;2;11,86;1,54;13,40',
    'Par vendeur;Marco;;1;2,55;0,25;2,80',
    'Par canal;Caisse;;3;14,41;1,79;16,20',
    'Par pièce;Avoir;;1;-2,55;-0,25;-2,80',
    'Par pièce;Facture;;1;14,41;1,79;16,20',
    'Par pièce;Ticket;;1;2,55;0,25;2,80',
  ])
})

test('the closings of a period, with the perpetual grand total', async () => {
  const { lineOf } = await tillAtTheEndOfTheDay()
  expect(await lineOf('closings')).toEqual([
    'Clôture;Numéro;Faite le;Heure;Poste;Tickets;Premier;Dernier;Total HT;TVA;Total TTC;Remises;Grand total perpétuel',
    'Jour (Z);1;27/11/2026;23:30;1;3;1;3;14,41;1,79;16,20;0,00;16,20',
  ])
  expect(await lineOf('closings', '&to=26/11/2026')).toHaveLength(1)
})

test('the unpaid list, whatever the period', async () => {
  const { till, lineOf } = await tillAtTheEndOfTheDay()
  const order = await createOrder(till, { deposits: [{ modeId: cash, amount: '5,00' }] })
  const [heading, line, ...others] = await lineOf('unpaid')
  expect(heading).toBe('Commande;Code;Attendue le;Attendue à;Client;Canal;Total TTC;Reste dû')
  expect(line).toMatch(new RegExp(`^${order.number};;\\d\\d/\\d\\d/\\d{4};\\d\\d:\\d\\d;`))
  expect(others).toEqual([])
})

test('in a spreadsheet days are dates and amounts are numbers, for sums, filters and sorting (D63)', async () => {
  const { till } = await tillAtTheEndOfTheDay()
  const [, first] = await readSheet((await exportFile(till, 'documents', 'xlsx', day)).bytes)
  expect(first?.slice(0, 3)).toEqual([1, 'Facture', new Date('2026-11-27T00:00:00Z')])
  expect(first?.slice(9, 12)).toEqual([14.41, 1.79, 16.2])
  const [, vat] = await readSheet((await exportFile(till, 'vat-journal', 'xlsx', day)).bytes)
  expect(vat).toEqual([new Date('2026-11-27T00:00:00Z'), 10, 10.91, 1.09, 12, 3])
})
