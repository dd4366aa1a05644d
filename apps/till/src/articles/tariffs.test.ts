import { expect, test } from 'vitest'
import { startTestTill, type TestTill } from '../testing/start.ts'
import type { ArticleDetails, ArticleForm, ArticlePage, ArticleSheet } from './wire.ts'

const form = { definition: 'FOCACCIA', price: '6,50', vat1Id: 3 }
const small = { idtar: null, title: 'Petite', price: '5,00' }
const large = { idtar: null, title: 'Grande', price: '8,00' }

const create = (till: TestTill, values: Partial<ArticleForm> = {}) =>
  till.post<ArticleDetails>('/api/articles', { ...form, ...values })
const change = (till: TestTill, { idart, revision }: ArticleDetails, values: Partial<ArticleForm>) =>
  till.put<ArticleDetails>(`/api/articles/${idart}`, { ...form, revision, ...values })

test('«Multi-tarif Grilles» keeps IDTAR, title and price of each line, in order (kezia D22)', async () => {
  const till = await startTestTill()
  const { body } = await create(till, { tariffs: [small, large] })
  expect(body.tariffs).toEqual([
    { idtar: 1, title: 'Petite', priceCents: 500 },
    { idtar: 2, title: 'Grande', priceCents: 800 },
  ])
  const { article } = (await till.get<ArticleSheet>(`/api/articles/${body.idart}`)).body
  expect(article.tariffs).toEqual(body.tariffs)
  expect((await change(till, body, { price: '7,00' })).body.tariffs).toEqual(body.tariffs)
})

test('a line keeps its IDTAR when it is changed or moved; one of a removed line is never given again', async () => {
  const till = await startTestTill()
  const { body } = await create(till, { tariffs: [small, large] })
  const { body: moved } = await change(till, body, {
    tariffs: [{ ...large, idtar: 2, price: '9,00' }],
  })
  expect(moved.tariffs).toEqual([{ idtar: 2, title: 'Grande', priceCents: 900 }])
  const { body: more } = await change(till, moved, {
    tariffs: [{ idtar: 2, title: 'Grande', price: '9,00' }, small],
  })
  expect(more.tariffs.map(({ idtar }) => idtar)).toEqual([2, 3])
})

test.each([
  [{ ...small, title: '' }, 'tariffs.1.title', 'À remplir.'],
  [{ ...small, price: '' }, 'tariffs.1.price', 'À remplir.'],
  [{ ...small, price: '1e9' }, 'tariffs.1.price', 'un montant tel que 12,80'],
  [{ ...small, price: '-5' }, 'tariffs.1.price', '« Prix Négatif »'],
])('the line %j is refused at its place, and nothing is stored', async (line, field, message) => {
  const till = await startTestTill()
  const { status, body } = await create(till, { tariffs: [large, line] })
  expect(status).toBe(422)
  expect(body).toMatchObject({ errors: [{ field, message: expect.stringContaining(message) }] })
})

test('«Codes de vente»: several codes, each with its «Cond. Vente» (kezia W-16)', async () => {
  const till = await startTestTill()
  const saleCodes = [
    { code: '3760001112223', quantity: '' },
    { code: 'PACK-6', quantity: '6' },
    { code: 'DEMI', quantity: '0,5' },
  ]
  const { body } = await create(till, { saleCodes })
  expect(body.saleCodes).toEqual([
    { code: '3760001112223', quantity: '1' },
    { code: 'PACK-6', quantity: '6' },
    { code: 'DEMI', quantity: '0.5' },
  ])
  expect((await change(till, body, { saleCodes: body.saleCodes })).body.saleCodes).toEqual(body.saleCodes)
  const found = await till.get<ArticlePage>('/api/articles?code=pack-6&codeKind=sale')
  expect(found.body.lines.map(({ idart }) => idart)).toEqual([body.idart])
})

test.each(['contains', 'starts', 'same'])(
  'a code read into «Designation» finds its article: %s (kezia W-15)',
  async (match) => {
    const till = await startTestTill()
    const { body } = await create(till, { saleCodes: [{ code: '3760001112223', quantity: '1' }] })
    const search = async (definition: string) =>
      (await till.get<ArticlePage>(`/api/articles?definition=${definition}&match=${match}`)).body.lines
    expect(await search('3760001112223')).toMatchObject([{ idart: body.idart }])
    expect(await search('376000111222')).toEqual([])
  },
)

test.each([
  ['REGINA’s own', '4006381333931', 'déjà celui de « REGINA » (IDART 2)'],
  ['an IDART', '1', 'déjà celui de « MARGHERITA » (IDART 1)'],
  ['a code interne', 'COUV', 'déjà celui de « COUVERTS »'],
  ['with the sign of quantities', '6*1', 'étoile'],
  ['empty', '', 'À remplir.'],
])('a code that is %s is refused beside its field', async (_, code, message) => {
  const till = await startTestTill()
  const { article } = (await till.get<ArticleSheet>('/api/articles/2')).body
  await change(till, article, { definition: 'REGINA', saleCodes: [{ code: '4006381333931', quantity: '1' }] })
  const answer = await create(till, { saleCodes: [{ code, quantity: '1' }] })
  expect(answer).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'saleCodes.0.code', message: expect.stringContaining(message) }] },
  })
})

test('the same code twice, and a «Cond. Vente» that is no quantity, are refused', async () => {
  const till = await startTestTill()
  const { body } = await create(till, {
    saleCodes: [
      { code: 'ABC', quantity: '1' },
      { code: 'abc', quantity: '0' },
    ],
  })
  expect(body).toMatchObject({
    errors: [{ field: 'saleCodes.1.quantity' }, { field: 'saleCodes.1.code' }],
  })
})
