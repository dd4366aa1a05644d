// W-6 and W-7 in a real browser, by the keyboard and by touch.
import { openBrowser, type TestBrowser } from '@hub/testing'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startStubHub } from '../../apps/till/src/connector/testing/stub-hub.ts'
import { startConnectedTill, until } from '../../apps/till/src/connector/testing/till.ts'
import type { ParkedSale, Sale, SaleRow } from '../../apps/till/src/sales/wire.ts'
import { changeArticle } from '../../apps/till/src/testing/change-article.ts'
import { startTestTill } from '../../apps/till/src/testing/start.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

async function openTill(options: Parameters<typeof startTestTill>[0] = {}) {
  const till = await startTestTill(options)
  const opened = await browser.open({ width: 1024, height: 768 })
  opened.page.setDefaultTimeout(30_000)
  // Paper is counted, not printed.
  await opened.page.addInitScript(`
    globalThis.printed = []
    globalThis.print = () => printed.push(document.querySelector('.print-sheet').textContent)
  `)
  await opened.page.goto(till.url)
  await opened.page.getByRole('menubar').waitFor()
  return { till, ...opened }
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const entry = (page: Page) => page.getByLabel('Code, nom ou quantité').and(page.getByRole('textbox'))
const rows = (page: Page) => page.getByRole('table', { name: 'Vente en cours' }).locator('tbody tr')
const printed = (page: Page) => page.evaluate<string[]>('printed')

async function openCounter(page: Page) {
  await page.keyboard.press('F12')
  await button(page, 'Léa').waitFor()
}
async function openWithSeller(page: Page) {
  await openCounter(page)
  await button(page, 'Léa').click()
}
async function enter(page: Page, ...codes: string[]) {
  const before = await rows(page).count()
  for (const code of codes) {
    await entry(page).fill(code)
    await page.keyboard.press('Enter')
  }
  await until(async () => expect(await rows(page).count()).toBeGreaterThan(before))
}
const look = async (page: Page, name: string) => {
  if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}.png` })
}

// Intl writes other blanks than a keyboard does.
const due = async (page: Page, amount: string) =>
  until(async () =>
    expect((await page.getByLabel('Total TTC').textContent())?.replace(/\s/g, ' ')).toBe(amount),
  )

describe('a sale by the keyboard (§5.4)', () => {
  test('three articles are sold and paid in under 12 key strokes, without the mouse (kezia 6.8)', async () => {
    const { till, page, errors } = await openTill()
    let strokes = 0
    const press = (key: string) => {
      strokes += 1
      return page.keyboard.press(key)
    }
    await press('F12')
    await until(async () => expect(await page.evaluate('document.activeElement.textContent')).toBe('Léa'))
    await press('Enter')
    // As fast as they come: nobody waits for the lines.
    for (const key of ['1', 'Enter', '2', 'Enter', '3', 'Enter', 'Enter']) await press(key)
    await page.getByRole('dialog', { name: 'Règlement' }).waitFor()
    await press('Enter')
    await press('Enter')
    await page.getByText('À Rendre 0,00 €').waitFor()
    expect(strokes).toBeLessThan(12)
    expect((await till.get<Sale>('/api/sales/1')).body).toMatchObject({ totalCents: 4000, sellerName: 'Léa' })
    await page.getByRole('article', { name: 'Ticket 1' }).getByText('MARGHERITA').waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Ticket 1' }).waitFor({ state: 'detached' })
    await until(async () => expect(await rows(page).count()).toBe(0))
    // Nobody chose a paper: «SANS» (counter T61).
    expect((await till.get<Sale>('/api/sales/1')).body.prints).toBe(0)
    expect(await printed(page)).toEqual([])
    expect(errors).toEqual([])
  })

  test('until a seller is chosen only his keys and «QUITTER CAISSE» react', async () => {
    const { page } = await openTill()
    await openCounter(page)
    for (const name of ['TOTAL', 'Valid.', 'SOUS-TOTAL', 'RETOUR ARTICLE', 'VISU PRIX', 'ARTICLES'])
      expect([name, await button(page, name).last().isDisabled()]).toEqual([name, true])
    await button(page, 'QUITTER CAISSE').click()
    await page.getByRole('dialog', { name: 'CAISSE' }).waitFor({ state: 'detached' })
  })

  test('with nobody to sell, the creation of a seller takes the place of CAISSE', async () => {
    const { page } = await openTill({ demo: false })
    const wizard = page.getByRole('dialog', { name: 'Premier démarrage' })
    await wizard.waitFor()
    await page.keyboard.press('Escape')
    await wizard.waitFor({ state: 'detached' })
    await page.keyboard.press('F12')
    const window = page.getByRole('dialog', { name: 'CAISSE' })
    await window.getByLabel('Nom', { exact: true }).fill('Zoé')
    await page.keyboard.press('Enter')
    await window.getByRole('button', { name: 'Zoé' }).waitFor()
  })

  test('a label that fits several articles opens «Sélection Article», and Enter takes the first', async () => {
    const { page } = await openTill()
    await openWithSeller(page)
    await entry(page).fill('33 cl')
    await page.keyboard.press('Enter')
    const selection = page.getByRole('dialog', { name: 'Sélection Article' })
    await selection.getByText('BIERE BLONDE 33 CL').waitFor()
    await page.keyboard.press('Enter')
    await selection.waitFor({ state: 'detached' })
    await until(async () => expect(await rows(page).allTextContents()).toHaveLength(1))
    await page.keyboard.press('F2')
    await selection.getByText('TIRAMISU').waitFor()
    await selection.getByText('TIRAMISU').dblclick()
    await until(async () => expect(await rows(page).last().textContent()).toContain('TIRAMISU'))
  })

  test('after «ANNULE TOUT», and after a ticket closed by the mouse, what is typed goes into the field', async () => {
    const { page } = await openTill()
    await openWithSeller(page)
    const type = async (code: string, count: number) => {
      await page.keyboard.type(code)
      await page.keyboard.press('Enter')
      await until(async () => expect(await rows(page).count()).toBe(count))
    }
    await type('1', 1)
    await button(page, 'ANNULE TOUT').click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'ANNULE TOUT' }).click()
    await until(async () => expect(await rows(page).count()).toBe(0))
    await type('2', 1)
    await settle(page)
    await until(async () => expect(await rows(page).count()).toBe(0))
    await type('3', 1)
  })

  test('after a touch Enter, Delete and Escape do their work: in the field, and in the settlement (W-6, W-7)', async () => {
    const { page } = await openTill()
    await openWithSeller(page)
    await enter(page, '1')
    await enter(page, '11')
    await page.getByRole('cell', { name: 'MARGHERITA', exact: true }).click()
    await page.keyboard.press('Delete')
    await until(async () => expect(await rows(page).count()).toBe(1))
    await button(page, 'Emporté').click()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Règlement' })
    for (const key of ['1', 'Enter']) await page.keyboard.press(key)
    await dialog.getByRole('button', { name: 'Retirer Espèces 1,00 €' }).click()
    await page.keyboard.press('Enter')
    await dialog.getByText('Entrée = Valider.').waitFor()
    await dialog.getByLabel('Montant').blur()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(await page.getByRole('alertdialog').count()).toBe(0)
    await expect.poll(() => rows(page).count()).toBe(1)
  })

  test('what is not found, or is no quantity, is said and changes nothing', async () => {
    const { page } = await openTill()
    await openWithSeller(page)
    for (const [typed, sentence] of [
      ['zzz', 'Aucun article pour « zzz ».'],
      ['6', 'TOMATES est une option'],
      ['abc*1', '« abc » n’est pas une quantité'],
    ] as const) {
      await entry(page).fill(typed)
      await page.keyboard.press('Enter')
      await page.getByText(sentence).waitFor()
    }
    expect(await rows(page).count()).toBe(0)
  })
})

describe('quantities, prices, discounts (§5.4)', () => {
  test('«Qte», «PV», «REMISE LIGNE» and «REMISE TOTAL» change the total; «ANNULE LIGNE» takes it back', async () => {
    const { page } = await openTill()
    await openWithSeller(page)
    await enter(page, '1')
    await entry(page).fill('3')
    await button(page, 'Qte').click()
    await due(page, '36,00 €')
    await page.getByRole('button', { name: 'PV de MARGHERITA' }).click()
    await page.getByLabel('PV', { exact: true }).fill('abc')
    await page.keyboard.press('Enter')
    await page.getByText('Un montant tel que 12,80 est attendu.').waitFor()
    await page.getByLabel('PV', { exact: true }).fill('10')
    await page.keyboard.press('Enter')
    await button(page, 'REMISE LIGNE').click()
    await page.getByRole('textbox', { name: 'Remise' }).fill('10')
    await page.keyboard.press('Enter')
    await due(page, '27,00 €')
    // The discount of before gives way to the first digit, touched or typed.
    const discount = page.getByRole('dialog', { name: 'REMISE LIGNE' })
    await page.keyboard.press('F4')
    for (const digit of ['2', '0']) await discount.getByRole('button', { name: digit, exact: true }).click()
    await page.keyboard.press('Enter')
    await due(page, '24,00 €')
    await page.keyboard.press('F4')
    await discount.waitFor()
    await page.keyboard.type('10')
    await page.keyboard.press('Enter')
    await due(page, '27,00 €')
    await enter(page, '2*11')
    await button(page, 'REMISE TOTAL').click()
    await page.getByRole('textbox', { name: 'Remise' }).fill('150')
    await page.keyboard.press('Enter')
    await page.getByText('Un pourcentage de 0 à 100 est attendu.').waitFor()
    await page.getByLabel('Montant').check()
    await page.getByRole('textbox', { name: 'Remise' }).fill('2,60')
    await page.keyboard.press('Enter')
    await due(page, '30,00 €')
    await button(page, 'ANNULE LIGNE').click()
    await due(page, '24,40 €')
  })

  test('«Sur place / Emporté» changes the VAT of the ticket', async () => {
    const { till, page } = await openTill()
    await openWithSeller(page)
    await enter(page, '11')
    await button(page, 'Emporté').click()
    await page.getByText('2,65 €').waitFor()
    await settle(page)
    expect((await till.get<Sale>('/api/sales/1')).body.vat).toMatchObject([{ rate: '5.5' }])
  })

  test('a menu is recognised at «SOUS-TOTAL»', async () => {
    const { page } = await openTill()
    await openWithSeller(page)
    await enter(page, '1', '15', '11')
    await due(page, '20,30 €')
    await button(page, 'SOUS-TOTAL').click()
    await due(page, '16,50 €')
    await page.getByText('TIRAMISU — MENU DEJEUNER').waitFor()
  })
})

describe('what CAISSE asks before it sells (W-6, R-X6)', () => {
  const tariffs = ['Petite', 'Moyenne', 'Grande'].map((title, index) => ({
    idtar: null,
    title,
    price: String(10 + index),
  }))

  test('options and tariffs by the keyboard alone; a required group is asked for, and the ticket shows them all', async () => {
    const { till, page, errors } = await openTill()
    await changeArticle(till, 2, { tariffs })
    await changeArticle(till, 11, {
      optionGroups: [{ id: null, name: 'Glaçons', minSelections: 1, maxSelections: 1, options: [9, 6] }],
    })
    await till.put('/api/hub/options', { printsTariffTitle: true })
    await openWithSeller(page)
    await enter(page, '1')
    await page.keyboard.press('+')
    await page.getByRole('dialog', { name: 'Options de MARGHERITA' }).waitFor()
    for (const key of ['1', ' ', ' ', 'ArrowRight', '+', '+', '-', '+', 'Enter'])
      await page.keyboard.press(key)
    await due(page, '14,60 €')
    await entry(page).fill('2')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Tarif de REGINA' }).waitFor()
    for (const key of ['3', 'Enter']) await page.keyboard.press(key)
    await due(page, '26,60 €')
    await entry(page).fill('11')
    await page.keyboard.press('Enter')
    const ice = page.getByRole('dialog', { name: 'Options de COLA 33 CL' })
    await ice.waitFor()
    await page.keyboard.press('Enter')
    await ice.getByText('« Glaçons » demande 1 choix au moins.').waitFor()
    for (const key of [' ', 'Enter']) await page.keyboard.press(key)
    await due(page, '29,40 €')
    await settle(page, 'TICKET')
    const { lines } = (await till.get<Sale>('/api/sales/1')).body
    expect(
      lines.map(({ depth, definition, tariffTitle, quantity }) => [depth, definition, tariffTitle, quantity]),
    ).toEqual([
      [0, 'MARGHERITA', null, '1'],
      [1, 'TOMATES', null, '2'],
      [1, 'OLIVES', null, '2'],
      [0, 'REGINA', 'Grande', '1'],
      [0, 'COLA 33 CL', null, '1'],
      [1, 'SANS OIGNON', null, '1'],
    ])
    expect((await printed(page)).at(-1)).toContain('REGINA - Grande')
    expect(errors).toEqual([])
  })

  test('a key touched proposes the options; «ANNULE LIGNE» takes them along', async () => {
    const { page } = await openTill()
    await openWithSeller(page)
    await page.getByRole('button', { name: /^MARGHERITA/ }).click()
    const dialog = page.getByRole('dialog', { name: 'Options de MARGHERITA' })
    for (let times = 0; times < 4; times += 1)
      await dialog
        .getByRole('button', { name: /MOZZARELLA/ })
        .first()
        .click()
    await dialog.getByRole('button', { name: /OLIVES/ }).click()
    await dialog.getByText('« Suppléments » permet 4 choix au plus.').waitFor()
    await dialog.getByRole('button', { name: 'Retirer MOZZARELLA' }).click()
    await dialog.getByRole('button', { name: 'Valider' }).click()
    await due(page, '16,50 €')
    await button(page, 'ANNULE LIGNE').click()
    await due(page, '0,00 €')
  })
})

describe('bar codes (W-16)', () => {
  const scan = async (page: Page, code: string) => {
    await page.keyboard.type(code)
    await page.keyboard.press('Enter')
  }

  test('a scanner is read wherever the keyboard is; what it reads at the wrong time, or nobody has, is said', async () => {
    const { till, page } = await openTill()
    await changeArticle(till, 11, {
      saleCodes: [
        { code: '5449000000996', quantity: '1' },
        { code: '54490001', quantity: '6' },
      ],
    })
    await openWithSeller(page)
    await scan(page, '5449000000996')
    await due(page, '2,80 €')
    await button(page, 'RETOUR ARTICLE').focus()
    await scan(page, '54490001')
    await due(page, '19,60 €')
    await page.evaluate('document.activeElement.blur()')
    await scan(page, '5449000000996')
    await due(page, '22,40 €')
    await scan(page, '5449000000990')
    await page.getByText('Aucun article pour « 5449000000990 ».').waitFor()
    // A code of six digits is no price either.
    await page.getByRole('button', { name: 'PV de COLA 33 CL' }).last().click()
    await page.getByLabel('PV', { exact: true }).waitFor()
    await scan(page, '123456')
    await page.getByText('Code 123456 lu trop tôt').waitFor()
    await expect.poll(() => page.getByLabel('PV', { exact: true }).inputValue()).toBe('2,80')
    await page.keyboard.press('Escape')
    await button(page, 'TOTAL').click()
    const dialog = page.getByRole('dialog', { name: 'Règlement' })
    await dialog.waitFor()
    await scan(page, '54490001')
    await page.getByText('Code 54490001 lu trop tôt').waitFor()
    await expect.poll(() => dialog.getByLabel('Montant').inputValue()).toBe('22,40')
    for (const key of ['Enter', 'Enter']) await page.keyboard.press(key)
    await page.getByText('À Rendre 0,00 €').waitFor()
    // The next customer is there: his first article closes the ticket of the one before.
    await scan(page, '5449000000996')
    await due(page, '2,80 €')
  })
})

test('an article is placed on the keyboard «FAVORIS», sold by its key, and taken off', async () => {
  const { page } = await openTill()
  await openWithSeller(page)
  await enter(page, '15')
  const keys = page.locator('.counter-page')
  await button(page, 'FAVORIS').click()
  await keys.getByText('Aucun favori').waitFor()
  await page.getByRole('tab', { name: 'Fonct.' }).click()
  await button(page, 'Ajouter aux FAVORIS').click()
  await keys.getByRole('button', { name: /^TIRAMISU/ }).click()
  await due(page, '11,00 €')
  await button(page, 'Ôter des FAVORIS').click()
  await keys.getByText('Aucun favori').waitFor()
})

test('«Création des articles à la volée en caisse»: a code that nothing has becomes an article of the sale (W-17)', async () => {
  const { till, page, errors } = await openTill()
  const { body } = await till.get<object>('/api/article-settings')
  await till.put('/api/article-settings', { ...body, createsAtCounter: true })
  await openWithSeller(page)
  await page.keyboard.type('3274080005003')
  await page.keyboard.press('Enter')
  await page.getByText('Aucun article pour « 3274080005003 ».').waitFor()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Créer Article' }).click()
  const sheet = page.getByRole('dialog', { name: 'Fiche Article' })
  await sheet.getByLabel('Definition').fill('EAU PETILLANTE')
  await sheet.getByLabel('Prix de Vente TTC').fill('2,50')
  await page.keyboard.press('Enter')
  await sheet.waitFor({ state: 'detached' })
  await due(page, '2,50 €')
  await entry(page).fill('3274080005003')
  await page.keyboard.press('Enter')
  await due(page, '5,00 €')
  expect(errors).toEqual([])
})

describe('the sale in progress', () => {
  test('it survives a reload of the page, with a sentence, and is settled once', async () => {
    const { till, page } = await openTill()
    await openWithSeller(page)
    await enter(page, '1')
    await page.keyboard.press('+')
    await page.getByRole('dialog', { name: 'Options de MARGHERITA' }).waitFor()
    for (const key of [' ', 'Enter']) await page.keyboard.press(key)
    await enter(page, '2*11')
    await due(page, '18,10 €')
    await page.reload()
    await page.getByText('Vente en cours retrouvée : 2 lignes.').waitFor()
    await due(page, '18,10 €')
    await page.getByRole('cell', { name: 'TOMATES' }).waitFor()
    await settle(page)
    expect((await till.get<SaleRow[]>('/api/sales')).body).toMatchObject([{ totalCents: 1810 }])
    await page.reload()
    await page.getByRole('menubar').waitFor()
    await openCounter(page)
    expect(await rows(page).count()).toBe(0)
  })

  test('a web order is seen, heard and answered without leaving it', async () => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub)
    const { page } = await browser.open({ width: 1024, height: 768 })
    page.setDefaultTimeout(30_000)
    await page.goto(till.url)
    await page.getByRole('menubar').waitFor()
    await openWithSeller(page)
    await enter(page, '1', '2')
    const { id } = hub.place({ created_by: 'LivePepper' })
    await page.getByText('Nouvelle(s) commande(s) WEB disponible sur Kezia').waitFor()
    const counter = page.getByRole('dialog', { name: 'CAISSE' })
    await counter.getByRole('button', { name: 'Commandes Web' }).click()
    await page.getByText(`LIVP-${id}`).first().click()
    await button(page, 'Valider commande').click()
    await button(page, 'Confirmer').click()
    await until(() => expect(hub.order(id).status).toBe('accepted'))
    await button(page, 'Confirmer').waitFor({ state: 'detached' })
    await page.keyboard.press('Escape')
    await due(page, '25,50 €')
    await enter(page, '3')
    await expect.poll(() => rows(page).count()).toBe(3)
  })
})

describe('sellers (§5.2)', () => {
  test('a password is asked at the seller’s key, a wrong one is refused; who sleeps is not there', async () => {
    const { till, page } = await openTill()
    await till.put('/api/sellers/2', { code: '2', name: 'Marco', isAsleep: false, password: 'calzone' })
    await till.post('/api/sellers', { code: '3', name: 'Zoé', isAsleep: true })
    await openCounter(page)
    await until(async () => expect(await button(page, 'Zoé').count()).toBe(0))
    await page.keyboard.press('2')
    const dialog = page.getByRole('dialog', { name: 'Mot de passe de Marco' })
    await dialog.getByLabel('Mot de passe').fill('pizza')
    await page.keyboard.press('Enter')
    await dialog.getByText('Mot de passe refusé.').waitFor()
    await dialog.getByLabel('Mot de passe').fill('calzone')
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await enter(page, '1')
    await settle(page)
    expect((await till.get<Sale>('/api/sales/1')).body).toMatchObject({ sellerName: 'Marco' })
  })
})

async function settle(page: Page, paper?: 'TICKET' | 'A4') {
  await button(page, 'TOTAL').click()
  const dialog = page.getByRole('dialog', { name: 'Règlement' })
  if (paper) await dialog.getByRole('radio', { name: paper }).check()
  await button(page, 'Espèces').click()
  await dialog.getByRole('button', { name: 'Valider' }).click()
  await page.getByRole('article', { name: /^Ticket/ }).waitFor()
  await button(page, 'Fermer').last().click()
}

describe('settlement (W-7)', () => {
  test('20 € for 12 €: «À Rendre» 8,00 €; several modes; what is typed wrong is refused beside the field (kezia 6.7)', async () => {
    const { till, page } = await openTill()
    await openWithSeller(page)
    await enter(page, '1', '11')
    await button(page, 'TOTAL').click()
    const dialog = page.getByRole('dialog', { name: 'Règlement' })
    const amount = dialog.getByLabel('Montant')
    for (const typed of ['abc', '', '  ', '-5', '1e9', '0']) {
      await amount.fill(typed)
      await button(page, 'Espèces').click()
      await dialog.getByText('Un montant tel que 12,80 est attendu.').waitFor()
      await expect.poll(() => amount.inputValue()).toBe(typed)
    }
    await amount.fill('9999999999')
    await button(page, 'Espèces').click()
    await dialog.getByText('Un règlement est de 999').waitFor()
    await amount.fill('20')
    await button(page, 'Cartes').click()
    await dialog.getByText('Seules des espèces se rendent').waitFor()
    await amount.fill('2,80')
    // Touched twice, it pays once.
    await button(page, 'Cartes').dblclick()
    await amount.fill('20')
    await button(page, 'Espèces').click()
    await dialog.locator('dl').getByText('8,00 €').waitFor()
    await dialog.getByText('SANS').click()
    await dialog.getByRole('button', { name: 'Valider' }).click()
    await page.getByText('À Rendre 8,00 €').waitFor()
    expect((await till.get<Sale>('/api/sales/1')).body).toMatchObject({
      changeCents: 800,
      prints: 0,
      payments: [{ modeName: 'Cartes' }, { modeName: 'Espèces' }],
    })
    expect(await printed(page)).toEqual([])
  })

  test('A4 for one sale, no choice for the next: it prints nothing, and is eaten in (counter T61)', async () => {
    const { till, page } = await openTill()
    await openWithSeller(page)
    await enter(page, '11')
    await button(page, 'Emporté').click()
    await settle(page, 'A4')
    await until(async () => expect(await printed(page)).toHaveLength(1))
    await enter(page, '11')
    await settle(page)
    const second = (await till.get<Sale>('/api/sales/2')).body
    expect(second).toMatchObject({ prints: 0, service: 'eat_in', sellerName: 'Léa' })
    expect(await printed(page)).toHaveLength(1)
  })

  test('below 0 the till says what to give back, and never «À Rendre 0,00 €» (counter T23)', async () => {
    const { till, page } = await openTill()
    await openWithSeller(page)
    await button(page, 'RETOUR ARTICLE').click()
    await enter(page, '11')
    await due(page, 'À rendre au client 2,80 €')
    await look(page, 'counter-give-back')
    await button(page, 'TOTAL').click()
    const dialog = page.getByRole('dialog', { name: 'Règlement' })
    const figures = async () => (await dialog.locator('dl').textContent())?.replace(/\s/g, ' ')
    await until(async () => expect(await figures()).toBe('À rendre au client2,80 €Reste à rendre2,80 €'))
    const modes = dialog.getByRole('group', { name: 'Modes de règlement' }).getByRole('button')
    await expect.poll(() => modes.allTextContents()).toEqual(['Espèces', 'Cartes', "Bon d'achat"])
    await look(page, 'settlement-give-back')
    await button(page, 'Espèces').click()
    await dialog.getByRole('button', { name: 'Valider' }).click()
    await page.getByText('À rendre au client 2,80 €').last().waitFor()
    expect(await page.getByText('À Rendre 0,00').count()).toBe(0)
    expect((await till.get<Sale>('/api/sales/1')).body.totalCents).toBe(-280)
  })

  test('a titre pays the dish, the wine is paid otherwise (counter T64)', async () => {
    const { till, page } = await openTill()
    await openWithSeller(page)
    await enter(page, '1')
    await enter(page, '14')
    await due(page, '31,00 €')
    await button(page, 'TOTAL').click()
    const dialog = page.getByRole('dialog', { name: 'Règlement' })
    await dialog.getByLabel('Montant').fill('20')
    await button(page, 'Titre restaurant').click()
    await dialog.getByText('12,00 € éligibles : 19,00 € à régler autrement.').waitFor()
    await look(page, 'settlement-titre')
    // The rest is proposed: a titre pays the eligible part of it.
    await dialog.getByLabel('Montant').fill('31,00')
    for (const mode of ['Titre restaurant', 'Cartes']) await button(page, mode).click()
    await dialog.getByRole('button', { name: 'Valider' }).click()
    await page.getByRole('article', { name: 'Ticket 1' }).waitFor()
    expect((await till.get<Sale>('/api/sales/1')).body.payments).toMatchObject([
      { modeName: 'Titre restaurant', cents: 1200 },
      { modeName: 'Cartes', cents: 1900 },
    ])
  })

  test('at 0 there is «Valider» alone (counter T23)', async () => {
    const { till, page } = await openTill()
    await openWithSeller(page)
    await enter(page, '11')
    await button(page, 'RETOUR ARTICLE').click()
    await enter(page, '11')
    await due(page, '0,00 €')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Règlement' })
    await dialog.getByRole('button', { name: 'Valider' }).waitFor()
    await expect.poll(() => dialog.getByRole('button').allTextContents()).toEqual(['Annuler', 'Valider'])
    expect(await dialog.getByLabel('Montant').count()).toBe(0)
    await look(page, 'settlement-zero')
    await page.keyboard.press('Enter')
    await page.getByRole('article', { name: 'Ticket 1' }).waitFor()
    expect((await till.get<Sale>('/api/sales/1')).body).toMatchObject({ totalCents: 0, payments: [] })
  })

  test('a return is paid back; printed again it is a «DUPLICATA»', async () => {
    const { till, page } = await openTill()
    await openWithSeller(page)
    await button(page, 'RETOUR ARTICLE').click()
    await enter(page, '1')
    await due(page, 'À rendre au client 12,00 €')
    await settle(page, 'TICKET')
    expect((await till.get<Sale>('/api/sales/1')).body).toMatchObject({ totalCents: -1200, prints: 1 })
    await page.getByRole('tab', { name: 'Pièces' }).click()
    await page.getByRole('button', { name: /^Ticket 1/ }).click()
    await page.getByRole('dialog', { name: 'Ticket 1' }).getByRole('button', { name: 'TICKET' }).click()
    await page.getByRole('article', { name: 'Ticket 1' }).getByText('DUPLICATA').waitFor()
    await until(async () => expect((await printed(page)).at(-1)).toContain('DUPLICATA'))
  })

  test('«ATTENTE» parks, «RAPPEL (1) ATTENTE» gives the sale back to go on with', async () => {
    const { till, page } = await openTill()
    await openWithSeller(page)
    await enter(page, '1', '11')
    await button(page, 'ATTENTE').click()
    await button(page, 'RAPPEL (1) ATTENTE').waitFor()
    expect(await rows(page).count()).toBe(0)
    await enter(page, '2')
    await button(page, 'RAPPEL (1) ATTENTE').click()
    await page.getByText('Terminez la vente en cours').waitFor()
    await settle(page)
    await button(page, 'RAPPEL (1) ATTENTE').click()
    await due(page, '14,80 €')
    await settle(page)
    expect((await till.get<SaleRow[]>('/api/sales')).body.map(({ totalCents }) => totalCents)).toEqual([
      1480, 1350,
    ])
    expect((await till.get<ParkedSale[]>('/api/parked-sales')).body).toEqual([])
  })

  test('a name of one long word stays in its column and on its ticket', async () => {
    const { till, page } = await openTill()
    await till.post('/api/articles', { definition: 'A'.repeat(100), price: '1,05', vat1Id: 3 })
    await openWithSeller(page)
    await enter(page, 'AAAA')
    const isWithin = (selector: string) =>
      page.evaluate<boolean>(`
        (({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)(document.querySelector('${selector}'))`)
    expect(await isWithin('.grid-holder')).toBe(true)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Règlement' }).waitFor()
    for (const key of ['Enter', 'Enter']) await page.keyboard.press(key)
    await page.getByText('À Rendre 0,00 €').waitFor()
    expect(await isWithin('.ticket-view')).toBe(true)
  })

  test('a sale in progress is not lost by Escape, and the whole fits 1024×768 without scrolling', async () => {
    const { page } = await openTill()
    await openWithSeller(page)
    await enter(page, '1')
    await page.keyboard.press('Escape')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Annuler' }).click()
    await expect.poll(() => rows(page).count()).toBe(1)
    const overflowing = await page.evaluate(`
      ['html', '.window-body', '.counter', '.counter-middle', '.counter-main'].filter((selector) => {
        const { scrollHeight, clientHeight, scrollWidth, clientWidth } = document.querySelector(selector)
        return scrollHeight > clientHeight || scrollWidth > clientWidth
      })`)
    expect(overflowing).toEqual([])
    const small = await page.evaluate(`
      [...document.querySelectorAll('.counter button, .counter input')]
        .filter((element) => element.getBoundingClientRect().height < 44)
        .map((element) => element.textContent)`)
    expect(small).toEqual([])
  })
})
