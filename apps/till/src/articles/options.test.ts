import { expect, test } from 'vitest'
import { startTestTill, type TestTill } from '../testing/start.ts'
import type { ArticleDetails, ArticleSheet, OptionArticle } from './wire.ts'

const form = { definition: 'FOCACCIA', price: '6,50', vat1Id: 3 }
const group = { name: 'Sauces', minSelections: 1, maxSelections: 2, options: [7, 6] }

const create = (till: TestTill, values: object = {}) =>
  till.post<ArticleDetails>('/api/articles', { ...form, ...values })
const change = (till: TestTill, { idart, revision }: ArticleDetails, values: object) =>
  till.put<ArticleDetails>(`/api/articles/${idart}`, { ...form, revision, ...values })

test('the groups of an article come back in order, with their options in order (kezia D22)', async () => {
  const till = await startTestTill()
  const second = { name: 'Cuisson', minSelections: 0, maxSelections: null, options: [8] }
  const { body } = await create(till, { optionGroups: [group, second] })
  expect(body.optionGroups).toMatchObject([group, second])
  const { article } = (await till.get<ArticleSheet>(`/api/articles/${body.idart}`)).body
  expect(article.optionGroups).toEqual(body.optionGroups)
})

test('a group keeps its id when it is changed or moved; one left out is gone; none sent, none changed', async () => {
  const till = await startTestTill()
  const { body: article } = await create(till, { optionGroups: [group, { ...group, name: 'Pains' }] })
  const [sauces, breads] = article.optionGroups
  const { body: moved } = await change(till, article, {
    optionGroups: [
      { ...breads, options: [8] },
      { ...sauces, name: 'Sauces maison' },
    ],
  })
  expect(moved.optionGroups).toMatchObject([
    { id: breads!.id, options: [8] },
    { id: sauces!.id, name: 'Sauces maison' },
  ])
  const { body: same } = await change(till, moved, { price: '7,00' })
  expect(same.optionGroups).toEqual(moved.optionGroups)
  const { body: none } = await change(till, same, { optionGroups: [] })
  expect(none.optionGroups).toEqual([])
})

test('«Article Option» makes an article an option of others', async () => {
  const till = await startTestTill()
  const { body } = await create(till, { definition: 'SAUCE PIQUANTE', isOption: true })
  const options = (await till.get<OptionArticle[]>('/api/articles/options')).body
  expect(options).toContainEqual({ idart: body.idart, definition: 'SAUCE PIQUANTE', priceCents: 650 })
  expect((await create(till, { optionGroups: [{ ...group, options: [body.idart] }] })).status).toBe(201)
  const { body: refusal } = await till.put<object>(`/api/articles/${body.idart}`, {
    ...form,
    isOption: false,
    revision: 1,
  })
  expect(refusal).toMatchObject({
    errors: [{ field: 'isOption', message: expect.stringContaining('« FOCACCIA » propose cette option') }],
  })
  expect(await till.delete(`/api/articles/${body.idart}`)).toMatchObject({
    status: 422,
    body: { message: expect.stringContaining('« FOCACCIA » propose cette option') },
  })
})

test.each([
  [{ name: '' }, 'name', 'À remplir.'],
  [{ options: [] }, 'options', 'au moins une option'],
  [{ options: [6, 6] }, 'options', 'deux fois'],
  [{ options: [1] }, 'options', "L'article 1 n'est pas un « Article Option »."],
  [{ options: ['x'] }, 'options', "n'est pas un « Article Option »."],
  [{ minSelections: 3 }, 'maxSelections', 'au-dessous du minimum'],
  [{ minSelections: 'deux' }, 'minSelections', 'un nombre entier'],
])('a group with %j is refused at its place, and nothing is stored', async (fields, field, message) => {
  const till = await startTestTill()
  const { status, body } = await create(till, { optionGroups: [group, { ...group, ...fields }] })
  expect(status).toBe(422)
  expect(body).toMatchObject({
    errors: [{ field: `optionGroups.1.${field}`, message: expect.stringContaining(message) }],
  })
})

test('«Temps de Préparation (min.)» is stored, kept by a form without it, emptied by a null', async () => {
  const till = await startTestTill()
  const { body } = await create(till, { preparationMinutes: 25 })
  expect(body.preparationMinutes).toBe(25)
  const { body: kept } = await change(till, body, { price: '7,00' })
  expect(kept.preparationMinutes).toBe(25)
  expect((await change(till, kept, { preparationMinutes: null })).body.preparationMinutes).toBeNull()
  for (const preparationMinutes of [0, 601, 2.5, 'vingt'])
    expect(await create(till, { preparationMinutes })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'preparationMinutes' }] },
    })
})

test('code interne, description and degree are stored, and kept by a form without them', async () => {
  const till = await startTestTill()
  const typed = { internalCode: 'FOC', description: 'Huile,\nromarin', alcohol: '5,5 %' }
  const { body } = await create(till, typed)
  expect(body).toMatchObject({ internalCode: 'FOC', description: 'Huile,\nromarin', alcohol: '5.5' })
  expect((await change(till, body, { price: '7,00' })).body).toMatchObject({
    internalCode: 'FOC',
    description: 'Huile,\nromarin',
    alcohol: '5.5',
  })
  expect((await create(till, { alcohol: 'fort' })).body).toMatchObject({ errors: [{ field: 'alcohol' }] })
})
