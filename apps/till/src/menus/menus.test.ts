import { describe, expect, test } from 'vitest'
import { startTestTill, type TestTill } from '../testing/start.ts'
import type { MenuForm, MenuLettersForm, MenuSheet } from './wire.ts'

const margherita = 1
const tomatoes = 6
const cola = 11
const tiramisu = 15
const lunchArticle = 17

const list = async (till: TestTill) => (await till.get<MenuSheet[]>('/api/menus')).body

/** A till with an article that a second menu can be sold as. */
async function tillWithArticle() {
  const till = await startTestTill()
  const { body } = await till.post<{ idart: number }>('/api/articles', {
    definition: 'MENU DUO',
    price: '14',
    vat1Id: 3,
  })
  return { till, idart: body.idart }
}

const duo = (idart: number): MenuForm => ({
  name: 'DUO',
  compo: 'pb',
  idart,
  discountPercent: '',
  price: '13,90',
})
const create = (till: TestTill, form: Partial<Record<keyof MenuForm, unknown>>) =>
  till.post<MenuSheet>('/api/menus', form)
const setLetters = (till: TestTill, id: number, form: MenuLettersForm) =>
  till.put<MenuSheet>(`/api/menus/${id}/letters`, form)

describe('«Liste des Menus» (W-17)', () => {
  test('each menu has its name, rang, composition, article, percentage and price', async () => {
    const till = await startTestTill()
    expect(await list(till)).toMatchObject([
      {
        name: 'DEJEUNER',
        rang: 1,
        compo: 'PDB',
        idart: lunchArticle,
        definition: 'MENU DEJEUNER',
        discountPercent: '0.0',
        priceCents: 1650,
        letters: [
          { letter: 'P', label: 'Plat' },
          { letter: 'D', label: 'Dessert' },
          { letter: 'B', label: 'Boisson' },
        ],
      },
    ])
  })

  test('«+» adds a menu at the end; a letter that stays keeps its articles when the composition changes', async () => {
    const { till, idart } = await tillWithArticle()
    const created = await create(till, duo(idart))
    expect(created).toMatchObject({
      status: 201,
      body: { rang: 2, compo: 'PB', priceCents: 1390, letters: [{ label: 'Plat' }, { label: 'Boisson' }] },
    })
    const { id } = created.body
    const letters = [
      { letter: 'P', label: 'Pizza', choices: [{ idart: margherita, extra: '1,50' }] },
      { letter: 'B', label: 'Boisson', choices: [{ idart: cola, extra: '' }] },
    ]
    const set = await setLetters(till, id, { letters, revision: created.body.revision })
    expect(set.status).toBe(200)
    const form = { ...duo(idart), compo: 'BPD', discountPercent: '12,5', revision: set.body.revision }
    expect((await till.put<MenuSheet>(`/api/menus/${id}`, form)).body).toMatchObject({
      compo: 'BPD',
      discountPercent: '12.5',
      letters: [
        { letter: 'B', choices: [{ idart: cola, extraCents: 0 }] },
        { letter: 'P', label: 'Pizza', choices: [{ idart: margherita, extraCents: 150 }] },
        { letter: 'D', label: 'Dessert', choices: [] },
      ],
    })
  })

  test('«Enregistrer le rang» keeps the order; «−» takes a menu away, and frees its articles', async () => {
    const { till, idart } = await tillWithArticle()
    const { body } = await create(till, duo(idart))
    const [lunch] = await list(till)
    expect((await till.put('/api/menus/rang', { ids: [body.id, lunch!.id] })).status).toBe(200)
    expect((await list(till)).map(({ name, rang }) => [name, rang])).toEqual([
      ['DUO', 1],
      ['DEJEUNER', 2],
    ])
    for (const ids of [[body.id], [body.id, body.id], [body.id, 99], ['x', 'y']])
      expect((await till.put('/api/menus/rang', { ids })).status).toBe(409)
    expect((await till.delete(`/api/articles/${idart}`)).status).toBe(422)
    expect((await till.delete(`/api/menus/${body.id}`)).status).toBe(204)
    expect((await till.delete(`/api/menus/${body.id}`)).status).toBe(404)
    expect((await till.delete(`/api/articles/${idart}`)).status).toBe(204)
  })

  test.each<[keyof MenuForm, unknown, string]>([
    ['name', ' ', 'À remplir.'],
    ['compo', '', 'À remplir.'],
    ['compo', 'PXB', 'Ne pas utiliser X pour former une composition.'],
    ['compo', 'PPB', 'P est là deux fois'],
    ['compo', 'P1', 'Une lettre de A à Z'],
    ['compo', 'PÉ', 'Une lettre de A à Z'],
    ['idart', null, 'Choisissez l’article du menu'],
    ['idart', 999, 'Aucun article 999.'],
    ['idart', tomatoes, 'est une option'],
    ['idart', lunchArticle, 'chaque menu a le sien'],
    ['discountPercent', '101', 'pourcentage de 0 à 100'],
    ['discountPercent', '-5', 'pourcentage de 0 à 100'],
    ['price', 'abc', 'un montant tel que'],
    ['price', '', 'un PV, ou un %'],
    ['price', '-1', 'un montant positif'],
  ])('%s = %j is refused beside its field', async (field, value, sentence) => {
    const { till, idart } = await tillWithArticle()
    expect(await create(till, { ...duo(idart), [field]: value })).toMatchObject({
      status: 422,
      body: { errors: [{ field, message: expect.stringContaining(sentence) }] },
    })
    expect(await list(till)).toHaveLength(1)
  })

  test('a change made elsewhere in between is not overwritten', async () => {
    const till = await startTestTill()
    const [lunch] = await list(till)
    const form = { ...duo(lunchArticle), compo: 'PDB', revision: lunch!.revision }
    expect((await till.put(`/api/menus/${lunch!.id}`, form)).status).toBe(200)
    expect((await till.put(`/api/menus/${lunch!.id}`, form)).status).toBe(409)
    expect((await setLetters(till, lunch!.id, { letters: [], revision: lunch!.revision })).status).toBe(409)
  })
})

