// How a person reaches every window of the till, with the tabs and dialogs of each.
import type { Page } from 'playwright-core'

type Look = (state: string) => Promise<void>

/** From the home screen of the till that `layout-world.ts` prepares. */
type Visit = (page: Page, look: Look) => Promise<void>

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' }).last()
const row = (page: Page, name: RegExp) => page.getByRole('row', { name }).first()
const menu = async (page: Page, ...entries: string[]) => {
  // Entries of an open menu come before the bar's later ones: «Outils» of «Client».
  for (const name of entries) await page.getByRole('menuitem', { name, exact: true }).first().click()
}
const openDialog = (page: Page) => page.locator('dialog[open]').last().waitFor()
/** Closes the dialog or window on top. */
const leave = (page: Page) => page.keyboard.press('Escape')
const question = async (page: Page, look: Look, state: string) => {
  await page.locator('dialog[open]').last().waitFor()
  await look(state)
  await leave(page)
  await page
    .locator('dialog[open]')
    .waitFor({ state: 'detached' })
    .catch(() => {})
}
const tabs = async (page: Page, look: Look, window: string, names: string[]) => {
  for (const name of names) {
    await page.getByRole('tab', { name, exact: true }).click()
    await page.waitForLoadState('networkidle')
    await look(`${window}, ${name}`)
  }
}
const entry = (page: Page) => page.getByLabel('Code, nom ou quantité').and(page.getByRole('textbox'))
const enter = async (page: Page, code: string) => {
  await entry(page).fill(code)
  await page.keyboard.press('Enter')
}

const homeScreen: Visit = async (page, look) => {
  await look('home')
  for (const name of ['Fichier', 'Client', 'Article', 'Compta', 'Outils', 'Caisse']) {
    await menu(page, name)
    await look(`menu ${name}`)
    await leave(page)
  }
  await menu(page, 'Fichier', 'Paramètres')
  await look('menu Paramètres')
  await leave(page)
  await button(page, 'Quitter la caisse').click()
  await question(page, look, 'leaving the till')
  await menu(page, '?')
  await button(page, "Guide d'utilisation").waitFor()
  await look('about')
  await button(page, "Guide d'utilisation").click()
  await page.getByRole('article').first().waitFor()
  await look('guide')
}

const counter: Visit = async (page, look) => {
  await page.keyboard.press('F12')
  await button(page, 'Léa').waitFor()
  await look('CAISSE, no seller')
  await button(page, 'Léa').click()
  await look('CAISSE, no line')
  await enter(page, '1')
  const sale = page.getByRole('table', { name: 'Vente en cours' })
  await sale.getByText('MARGHERITA').waitFor()
  await enter(page, '11')
  await sale.getByText('COLA 33 CL').waitFor()
  await look('CAISSE, two lines')
  await tabs(page, look, 'CAISSE', ['Clients', 'Pièces', 'Fonct.', 'Vendeur', 'Articles'])
  for (const bank of ['VENDEURS', 'CLAVIERS', 'ARTICLES']) {
    await button(page, bank).click()
    await look(`CAISSE, ${bank}`)
  }
  for (const name of ['REMISE LIGNE', 'REMISE TOTAL', 'ANNULE TOUT']) {
    await button(page, new RegExp(`^${name}`)).click()
    await question(page, look, name)
  }
  await page.getByRole('button', { name: /^PV de COLA/ }).click()
  await question(page, look, 'PV')
  await enter(page, '2')
  await question(page, look, 'tariffs')
  await sale.getByText('MARGHERITA').click()
  await button(page, 'Options de MARGHERITA').click()
  await question(page, look, 'options')
  await enter(page, 'zzz inconnu')
  await page.locator('dialog[open], .notice').first().waitFor()
  await look('unknown article')
  await button(page, 'TOTAL').click()
  await openDialog(page)
  await look('settlement')
  await page.keyboard.press('Enter')
  await look('settlement, paid')
  await page.keyboard.press('Enter')
  await page.getByRole('article', { name: /^Ticket/ }).waitFor()
  await look('ticket')
  await page.keyboard.press('Enter')
  await sale.getByText('MARGHERITA').waitFor({ state: 'detached' })
}

