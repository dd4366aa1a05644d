// A menu sold by its key, its code, a scanner and F2, in a real browser: «Composition», the group in the basket, the
// kitchen (contract, counter B5, T11, T12, T13).
import { openBrowser, type TestBrowser } from '@hub/testing'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { until } from '../../apps/till/src/connector/testing/till.ts'
import type { MenuLettersForm, MenuSheet } from '../../apps/till/src/menus/wire.ts'
import { addPrinter, impatient, plugPrinter, printed } from '../../apps/till/src/printing/testing/till.ts'
import type { Sale } from '../../apps/till/src/sales/wire.ts'
import { changeArticle } from '../../apps/till/src/testing/change-article.ts'
import { startTestTill, type TestTill } from '../../apps/till/src/testing/start.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

type Letter = MenuLettersForm['letters'][number]

/** «Gestion des menus» of the lunch: a beer costs 2,00 more, and what `change` makes of a letter. */
async function setLetters(till: TestTill, change: (letter: Letter) => Letter = (letter) => letter) {
  const [menu] = (await till.get<MenuSheet[]>('/api/menus')).body
  const letters = menu?.letters.map(({ letter, label, isOptional, choices }) =>
    change({
      letter,
      label,
      isOptional,
      choices: [
        ...choices.map(({ idart }) => ({ idart, extra: '' })),
        ...(letter === 'B' ? [{ idart: 13, extra: '2,00' }] : []),
      ],
    }),
  )
  const form = { letters, revision: menu?.revision }
  expect((await till.put(`/api/menus/${menu?.id}/letters`, form)).status).toBe(200)
}
const withDefaults =
  (...idarts: number[]) =>
  (letter: Letter): Letter => ({
    ...letter,
    choices: letter.choices.map((choice) => ({ ...choice, isDefault: idarts.includes(choice.idart) })),
  })

