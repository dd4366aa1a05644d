// CAISSE (W-6) and all that it asks.
import type { Page } from 'playwright-core'
import { changeArticle } from '../../../apps/till/src/testing/change-article.ts'
import { button, leave, openDialog, question, tabs, type Visit, windowOf } from './steps.ts'
import { longName } from './world.ts'

const sale = (page: Page) => page.getByRole('table', { name: 'Vente en cours' })
const enter = async (page: Page, code: string) => {
  await page.getByLabel('Code, nom ou quantité').and(page.getByRole('textbox')).fill(code)
  await page.keyboard.press('Enter')
}
const sell = async (page: Page, code: string, name: string) => {
  await enter(page, code)
  await sale(page).getByText(name).first().waitFor()
}
async function openAs(page: Page, seller: string): Promise<void> {
  await page.keyboard.press('F12')
  await button(page, seller).click()
}

export const counter: Visit = async (page, look) => {
  await page.keyboard.press('F12')
  await button(page, 'Léa').waitFor()
  await look('CAISSE, no seller')
  await button(page, 'Paul').click()
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill('faux')
  await page.keyboard.press('Enter')
  await page.locator('dialog[open] .field-error').waitFor()
  await question(page, look, 'password of a seller, refused')
  await button(page, 'Léa').click()
  await look('CAISSE, no line')
  await sell(page, '1', 'MARGHERITA')
  await sell(page, '11', 'COLA 33 CL')
  await look('CAISSE, two lines')
  await tabs(page, look, 'CAISSE', ['Clients', 'Pièces', 'Fonct.', 'Vendeur', 'Articles'])
  for (const bank of ['VENDEURS', 'CLAVIERS', 'ARTICLES']) {
    await button(page, bank).click()
    await look(`CAISSE, ${bank}`)
  }
  await sell(page, longName, longName)
  await look('CAISSE, a long name')
}

/** What a sale asks. */
export const counterQuestions: Visit = async (page, look) => {
  await openAs(page, 'Léa')
  await sell(page, '1', 'MARGHERITA')
  await sell(page, '11', 'COLA 33 CL')
  for (const name of ['REMISE LIGNE', 'REMISE TOTAL']) {
    await button(page, new RegExp(`^${name}`)).click()
    await openDialog(page)
    await page.locator('dialog[open]').getByRole('textbox').first().fill('150')
    await page.keyboard.press('Enter')
    await page.locator('dialog[open] .field-error').waitFor()
    await question(page, look, `${name}, refused`)
  }
  await button(page, /^ANNULE TOUT/).click()
  await question(page, look, 'ANNULE TOUT')
  await page.getByRole('button', { name: /^PV de COLA/ }).click()
  await question(page, look, 'PV')
  await enter(page, '2')
  await question(page, look, 'tariffs')
  await sale(page).getByText('MARGHERITA').click()
  await button(page, 'Options de MARGHERITA').click()
  await question(page, look, 'options')
  await enter(page, '17')
  const composition = page.locator('dialog[open]')
  await composition.or(sale(page).getByText('MENU DEJEUNER')).first().waitFor()
  if (await composition.count()) await question(page, look, 'composition of a menu')
  await enter(page, '99999*11')
  await question(page, look, 'unusual quantity')
  await enter(page, 'zzz inconnu')
  await page.locator('dialog[open], .notice').first().waitFor()
  await look('unknown article')
  if (await page.locator('dialog[open]').count()) await leave(page)
  await leave(page)
  await question(page, look, 'CAISSE, leaving')
}

export const settlement: Visit = async (page, look) => {
  await openAs(page, 'Léa')
  await sell(page, '1', 'MARGHERITA')
  await button(page, 'ATTENTE').click()
  await sale(page).getByText('MARGHERITA').waitFor({ state: 'detached' })
  await sell(page, '11', 'COLA 33 CL')
  await button(page, 'ATTENTE').click()
  await sale(page).getByText('COLA').waitFor({ state: 'detached' })
  await button(page, /^RAPPEL/).click()
  await openDialog(page)
  await look('parked sales')
  await page.locator('dialog[open] .ckey-choice').first().click()
  await sale(page).getByRole('row').nth(1).waitFor()
  await button(page, 'TOTAL').click()
  await openDialog(page)
  await look('settlement')
  const amount = page.locator('dialog[open]').getByLabel('Montant')
  await amount.fill('abc')
  await page.keyboard.press('Enter')
  await page.locator('dialog[open] .field-error').waitFor()
  await look('settlement, refused')
  await amount.fill('0,50')
  await page.keyboard.press('Enter')
  await amount.fill('0,50')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.getByText('Entrée = Valider.').waitFor()
  await look('settlement, three payments')
  await page.keyboard.press('Enter')
  await page.getByRole('article', { name: /^Ticket/ }).waitFor()
  await look('ticket')
  await page.keyboard.press('Enter')
}

/** «Création des articles à la volée», and a sale that was parked before its article changed. */
export const counterCreations: Visit = async (page, look, { till }) => {
  await openAs(page, 'Léa')
  await sell(page, '11', 'COLA 33 CL')
  await button(page, 'ATTENTE').click()
  await sale(page).getByText('COLA').waitFor({ state: 'detached' })
  await changeArticle(till, 11, { isSaleBlocked: true })
  await page.reload()
  await page.getByRole('menubar').waitFor()
  await openAs(page, 'Léa')
  await button(page, /^RAPPEL/).click()
  await page.locator('dialog[open]').last().waitFor()
  if (await page.locator('dialog[open] .ckey-choice').count())
    await page.locator('dialog[open] .ckey-choice').last().click()
  await page.locator('dialog[open] .recalled').waitFor()
  await question(page, look, 'recalled sale')
  await changeArticle(till, 11, { isSaleBlocked: false })
  await enter(page, '3760009998887')
  await question(page, look, 'article to create')
  await windowOf(page, 'counter').waitFor()
}
