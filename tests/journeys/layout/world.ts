// A till with something in every window, long words among it.
import { expect } from 'vitest'
import { startStubHub } from '../../../apps/till/src/connector/testing/stub-hub.ts'
import { startConnectedTill, until } from '../../../apps/till/src/connector/testing/till.ts'
import { changeArticle } from '../../../apps/till/src/testing/change-article.ts'
import { sellAtCounter } from '../../../apps/till/src/testing/counter-sale.ts'

/** As many signs as the fiche takes. */
export const longName = 'PIZZA TRES LONGUE AUX QUATRE FROMAGES ET AUX CHAMPIGNONS DE PARIS'

export type FullTill = Awaited<ReturnType<typeof startFullTill>>

export async function startFullTill() {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  const tariffs = ['Petite', 'Grande'].map((title) => ({ idtar: null, title, price: '10' }))
  await changeArticle(till, 2, { tariffs })
  await changeArticle(till, 3, { definition: longName })
  const settings = (await till.get<object>('/api/article-settings')).body
  await till.put('/api/article-settings', { ...settings, createsAtCounter: true })
  await till.post('/api/sellers', { code: '9', name: 'Paul', isAsleep: false, password: 'secret-9' })
  const customer = await till.post<{ idcli: number }>('/api/customers', {
    lastName: 'Petit',
    civility: '',
    email: 'lea@example.com',
  })
  await sellAtCounter(till, {
    lines: [['margherita'], ['beer']],
    totalCents: 1620,
    customerId: customer.body.idcli,
  })
  expect((await till.post('/api/closings', { kind: 'day', number: 1 })).status).toBe(201)
  await sellAtCounter(till, { lines: [['cola']], totalCents: 280 })
  await till.post('/api/backups', {})
  const acceptedNumber = await placeOrders(hub, till)
  return { hub, till, acceptedNumber }
}

/** One that waits, one that is paid, one with long words, one of an unknown article, one that is accepted. */
async function placeOrders(
  hub: Awaited<ReturnType<typeof startStubHub>>,
  till: Awaited<ReturnType<typeof startConnectedTill>>,
): Promise<number> {
  hub.place({ created_by: 'LivePepper', service_type: 'delivery' })
  hub.place({ created_by: 'Uber Eats', payments: [{ amount: '12.00 EUR' }] })
  hub.place({
    created_by: 'Deliveroo',
    service_type: 'delivery',
    customer: {
      first_name: 'Marie-Antoinette Joséphine',
      last_name: 'de La Rochefoucauld-Montmorency',
      address_1: '127 bis, avenue du Maréchal-de-Lattre-de-Tassigny, bâtiment C, escalier 4',
      postal_code: '59000',
      city: 'Villeneuve-lès-Avignon-sur-Deûle',
      delivery_notes: 'Interphone en panne : appelez en bas, puis montez au troisième étage, porte du fond.',
    },
    customer_notes: 'Allergie aux arachides. '.repeat(8).trim(),
    items: Array.from({ length: 12 }, (_, index) => ({
      product_name: `${longName} n° ${index + 1}`,
      quantity: '1.0',
      customer_notes: 'Bien cuite, sans sel, coupée en huit parts.',
      options: [
        {
          option_list_name: 'Pâte',
          name: 'Pâte épaisse au levain naturel',
          ref: '20',
          price: '1.50 EUR',
          quantity: 1,
        },
      ] as never,
    })),
  })
  hub.place({ created_by: 'Took Took', items: [{ sku_ref: 'NOPE', product_name: 'Tarte inconnue' }] })
  const { id } = hub.place({ created_by: 'Ma boutique', service_type: 'delivery' })
  await until(async () => expect(await till.orders()).toHaveLength(5))
  const accepted = (await till.orders()).find(({ code }) => code.includes(id))
  expect(await till.accept(accepted?.number ?? 0)).toBe(204)
  return accepted?.number ?? 0
}