const webOrders: Visit = async (page, look) => {
  await page.keyboard.press('F8')
  await page
    .getByText(/^LIVP-/)
    .first()
    .waitFor()
  await page.getByLabel('Vendeur :').selectOption({ index: 1 })
  for (let index = 0; index < 3; index += 1) {
    await page.getByRole('grid').locator('tbody tr').nth(index).click()
    await look(`W-8, order ${index + 1}`)
  }
  await button(page, 'Filtres').click()
  await look('W-8, filters')
  await button(page, 'Filtres').click()
  await button(page, 'Paramètres').click()
  await question(page, look, 'W-8, services')
  for (const name of ['Valider commande', 'Rejeter', 'Retard', 'Commentaire', 'Paiement', 'Impression']) {
    const rows = page.getByRole('grid').locator('tbody tr')
    for (let index = 0; index < (await rows.count()); index += 1) {
      await rows.nth(index).click()
      if ((await button(page, name).getAttribute('aria-disabled')) !== 'true') break
    }
    if ((await button(page, name).getAttribute('aria-disabled')) === 'true') continue
    await button(page, name).click()
    await page.locator('dialog[open]').last().waitFor()
    await look(`W-8, ${name}`)
    if (name === 'Impression') {
      await button(page, 'TICKET').click()
      await button(page, 'Imprimer').waitFor()
      await look('paper of a web order')
    }
    await leave(page)
  }
  await button(page, 'Détails commande').click()
  await page.locator('[data-window=web-order-details]').waitFor()
  await look('W-9')
}

const openOrders: Visit = async (page, look) => {
  await page.keyboard.press('F3')
  await row(page, /MABO-|LIVP-/).waitFor()
  await row(page, /MABO-|LIVP-/).click()
  await look('W-11')
  await button(page, 'Q Reserv.').click()
  await question(page, look, 'W-11, reserved')
  await button(page, 'Solder').click()
  await page.locator('dialog[open], .notice').first().waitFor()
  await look('W-11, «Solder»')
  await leave(page)
  await page.locator('[data-window=orders] tbody tr').first().dblclick()
  await page.locator('[data-window=order-sheet], [data-window=new-order]').first().waitFor()
  await page.waitForLoadState('networkidle')
  await look('W-12, web order')
}

const ownOrder: Visit = async (page, look) => {
  await page.keyboard.press('F6')
  const sheet = page.getByRole('dialog', { name: 'Fiche Commande', exact: true })
  await button(page, 'OK').click()
  await sheet.getByText('Une commande a au moins une ligne.').waitFor()
  await look('W-12, refused')
  const code = sheet.getByLabel('Code', { exact: true })
  await code.fill('1')
  await code.press('Enter')
  await sheet.getByLabel('Unités de MARGHERITA, ligne 1').waitFor()
  await look('W-12, one line')
  await code.press('F2')
  await question(page, look, 'W-12, search')
  await sheet.getByLabel('Vendeur').selectOption({ label: 'Léa' })
  await button(page, 'OK').click()
  await page.getByRole('dialog', { name: 'Fiche Commande Client' }).waitFor()
  await look('W-13')
  await button(page, 'TICKET').click()
}

const hub: Visit = async (page, look) => {
  await menu(page, 'Hubrise')
  await tabs(page, look, 'W-3', [
    'Connexion',
    'E/S',
    'Options',
    'Personnalisation',
    'Maintenance',
    'Synchronisation auto',
    'Export',
  ])
  await page.getByRole('tab', { name: 'E/S', exact: true }).click()
  await button(page, 'Envoi Articles sur HubRise').click()
  await question(page, look, 'W-3, sending articles')
  await page.getByRole('tab', { name: 'Connexion', exact: true }).click()
  await button(page, 'Déconnexion').click()
  await question(page, look, 'W-3, disconnecting')
  await page.getByRole('tab', { name: 'Options', exact: true }).click()
  await page.getByLabel('Fréq. récupération (s)').fill('29')
  await button(page, 'Enregistrer').click()
  await page
    .getByText(/un nombre entier de 30 à 3600/)
    .first()
    .waitFor()
  await look('W-3, options refused')
}

const webOrderSettings: Visit = async (page, look) => {
  await menu(page, 'Fichier', 'Paramètres', 'Commandes Web')
  await button(page, 'Enregistrer').waitFor()
  await look('W-4')
  await page.getByLabel('Masquer les commandes de la Borne').check()
  await look('W-4, words of a kiosk')
  await button(page, 'Ecran').click()
  await question(page, look, 'W-4, log')
  await button(page, 'Configurer').click()
  await button(page, 'Accéder à HubRise').waitFor()
  await look('W-5')
}

