import { describe, expect, test } from 'vitest'
import { startStubHub } from '../connector/testing/stub-hub.ts'
import type { OrderFields } from '../connector/testing/stub-order.ts'
import { onlyOrder, startConnectedTill, until } from '../connector/testing/till.ts'
import { changeArticle } from '../testing/change-article.ts'
import type { TestTill } from '../testing/start.ts'
import type { WebOrderSettings } from '../web-order-settings/wire.ts'
import { addPrinter, idle, impatient, plugPrinter, printed } from './testing/till.ts'

const option = (name: string, fields: object = {}) => ({
  option_list_name: 'Suppléments',
  name,
  ref: null,
  price: '0.00 EUR',
  quantity: 1,
  removed: false,
  points_earned: null,
  points_used: null,
  ...fields,
})

const evening: OrderFields = {
  status: 'received',
  service_type: 'delivery',
  created_by: 'LivePepper',
  collection_code: 'A7C2',
  expected_time: '2031-05-01T20:30:00+02:00',
  customer_notes: 'Sans couverts, merci.',
  custom_fields: { restaurant: { table_name: '13' } },
  items: [
    {
      sku_ref: '1',
      quantity: '2.0',
      price: '12.00 EUR',
      customer_notes: 'Bien cuite',
      options: [option('Olives', { price: '0.80 EUR' }), option('Oignons', { removed: true })],
    },
    { sku_ref: '11', product_name: 'Cola', price: '2.80 EUR' },
    { sku_ref: 'NOPE', product_name: 'Plat \u001b@du jour', price: '9.00 EUR' },
  ],
  charges: [{ name: 'Livraison', price: '2.50 EUR' }],
  payments: [{ type: 'cash', name: 'Espèces', ref: 'CASH', amount: '39.90 EUR' }],
  customer: {
    first_name: 'Inès',
    last_name: 'Léger',
    phone: '+33612345678',
    address_1: '8 rue de Gand',
    postal_code: '59800',
    city: 'Lille',
  },
} as OrderFields

/** A till with one waiting order, and the preparation settings of its articles. */
async function kitchenWith(fields: OrderFields = evening) {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub, impatient)
  const { id } = hub.place(fields)
  const { number } = await onlyOrder(till)
  const act = (action: string, body: object = {}) => till.post(`/api/web-orders/${number}/${action}`, body)
  const accept = () => act('accept', { sellerId: 1 })
  return { hub, till, id, number, act, accept }
}

async function printAtAcceptance(till: TestTill) {
  const { body } = await till.get<WebOrderSettings>('/api/web-order-settings')
  await till.put('/api/web-order-settings', { ...body, isPreparationPrinted: true })
}

