import { expect, test } from 'vitest'
import type { ClosingReport } from '../sales/closings/wire.ts'
import type { Sale } from '../sales/wire.ts'
import { margherita } from '../testing/counter-sale.ts'
import { startTestTill, type TestTill } from '../testing/start.ts'
import type { Company, Shop } from './wire.ts'

const company = async (till: TestTill) => (await till.get<Company>('/api/company')).body

const sell = (till: TestTill) => till.post('/api/sales', margherita())

test('what the first start asked of the company can be changed, and tickets say it (§5.1)', async () => {
  const till = await startTestTill()
  const before = await company(till)
  expect(before).toMatchObject({ name: 'Pizzeria Roma', city: 'Lille', isCurrencyFixed: false })
  const next = { ...before, name: 'Pizzeria Napoli', siret: '732 829 320 00074', timeZone: 'Indian/Reunion' }
  expect(await till.put('/api/company', next)).toMatchObject({
    status: 200,
    body: { name: 'Pizzeria Napoli', siret: '73282932000074' },
  })
  expect((await till.get<Shop>('/api/shop')).body).toMatchObject({
    name: 'Pizzeria Napoli',
    timeZone: 'Indian/Reunion',
  })
  expect((await sell(till)).body).toMatchObject({
    shop: { name: 'Pizzeria Napoli', siret: '73282932000074' },
  })
})

test('«Agence» and «Code client» of the home screen are empty until someone gives them (W-1)', async () => {
  const till = await startTestTill()
  expect((await till.get<Shop>('/api/shop')).body).toMatchObject({
    city: 'Lille',
    agency: '',
    clientCode: '',
  })
  const helped = { agency: 'Caisses du Nord | 03 20 00 00 00', clientCode: 'C-1042' }
  await till.put('/api/company', { ...(await company(till)), ...helped })
  expect((await till.get<Shop>('/api/shop')).body).toMatchObject(helped)
  expect(
    await till.put('/api/company', { ...(await company(till)), clientCode: 'x'.repeat(31) }),
  ).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'clientCode' }] },
  })
})

test('tickets and closings keep the company of their day; an avoir has that of its own (§5.14)', async () => {
  const till = await startTestTill()
  const before = await company(till)
  await sell(till)
  await till.post('/api/closings', { kind: 'day', number: 1 })
  const siret = '73282932000074'
  await till.put('/api/company', { ...before, name: 'Pizzeria Napoli', address1: '2 quai du Wault', siret })
  await sell(till)
  const shopOf = async (number: number) => (await till.get<Sale>(`/api/sales/${number}`)).body.shop
  expect(await shopOf(1)).toMatchObject({ name: 'Pizzeria Roma', siret: '' })
  expect(await shopOf(2)).toMatchObject({ name: 'Pizzeria Napoli', siret })
  expect((await till.post<Sale>('/api/sales/1/prints', {})).body.shop.name).toBe('Pizzeria Roma')
  expect((await till.get<ClosingReport>('/api/closings/1')).body.shop.name).toBe('Pizzeria Roma')
  const credit = { draftId: crypto.randomUUID(), sellerId: 1, modeId: 1, reason: 'Froid' }
  const { body: avoir } = await till.post<Sale>('/api/sales/1/credit', credit)
  expect(avoir.shop.name).toBe('Pizzeria Napoli')
  await till.put('/api/company', before)
  await sell(till)
  expect([(await shopOf(3)).name, (await shopOf(4)).name]).toEqual(['Pizzeria Napoli', 'Pizzeria Roma'])
})

test('the currency changes until something is sold', async () => {
  const till = await startTestTill()
  const before = await company(till)
  expect((await till.put('/api/company', { ...before, currency: 'CHF' })).status).toBe(200)
  await sell(till)
  expect(await company(till)).toMatchObject({ currency: 'CHF', isCurrencyFixed: true })
  expect(await till.put('/api/company', { ...before, currency: 'EUR' })).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'currency', message: expect.stringContaining('ne change plus') }] },
  })
})

test.each([
  ['name', ''],
  ['siret', '12345678901234'],
  ['vatNumber', 'FR00732829320'],
  ['country', 'France'],
  ['currency', 'EURO'],
  ['timeZone', 'Mars/Olympus'],
  ['timeZone', ''],
])('%s = %j is refused beside its field, and nothing changes', async (field, value) => {
  const till = await startTestTill()
  const before = await company(till)
  expect(await till.put('/api/company', { ...before, [field]: value })).toMatchObject({
    status: 422,
    body: { errors: [{ field, message: expect.stringMatching(/\.$/) }] },
  })
  expect(await company(till)).toEqual(before)
})
