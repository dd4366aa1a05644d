import { expect, test } from 'vitest'
import type { SellableArticle } from '../sales/wire.ts'
import { startTestTill, type TestTill, temporaryFolder } from '../testing/start.ts'
import type { ArticleSettings } from './wire.ts'

const path = '/api/article-settings'
const initial: ArticleSettings = {
  menuSearch: true,
  menusByDiscount: true,
  menuDiscountForbidden: false,
  defaultVatId: 4,
  hasTwoRates: true,
  vatOrder: 'vat1EatIn',
  blocksSaleWithoutStock: false,
  zeroPriceSales: false,
  createsAtCounter: false,
  lowStock: 5,
  checkedQuantity: 99,
  checkedLine: 1000,
  checkedPriceFactor: 10,
}
const set = (till: TestTill, change: Partial<ArticleSettings>) => till.put(path, { ...initial, ...change })
const lookUp = async (till: TestTill, entry: string) =>
  (await till.get<{ article: SellableArticle }>(`/api/counter/lookup?entry=${entry}`)).body.article

test('«Recherche Menu» and «Calcul par remise» are on by default (D23, D62), and changes last', async () => {
  const dataDir = temporaryFolder()
  const till = await startTestTill({ dataDir })
  expect((await till.get(path)).body).toEqual(initial)
  expect((await set(till, { menuSearch: false, defaultVatId: 3 })).status).toBe(200)
  await till.close()
  const again = await startTestTill({ dataDir })
  expect((await again.get(path)).body).toEqual({ ...initial, menuSearch: false, defaultVatId: 3 })
})

test('«Sur place / Emporté»: TVA1 is the one of a sale on site, or the reverse; without double TVA it is the only one', async () => {
  const till = await startTestTill()
  expect((await lookUp(till, '11')).vatRates).toEqual({ eat_in: '10.0', take_away: '5.5' })
  await set(till, { vatOrder: 'vat1TakeAway' })
  expect((await lookUp(till, '11')).vatRates).toEqual({ eat_in: '5.5', take_away: '10.0' })
  await set(till, { hasTwoRates: false })
  expect((await lookUp(till, '11')).vatRates).toEqual({ eat_in: '10.0', take_away: '10.0' })
})

test('«Autoriser vente article à prix nul» lets any article be sold for nothing', async () => {
  const till = await startTestTill()
  const sell = () =>
    till.post('/api/sales', {
      draftId: crypto.randomUUID(),
      sellerId: 1,
      basket: {
        service: 'eat_in',
        lines: [{ idart: 1, quantity: '1', unitCents: 0, discount: null }],
        discount: null,
      },
      payments: [],
      totalCents: 0,
    })
  expect(await sell()).toMatchObject({ status: 422 })
  await set(till, { zeroPriceSales: true })
  expect(await sell()).toMatchObject({ status: 201, body: { totalCents: 0 } })
})

test.each([
  ['menuSearch', 'oui'],
  ['defaultVatId', 99],
  ['defaultVatId', 'vingt'],
  ['defaultVatId', undefined],
  ['vatOrder', 'both'],
  ['lowStock', -1],
  ['checkedQuantity', 0],
  ['checkedLine', 'mille'],
  ['checkedPriceFactor', 1],
])('%s = %j is refused beside its field', async (field, value) => {
  const till = await startTestTill()
  expect(await till.put(path, { ...initial, [field]: value })).toMatchObject({
    status: 422,
    body: { errors: [{ field }] },
  })
})
