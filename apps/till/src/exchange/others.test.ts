import { expect, test } from 'vitest'
import { startStubHub } from '../connector/testing/stub-hub.ts'
import { onlyOrder, startConnectedTill } from '../connector/testing/till.ts'
import type { ArticleStock } from '../stock/wire.ts'
import { startTestTill, type TestTill } from '../testing/start.ts'
import { csv, dryRun, exportFile, importFile, linesOf } from './testing.ts'

const onHand = async (till: TestTill, idart: number) =>
  (await till.get<ArticleStock>(`/api/articles/${idart}/stock`)).body.onHandMilli

test('stock goes out and comes back: a changed «Stock théorique» is one movement (kezia D63)', async () => {
  const till = await startTestTill()
  await till.post('/api/stock/movements', {
    direction: 'in',
    reason: 'Livraison',
    lines: [{ idart: 11, quantity: '24,5' }],
  })
  const { bytes } = await exportFile(till, 'stock', 'csv')
  const lines = linesOf(bytes)
  expect(lines[0]).toBe('IDART;Definition;Code interne;EAN;Stock théorique;Stock en commande;Stock réservé')
  expect(lines[11]).toBe('11;COLA 33 CL;;;24,5;0;0')
  expect((await dryRun(till, 'stock', 'stock.csv', new Uint8Array(bytes))).body).toMatchObject({
    changes: 0,
    unchanged: 18,
  })
  expect(
    await importFile(till, 'stock', 's.csv', csv('Code interne;Stock théorique', 'COUV;-3')),
  ).toMatchObject({
    changes: 1,
    stockChanges: 1,
  })
  expect(await onHand(till, 18)).toBe(-3000)
})

test.each([
  [['IDART;Definition', '1;A'], 1, 'Stock théorique'],
  [['IDART;Stock théorique', '1;2.5'], 2, 'Stock théorique'],
  [['Code interne;Stock théorique', 'NOPE;2'], 2, 'IDART'],
  [['IDART;Stock théorique', '1;2', '1;3'], 3, 'IDART'],
])('stock of %j is refused by row and column', async (rows, row, column) => {
  const till = await startTestTill()
  const { body } = await dryRun(till, 'stock', 's.csv', csv(...rows))
  expect(body.problems).toMatchObject([{ row, column }])
  expect(await onHand(till, 1)).toBe(0)
})

test('sales and the VAT journal are exported for a period; sums per rate are those of the tickets', async () => {
  const clock = { now: () => Temporal.Instant.from('2026-03-14T22:30:00Z') }
  const till = await startTestTill({ clock })
  const basket = {
    service: 'take_away',
    lines: [
      { idart: 1, quantity: '1', unitCents: 1200, discount: null },
      { idart: 13, quantity: '2', unitCents: 420, discount: { kind: 'amount', cents: 40 } },
    ],
    discount: null,
  }
  await till.post('/api/sales', {
    draftId: crypto.randomUUID(),
    sellerId: 1,
    basket,
    payments: [{ modeId: 1, cents: 2000 }],
    totalCents: 2000,
  })
  const sales = linesOf((await exportFile(till, 'sales', 'csv')).bytes)
  expect(sales.slice(1)).toEqual([
    '1;Ticket;14/03/2026;23:30;1;Léa;;;Emporté;1;MARGHERITA;1;12,00;0,00;12,00;10',
    '1;Ticket;14/03/2026;23:30;1;Léa;;;Emporté;13;BIERE BLONDE 33 CL;2;4,20;0,40;8,00;20',
  ])
  const journal = linesOf(
    (await exportFile(till, 'vat-journal', 'csv', '&from=14/03/2026&to=14/03/2026')).bytes,
  )
  expect(journal).toEqual([
    'Date;Taux TVA;Base HT;TVA;Total TTC;Nombre de pièces',
    '14/03/2026;10;10,91;1,09;12,00;1',
    '14/03/2026;20;6,67;1,33;8,00;1',
  ])
  for (const period of ['&from=15/03/2026', '&to=13/03/2026'])
    expect(linesOf((await exportFile(till, 'vat-journal', 'csv', period)).bytes)).toHaveLength(1)
  for (const [query, field] of [
    ['from=hier', 'from'],
    ['from=15/03/2026&to=14/03/2026', 'to'],
    ['', undefined],
  ])
    if (field)
      expect(await till.get(`/api/exchange/export?dataset=sales&format=csv&${query}`)).toMatchObject({
        status: 422,
        body: { errors: [{ field }] },
      })
  for (const query of ['dataset=secrets&format=csv', 'dataset=sales&format=pdf', ''])
    expect((await till.get(`/api/exchange/export?${query}`)).status).toBe(422)
})

test('web orders are exported with channel, status, amount and what is paid', async () => {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  hub.place({})
  const order = await onlyOrder(till)
  const [, line] = linesOf((await exportFile(till, 'web-orders', 'csv')).bytes)
  expect(line).toContain(`${order.number};${order.code};${order.sourceId};`)
  expect(line).toContain(';En attente;')
})

test.each(['sales', 'vat-journal', 'web-orders'])('%s is never imported', async (dataset) => {
  const till = await startTestTill()
  expect((await dryRun(till, dataset, 'a.csv', csv('Numéro', '1'))).status).toBe(422)
})