describe('preparation tickets (kezia §3.3, §5.6, W-4, W-16)', () => {
  test('«Valider commande» prints them where «Imprimer les tickets prepa commandes» is ticked, without a price', async () => {
    const { till, accept, hub, id } = await kitchenWith()
    const kitchen = await plugPrinter()
    await addPrinter(till, kitchen, { name: 'Cuisine', printsOtherPreparations: true, columns: 42 })
    await printAtAcceptance(till)
    expect(await accept()).toEqual({ status: 200, body: { count: 1, isPrinted: true } })
    const [ticket] = await printed(kitchen, 1)
    const lines = ticket!.split('\n').map((line) => line.trim())
    expect(lines).toEqual(
      expect.arrayContaining([
        'PREPARATION',
        'LivePepper / Livraison',
        'A7C2',
        'Attendu pour 01/05/2031 20:30',
        'Table : 13',
        'Vendeur : Léa',
        '2 x MARGHERITA',
        '> Bien cuite',
        '2 x Olives',
        'SANS Oignons',
        '1 x Plat @du jour',
        'Sans couverts, merci.',
        'Léger Inès',
        'Tél. +33612345678',
        '8 rue de Gand',
        '59800 Lille',
        'NON PAYÉE',
      ]),
    )
    expect(ticket).not.toMatch(/\d,\d\d|€|FRAIS DE PORT|DUPLICATA/)
    const code = kitchen.lines[0]!.find(({ text }) => text.trim() === 'A7C2')
    expect(code?.scale).toBe(3)
    // Only validated: the preparation begins with «Impression».
    await until(() => expect(hub.order(id).status).toBe('accepted'))
  })

  test('«Nom du ticket de préparation» names the printer; what is not «Article à préparer» is left out', async () => {
    const { till, accept } = await kitchenWith()
    const [oven, bar] = [await plugPrinter(), await plugPrinter()]
    await addPrinter(till, oven, { name: 'Four', preparations: 'Cuisine' })
    await addPrinter(till, bar, { name: 'Bar', printsOtherPreparations: true })
    await changeArticle(till, 1, { preparationTicket: 'CUISINE' })
    await changeArticle(till, 11, { isPrepared: false, preparationTicket: '' })
    await printAtAcceptance(till)
    await accept()
    const [pizzas] = await printed(oven, 1)
    const [others] = await printed(bar, 1)
    await idle(till)
    expect(pizzas).toContain('PREPARATION CUISINE')
    expect(pizzas).toContain('2 x MARGHERITA')
    expect(pizzas).not.toContain('Plat')
    expect(others).toContain('1 x Plat @du jour')
    expect(`${pizzas}${others}`).not.toContain('COLA')
  })

  test('«Temps de Préparation (min.)» of the longest article stands on its ticket (W-16)', async () => {
    const { till, accept } = await kitchenWith()
    const kitchen = await plugPrinter()
    await addPrinter(till, kitchen, { name: 'Cuisine', printsOtherPreparations: true })
    await changeArticle(till, 1, { preparationMinutes: 25 })
    await changeArticle(till, 11, { preparationMinutes: 3 })
    await printAtAcceptance(till)
    await accept()
    const [ticket] = await printed(kitchen, 1)
    expect(ticket).toContain('Temps de préparation : 25 min')
  })

  test('«Impression» starts the preparation from «Validée», prints the bag’s ticket, and says «DUPLICATA» to the kitchen afterwards', async () => {
    const { till, act, accept, hub, id } = await kitchenWith()
    const [kitchen, counter] = [await plugPrinter(), await plugPrinter()]
    await addPrinter(till, kitchen, { name: 'Cuisine', printsOtherPreparations: true })
    await addPrinter(till, counter, { name: 'Caisse', printsTickets: true, columns: 32 })
    await printAtAcceptance(till)
    await accept()
    await printed(kitchen, 1)
    expect((await act('ticket')).body).toEqual({ count: 2, isPrinted: true })
    const [, again] = await printed(kitchen, 2)
    expect(again).toContain('DUPLICATA')
    await until(() => expect(hub.order(id).status).toBe('in_preparation'))

    const [bag] = await printed(counter, 1)
    const lines = bag!.split('\n').map((line) => line.trim().replace(/ +/g, ' '))
    expect(lines).toEqual(
      expect.arrayContaining([
        'LivePepper / Livraison',
        'A7C2',
        '2 x MARGHERITA 24,00 €',
        '2 x Olives 1,60 €',
        'SANS Oignons',
        '1 x Plat @du jour 9,00 €',
        '1 x FRAIS DE PORT TTC 2,50 €',
        'TOTAL TTC 38,30 €',
        'NON PAYÉE',
      ]),
    )
    expect(bag).not.toContain('DUPLICATA')
  })

  test('without a printer the browser prints, as before', async () => {
    const { till, act, accept } = await kitchenWith()
    await printAtAcceptance(till)
    expect((await accept()).body).toEqual({ count: 1, isPrinted: false })
    expect((await act('ticket')).body).toEqual({ count: 2, isPrinted: false })
  })

  test('«OK» of W-12 leaves paper to W-13', async () => {
    const { till, number, act } = await kitchenWith({ status: 'received' })
    const kitchen = await plugPrinter()
    await addPrinter(till, kitchen, { name: 'Cuisine', printsOtherPreparations: true })
    await printAtAcceptance(till)
    expect((await till.post(`/api/web-orders/${number}/save`, { sellerId: 1 })).body).toEqual({
      outcome: 'accepted',
    })
    await act('ticket')
    const [ticket] = await printed(kitchen, 1)
    expect(ticket).not.toContain('DUPLICATA')
  })

  test('a printer that is off stops no order: it is validated, and its ticket waits', async () => {
    const { till, accept, hub, id } = await kitchenWith()
    const kitchen = await plugPrinter()
    await addPrinter(till, kitchen, { name: 'Cuisine', printsOtherPreparations: true })
    await kitchen.unplug()
    await printAtAcceptance(till)
    expect((await accept()).status).toBe(200)
    await until(() => expect(hub.order(id).status).toBe('accepted'))
    await kitchen.plug()
    await printed(kitchen, 1)
  })
})
