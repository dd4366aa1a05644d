// Contract, kezia R-X6, D49: «Multi-tarif Grilles» at the hub, in both directions.
import { expect, test } from 'vitest'
import { changeArticle } from '../../testing/change-article.ts'
import { startTestTill } from '../../testing/start.ts'
import { startStubHub } from '../testing/stub-hub.ts'
import { onlyOrder, startConnectedTill } from '../testing/till.ts'
import type { HubOptions } from '../wire.ts'
import type { CatalogPreview } from './wire.ts'

const tariffs = ['Petite', 'Moyenne', 'Grande'].map((title, index) => ({
  idtar: null,
  title,
  price: String(10 + index),
}))

test('three tariffs, one IDTAR excluded: two skus', async () => {
  const till = await startTestTill()
  await changeArticle(till, 2, { tariffs })
  const prices = async () => {
    const { categories } = (await till.get<CatalogPreview>('/api/hub/catalog')).body
    return categories.flatMap(({ products }) => products).find(({ ref }) => ref === '2')?.prices
  }
  expect(await prices()).toEqual([
    { name: 'Petite', priceCents: 1000 },
    { name: 'Moyenne', priceCents: 1100 },
    { name: 'Grande', priceCents: 1200 },
  ])
  const { body } = await till.put<HubOptions>('/api/hub/options', { unmanagedIdtars: ' 2,2|7 ' })
  expect(body.unmanagedIdtars).toBe('2; 2|7')
  expect((await prices())?.map(({ name }) => name)).toEqual(['Petite', 'Grande'])
})

test('what is no list of IDTAR is refused beside the field', async () => {
  const till = await startTestTill()
  expect(await till.put('/api/hub/options', { unmanagedIdtars: 'Grande' })).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'unmanagedIdtars', message: expect.stringContaining('« Grande »') }] },
  })
})

test('an order with `2|3` finds the article 2 and its tariff 3', async () => {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  await changeArticle(till, 2, { tariffs })
  hub.place({ items: [{ sku_ref: '2|3' }, { sku_ref: '2|3', sku_name: 'XL' }, { sku_ref: '2|9' }] })
  const { number } = await onlyOrder(till)
  expect((await till.details(number)).lines).toMatchObject([
    { articleId: 2, known: true, name: 'REGINA - Grande', tariff: { idtar: 3 } },
    { articleId: 2, known: true, name: 'REGINA - XL', tariff: { idtar: 3 } },
    { articleId: 2, known: true, name: 'REGINA', tariff: null },
  ])
})
