import { expect, test } from 'vitest'
import { sellAtCounter, settableClock } from '../testing/counter-sale.ts'
import { startTestTill } from '../testing/start.ts'
import type { Customer, CustomerPage } from './wire.ts'

test('«RGPD : Fichier client à contrôler» means those of whom nothing was heard for three years (W-1, D5)', async () => {
  const clock = settableClock('2023-01-10T12:00:00Z')
  const till = await startTestTill({ clock })
  const isAny = async () => (await till.get<{ isAny: boolean }>('/api/customers/dormant/any')).body.isAny
  const names = async () =>
    (await till.get<CustomerPage>('/api/customers/dormant')).body.lines.map(({ displayName }) => displayName)
  const create = async (lastName: string) =>
    (await till.post<Customer>('/api/customers', { lastName, civility: '' })).body.idcli
  await create('Perdu')
  const regular = await create('Fidèle')
  expect(await isAny()).toBe(false)
  clock.set('2024-06-01T12:00:00Z')
  await sellAtCounter(till, { lines: [['cola']], totalCents: 280, customerId: regular })
  clock.set('2026-01-11T12:00:00Z')
  expect([await isAny(), await names()]).toEqual([true, ['Perdu']])
  clock.set('2027-06-02T12:00:00Z')
  expect(await names()).toEqual(['Perdu', 'Fidèle'])
})
