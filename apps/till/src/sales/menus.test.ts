// Menus in CAISSE over HTTP (contract, kezia §5.5, D62, W-17). For their prices see pricing.unit.test.ts.
import { expect, test } from 'vitest'
import type { ArticleSettings } from '../article-settings/wire.ts'
import { startTestTill, type TestTill } from '../testing/start.ts'
import type { Sale, SellableMenu } from './wire.ts'

const lunch = [
  { idart: 1, quantity: '1', unitCents: 1200, discount: null },
  { idart: 15, quantity: '1', unitCents: 550, discount: null },
  { idart: 11, quantity: '1', unitCents: 280, discount: null },
]
const sell = (till: TestTill, totalCents: number, discount: unknown = null) =>
  till.post<Sale>('/api/sales', {
    draftId: crypto.randomUUID(),
    sellerId: 1,
    basket: { service: 'eat_in', lines: lunch, discount },
    payments: [{ modeId: 1, cents: totalCents }],
    totalCents,
  })
async function configure(till: TestTill, change: Partial<ArticleSettings>) {
  const { body } = await till.get<ArticleSettings>('/api/article-settings')
  expect((await till.put('/api/article-settings', { ...body, ...change })).status).toBe(200)
}
const menus = async (till: TestTill) => (await till.get<SellableMenu[]>('/api/counter/menus')).body

test('without «Calcul par remise» the menu carries the price at its rate, its articles are at 0', async () => {
  const till = await startTestTill()
  await configure(till, { menusByDiscount: false })
  const { status, body } = await sell(till, 1650)
  expect(status).toBe(201)
  expect(
    body.lines.map(({ definition, unitCents, totalCents, menuName }) => [
      definition,
      unitCents,
      totalCents,
      menuName,
    ]),
  ).toEqual([
    ['MENU DEJEUNER', 1650, 1650, 'DEJEUNER'],
    ['MARGHERITA', 0, 0, 'DEJEUNER'],
    ['TIRAMISU', 0, 0, 'DEJEUNER'],
    ['COLA 33 CL', 0, 0, 'DEJEUNER'],
  ])
  expect(body.lines.map(({ menuIdart }) => menuIdart)).toEqual([17, 17, 17, 17])
  expect(body.vat).toEqual([{ rate: '10.0', netCents: 1500, vatCents: 150, totalCents: 1650 }])
})

test('without «Recherche Menu» nothing is recognised, and CAISSE is told of no menu', async () => {
  const till = await startTestTill()
  expect(await menus(till)).toMatchObject([{ name: 'DEJEUNER', idart: 17, isByDiscount: true }])
  await configure(till, { menuSearch: false })
  expect(await menus(till)).toEqual([])
  expect((await sell(till, 2030)).body.lines.map(({ menuName }) => menuName)).toEqual([null, null, null])
})

test('«Remise supplémentaire interdite sur les menus» holds at the settlement', async () => {
  const till = await startTestTill()
  const tenPercent = { kind: 'percent', percent: '10' }
  expect(await sell(till, 1485, tenPercent)).toMatchObject({ status: 201, body: { discountCents: 165 } })
  await configure(till, { menuDiscountForbidden: true })
  expect((await sell(till, 1485, tenPercent)).status).toBe(409)
  expect(await sell(till, 1650, tenPercent)).toMatchObject({ status: 201, body: { discountCents: 0 } })
})

test('the menus of a ticket stay what they were when the menu changes or goes', async () => {
  const till = await startTestTill()
  const sold = (await sell(till, 1650)).body
  const [{ id }] = (await menus(till)) as [SellableMenu]
  expect((await till.delete(`/api/menus/${id}`)).status).toBe(204)
  expect((await till.get<Sale>(`/api/sales/${sold.number}`)).body.lines).toEqual(sold.lines)
})
