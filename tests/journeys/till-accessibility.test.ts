// WCAG 2.2 AA on the windows of the till, by axe-core in a real browser.
import { openBrowser, type TestBrowser } from '@hub/testing'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startStubHub } from '../../apps/till/src/connector/testing/stub-hub.ts'
import { StubPairings } from '../../apps/till/src/connector/testing/stub-pairings.ts'
import { startConnectedTill, startHubTill, until } from '../../apps/till/src/connector/testing/till.ts'
import { changeArticle } from '../../apps/till/src/testing/change-article.ts'
import { sellAtCounter } from '../../apps/till/src/testing/counter-sale.ts'
import { startTestTill } from '../../apps/till/src/testing/start.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const axeOptions = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
  // What passes is not read: describing it takes longer than finding it.
  resultTypes: ['violations'],
}

/** Where a window breaks a rule: `color-contrast: .ckey`. */
async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate<boolean>("'axe' in globalThis"))) await page.evaluate(axe.source)
  return page.evaluate<string[]>(`
    axe.run(document, ${JSON.stringify(axeOptions)}).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 160))))`)
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

test('CAISSE, its dialogs, the settlement, the home screen, W-8, W-11 to W-13, W-3 and the article sheet keep WCAG AA', async () => {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  const tariffs = ['Petite', 'Grande'].map((title) => ({ idtar: null, title, price: '10' }))
  await changeArticle(till, 2, { tariffs, saleCodes: [{ code: '3760001112223', quantity: '1' }] })
  hub.place({ created_by: 'LivePepper' })
  await until(async () => expect(await till.orders()).toHaveLength(1))
  const { page } = await browser.open({ width: 1024, height: 768 })
  page.setDefaultTimeout(30_000)
  const found: Record<string, string[]> = {}
  const look = async (name: string) => {
    const wrong = await violations(page)
    if (wrong.length > 0) found[name] = wrong
  }
  await page.goto(till.url)
  await page.getByRole('menubar').waitFor()
  await look('home')

  await page.keyboard.press('F12')
  await button(page, 'Léa').waitFor()
  await look('CAISSE before a seller')
  await button(page, 'Léa').click()
  const entry = page.getByLabel('Code, nom ou quantité').and(page.getByRole('textbox'))
  for (const code of ['11', '1']) {
    await entry.fill(code)
    await page.keyboard.press('Enter')
  }
  await button(page, 'Options de MARGHERITA').click()
  await page.getByRole('dialog', { name: 'Options de MARGHERITA' }).waitFor()
  await page.keyboard.press(' ')
  await look('options')
  await page.keyboard.press('Enter')
  await page.getByRole('cell', { name: 'TOMATES' }).waitFor()
  await look('CAISSE')
  await entry.fill('2')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Tarif de REGINA' }).waitFor()
  await look('tariffs')
  await page.keyboard.press('Escape')
  for (const tab of ['Clients', 'Pièces', 'Fonct.', 'Vendeur']) {
    await page.getByRole('tab', { name: tab }).click()
    await look(`CAISSE, ${tab}`)
  }
  await button(page, 'TOTAL').click()
  await page.getByRole('dialog', { name: 'Règlement' }).waitFor()
  await look('settlement')
  await page.keyboard.press('Enter')
  await look('settlement, paid')
  await page.keyboard.press('Enter')
  await page.getByRole('article', { name: 'Ticket 1' }).waitFor()
  await look('ticket')
  await page.keyboard.press('Enter')

  await page.getByRole('dialog', { name: 'CAISSE' }).getByRole('button', { name: 'Commandes Web' }).click()
  await page.getByText('LIVP-').first().click()
  await look('W-8')
  await page.keyboard.press('Escape')

  await page.keyboard.press('F6')
  const commande = page.getByRole('dialog', { name: 'Fiche Commande', exact: true })
  await button(page, 'OK').click()
  await commande.getByText('Une commande a au moins une ligne.').waitFor()
  await look('W-12, refused')
  const code = commande.getByLabel('Code', { exact: true })
  await code.fill('1')
  await code.press('Enter')
  await commande.getByLabel('Unités de MARGHERITA, ligne 1').focus()
  await look('W-12, own')
  await code.press('F2')
  await page.getByRole('dialog', { name: 'Rechercher un article' }).getByLabel('Designation').fill('menu')
  await button(page, 'MENU DEJEUNER').click()
  await page.getByRole('dialog', { name: 'Menu DEJEUNER' }).waitFor()
  await look('menu')
  await page.keyboard.press('Escape')
  await commande.getByLabel('Vendeur').selectOption({ label: 'Léa' })
  await button(page, 'OK').click()
  await page.getByRole('dialog', { name: 'Fiche Commande Client' }).waitFor()
  await look('W-13')
  await button(page, 'SANS').click()
  await page.keyboard.press('F3')
  await page
    .getByRole('dialog', { name: 'Cdes en cours' })
    .getByRole('cell', { name: 'MARGHERITA' })
    .waitFor()
  await look('W-11')
  await button(page, 'Q Reserv.').click()
  await look('W-11, reserved')
  await page.keyboard.press('Escape')
  await page.getByText('LIVP-').first().dblclick()
  await commande.getByRole('gridcell', { name: 'MARGHERITA' }).waitFor()
  await look('W-12, web')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.getByRole('menuitem', { name: 'Hubrise' }).click()
  for (const tab of ['Connexion', 'E/S', 'Options', 'Personnalisation', 'Synchronisation auto', 'Export']) {
    await page.getByRole('tab', { name: tab, exact: true }).click()
    await look(`W-3, ${tab}`)
  }
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.keyboard.press('F2')
  await page.getByRole('gridcell', { name: 'REGINA', exact: true }).waitFor()
  await look('W-15')
  await page.getByRole('gridcell', { name: 'REGINA', exact: true }).dblclick()
  for (const name of [
    'Tarif article Achat - Vente - TVA',
    'Classification',
    'EAN Multi-codes Codes comptables',
    'Paramètres',
    'Options',
    'Stocks',
    'Préparation',
    'Multi-tarif Grilles',
    'Compléments de définition',
    'Images',
    'Alcool',
  ]) {
    await page
      .getByRole('dialog', { name: 'Fiche Article' })
      .getByRole('button', { name, exact: true })
      .click()
    await look(`article sheet, ${name}`)
  }
  expect(found).toEqual({})
})

