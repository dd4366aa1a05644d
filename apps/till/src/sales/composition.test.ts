// Composed menus over HTTP (contract, counter T11, T13). For the dialog see tests/journeys/till-composition.test.ts.
import { describe, expect, test } from 'vitest'
import type { ArticleSettings } from '../article-settings/wire.ts'
import type { MenuLettersForm, MenuSheet } from '../menus/wire.ts'
import { addPrinter, plugPrinter, printed } from '../printing/testing/till.ts'
import type { ArticleStock } from '../stock/wire.ts'
import { changeArticle } from '../testing/change-article.ts'
import { manageStock } from '../testing/manage-stock.ts'
import { startTestTill, type TestTill } from '../testing/start.ts'
import type {
  BasketFormComponent,
  BasketFormLine,
  ComposableMenu,
  Discount,
  ParkedSale,
  Sale,
  SavedDraft,
  UnparkedSale,
} from './wire.ts'

const menuArticle = 17
const pizza: BasketFormComponent = { letter: 'P', idart: 1 }
const dessert: BasketFormComponent = { letter: 'D', idart: 15 }
const cola: BasketFormComponent = { letter: 'B', idart: 11 }
const beer: BasketFormComponent = { letter: 'B', idart: 13 }
const lunch = [pizza, dessert, cola]
const withBeer = [pizza, dessert, beer]

const menuLine = (
  components: BasketFormComponent[],
  unitCents: number,
  values: Partial<BasketFormLine> = {},
): BasketFormLine => ({ idart: menuArticle, quantity: '1', unitCents, discount: null, components, ...values })
const basketOf = (lines: unknown[], discount: Discount | null = null) => ({
  service: 'eat_in' as const,
  lines,
  discount,
})
const sell = (till: TestTill, totalCents: number, lines: unknown[], discount: Discount | null = null) =>
  till.post<Sale>('/api/sales', {
    draftId: crypto.randomUUID(),
    sellerId: 1,
    basket: basketOf(lines, discount),
    payments: totalCents === 0 ? [] : [{ modeId: 1, cents: totalCents }],
    totalCents,
  })
const linesOf = ({ lines }: Sale) =>
  lines.map(({ definition, quantity, totalCents, sharedDiscountCents, menuName }) => [
    definition,
    quantity,
    totalCents - sharedDiscountCents,
    menuName,
  ])

const lunchMenu = async (till: TestTill) => (await till.get<MenuSheet[]>('/api/menus')).body[0]!

/** Saves «Gestion des menus» of the lunch menu with a beer for a supplement of 2,00, after applying `change`. */
async function setLetters(
  till: TestTill,
  change: (letters: MenuLettersForm['letters']) => MenuLettersForm['letters'] = (letters) => letters,
) {
  const { id, letters, revision } = await lunchMenu(till)
  const form = letters.map(({ choices, ...letter }) => ({
    ...letter,
    choices: [
      ...choices.map(({ idart, isDefault }) => ({ idart, extra: '', isDefault })),
      ...(letter.letter === 'B' ? [{ idart: 13, extra: '2,00', isDefault: false }] : []),
    ],
  }))
  expect((await till.put(`/api/menus/${id}/letters`, { letters: change(form), revision })).status).toBe(200)
}
async function tillWithBeer(config: Parameters<typeof startTestTill>[0] = {}) {
  const till = await startTestTill(config)
  await setLetters(till)
  return till
}
async function configure(till: TestTill, change: Partial<ArticleSettings>) {
  const { body } = await till.get<ArticleSettings>('/api/article-settings')
  expect((await till.put('/api/article-settings', { ...body, ...change })).status).toBe(200)
}

