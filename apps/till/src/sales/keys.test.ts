// What the keys of CAISSE show, and which articles have no key.
import { expect, test } from 'vitest'
import type { ArticlePage } from '../articles/wire.ts'
import { changeArticle } from '../testing/change-article.ts'
import { manageStock } from '../testing/manage-stock.ts'
import { startTestTill, type TestTill } from '../testing/start.ts'
import type { KeyArticle, SettlementForm } from './wire.ts'

const keys = async (till: TestTill, keyboard = '') =>
  (await till.get<KeyArticle[]>(`/api/counter/articles${keyboard}`)).body
const idartsOf = (list: { idart: number }[]) => list.map(({ idart }) => idart)

test('options, delivery, asleep, blocked and abandoned have no key and are not in F2 (counter T4)', async () => {
  const till = await startTestTill()
  const form = { definition: 'FRAIS DE PORT TTC', price: '3,00', vat1Id: 3, internalCode: 'WEB_1_PORT' }
  const delivery = (await till.post<{ idart: number }>('/api/articles', form)).body.idart
  await changeArticle(till, 1, { isAsleep: true })
  await changeArticle(till, 2, { isSaleBlocked: true })
  await changeArticle(till, 3, { isAbandoned: true })
  const options = idartsOf((await till.get<{ idart: number }[]>('/api/articles/options')).body)
  const absent = [1, 2, 3, delivery, ...options]
  expect(options.length).toBeGreaterThan(0)
  for (const idart of absent) await till.put(`/api/favourites/${idart}`, {})
  await till.put('/api/favourites/11', {})
  expect(idartsOf(await keys(till, '?keyboard=favourites'))).toEqual([11])

  const found = (await till.get<ArticlePage>('/api/articles?definition=&isForSale=1')).body.lines
  const every = idartsOf((await till.get<ArticlePage>('/api/articles')).body.lines)
  const offered = every.filter((idart) => !absent.includes(idart))
  expect(idartsOf(found)).toEqual(offered)
  expect(idartsOf(await keys(till)).toSorted((left, right) => left - right)).toEqual(offered)
})

test('a key says what is left of a managed article from 5 on, or from what is set (counter T4)', async () => {
  const till = await startTestTill()
  const left = async () => (await keys(till)).find(({ idart }) => idart === 11)?.lowStockMilli
  const move = (quantity: string) =>
    till.post('/api/articles/11/stock', { direction: 'in', reason: 'Livraison', quantity })
  expect(await left()).toBeNull()
  await manageStock(till, 11)
  expect(await left()).toBe(0)
  expect(await move('5')).toMatchObject({ status: 200 })
  expect(await left()).toBe(5000)
  expect(await move('1')).toMatchObject({ status: 200 })
  expect(await left()).toBeNull()
  const settings = (await till.get<object>('/api/article-settings')).body
  await till.put('/api/article-settings', { ...settings, lowStock: 6 })
  expect(await left()).toBe(6000)
})

test('a line over 999 999,99 € is refused by the till (counter T20)', async () => {
  const till = await startTestTill()
  const sale: SettlementForm = {
    draftId: crypto.randomUUID(),
    sellerId: 1,
    basket: {
      service: 'eat_in',
      lines: [{ idart: 11, quantity: '999999', unitCents: 280, discount: null }],
      discount: null,
    },
    payments: [],
    totalCents: 279_999_720,
  }
  expect(await till.post('/api/sales', sale)).toMatchObject({
    status: 422,
    body: {
      errors: [{ field: 'basket', message: 'Ligne 1 : COLA 33 CL : une ligne ne dépasse pas 999 999,99 €.' }],
    },
  })
})
