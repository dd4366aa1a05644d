// A till with something in every window, for the checks of the layout.
import { expect } from 'vitest'
import { startStubHub } from '../../apps/till/src/connector/testing/stub-hub.ts'
import { startConnectedTill, until } from '../../apps/till/src/connector/testing/till.ts'
import { changeArticle } from '../../apps/till/src/testing/change-article.ts'
import { sellAtCounter } from '../../apps/till/src/testing/counter-sale.ts'

export async function startFullTill() {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  const tariffs = ['Petite', 'Grande'].map((title) => ({ idtar: null, title, price: '10' }))
  await changeArticle(till, 2, { tariffs })
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
  hub.place({ created_by: 'LivePepper', service_type: 'delivery' })
  hub.place({ created_by: 'Uber Eats', payments: [{ amount: '12.00 EUR' }] })
  const { id } = hub.place()
  await until(async () => expect(await till.orders()).toHaveLength(3))
  const accepted = (await till.orders()).find(({ code }) => code.includes(id))
  await till.accept(accepted!.number)
  return { hub, till, acceptedId: id }
}