describe('what «Composition» asks (counter T11)', () => {
  test('a step per letter with its choices, «Par défaut», supplements and «Facultatif» (counter T11)', async () => {
    const till = await startTestTill()
    await setLetters(till, (letters) =>
      letters.map((letter) => ({
        ...letter,
        isOptional: letter.letter === 'D',
        choices: letter.choices.map((choice) => ({ ...choice, isDefault: choice.idart === 11 })),
      })),
    )
    await changeArticle(till, 12, { isAsleep: true })
    const { body } = await till.get<ComposableMenu>(`/api/counter/menus/${menuArticle}`)
    expect(body).toMatchObject({ name: 'DEJEUNER', priceCents: 1650, article: { idart: menuArticle } })
    expect(body.letters.map(({ label, isOptional }) => [label, isOptional])).toEqual([
      ['Plat', false],
      ['Dessert', true],
      ['Boisson', false],
    ])
    expect(
      body.letters[2]?.choices.map(({ article, extraCents, isDefault, refusal }) => [
        article.definition,
        extraCents,
        isDefault,
        refusal,
      ]),
    ).toEqual([
      ['BIERE BLONDE 33 CL', 200, false, null],
      ['COLA 33 CL', 0, true, null],
      ['EAU MINERALE 50 CL', 0, false, null],
      ['LIMONADE 33 CL', 0, false, 'LIMONADE 33 CL est en sommeil.'],
    ])
    expect((await till.get('/api/counter/menus/1')).status).toBe(404)
  })

  test('a letter has one default at most, and none is a 500 (counter T11)', async () => {
    const till = await startTestTill()
    const { id, revision } = await lunchMenu(till)
    const put = (letter: object) =>
      till.put(`/api/menus/${id}/letters`, { letters: [{ letter: 'P', label: 'Plat', ...letter }], revision })
    const choices = [1, 2].map((idart) => ({ idart, extra: '', isDefault: true }))
    expect(await put({ choices })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'letters.0.choices', message: 'Un seul article est coché par défaut.' }] },
    })
    expect(await put({ choices: [], isOptional: 'oui' })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'letters.0.isOptional' }] },
    })
    expect(await put({ choices: [{ idart: 1, extra: '', isDefault: 1 }] })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'letters.0.choices.0.isDefault' }] },
    })
  })
})

