// W-17, «Gestion des menus» and «Configuration» in a real browser, then the menu in CAISSE and on its ticket.
import { join } from 'node:path'
import { openBrowser, type TestBrowser } from '@hub/testing'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../../apps/till/src/connector/testing/till.ts'
import type { MenuSheet } from '../../apps/till/src/menus/wire.ts'
import { startTestTill } from '../../apps/till/src/testing/start.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** A folder to keep pictures of the windows in, for those who want to look at them. */
const pictures = process.env.PICTURES
const look = async (page: Page, name: string) => {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' })
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

async function openMenus(page: Page) {
  for (const name of ['Article', 'Menus']) await page.getByRole('menuitem', { name, exact: true }).click()
  return page.getByRole('menuitem', { name: 'Liste', exact: true })
}

test('a menu is defined, recognised at «SOUS-TOTAL» and printed on the ticket (W-17, D23, §5.5)', async () => {
  const till = await startTestTill()
  const { page } = await browser.open({ width: 1024, height: 768 })
  page.setDefaultTimeout(30_000)
  await page.goto(till.url)

  await (await openMenus(page)).click()
  const list = page.getByRole('dialog', { name: 'Liste des Menus' })
  await list.getByText('Ne pas utiliser X pour former une composition.').waitFor()
  await list.getByRole('button', { name: 'Ajouter un menu' }).click()
  const dialog = page.getByRole('dialog', { name: 'Ajouter un menu' })
  await dialog.getByLabel('Nom').fill('DUO')
  await dialog.getByLabel('Compo').fill('PX')
  await dialog.getByLabel('Idart').press('F2')
  await page.getByRole('dialog', { name: 'Article du menu' }).getByLabel('Designation').fill('calz')
  await page.keyboard.press('Enter')
  await until(async () => expect(await dialog.getByLabel('DefArticle').inputValue()).toBe('CALZONE'))
  await dialog.getByLabel('PV').fill('13,50')
  await page.keyboard.press('Enter')
  // The refusal beside the field, not the warning that always stands there: while it is on its way Enter is not heard.
  await dialog.locator('.field-error').getByText('Ne pas utiliser X').waitFor()
  await dialog.getByLabel('Compo').fill('pb')
  await page.keyboard.press('Enter')
  await list.getByText('Sans article pour P (Plat), B (Boisson)').waitFor()
  await list.getByRole('gridcell', { name: 'CALZONE' }).waitFor()
  await look(page, 'w17-menus')
  await list.getByRole('button', { name: 'Monter' }).click()
  await list.getByRole('button', { name: 'Enregistrer le rang' }).click()
  await page.getByText('Rang enregistré.').waitFor()

  await list.getByRole('button', { name: 'Gestion des menus' }).click()
  const letters = page.getByRole('dialog', { name: 'Gestion des menus' })
  for (const [letter, articles] of [
    ['P', ['MARGHERITA', 'REGINA']],
    ['B', ['COLA 33 CL']],
  ] as const)
    for (const article of articles) {
      await letters
        .getByRole('group', { name: `Lettre ${letter}` })
        .getByText('Ajouter un article')
        .click()
      await page
        .getByRole('dialog', { name: /^Article pour/ })
        .getByLabel('Designation')
        .fill(article)
      await page.keyboard.press('Enter')
      await letters.getByLabel(`Supplément de ${article}`).waitFor()
    }
  await letters.getByLabel('Supplément de REGINA').fill('1,50')
  await look(page, 'menu-letters')
  await letters.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByText('Menu DUO enregistré.').waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')

  await page.keyboard.press('F12')
  await button(page, 'Léa').click()
  for (const code of ['2', '11']) {
    await page.getByLabel('Code, nom ou quantité').and(page.getByRole('textbox')).fill(code)
    await page.keyboard.press('Enter')
  }
  await until(async () => expect(await page.getByText('COLA 33 CL').count()).toBeGreaterThan(0))
  await button(page, 'SOUS-TOTAL').click()
  await page.getByText('REGINA — MENU DUO').waitFor()
  await look(page, 'counter-menu')
  await button(page, 'TOTAL').click()
  await button(page, 'Espèces').click()
  await page.getByRole('dialog', { name: 'Règlement' }).getByRole('button', { name: 'Valider' }).click()
  const ticket = page.getByRole('article', { name: /^Ticket/ })
  await ticket.getByText('REGINA — MENU DUO').waitFor()
  await until(async () => expect((await ticket.textContent())?.replace(/\s/g, ' ')).toContain('15,00 €'))
})

test('«Ajouter un rayon» gives a letter the articles of a rayon that it has not yet, never its options (W-17, D23)', async () => {
  const till = await startTestTill()
  const { page, errors } = await browser.open({ width: 1024, height: 768 })
  page.setDefaultTimeout(30_000)
  await page.goto(till.url)
  await (await openMenus(page)).click()
  await button(page, 'Gestion des menus').click()
  const letter = page.getByRole('group', { name: 'Lettre B' })
  const add = (rayon: string) => letter.getByLabel('Ajouter un rayon').selectOption({ label: rayon })
  await letter.getByText('COLA 33 CL').waitFor()
  await add('INGREDIENTS')
  await page.getByText('0 article ajouté.').waitFor()
  await add('BOISSONS')
  await page.getByText('2 articles ajoutés.').waitFor()
  await letter.getByLabel('Supplément de CHIANTI 75 CL').fill('9,00')
  await button(page, 'Enregistrer').click()
  await page.getByText('Menu DEJEUNER enregistré.').waitFor()
  const [menu] = (await till.get<MenuSheet[]>('/api/menus')).body
  expect(menu!.letters.at(-1)!.choices.map(({ definition, extraCents }) => [definition, extraCents])).toEqual(
    [
      ['BIERE BLONDE 33 CL', 0],
      ['CHIANTI 75 CL', 900],
      ['COLA 33 CL', 0],
      ['EAU MINERALE 50 CL', 0],
      ['LIMONADE 33 CL', 0],
    ],
  )
  expect(errors).toEqual([])
})

test('menus are greyed with the reason until «Recherche Menu» is ticked (W-17, §3.9)', async () => {
  const till = await startTestTill()
  const { page } = await browser.open({ width: 1024, height: 768 })
  page.setDefaultTimeout(30_000)
  await page.goto(till.url)
  await page.getByRole('menubar').waitFor()
  await page.keyboard.press('F9')
  await page.getByLabel('Recherche Menu').uncheck()
  await page.keyboard.press('Escape')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Annuler' }).click()
  await look(page, 'configuration')
  await button(page, 'Enregistrer').click()
  await page.getByText('Configuration enregistrée.').waitFor()
  await page.getByRole('tab', { name: 'Société' }).click()
  await page.getByLabel('SIRET').fill('123')
  await button(page, 'Enregistrer').click()
  await page.getByText("Ce numéro n'est pas un SIRET").waitFor()
  await look(page, 'configuration-company')
  await page.keyboard.press('Escape')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Abandonner' }).click()
  await page.keyboard.press('F9')
  await page.getByRole('tab', { name: 'Vendeurs' }).click()
  await button(page, 'Nouveau').click()
  const seller = page.getByRole('tabpanel')
  await seller.getByLabel('Code').fill('1')
  await seller.getByLabel('Nom').fill('Zoé')
  await seller.getByLabel('Mot de passe').fill('sésame')
  await page.keyboard.press('Enter')
  await seller.getByText('Le code 1 est déjà pris.').waitFor()
  await seller.getByLabel('Code').fill('9')
  await page.keyboard.press('Enter')
  await page.getByRole('row', { name: '9 Zoé Oui' }).waitFor()
  await look(page, 'configuration-sellers')
  await page.keyboard.press('Escape')
  const entry = await openMenus(page)
  await until(async () => expect(await entry.getAttribute('aria-disabled')).toBe('true'))
  expect(await entry.getAttribute('title')).toContain('« Recherche Menu »')
})
