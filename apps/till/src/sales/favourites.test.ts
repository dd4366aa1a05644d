import { expect, test } from 'vitest'
import { changeArticle } from '../testing/change-article.ts'
import { startTestTill, type TestTill, temporaryFolder } from '../testing/start.ts'
import type { SellableArticle } from './wire.ts'

const place = (till: TestTill, idart: number) =>
  till.put<{ message?: string }>(`/api/favourites/${idart}`, {})
const keys = async (till: TestTill) =>
  (await till.get<SellableArticle[]>('/api/counter/articles?keyboard=favourites')).body.map(
    ({ definition }) => definition,
  )

test('«FAVORIS» shows the articles in the order in which they were placed, also after a restart (W-6)', async () => {
  const dataDir = temporaryFolder()
  const till = await startTestTill({ dataDir })
  expect(await keys(till)).toEqual([])
  for (const idart of [15, 1, 11, 1]) expect((await place(till, idart)).status).toBe(204)
  expect(await keys(till)).toEqual(['TIRAMISU', 'MARGHERITA', 'COLA 33 CL'])
  expect((await till.delete('/api/favourites/1')).status).toBe(204)
  await till.close()
  expect(await keys(await startTestTill({ dataDir }))).toEqual(['TIRAMISU', 'COLA 33 CL'])
})

test('one that is asleep has no key, and keeps its place; one that is nobody is refused', async () => {
  const till = await startTestTill()
  for (const idart of [15, 1]) await place(till, idart)
  await changeArticle(till, 15, { isAsleep: true })
  expect(await keys(till)).toEqual(['MARGHERITA'])
  await changeArticle(till, 15, { isAsleep: false })
  expect(await keys(till)).toEqual(['TIRAMISU', 'MARGHERITA'])
  expect((await place(till, 999)).status).toBe(404)
})

test('there are three pages of them, and SUPERVISEUR places them', async () => {
  const till = await startTestTill()
  for (let count = 0; count < 36; count++) {
    const form = { definition: `PIZZA ${count}`, price: '10,00', vat1Id: 3 }
    const { idart } = (await till.post<{ idart: number }>('/api/articles', form)).body
    expect((await place(till, idart)).status).toBe(204)
  }
  expect(await place(till, 1)).toMatchObject({
    status: 422,
    body: { message: expect.stringContaining('36 touches au plus') },
  })
  const password = 'le patron 42'
  await till.put('/api/profile/supervisor-password', { newPassword: password, confirmation: password })
  expect((await place(till, 2)).status).toBe(403)
  expect(await keys(till)).toHaveLength(36)
})