describe('a composed menu is sold (counter T13, kezia D62)', () => {
  test('its dishes share the price, the supplement is on its own; VAT by dish (counter T13)', async () => {
    const till = await tillWithBeer()
    const { status, body } = await sell(till, 1850, [menuLine(withBeer, 1850)])
    expect(status).toBe(201)
    expect(linesOf(body)).toEqual([
      ['MARGHERITA', '1', 913, 'DEJEUNER'],
      ['TIRAMISU', '1', 418, 'DEJEUNER'],
      ['BIERE BLONDE 33 CL', '1', 319 + 200, 'DEJEUNER'],
    ])
    expect(body.lines.map(({ menuKey, menuIdart }) => [menuKey, menuIdart])).toEqual([
      [1, menuArticle],
      [1, menuArticle],
      [1, menuArticle],
    ])
    expect(body.vat.map(({ rate, totalCents }) => [rate, totalCents])).toEqual([
      ['10.0', 1331],
      ['20.0', 519],
    ])
    expect((await till.get<Sale>('/api/sales/1')).body).toEqual(body)
  })

  test('without «Calcul par remise» the menu has its line, a supplement stays on its dish (counter T13)', async () => {
    const till = await tillWithBeer()
    await configure(till, { menusByDiscount: false })
    const { body } = await sell(till, 3700, [menuLine(withBeer, 1850, { quantity: '2' })])
    expect(linesOf(body)).toEqual([
      ['MENU DEJEUNER', '2', 3300, 'DEJEUNER'],
      ['MARGHERITA', '2', 0, 'DEJEUNER'],
      ['TIRAMISU', '2', 0, 'DEJEUNER'],
      ['BIERE BLONDE 33 CL', '2', 400, 'DEJEUNER'],
    ])
  })

  test('a menu dearer than its dishes costs its price all the same (counter T13)', async () => {
    const till = await startTestTill()
    const { id, revision } = await lunchMenu(till)
    const form = {
      name: 'DEJEUNER',
      compo: 'PDB',
      idart: menuArticle,
      discountPercent: '',
      price: '25',
      revision,
    }
    expect((await till.put(`/api/menus/${id}`, form)).status).toBe(200)
    const { body } = await sell(till, 2500, [menuLine(lunch, 2500)])
    expect(body).toMatchObject({ totalCents: 2500, lines: [{ discountCents: 0 }, {}, {}] })
  })

  test('options of a dish are sold under it, at their price (counter T11)', async () => {
    const till = await startTestTill()
    const tomatoes = { groupId: 1, idart: 6, quantity: 2, unitCents: 50 }
    const components = [{ ...pizza, options: [tomatoes] }, dessert, cola]
    const { body } = await sell(till, 2 * 1750, [menuLine(components, 1650, { quantity: '2' })])
    expect(body.lines.slice(0, 2)).toMatchObject([
      { definition: 'MARGHERITA', quantity: '2', depth: 0 },
      { definition: 'TOMATES', quantity: '4', depth: 1, totalCents: 200 },
    ])
  })

  test('a discount acts on the whole and is spread over rates, then dishes (counter T13, T22)', async () => {
    const till = await tillWithBeer()
    const discount = { kind: 'percent' as const, percent: '10' }
    const { body } = await sell(till, 1665, [menuLine(withBeer, 1850, { discount })])
    expect(linesOf(body).map(([, , cents]) => cents)).toEqual([822, 376, 467])
    const amount = { kind: 'amount' as const, cents: 500 }
    const options = [{ groupId: 1, idart: 8, quantity: 1, unitCents: 150 }]
    const twice = menuLine([{ ...pizza, options }, dessert, beer], 1850, { discount: amount, quantity: '2' })
    const sold = await sell(till, 2 * 2000 - 500, [twice])
    expect(sold.body).toMatchObject({ totalCents: 3500, lines: [{}, { depth: 1 }, {}, {}] })
    const back = await sell(till, -1665, [menuLine(withBeer, 1850, { discount, quantity: '-1' })])
    expect(linesOf(back.body).map(([, , cents]) => cents)).toEqual([-822, -376, -467])
  })

  test('«Remise supplémentaire interdite sur les menus» holds for a composed one (counter T13)', async () => {
    const till = await startTestTill()
    await configure(till, { menuDiscountForbidden: true })
    const discount = { kind: 'percent' as const, percent: '10' }
    expect(await sell(till, 1485, [menuLine(lunch, 1650, { discount })])).toMatchObject({
      status: 422,
      body: {
        errors: [{ field: 'basket', message: "Ligne 1 : aucune remise n'est permise sur MENU DEJEUNER." }],
      },
    })
    expect((await sell(till, 1650, [menuLine(lunch, 1650)], discount)).body).toMatchObject({
      discountCents: 0,
    })
  })

  test('«SOUS-TOTAL» finds menus among loose lines, never inside a composed one (counter T13)', async () => {
    const till = await startTestTill()
    const loose = (idart: number, unitCents: number) => ({ idart, quantity: '1', unitCents, discount: null })
    // The composed menu has a cola and a dessert, which must not form a second menu with the loose pizza.
    const { body } = await sell(till, 1650 + 1200, [menuLine(lunch, 1650), loose(1, 1200)])
    expect(linesOf(body).at(-1)).toEqual(['MARGHERITA', '1', 1200, null])
    const both = await sell(till, 2 * 1650, [
      menuLine(lunch, 1650),
      loose(1, 1200),
      loose(15, 550),
      loose(11, 280),
    ])
    expect(both.body.lines.map(({ menuKey }) => menuKey).toSorted()).toEqual([1, 1, 1, 2, 2, 2])
  })

  test('each dish leaves the stock, and what is out of stock is refused (kezia R-S2)', async () => {
    const till = await startTestTill()
    await manageStock(till, 11)
    await configure(till, { blocksSaleWithoutStock: true })
    await till.post('/api/articles/11/stock', { direction: 'in', quantity: '2', reason: 'Livraison' })
    expect((await sell(till, 3300, [menuLine(lunch, 1650, { quantity: '2' })])).status).toBe(201)
    expect((await till.get<ArticleStock>('/api/articles/11/stock')).body.onHandMilli).toBe(0)
    expect(await sell(till, 1650, [menuLine(lunch, 1650)])).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'basket', message: expect.stringContaining('COLA 33 CL') }] },
    })
  })

  test('an optional letter may be left out, all of them not (counter T11)', async () => {
    const till = await startTestTill()
    await setLetters(till, (letters) => letters.map((letter) => ({ ...letter, isOptional: true })))
    const { body } = await sell(till, 1650, [menuLine([pizza], 1650)])
    expect(linesOf(body)).toEqual([['MARGHERITA', '1', 1650, 'DEJEUNER']])
    expect((await sell(till, 1650, [menuLine([], 1650)])).status).toBe(422)
  })
})

