import { expect, test } from 'vitest'
import { startTestTill, type TestTill } from '../testing/start.ts'
import type { ArticleSheet, BinnedArticle } from './wire.ts'

const bin = async (till: TestTill) => (await till.get<BinnedArticle[]>('/api/articles/bin')).body
const tiramisu = 15
const beer = 13

const sell = (till: TestTill, idart: number, unitCents: number) =>
  till.post('/api/sales', {
    draftId: crypto.randomUUID(),
    sellerId: 1,
    basket: {
      service: 'eat_in',
      lines: [{ idart, quantity: '1', unitCents, discount: null }],
      discount: null,
    },
    payments: [{ modeId: 1, cents: unitCents }],
    totalCents: unitCents,
  })

test('a deleted article goes to the recycle bin, and «Restauration Article» brings it back as it was (§5.3)', async () => {
  const till = await startTestTill()
  const before = (await till.get<ArticleSheet>(`/api/articles/${beer}`)).body.article
  expect((await till.delete(`/api/articles/${beer}`)).status).toBe(204)
  expect(await bin(till)).toMatchObject([
    { idart: beer, definition: 'BIERE BLONDE 33 CL', priceCents: 420, rayon: 'BOISSONS' },
  ])
  expect((await till.get(`/api/articles/${beer}`)).status).toBe(404)
  expect((await till.post(`/api/articles/${beer}/restore`, {})).status).toBe(200)
  expect(await bin(till)).toEqual([])
  const { article } = (await till.get<ArticleSheet>(`/api/articles/${beer}`)).body
  expect(article).toEqual({ ...before, revision: before.revision + 2 })
})

test('an article used in sales is not deleted: «Abandon» is for it (§5.3)', async () => {
  const till = await startTestTill()
  expect((await sell(till, beer, 420)).status).toBe(201)
  expect(await till.delete(`/api/articles/${beer}`)).toMatchObject({
    status: 422,
    body: { message: 'BIERE BLONDE 33 CL a été vendu : cochez plutôt « Abandon » dans « Paramètres ».' },
  })
  expect(await bin(till)).toEqual([])
})

test('what is not in the bin cannot leave it', async () => {
  const till = await startTestTill()
  for (const idart of [tiramisu, 999, 'abc'])
    expect((await till.post(`/api/articles/${idart}/restore`, {})).status).toBe(404)
})