async function openTill(
  prepare: (till: TestTill) => Promise<unknown> = async () => undefined,
  options: Parameters<typeof startTestTill>[0] = {},
) {
  const till = await startTestTill(options)
  await prepare(till)
  const opened = await browser.open({ width: 1024, height: 768 })
  const { page } = opened
  page.setDefaultTimeout(30_000)
  await page.goto(till.url)
  await page.getByRole('menubar').waitFor()
  await page.keyboard.press('F12')
  await button(page, 'Léa').click()
  await entry(page).waitFor()
  return { till, ...opened }
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const entry = (page: Page) => page.getByLabel('Code, nom ou quantité').and(page.getByRole('textbox'))
const composition = (page: Page) => page.getByRole('dialog', { name: 'Composition : MENU DEJEUNER' })
const choice = (page: Page, name: string) =>
  composition(page)
    .getByRole('group', { name: /^Choix/ })
    .getByRole('button', { name })
const grid = (page: Page) => page.getByRole('table', { name: 'Vente en cours' })
const rowsOf = async (page: Page) =>
  (await grid(page).locator('tbody tr').allInnerTexts()).map((text) =>
    text
      .split('\t')
      .map((cell) => cell.replace('Composition', '').replace(/\s+/g, ' ').trim())
      .filter(Boolean)
      .join(' | '),
  )
const focused = (page: Page) => page.evaluate<string>('document.activeElement.innerText')
async function enter(page: Page, code: string) {
  await entry(page).fill(code)
  await page.keyboard.press('Enter')
}
async function step(page: Page, label: string) {
  await composition(page)
    .getByRole('group', { name: `Choix : ${label}` })
    .waitFor()
}
const due = (page: Page, amount: string) =>
  until(async () =>
    expect((await page.getByLabel('Total TTC').textContent())?.replace(/\s/g, ' ')).toBe(amount),
  )
const foot = async (page: Page, text: string) =>
  until(async () => expect((await composition(page).innerText()).replace(/[\s\u202f]/g, ' ')).toContain(text))
async function settle(page: Page) {
  await button(page, 'TOTAL').click()
  await button(page, 'Espèces').click()
  await page.getByRole('dialog', { name: 'Règlement' }).getByRole('button', { name: 'Valider' }).click()
  await page.getByRole('article', { name: /^Ticket/ }).waitFor()
}
const look = async (page: Page, name: string) => {
  if (process.env.SCREENSHOTS)
    await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}.png`, animations: 'disabled' })
}
const soldIn = async (till: TestTill, number: number) =>
  (await till.get<Sale>(`/api/sales/${number}`)).body.lines.map(({ definition, quantity, menuName }) => [
    definition,
    quantity,
    menuName,
  ])

const ean = '3760001234567'

describe('a menu asks for its composition (counter B5, T11)', () => {
  test('by its key: a touch per letter, and the kitchen reads three dishes (counter B5)', async () => {
    const printer = await plugPrinter()
    const { till, page, errors } = await openTill(async (till) => {
      await addPrinter(till, printer, { name: 'Cuisine', printsOtherPreparations: true })
      for (const idart of [1, 11, 15]) await changeArticle(till, idart, { isPrepared: true })
    }, impatient)
    const key = page.locator('.counter-page').getByRole('button', { name: /^MENU DEJEUNER/ })
    await key.click()
    await step(page, 'Plat')
    await foot(page, 'Choisissez « Plat ».')
    await look(page, 'composition-first')
    // Greyed, it says what lacks.
    const validate = composition(page).getByRole('button', { name: 'Valider' })
    expect(await validate.getAttribute('aria-disabled')).toBe('true')
    await validate.click({ force: true })
    await composition(page).getByRole('alert').getByText('Choisissez « Plat ».').waitFor()
    await look(page, 'composition-lacks')
    await choice(page, 'MARGHERITA').click()
    await look(page, 'composition-options')
    await composition(page)
      .getByRole('button', { name: /^Dessert/ })
      .click()
    await choice(page, 'TIRAMISU').click()
    await step(page, 'Boisson')
    await choice(page, 'COLA 33 CL').click()
    await foot(page, 'Prix : 16,50 €')
    await validate.click()
    await due(page, '16,50 €')
    expect(await rowsOf(page)).toEqual([
      '17 | MENU DEJEUNER | 1 | 16,50 € | 16,50 €',
      'MARGHERITA | 1',
      'TIRAMISU | 1',
      'COLA 33 CL | 1',
    ])
    await settle(page)
    const ticket = page.getByRole('article', { name: 'Ticket 1' })
    await ticket.getByText('MARGHERITA — MENU DEJEUNER').waitFor()
    await look(page, 'composition-ticket')
    const [paper = ''] = await printed(printer, 1)
    for (const dish of ['MARGHERITA', 'TIRAMISU', 'COLA 33 CL'])
      expect(paper).toContain(`1 x ${dish} - MENU DEJEUNER`)
    expect(await soldIn(till, 1)).toEqual([
      ['MARGHERITA', '1', 'DEJEUNER'],
      ['TIRAMISU', '1', 'DEJEUNER'],
      ['COLA 33 CL', '1', 'DEJEUNER'],
    ])
    expect(errors).toEqual([])
  })

  test('by its code, by a scanner and by F2 (counter B5)', async () => {
    const { page, errors } = await openTill((till) =>
      changeArticle(till, 17, { saleCodes: [{ code: ean, quantity: '1' }] }),
    )
    await enter(page, '2*17')
    await step(page, 'Plat')
    await expect.poll(() => composition(page).getByLabel('Quantité').inputValue()).toBe('2')
    // A scanner that reads on meanwhile chooses nothing.
    await page.keyboard.type(ean)
    await page.keyboard.press('Enter')
    await page.getByText(`Code ${ean} lu trop tôt`).waitFor()
    await foot(page, 'Choisissez « Plat ».')
    await page.keyboard.press('Escape')
    await composition(page).waitFor({ state: 'detached' })
    expect(await rowsOf(page)).toEqual([])

    await page.keyboard.type(ean)
    await page.keyboard.press('Enter')
    await step(page, 'Plat')
    await page.keyboard.press('Escape')
    await composition(page).waitFor({ state: 'detached' })

    await page.keyboard.press('F2')
    const selection = page.getByRole('dialog', { name: 'Sélection Article' })
    await selection.getByRole('textbox', { name: 'Designation' }).fill('menu dej')
    await selection.getByText('MENU DEJEUNER').first().dblclick()
    await step(page, 'Plat')
    await page.keyboard.press('Escape')
    expect(await rowsOf(page)).toEqual([])
    expect(errors).toEqual([])
  })

  test('what is sold out is greyed «Épuisé» and says why (counter T11)', async () => {
    const { page } = await openTill(async (till) => {
      await setLetters(till, withDefaults(11))
      await changeArticle(till, 11, { isStockManaged: true })
      const { body } = await till.get<Record<string, unknown>>('/api/article-settings')
      await till.put('/api/article-settings', { ...body, blocksSaleWithoutStock: true })
      await changeArticle(till, 12, { isAsleep: true })
    })
    await enter(page, '17')
    await step(page, 'Plat')
    await composition(page)
      .getByRole('button', { name: /^Boisson/ })
      .click()
    await step(page, 'Boisson')
    const cola = choice(page, 'COLA 33 CL')
    expect(await cola.getAttribute('aria-disabled')).toBe('true')
    await expect.poll(() => cola.innerText()).toContain('Épuisé')
    await expect.poll(() => choice(page, 'LIMONADE 33 CL').innerText()).toContain('Épuisé')
    await cola.click({ force: true })
    await composition(page).getByRole('alert').getByText('COLA 33 CL : plus rien de disponible.').waitFor()
    await look(page, 'composition-sold-out')
    await choice(page, 'BIERE BLONDE').click()
    await foot(page, '18,50 €')
    await look(page, 'composition-supplement')
  })
})

describe('«Composition» by the keyboard alone (counter T12)', () => {
  test('a supplement and an option: digits and arrows choose nothing, Space does (counter T12)', async () => {
    const { till, page, errors } = await openTill((till) => setLetters(till))
    const { keyboard } = page
    await enter(page, '17')
    await step(page, 'Plat')
    await keyboard.press('2')
    await until(async () => expect(await focused(page)).toContain('MARGHERITA'))
    await keyboard.press('ArrowRight')
    await keyboard.press('ArrowLeft')
    await foot(page, 'Choisissez « Plat ».')
    await keyboard.press('Enter')
    await composition(page).getByRole('alert').getByText('Choisissez « Plat ».').waitFor()
    await keyboard.press('Space')
    await composition(page)
      .getByRole('group', { name: /^Suppléments/ })
      .waitFor()
    // The options follow the five pizzas.
    await keyboard.press('6')
    await until(async () => expect(await focused(page)).toMatch(/MOZZARELLA|OLIVES|SANS OIGNON|TOMATES/))
    while (!(await focused(page)).includes('MOZZARELLA')) await keyboard.press('ArrowRight')
    await keyboard.press('Space')
    await keyboard.press('Space')
    await keyboard.press('-')
    await foot(page, '18,00 €')
    await look(page, 'composition-options-unfolded')
    await keyboard.press('Enter')
    await step(page, 'Dessert')
    await keyboard.press('Backspace')
    await step(page, 'Plat')
    await until(async () => expect(await focused(page)).toContain('MARGHERITA'))
    await keyboard.press('Enter')
    await step(page, 'Dessert')
    await keyboard.press('1')
    await keyboard.press('Space')
    await keyboard.press('Enter')
    await step(page, 'Boisson')
    await until(async () => expect(await focused(page)).toContain('BIERE'))
    await keyboard.press('Space')
    await foot(page, 'Prix : 20,00 €')
    await look(page, 'composition-last')
    await keyboard.press('Enter')
    await due(page, '20,00 €')
    expect(await rowsOf(page)).toEqual([
      '17 | MENU DEJEUNER | 1 | 18,50 € | 18,50 €',
      'MARGHERITA | 1',
      'MOZZARELLA | 1 | 1,50 € | 1,50 €',
      'PANNA COTTA | 1',
      'BIERE BLONDE 33 CL | 1 | + 2,00 €',
    ])
    await look(page, 'composition-basket')
    // Enter is «TOTAL» again, then the settlement.
    await until(async () => expect(await page.evaluate('document.activeElement.tagName')).toBe('INPUT'))
    await keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Règlement' }).waitFor()
    await keyboard.press('Enter')
    await keyboard.press('Enter')
    await page.getByText('À Rendre 0,00 €').waitFor()
    expect((await till.get<Sale>('/api/sales/1')).body.totalCents).toBe(2000)
    expect(errors).toEqual([])
  })

  test('complete defaults: Enter alone sells; Escape gives up (counter T12)', async () => {
    const { page } = await openTill((till) => setLetters(till, withDefaults(2, 15, 11)))
    await enter(page, '17')
    await step(page, 'Plat')
    await until(async () => expect(await focused(page)).toContain('REGINA'))
    await page.keyboard.press('Escape')
    await composition(page).waitFor({ state: 'detached' })
    await enter(page, '17')
    await step(page, 'Plat')
    await page.keyboard.press('Enter')
    await due(page, '16,50 €')
    await enter(page, '17')
    await step(page, 'Plat')
    await page.keyboard.press('Enter')
    // The same menu again takes the quantity.
    await due(page, '33,00 €')
    expect((await rowsOf(page))[0]).toBe('17 | MENU DEJEUNER | 2 | 16,50 € | 33,00 €')
  })

  test('a letter with one choice is skipped, an optional one proposes «Sans» (counter T11, T12)', async () => {
    const { till, page } = await openTill((till) =>
      setLetters(till, (letter) => ({
        ...letter,
        isOptional: letter.letter === 'D',
        choices: letter.letter === 'B' ? letter.choices.filter(({ idart }) => idart === 11) : letter.choices,
      })),
    )
    await enter(page, '17')
    await step(page, 'Plat')
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await step(page, 'Dessert')
    await until(async () => expect(await focused(page)).toContain('Sans'))
    await look(page, 'composition-optional')
    await page.keyboard.press('Enter')
    await due(page, '16,50 €')
    await settle(page)
    expect((await soldIn(till, 1)).map(([definition]) => definition)).toEqual(['CALZONE', 'COLA 33 CL'])
  })
})

describe('a composed menu in the basket (counter T13)', () => {
  test('touched it opens again; quantity, discount and ANNULE LIGNE act on the whole (counter T13)', async () => {
    const { till, page, errors } = await openTill((till) => setLetters(till, withDefaults(1, 15, 11)))
    await enter(page, '17')
    await step(page, 'Plat')
    await page.keyboard.press('Enter')
    await due(page, '16,50 €')
    await grid(page).getByText('TIRAMISU').click()
    await step(page, 'Plat')
    await composition(page)
      .getByRole('button', { name: /^Boisson/ })
      .click()
    await step(page, 'Boisson')
    await choice(page, 'BIERE BLONDE').click()
    await composition(page).getByLabel('Quantité').fill('3')
    await foot(page, '3 × 18,50 € = 55,50 €')
    await composition(page).getByRole('button', { name: 'Valider' }).click()
    await due(page, '55,50 €')

    await entry(page).fill('2')
    await button(page, 'Qte').click()
    await due(page, '37,00 €')
    await entry(page).fill('10')
    await page.keyboard.press('F4')
    await page
      .getByRole('dialog', { name: 'REMISE LIGNE' })
      .getByRole('button', { name: 'Confirmer' })
      .click()
    await due(page, '33,30 €')
    expect(await rowsOf(page)).toEqual([
      '17 | MENU DEJEUNER | 2 | 18,50 € | -3,70 € | 33,30 €',
      'MARGHERITA | 2',
      'TIRAMISU | 2',
      'BIERE BLONDE 33 CL | 2 | + 2,00 €',
    ])
    await look(page, 'composition-discount')

    // Kept by a reload, put aside and recalled, it is the same menu.
    await page.reload()
    await due(page, '33,30 €')
    await button(page, 'ATTENTE').click()
    await page.getByText('Vente mise en attente.').waitFor()
    await button(page, 'RAPPEL (1) ATTENTE').waitFor()
    await page.keyboard.press('F7')
    await due(page, '33,30 €')

    // Loose lines make a menu of their own at «SOUS-TOTAL», without what the composed one holds.
    for (const code of ['1', '15']) await enter(page, code)
    await due(page, '50,80 €')
    await button(page, 'SOUS-TOTAL').click()
    await due(page, '50,80 €')
    await enter(page, '11')
    await due(page, '53,60 €')
    await button(page, 'SOUS-TOTAL').click()
    await page.getByText('1 menu reconnu.').waitFor()
    await due(page, '49,80 €')
    await settle(page)
    const { body } = await till.get<Sale>('/api/sales/1')
    expect(body.vat.map(({ rate, totalCents }) => [rate, totalCents])).toEqual([
      ['10.0', 2396 + 1650],
      ['20.0', 934],
    ])
    await page.keyboard.press('Enter')

    await enter(page, '17')
    await step(page, 'Plat')
    await page.keyboard.press('Enter')
    await due(page, '16,50 €')
    await button(page, 'ANNULE LIGNE').click()
    await page.getByText('Tapez un code ou un nom puis Entrée').waitFor()
    expect(errors).toEqual([])
  })
})

test('a credit note tells the cola of the menu from the loose one (counter T13)', async () => {
  const { page, errors } = await openTill((till) => setLetters(till, withDefaults(1, 15, 11)))
  await enter(page, '11')
  await enter(page, '17')
  await step(page, 'Plat')
  await page.keyboard.press('Enter')
  await due(page, '19,30 €')
  await settle(page)
  await button(page, 'Fermer').last().click()
  await button(page, 'QUITTER CAISSE').click()
  await button(page, 'FACTURES').click()
  await button(page, 'Avoir').click()
  const credit = page.getByRole('dialog', { name: 'Avoir du ticket 1' })
  await credit.getByRole('button', { name: 'Aucune' }).click()
  await credit.getByLabel('Quantité rendue de COLA 33 CL', { exact: true }).waitFor()
  await credit.getByText('COLA 33 CL — MENU DEJEUNER').waitFor()
  await credit.getByLabel('Quantité rendue de COLA 33 CL — MENU DEJEUNER').fill('1')
  await until(async () =>
    // Its part of 16,50: 2,80 of the 20,30 that the dishes cost alone.
    expect((await credit.innerText()).replace(/\s+/g, ' ')).toContain('À rembourser 2,28 €'),
  )
  expect(errors).toEqual([])
})

test('«Gestion des menus»: «Par défaut» and «Facultatif» of each letter (counter T11)', async () => {
  const { till, page, errors } = await openTill()
  await page.keyboard.press('Escape')
  for (const name of ['Article', 'Menus', 'Liste'])
    await page.getByRole('menuitem', { name, exact: true }).click()
  await button(page, 'Gestion des menus').click()
  const letter = (name: string) => page.getByRole('group', { name: `Lettre ${name}` })
  await letter('D').getByLabel('Facultatif').check()
  await letter('P').getByLabel('Par défaut : REGINA').check()
  await letter('P').getByLabel('Par défaut : MARGHERITA').check()
  await expect.poll(() => letter('P').getByLabel('Par défaut : REGINA').isChecked()).toBe(false)
  await letter('B').getByLabel('Supplément de COLA 33 CL').fill('0,50')
  await look(page, 'menu-letters')
  await button(page, 'Enregistrer').click()
  await page.getByText('Menu DEJEUNER enregistré.').waitFor()
  const [menu] = (await till.get<MenuSheet[]>('/api/menus')).body
  expect(menu?.letters.map(({ isOptional }) => isOptional)).toEqual([false, true, false])
  expect(menu?.letters[0]?.choices.flatMap(({ idart, isDefault }) => (isDefault ? [idart] : []))).toEqual([1])
  expect(errors).toEqual([])
})