describe('a composition is checked by the till (counter T11)', () => {
  const one = (components: unknown, values: object = {}) => ({ ...menuLine([], 1650), components, ...values })
  test.each<[string, unknown, string]>([
    ['no composition', one([]), 'MENU DEJEUNER : choisissez la composition du menu.'],
    ['none at all', one(undefined), 'choisissez la composition'],
    ['a letter that lacks', one([pizza, cola]), 'MENU DEJEUNER : Choisissez « Dessert ».'],
    ['a letter twice', one([pizza, { ...pizza, idart: 2 }, dessert, cola]), '« Plat » : un seul choix'],
    ['a letter of no menu', one([...lunch, { letter: 'Z', idart: 1 }]), 'pas de lettre « Z »'],
    [
      'an article of another letter',
      one([{ letter: 'P', idart: 11 }, dessert, cola]),
      'pas un choix de « Plat »',
    ],
    ['an article that is none', one([{ letter: 'P', idart: 999 }, dessert, cola]), "l'article 999"],
    ['another price', one(lunch, { unitCents: 1 }), 'coûte 16,50 avec ces choix, pas 0,01'],
    ['a part of a menu', one(lunch, { quantity: '0.5' }), 'un menu se vend entier'],
    [
      'a tariff that is none',
      one([{ ...pizza, idtar: 3 }, dessert, cola]),
      "MARGHERITA n'a plus le tarif 3.",
    ],
    [
      'an option that is none',
      one([{ ...pizza, options: [{ groupId: 1, idart: 99, quantity: 1, unitCents: 0 }] }, dessert, cola]),
      "MARGHERITA ne propose plus l'option 99.",
    ],
    [
      'too many options',
      one([{ ...pizza, options: [{ groupId: 1, idart: 6, quantity: 5, unitCents: 50 }] }, dessert, cola]),
      '« Suppléments » permet 4 choix au plus.',
    ],
    [
      'options that take off more than the menu costs',
      one([{ ...pizza, options: [{ groupId: 1, idart: 6, quantity: 1, unitCents: -1651 }] }, dessert, cola]),
      'MENU DEJEUNER ne se vend pas à un prix négatif.',
    ],
    [
      'components of what is no menu',
      { idart: 1, quantity: '1', unitCents: 1200, discount: null, components: lunch },
      "MARGHERITA n'est pas un menu",
    ],
  ])('%s is refused with its sentence, and nothing is sold (counter T11)', async (_, line, sentence) => {
    const till = await startTestTill()
    expect(await sell(till, 1650, [line])).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'basket', message: expect.stringMatching(/^Ligne 1 : /) }] },
    })
    const { body } = await sell(till, 1650, [line])
    expect(JSON.stringify(body)).toContain(sentence)
    expect((await till.get<Sale[]>('/api/sales')).body).toEqual([])
  })

  test.each([
    3,
    'PDB',
    { letter: 'P' },
    [3],
    [null],
    [{ letter: 'PD', idart: 1 }],
    [{ letter: 'P', idart: '1' }],
  ])('the components %j are refused, never an error of the till (counter T11)', async (components) => {
    const till = await startTestTill()
    expect((await sell(till, 1650, [one(components)])).status).toBe(422)
    const draft = { draftId: 'd', sellerId: 1, customerId: null, basket: basketOf([one(components)]) }
    expect((await till.put('/api/sale-drafts/11111111-2222-4333-8444-555555555555', draft)).status).toBe(422)
  })

  test('a dish that is blocked or asleep is refused by name (counter T11)', async () => {
    const till = await startTestTill()
    await changeArticle(till, 15, { isSaleBlocked: true })
    expect(await sell(till, 1650, [menuLine(lunch, 1650)])).toMatchObject({
      status: 422,
      body: {
        errors: [{ field: 'basket', message: expect.stringContaining('La vente de TIRAMISU est bloquée.') }],
      },
    })
  })

  test('without «Recherche Menu» its article is one like any other (kezia W-17)', async () => {
    const till = await startTestTill()
    await configure(till, { menuSearch: false })
    const plain = { idart: menuArticle, quantity: '1', unitCents: 1650, discount: null }
    expect((await sell(till, 1650, [plain])).status).toBe(201)
    expect((await till.get(`/api/counter/menus/${menuArticle}`)).status).toBe(404)
  })
})

