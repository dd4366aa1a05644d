import { expect, test } from 'vitest'
import type { WebCustomer } from '../../../src/weborders/wire.ts'
import { valuesOf } from './values.ts'

const order = {
  customer: { address1: '1 rue de Béthune' } as WebCustomer,
  customerName: 'Martin Inès',
  createdAt: '2021-07-29T12:00:00Z',
  dueAt: '2021-07-29T12:32:00Z',
  driver: null,
  paymentModes: ['Cartes', 'Cartes'],
  portCents: 0,
  currency: 'EUR',
}
const values = (fields: object) =>
  Object.fromEntries(valuesOf({ ...order, serviceType: null, ...fields }, (instant) => instant))

test.each([
  ['delivery', 'Martin Inès'],
  ['collection', 'EMPORTE'],
  ['eat_in', 'SUR PLACE'],
  [null, 'Martin Inès'],
])('«Ets» of %s is %s (kezia W-12)', (serviceType, name) => {
  expect(values({ serviceType })['order.name']).toBe(name)
})

test('without a driver «Livreur» is «<NON DEFINI>»; a mode is said once', () => {
  expect(values({})).toMatchObject({ 'order.driver': '<NON DEFINI>', 'order.mode': 'Cartes' })
})