const articles: Visit = async (page, look) => {
  await page.keyboard.press('F2')
  const cell = page.getByRole('gridcell', { name: 'REGINA', exact: true })
  await cell.waitFor()
  await look('W-15')
  await cell.dblclick()
  const sheet = page.getByRole('dialog', { name: 'Fiche Article' })
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
    await sheet.getByRole('button', { name, exact: true }).click()
    await page.waitForLoadState('networkidle')
    await look(`W-16, ${name}`)
  }
  await sheet.getByRole('button', { name: 'Multi-tarif Grilles', exact: true }).click()
  await button(page, 'Ajouter un tarif').click()
  await button(page, 'Appliq.').click()
  await page.locator('.field-error').first().waitFor()
  await look('W-16, refused')
  await leave(page)
  await question(page, look, 'W-16, leaving')
}

const menus: Visit = async (page, look) => {
  await menu(page, 'Article', 'Menus', 'Liste')
  await button(page, 'Ajouter un menu').waitFor()
  await look('W-17')
  await button(page, 'Ajouter un menu').click()
  await openDialog(page)
  await page.keyboard.press('Enter')
  await page.locator('dialog[open] .field-error').first().waitFor()
  await look('W-17, refused')
  await leave(page)
  await row(page, /DEJEUNER/).click()
  await button(page, 'Gestion des menus').click()
  await page.locator('[data-window=deal-letters]').waitFor()
  await look('letters of a menu')
  await leave(page)
}

const customers: Visit = async (page, look) => {
  await button(page, 'CLIENTS').click()
  await row(page, /Petit/).waitFor()
  await look('W-18')
  await row(page, /Petit/).dblclick()
  await page.getByRole('table', { name: 'Historique' }).waitFor()
  await look('customer')
  await page.getByLabel('Modifiable').check()
  await look('customer, to change')
  await leave(page)
  await button(page, 'Nouveau').click()
  await page.locator('[data-window=customer-sheet]').waitFor()
  await look('new customer')
}

const restores: Visit = async (page, look) => {
  await menu(page, 'Client', 'Outils', 'Restauration Clients')
  await page.locator('[data-window=customer-restore]').waitFor()
  await look('customers to restore')
  await leave(page)
  await menu(page, 'Article', 'Outil', 'Restauration Article')
  await page.locator('[data-window=article-restore]').waitFor()
  await look('articles to restore')
}

const accounting: Visit = async (page, look) => {
  await button(page, 'FACTURES').click()
  await row(page, /Petit/).waitFor()
  await look('FACTURES')
  await button(page, 'Avoir').click()
  await page.getByText('À rembourser').waitFor()
  await button(page, 'Valider').click()
  await page.getByText('À remplir.').waitFor()
  await look('credit note, refused')
  await leave(page)
  await leave(page)
  await button(page, 'REGLEMENTS').click()
  await row(page, /Facture 1/).waitFor()
  await look('REGLEMENTS')
  await leave(page)
  await button(page, 'STATISTIQUES').click()
  await page.getByRole('table', { name: 'Par jour' }).waitFor()
  await look('STATISTIQUES')
  await leave(page)
  await button(page, 'JOURNAUX').click()
  await page.getByRole('table', { name: 'Par taux de TVA' }).waitFor()
  await look('JOURNAUX')
  for (const tab of await page.getByRole('tab').allTextContents()) {
    await page.getByRole('tab', { name: tab, exact: true }).click()
    await page.waitForLoadState('networkidle')
    await look(`JOURNAUX, ${tab}`)
  }
  await page.getByRole('tab', { name: 'Clôtures' }).click()
  await row(page, /Jour/).dblclick()
  await page.getByRole('article', { name: /Clôture/ }).waitFor()
  await look('closing')
  await leave(page)
  await button(page, 'Exporter').click()
  await question(page, look, 'JOURNAUX, export')
  await page.getByRole('tab', { name: 'Journal', exact: true }).click()
  await button(page, 'Clôture').click()
  await question(page, look, 'JOURNAUX, closing asked')
}