describe('a composed menu put aside (counter T13)', () => {
  const poste = '11111111-2222-4333-8444-555555555555'
  const composedOf = ({ basket }: Pick<SavedDraft, 'basket'>) =>
    basket.lines.map(({ unitCents, discount, composition }) => ({
      unitCents,
      discount,
      chosen: composition?.components.map(({ letter, article, options }) => [
        letter,
        article.definition,
        options.map((option) => option.article.definition),
      ]),
    }))
  const components = [
    { ...pizza, options: [{ groupId: 1, idart: 6, quantity: 1, unitCents: 50 }] },
    dessert,
    beer,
  ]
  const discount = { kind: 'amount' as const, cents: 100 }
  const stored = {
    unitCents: 1850,
    discount,
    chosen: [
      ['P', 'MARGHERITA', ['TOMATES']],
      ['D', 'TIRAMISU', []],
      ['B', 'BIERE BLONDE 33 CL', []],
    ],
  }

  test('the draft and «ATTENTE» keep it as it was composed (counter T13)', async () => {
    const till = await tillWithBeer()
    const basket = basketOf([menuLine(components, 1850, { discount })])
    const draft = { draftId: 'draft-1', sellerId: 1, customerId: null, basket }
    expect((await till.put(`/api/sale-drafts/${poste}`, draft)).status).toBe(204)
    const kept = (await till.get<SavedDraft>(`/api/sale-drafts/${poste}`)).body
    expect(kept).toMatchObject({ gone: [], changed: [] })
    expect(composedOf(kept)).toEqual([stored])

    expect((await till.post('/api/parked-sales', { draftId: 'draft-1', sellerId: 1, basket })).status).toBe(
      204,
    )
    const [parked] = (await till.get<ParkedSale[]>('/api/parked-sales')).body
    expect(parked).toMatchObject({ totalCents: 1800, articles: ['MENU DEJEUNER'] })
    const recalled = await till.post<UnparkedSale>(`/api/parked-sales/${parked?.id}/recall`, {})
    expect(recalled.body).toMatchObject({ gone: [], changed: [] })
    expect(composedOf(recalled.body)).toEqual([stored])
  })

  test('a dish that left is told and lacks; a price that changed is told (counter T13)', async () => {
    const till = await tillWithBeer()
    const lines = [menuLine(components, 1850), menuLine(lunch, 1650)]
    const draft = { draftId: 'draft-1', sellerId: 1, customerId: null, basket: basketOf(lines) }
    await till.put(`/api/sale-drafts/${poste}`, draft)
    await changeArticle(till, 13, { isAsleep: true })
    const { id, revision, letters } = await lunchMenu(till)
    const priced = letters.map(({ choices, ...letter }) => ({
      ...letter,
      choices: choices.map(({ idart }) => ({ idart, extra: idart === 11 ? '0,50' : '' })),
    }))
    await till.put(`/api/menus/${id}/letters`, { letters: priced, revision })
    const { body } = await till.get<SavedDraft>(`/api/sale-drafts/${poste}`)
    expect(body.gone).toEqual([expect.stringContaining('BIERE BLONDE 33 CL est en sommeil')])
    expect(body.changed).toEqual([
      'MENU DEJEUNER est à composer : Choisissez « Boisson ».',
      'MENU DEJEUNER coûte maintenant 17,00\u00a0€ au lieu de 16,50\u00a0€.',
    ])
    expect(body.basket.lines.map(({ unitCents }) => unitCents)).toEqual([1650, 1700])
  })

  test('a draft from before, without composition, asks for it (counter T11)', async () => {
    const till = await startTestTill()
    const line = { idart: menuArticle, quantity: '2', unitCents: 1650, discount: null }
    const draft = { draftId: 'draft-1', sellerId: 1, customerId: null, basket: basketOf([line]) }
    expect((await till.put(`/api/sale-drafts/${poste}`, draft)).status).toBe(204)
    expect((await till.get<SavedDraft>(`/api/sale-drafts/${poste}`)).body).toMatchObject({
      changed: ['MENU DEJEUNER est à composer : Choisissez « Plat ».'],
      basket: { lines: [{ quantity: '2', unitCents: 1650, composition: { components: [] } }] },
    })
  })
})

