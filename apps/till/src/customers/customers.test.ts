import { expect, test } from 'vitest'
import { startStubHub } from '../connector/testing/stub-hub.ts'
import { startConnectedTill, until } from '../connector/testing/till.ts'
import { sellAtCounter } from '../testing/counter-sale.ts'
import { createOrder } from '../testing/own-order.ts'
import type { Customer, CustomerSheet } from './wire.ts'

/** The customer id of each order, in the order of arrival. */
async function customersOf(people: Record<string, unknown>[]) {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  for (const [index, customer] of people.entries()) {
    hub.place({ customer })
    await until(async () => expect(await till.orders()).toHaveLength(index + 1))
  }
  const rows = (await till.orders()).toSorted((a, b) => a.number - b.number)
  return Promise.all(rows.map(async ({ number }) => (await till.details(number)).customerId))
}

const [anonymous, first, second] = [1, 2, 3]

test.each<[string, Record<string, unknown>[], number[]]>([
  ['the id already stored', [{ id: 'a1' }, { id: 'a1', email: 'new@example.com' }], [first, first]],
  [
    'the e-mail, in another case',
    [{ email: 'Ines@Example.com' }, { email: ' ines@example.com' }],
    [first, first],
  ],
  [
    'the e-mail, then the id that came with it',
    [{ email: 'ines@example.com' }, { id: 'a1', email: 'ines@example.com' }, { id: 'a1' }],
    [first, first, first],
  ],
  ['no match', [{ id: 'a1' }, { id: 'b2', email: 'x@example.com' }], [first, second]],
  ['neither id nor e-mail', [{}, { phone: '06 12 34 56 78' }], [anonymous, anonymous]],
])('a web order finds its customer by %s (kezia R-K10, D45)', async (_, people, expected) => {
  expect(await customersOf(people)).toEqual(expected)
})

/** Two customers that share an e-mail; `ordering` places a web order with it and returns the customer it went to. */
async function sharedEmail() {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  await till.put('/api/hub/options', { isCustomerAutomatic: false })
  const create = async (lastName: string) => {
    const form = { civility: '', lastName, email: 'ines@example.com' }
    return (await till.post<Customer>('/api/customers', form)).body.idcli
  }
  const [older, newer] = [await create('Ancienne'), await create('Nouvelle')]
  let placed = 0
  const ordering = async () => {
    hub.place({ customer: { email: 'INES@example.com' } })
    placed += 1
    const rows = await until(async () => {
      const found = await till.orders()
      expect(found).toHaveLength(placed)
      return found
    })
    const last = Math.max(...rows.map(({ number }) => number))
    return (await till.details(last)).customerId
  }
  return { till, older, newer, ordering }
}

test('of several fiches with one e-mail, the most recently used (kezia D45)', async () => {
  const { till, older, newer, ordering } = await sharedEmail()
  // Neither customer was used yet, so the last one created wins.
  expect(await ordering()).toBe(newer)
  await sellAtCounter(till, { lines: [['cola']], totalCents: 280, customerId: older })
  expect(await ordering()).toBe(older)
  await createOrder(till, { customerId: newer })
  expect(await ordering()).toBe(newer)
})

test('one in the recycle bin comes after those who are not, and comes out of it when he orders (kezia D45, W-18)', async () => {
  const { till, older, newer, ordering } = await sharedEmail()
  for (const idcli of [newer, older]) expect((await till.delete(`/api/customers/${idcli}`)).status).toBe(204)
  await till.post(`/api/customers/${older}/restore`, {})
  expect(await ordering()).toBe(older)
  expect((await till.get(`/api/customers/${newer}`)).status).toBe(404)
})

test('the only fiche, in the recycle bin, comes out of it with the order that names it', async () => {
  const { till, older, newer, ordering } = await sharedEmail()
  for (const idcli of [older, newer]) await till.delete(`/api/customers/${idcli}`)
  expect(await ordering()).toBe(newer)
  expect((await till.get(`/api/customers/${newer}`)).status).toBe(200)
  expect((await till.get(`/api/customers/${older}`)).status).toBe(404)
})

test('a web order of a blocked customer arrives, and is his: only the counter refuses him (kezia R-K10, W-18)', async () => {
  const { till, older, newer, ordering } = await sharedEmail()
  const { customer } = (await till.get<CustomerSheet>(`/api/customers/${newer}`)).body
  const blocked = { ...customer, birthDate: '', isBlocked: true }
  expect((await till.put(`/api/customers/${newer}`, blocked)).status).toBe(200)
  expect(older).not.toBe(newer)
  expect(await ordering()).toBe(newer)
})
