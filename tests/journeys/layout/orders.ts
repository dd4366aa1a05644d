// Web orders and the till's own: W-8, W-9, W-11 to W-14.
import type { Page } from 'playwright-core'
import { button, leave, openDialog, question, row, type Visit, windowOf } from './steps.ts'

const orders = (page: Page) => page.getByRole('grid').locator('tbody tr')
const isOff = async (page: Page, name: string | RegExp) => {
  const key = page.locator('.panel-buttons').getByRole('button', { name, exact: typeof name === 'string' })
  return (await key.count()) === 0 || (await key.getAttribute('aria-disabled')) === 'true'
}

/** Chooses the first order of W-8 whose panel offers the key. */
async function chooseOrderWith(page: Page, name: string | RegExp): Promise<void> {
  for (let index = 0; index < (await orders(page).count()); index += 1) {
    await orders(page).nth(index).click()
    if (!(await isOff(page, name))) return
  }
  throw new Error(`no order offers «${name}»`)
}

export const webOrders: Visit = async (page, look) => {
  await page.keyboard.press('F8')
  await page
    .getByText(/^LIVP-/)
    .first()
    .waitFor()
  await look('W-8, no order')
  await page.getByLabel('Vendeur :').selectOption({ label: 'Léa' })
  for (let index = 0; index < 4; index += 1) {
    await orders(page).nth(index).click()
    await look(`W-8, order ${index + 1}`)
  }
  await button(page, 'Filtres').click()
  await look('W-8, filters')
  await button(page, 'Filtres').click()
  await button(page, 'Paramètres').click()
  await question(page, look, 'W-8, services')
  for (const name of ['Valider commande', 'Rejeter', 'Retard', 'Commentaire', 'Paiement', 'Impression']) {
    await chooseOrderWith(page, name)
    await button(page, name).click()
    await question(page, look, `W-8, ${name}`)
  }
  await page.getByText(/^UBER-/).click()
  await page.locator('.panel-buttons').getByRole('button', { name: /€$/ }).click()
  await question(page, look, 'W-8, amount')
  await chooseOrderWith(page, 'Impression')
  await button(page, 'Impression').click()
  await button(page, 'TICKET').click()
  await windowOf(page, 'web-order-print').waitFor()
  await look('paper of a web order')
  await leave(page)
  await button(page, 'Détails commande').click()
  await windowOf(page, 'web-order-details').waitFor()
  await look('W-9')
}

/** A delivery, ready since `hub`, is handed over before it is paid. */
export const deliveries: Visit = async (page, look) => {
  await page.keyboard.press('F8')
  await page.getByLabel('Vendeur :').selectOption({ label: 'Léa' })
  await chooseOrderWith(page, 'Départ livraison')
  await button(page, 'Départ livraison').click()
  await button(page, 'Commande livrée').click()
  await question(page, look, 'W-8, delivered unpaid')
}

export const openOrders: Visit = async (page, look) => {
  await page.keyboard.press('F3')
  await row(page, /LIVP-/).click()
  await look('W-11')
  for (const [key, state] of [
    ['Q Reserv.', 'W-11, reserved'],
    ['Imprim. Manquants', 'W-11, missing'],
    ['Solder', 'W-11, «Solder»'],
  ] as const) {
    await button(page, key).click()
    await question(page, look, state)
  }
  await row(page, /LIVP-/).dblclick()
  const sheet = windowOf(page, 'order-sheet')
  await sheet.waitFor()
  await look('W-12, web order')
  await sheet.getByRole('button', { name: 'Supprimer', exact: true }).click()
  await question(page, look, 'W-12, web order, «Supprimer»')
}

/** W-14: an article of the order that nothing here is known by. */
export const unknownArticles: Visit = async (page, look) => {
  await page.keyboard.press('F3')
  await row(page, /INCONNU|TOOK-/).dblclick()
  const sheet = windowOf(page, 'order-sheet')
  await sheet.getByLabel('Vendeur').selectOption({ label: 'Léa' })
  await look('W-12, unknown article')
  await button(page, 'OK').click()
  await openDialog(page)
  await question(page, look, 'W-14')
}

export const ownOrder: Visit = async (page, look) => {
  await page.keyboard.press('F6')
  const sheet = windowOf(page, 'new-order')
  await button(page, 'OK').click()
  await sheet.getByText('Une commande a au moins une ligne.').waitFor()
  await look('W-12, refused')
  const code = sheet.getByLabel('Code', { exact: true })
  await code.fill('1')
  await code.press('Enter')
  await sheet.getByLabel('Unités de MARGHERITA, ligne 1').waitFor()
  await sheet.getByText('Une commande a au moins une ligne.').waitFor({ state: 'detached' })
  await look('W-12, one line')
  await code.press('F2')
  await openDialog(page)
  await look('W-12, search')
  await page.locator('dialog[open]').getByLabel('Designation').fill('menu')
  await button(page, 'MENU DEJEUNER').click()
  await page.getByRole('dialog', { name: 'Menu DEJEUNER' }).waitFor()
  await question(page, look, 'W-12, composition of a menu')
  await sheet.getByLabel('Vendeur').selectOption({ label: 'Léa' })
  await button(page, 'OK').click()
  await page.getByRole('dialog', { name: 'Fiche Commande Client' }).waitFor()
  await look('W-13')
  await button(page, 'SANS').click()
  await page.keyboard.press('F3')
  await page.getByRole('grid', { name: 'Commandes en cours' }).locator('tbody tr').last().click()
  await page.getByRole('button', { name: 'Visualiser' }).waitFor()
  await look('W-11, own order')
  await button(page, 'Solder').click()
  await question(page, look, 'W-11, own order, «Solder»')
  await button(page, 'Visualiser').click()
  await sheet.getByLabel('Unités de MARGHERITA, ligne 1').waitFor()
  await look('W-12, own order')
  await sheet.getByRole('button', { name: 'Supprimer', exact: true }).click()
  await question(page, look, 'W-12, own order, «Supprimer»')
  await sheet.getByLabel('Unités de MARGHERITA, ligne 1').fill('3')
  await leave(page)
  await question(page, look, 'W-12, leaving')
}