// The printer's code page has no em dash.
test('the kitchen reads the three dishes with their menu, equal ones together (counter T13, T37)', async () => {
  const [till, printer] = [await startTestTill(), await plugPrinter()]
  await addPrinter(till, printer, { name: 'Cuisine', printsOtherPreparations: true })
  for (const idart of [1, 11, 15]) await changeArticle(till, idart, { isPrepared: true })
  const loose = { idart: 11, quantity: '1', unitCents: 280, discount: null }
  const options = [{ groupId: 1, idart: 6, quantity: 1, unitCents: 50 }]
  const { status } = await sell(till, 2 * 1650 + 1700 + 2 * 280, [
    menuLine(lunch, 1650),
    loose,
    menuLine(lunch, 1650),
    menuLine([{ ...pizza, options }, dessert, cola], 1650),
    loose,
  ])
  expect(status).toBe(201)
  const [ticket = ''] = await printed(printer, 1)
  const dishes = ticket.split('\n').map((line) => line.trim())
  expect(dishes.filter((line) => / x /.test(line))).toEqual([
    '2 x MARGHERITA - MENU DEJEUNER',
    '3 x TIRAMISU - MENU DEJEUNER',
    '3 x COLA 33 CL - MENU DEJEUNER',
    '2 x COLA 33 CL',
    '1 x MARGHERITA - MENU DEJEUNER',
    '1 x TOMATES',
  ])
})

test('the ticket names the menu at each dish; «DUPLICATA» and an avoir too (counter T13)', async () => {
  const [till, printer] = [await tillWithBeer(), await plugPrinter()]
  await addPrinter(till, printer, { printsTickets: true })
  await sell(till, 1850, [menuLine(withBeer, 1850)])
  for (let copy = 0; copy < 2; copy++) await till.post('/api/sales/1/prints', { format: 'ticket' })
  const tickets = await printed(printer, 2)
  for (const ticket of tickets) expect(ticket).toContain('BIERE BLONDE 33 CL - MENU DEJEUNER')
  expect(tickets[1]).toContain('DUPLICATA')
  const credit = { draftId: crypto.randomUUID(), sellerId: 1, modeId: 1, reason: 'Froid' }
  const { body } = await till.post<Sale>('/api/sales/1/credit', credit)
  expect(body).toMatchObject({ totalCents: -1850, kind: 'credit_note' })
  expect(linesOf(body).map(([, , cents]) => cents)).toEqual([-913, -418, -519])
})
