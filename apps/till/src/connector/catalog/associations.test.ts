import { expect, test } from 'vitest'
import { startStubHub } from '../testing/stub-hub.ts'
import { onlyOrder, startConnectedTill } from '../testing/till.ts'
import type { Associations } from './wire.ts'

const product = (ref: string, name: string, skuName?: string) => ({
  ref,
  category_ref: 'C',
  name,
  skus: [{ ref, price: '9.00 EUR', ...(skuName && { name: skuName }) }],
})

async function started() {
  const hub = await startStubHub()
  hub.catalogs.get('q9f4x')!.data = {
    categories: [{ ref: 'C', name: 'Pizzas' }],
    products: [
      product('A', 'Margherita'),
      product('B', ' régina '),
      product('C', 'Quatre', 'fromages'),
      product('D', 'Pizza du chef'),
      product('4', 'Calzone'),
    ],
  }
  const till = await startConnectedTill(hub)
  const list = async () => (await till.get<Associations>('/api/hub/associations')).body.rows
  const validate = (associations: object[]) => till.put('/api/hub/associations', { associations })
  return { hub, till, list, validate }
}

test('equal names are proposed whatever their case and accents, and only they (kezia R-M1, D58)', async () => {
  const { list } = await started()
  expect(await list()).toEqual([
    { ref: 'A', name: 'Margherita', idart: null, proposal: 1 },
    { ref: 'B', name: ' régina ', idart: null, proposal: 2 },
    { ref: 'C', name: 'Quatre fromages', idart: null, proposal: 3 },
    { ref: 'D', name: 'Pizza du chef', idart: null, proposal: null },
    { ref: '4', name: 'Calzone', idart: 4, proposal: null },
  ])
})

test('homonyms are not proposed', async () => {
  const { till, list } = await started()
  await till.post('/api/articles', { definition: 'Margherita', price: '9', vat1Id: 3 })
  expect((await list())[0]).toMatchObject({ ref: 'A', proposal: null })
})

test('before it is validated an order is unknown; after, it is known, and so is the open one', async () => {
  const { hub, till, list, validate } = await started()
  hub.place({
    items: [
      { sku_ref: 'A', product_name: 'Margherita' },
      { sku_ref: 'Z', product_name: 'Zeste' },
    ],
  })
  const { number } = await onlyOrder(till)
  expect((await till.details(number)).lines[0]).toMatchObject({ known: false, articleId: 0 })
  expect(await list()).toContainEqual({ ref: 'Z', name: 'Zeste', idart: null, proposal: null })
  expect((await validate([{ ref: 'A', idart: 1 }])).status).toBe(200)
  expect((await till.details(number)).lines).toMatchObject([
    { known: true, articleId: 1, name: 'MARGHERITA' },
    { known: false, articleId: 0, name: 'Zeste' },
  ])
  await validate([{ ref: 'A', idart: null }])
  expect((await till.details(number)).lines[0]).toMatchObject({ known: false })
})

test('an association comes before IDART; an article that is not there is refused', async () => {
  const { till, list, validate } = await started()
  await validate([{ ref: '4', idart: 5 }])
  expect(await list()).toContainEqual({ ref: '4', name: 'Calzone', idart: 5, proposal: null })
  expect(await validate([{ ref: 'A', idart: 999 }])).toMatchObject({
    status: 422,
    body: { message: 'Aucun article 999.' },
  })
  expect((await till.put('/api/hub/associations', { associations: [{ idart: 1 }] })).status).toBe(422)
})

test('without the hub, the reason is a sentence', async () => {
  const { hub, till } = await started()
  hub.misbehave(/catalogs/, 'cut before')
  expect(await till.get('/api/hub/associations')).toMatchObject({
    status: 422,
    body: { message: expect.stringContaining('erreur système') },
  })
})