describe('«Gestion des menus» (D23)', () => {
  const choice = (idart: unknown, extra: unknown = '') => ({ idart, extra })
  test.each<[string, unknown]>([
    ['letters.0.label', { label: '' }],
    ['letters.0.choices', { choices: [choice(margherita), choice(margherita)] }],
    ['letters.0.choices.0.idart', { choices: [choice(999)] }],
    ['letters.0.choices.0.idart', { choices: [choice(tomatoes)] }],
    ['letters.0.choices.0.idart', { choices: [choice(lunchArticle)] }],
    ['letters.0.choices.1.extra', { choices: [choice(margherita), choice(tiramisu, '-1')] }],
    ['letters.0.choices.0.extra', { choices: [choice(margherita, 'abc')] }],
    ['letters', { letter: 'Z' }],
  ])('a mistake is told at %s', async (field, values) => {
    const till = await startTestTill()
    const [{ id, revision }] = (await list(till)) as [MenuSheet]
    const letter = { letter: 'P', label: 'Plat', choices: [choice(margherita)], ...(values as object) }
    expect(await till.put(`/api/menus/${id}/letters`, { letters: [letter], revision })).toMatchObject({
      status: 422,
      body: { errors: [{ field, message: expect.stringMatching(/\S\.$/) }] },
    })
  })

  test.each(['null', '[]', '{"letters":3}', '{"letters":[3]}', '{"letters":[{"choices":[null]}]}'])(
    'the body %s is refused, never an error of the till',
    async (body) => {
      const till = await startTestTill()
      const [{ id }] = (await list(till)) as [MenuSheet]
      expect((await till.put(`/api/menus/${id}/letters`, JSON.parse(body))).status).toBe(422)
      expect((await till.post('/api/menus', JSON.parse(body))).status).toBe(422)
    },
  )
})