test('W-3 before the connection keeps WCAG AA: the ways to connect, the QR code, its end (kezia D69)', async () => {
  const hub = await startStubHub()
  const pairings = new StubPairings()
  hub.pairings = pairings
  const till = await startHubTill(hub)
  const { page } = await browser.open({ width: 1024, height: 768 })
  page.setDefaultTimeout(30_000)
  await page.goto(till.url)
  await page.getByRole('menuitem', { name: 'Hubrise' }).click()
  await button(page, 'Connecter avec un QR code').waitFor()
  expect(await violations(page)).toEqual([])
  await button(page, 'Connecter avec un QR code').click()
  await page.getByRole('img', { name: "QR code de la page d'autorisation" }).waitFor()
  expect(await violations(page)).toEqual([])
  pairings.decide('denied')
  await button(page, 'Recommencer').waitFor()
  expect(await violations(page)).toEqual([])
})

test('the windows of the office keep WCAG AA: customers, documents, journals, «Compta», «Outils», the guide', async () => {
  const till = await startTestTill()
  await till.post('/api/customers', { lastName: 'Petit', civility: '', email: 'lea@example.com' })
  await till.post('/api/customers', { lastName: 'Rossi', civility: '', isBlocked: true })
  await sellAtCounter(till, { lines: [['margherita'], ['beer']], totalCents: 1620, customerId: 2 })
  expect((await till.post('/api/closings', { kind: 'day', number: 1 })).status).toBe(201)
  await till.post('/api/backups', {})
  const { page } = await browser.open({ width: 1024, height: 768 })
  page.setDefaultTimeout(30_000)
  const found: Record<string, string[]> = {}
  const look = async (name: string) => {
    const wrong = await violations(page)
    if (wrong.length > 0) found[name] = wrong
  }
  const row = (name: RegExp) => page.getByRole('row', { name })
  const leave = () => page.keyboard.press('Escape')
  const choose = async (menu: string, entry: string) => {
    await page.getByRole('menuitem', { name: menu, exact: true }).click()
    await page.getByRole('menuitem', { name: entry, exact: true }).click()
  }
  await page.goto(till.url)
  await page.getByRole('menubar').waitFor()

  await button(page, 'CLIENTS').click()
  await row(/Rossi/).click()
  await look('CLIENTS')
  await row(/Petit/).dblclick()
  await page.getByRole('table', { name: 'Historique' }).waitFor()
  await look('Fiche Client')
  await page.getByLabel('Modifiable').check()
  await look('Fiche Client, modifiable')
  await leave()
  await leave()
  await button(page, 'FACTURES').click()
  await row(/Petit/).waitFor()
  await look('FACTURES')
  await button(page, 'Avoir').click()
  await page.getByText('À rembourser').waitFor()
  await look('Avoir')
  await leave()
  await leave()
  await button(page, 'REGLEMENTS').click()
  await row(/Facture 1/).waitFor()
  await look('REGLEMENTS')
  await leave()
  await button(page, 'STATISTIQUES').click()
  await page.getByRole('table', { name: 'Par jour' }).waitFor()
  await look('STATISTIQUES')
  await leave()
  await button(page, 'JOURNAUX').click()
  await page.getByRole('table', { name: 'Par taux de TVA' }).waitFor()
  await look('JOURNAUX')
  await page.getByRole('tab', { name: 'Clôtures' }).click()
  await row(/Jour/).dblclick()
  await page.getByRole('article', { name: /Clôture/ }).waitFor()
  await look('Clôture')
  await leave()
  await button(page, 'Exporter').click()
  await look('Exporter')
  await leave()
  await leave()
  for (const entry of ['TVA', 'Mode Règlement Paiement']) {
    await choose('Compta', entry)
    await page.getByRole('dialog', { name: entry }).getByRole('row').nth(1).waitFor()
    await look(entry)
    await leave()
  }
  for (const entry of ['Import / Export', 'Sauvegarde', 'Profils', 'Journal des événements techniques']) {
    await choose('Outils', entry)
    await page.getByRole('dialog', { name: entry }).getByRole('button').nth(1).waitFor()
    await look(entry)
    await leave()
  }
  await page.getByRole('menuitem', { name: '?' }).click()
  await look('?')
  await button(page, "Guide d'utilisation").click()
  await page.getByRole('article', { name: 'Premier démarrage' }).getByRole('heading', { level: 1 }).waitFor()
  await look('guide')
  expect(found).toEqual({})
})