const lists: Visit = async (page, look) => {
  await menu(page, 'Compta', 'TVA')
  await page.locator('[data-window=vat-rates]').getByRole('row').nth(1).waitFor()
  await look('VAT')
  await leave(page)
  await menu(page, 'Compta', 'Mode Règlement Paiement')
  await page.locator('[data-window=payment-modes]').getByRole('row').nth(1).waitFor()
  await look('payment modes')
  await button(page, 'Nouveau').click()
  await question(page, look, 'new payment mode')
}

const stock: Visit = async (page, look) => {
  await button(page, 'ETAT DU STOCK').click()
  await page.waitForLoadState('networkidle')
  await look('stock')
  await button(page, 'Entrée / sortie').click()
  await page.getByLabel('Motif').waitFor()
  await look('stock entry')
  await button(page, 'Coller depuis Excel').click()
  await page.getByLabel('Lignes collées').fill('Code\tQuantité\n11\t24\nNOPE\t3')
  await button(page, 'Lire').click()
  await page.getByText(/Ligne 3/).waitFor()
  await question(page, look, 'pasted lines')
  await leave(page)
  await button(page, 'Inventaire').click()
  await button(page, 'Nouvel inventaire').click()
  await page.getByLabel('Code', { exact: true }).fill('11')
  await page.getByLabel('Quantité', { exact: true }).fill('23')
  await page.keyboard.press('Enter')
  await page.getByRole('cell', { name: 'COLA 33 CL', exact: true }).waitFor()
  await look('inventory')
  await button(page, 'Voir les écarts').click()
  await page.waitForLoadState('networkidle')
  await look('inventory, differences')
  await button(page, "Valider l'inventaire").click()
  await question(page, look, 'inventory, to validate')
}

const tools: Visit = async (page, look) => {
  await menu(page, 'Outils', 'Import / Export')
  await page.getByLabel('Fichier CSV ou XLSX').waitFor({ state: 'attached' })
  await look('exchange')
  await page.getByLabel('Fichier CSV ou XLSX').setInputFiles({
    name: 'carte.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('IDART;Prix de Vente TTC\n1;12.80\n'),
  })
  await page.getByText('1 erreur : rien ne sera importé.').waitFor()
  await look('exchange, refused')
  for (const tab of await page.getByRole('tab').allTextContents()) {
    await page.getByRole('tab', { name: tab, exact: true }).click()
    await look(`exchange, ${tab}`)
  }
  await leave(page)
  await menu(page, 'Outils', 'Sauvegarde')
  await button(page, 'Restaurer').waitFor()
  await look('backups')
  await button(page, 'Restaurer').click()
  await question(page, look, 'backups, restore')
  await leave(page)
  await menu(page, 'Outils', 'Profils')
  await button(page, /^Passer au profil/).waitFor()
  await look('profiles')
  await leave(page)
  await menu(page, 'Outils', 'Journal des événements techniques')
  await page.locator('[data-window=technical-events]').waitFor()
  await look('technical events')
}

const settings: Visit = async (page, look) => {
  await page.keyboard.press('F9')
  const window = page.locator('[data-window=configuration]')
  await window.waitFor()
  await tabs(page, look, 'Configuration', await window.getByRole('tab').allTextContents())
  await leave(page)
  await menu(page, 'Fichier', 'Paramètres', 'Imprimantes')
  await page.locator('[data-window=printers]').waitFor()
  await look('printers')
  await button(page, 'Nouvelle').click()
  await look('new printer')
  await leave(page)
  if (await page.locator('dialog[open]').count()) await question(page, look, 'new printer, leaving')
}

const sellers: Visit = async (page, look) => {
  await menu(page, 'Fichier', 'Paramètres', 'Vendeurs')
  await page.locator('[data-window=sellers]').waitFor()
  await look('sellers')
  await button(page, 'Nouveau').click()
  await look('new seller')
}

/** Together they open every window of the registry but «Premier démarrage», which only a new till shows. */
export const visits: Record<string, Visit> = {
  homeScreen,
  counter,
  webOrders,
  openOrders,
  ownOrder,
  hub,
  webOrderSettings,
  articles,
  menus,
  customers,
  restores,
  accounting,
  lists,
  stock,
  tools,
  settings,
  sellers,
}

/** The wizard of a till that was never set up, step by step. */
export const firstStart: Visit = async (page, look) => {
  const wizard = page.getByRole('dialog', { name: 'Premier démarrage' })
  await wizard.waitFor()
  await look('wizard, first step')
  await button(page, 'Suivant').click()
  await look('wizard, after «Suivant»')
}
