// `npm run screenshots`: docs/screenshots anew, from a real hub and a real till with a shop's evening in them.
import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { openBrowser, personPassword } from '@hub/testing'
import type { Page } from 'playwright-core'
import { ringingOrder } from './screenshots/orders.ts'
import { openShop, type Shop } from './screenshots/shop.ts'

const folder = fileURLToPath(new URL('../docs/screenshots', import.meta.url))
/** A reader on a slow line waits for them. */
const mostBytes = 200_000
const desk = { width: 1280, height: 800 }
const counter = { width: 1024, height: 768 }

async function take(page: Page, name: string) {
  // Fonts drawn, nothing moving, no caret.
  await page.evaluate('document.fonts.ready')
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide' })
  if (png.length > mostBytes) throw new Error(`${name}.png has ${png.length} bytes, at most ${mostBytes}`)
  await writeFile(`${folder}/${name}.png`, png)
  process.stdout.write(`${name}.png ${Math.round(png.length / 1000)} kB\n`)
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** The till's side of the guide, up to «Connecté à HubRise», with the hub's pages on the way. */
async function connectTheTill(till: Page, hub: Page, { lea, account }: Shop) {
  await till.getByText('Agence : Pizzeria Roma').waitFor()
  await till.getByText(/^Heure Locale/).waitFor()
  await take(till, 'till-home')
  await till.getByRole('menuitem', { name: 'Hubrise' }).click()
  const opening = till.context().waitForEvent('page')
  await button(till, 'Connexion à HubRise').click()
  const opened = await opening
  await opened.waitForURL('**/login?**')
  await hub.goto(opened.url())
  await opened.close()
  await hub.getByLabel('Email :').fill(lea.email)
  await hub.getByLabel('Mot de passe :').fill(personPassword)
  await take(hub, 'login')
  await button(hub, 'Connexion').click()
  await hub.getByLabel('Choisissez le point de vente :').click()
  await hub.getByRole('option', { name: `Pizzeria Roma Lille (${account.locationId})` }).click()
  await take(hub, 'authorize')
  await button(hub, 'Autoriser').click()
  const code = await hub.locator('code#authorization-code').textContent()
  await button(hub, 'Copier').click()
  await hub.getByText('Code copié').waitFor()
  await take(hub, 'code')
  await till.getByLabel("Entrez le code d'autorisation obtenu :").fill(code ?? '')
  await button(till, 'OK').click()
  await till.getByRole('group', { name: 'Connecté à HubRise' }).waitFor()
}

/** A sale with a menu in it, and the windows of its settings. */
async function takeTheCounter(page: Page) {
  await page.keyboard.press('F12')
  await button(page, 'Léa').click()
  const entry = page.getByLabel('Code, nom ou quantité').and(page.getByRole('textbox'))
  for (const [code, name] of [
    ['1', 'MARGHERITA'],
    ['15', 'TIRAMISU'],
    ['11', 'COLA 33 CL'],
    ['10', 'EAU MINERALE 50 CL'],
  ] as const) {
    await entry.fill(code)
    await page.keyboard.press('Enter')
    await page.getByRole('table', { name: 'Vente en cours' }).getByText(name).first().waitFor()
  }
  await button(page, 'SOUS-TOTAL').click()
  await page.getByText('1 menu reconnu.').waitFor()
  await take(page, 'till/counter')
  await page.keyboard.press('Escape')
  await page.getByRole('alertdialog').getByRole('button', { name: 'QUITTER CAISSE' }).click()
  await page.getByRole('dialog', { name: 'CAISSE' }).waitFor({ state: 'detached' })
  await page.getByText('1 menu reconnu.').waitFor({ state: 'detached' })

  await page.keyboard.press('F9')
  await page.getByText('Options Articles').waitFor()
  await take(page, 'till/configuration')
  await page.keyboard.press('Escape')
  for (const name of ['Fichier', 'Paramètres', 'Commandes Web'])
    await page.getByRole('menuitem', { name, exact: true }).click()
  await button(page, 'Enregistrer').waitFor()
  await take(page, 'till/w04')
  await page.keyboard.press('Escape')
}

async function takeTheTill(page: Page, shop: Shop) {
  await page.getByRole('tab', { name: 'E/S' }).click()
  await button(page, 'Envoi Articles sur HubRise').click()
  await button(page, 'Confirmer').click()
  await page.getByText(/^Envoi terminé : \d+ élément\(s\), 0 erreur\(s\)$/).waitFor()
  await take(page, 'till-hubrise')
  await page.keyboard.press('Escape')
  await takeTheCounter(page)

  await shop.spendTheEvening()
  await button(page, 'Commandes Web').click()
  for (const status of ['Terminée', 'En livraison', 'Prête', 'En préparation', 'Validée'])
    await page.getByRole('grid').getByText(status).waitFor()
  await page.getByLabel('Vendeur :').selectOption({ label: 'Léa' })
  await page.getByRole('row').filter({ hasText: 'Petit Nora' }).click()
  await page.getByText('LivePepper / Livraison').waitFor()
  await take(page, 'till-web-orders')
  await take(page, 'till/w08-web-orders')
  await page.keyboard.press('Escape')

  await shop.place(ringingOrder)
  await page.getByText('Nouvelle(s) commande(s) WEB disponible sur Kezia').waitFor()
  await take(page, 'till-alert')
  await page.locator('.overlay-alert').getByRole('button', { name: 'Fermer' }).click()

  await page.keyboard.press('F2')
  await page.getByRole('row').filter({ hasText: 'MARGHERITA' }).dblclick()
  await page.getByRole('dialog', { name: 'Fiche Article' }).waitFor()
  await take(page, 'till-article')
}

async function takeTheBackOffice(page: Page, { hub, account }: Shop) {
  const open = async (path: string, shown: string) => {
    await page.goto(hub.origin + path)
    await page.getByText(shown).first().waitFor()
  }
  await open('/dashboard', 'Dernières commandes du jour')
  await page.getByText('Camille Rousseau').waitFor()
  await take(page, 'dashboard')
  await open(`/connections?location=${account.locationId}`, 'Club Fidélité')
  await take(page, 'connections')
  await open(`/orders?location=${account.locationId}`, 'Camille Rousseau')
  await take(page, 'orders')
  await page.getByRole('row').filter({ hasText: 'Camille Rousseau' }).getByRole('link').click()
  await page.getByText('Sonner deux fois').waitFor()
  await take(page, 'order')
  await open(`/locations/${account.locationId}`, 'Invitation en attente')
  await take(page, 'location')
  await open('/docs/api', 'Create an order')
  await take(page, 'reference')
}

await mkdir(folder, { recursive: true })
const shop = await openShop()
const browser = await openBrowser()
try {
  const { page: hubPage } = await browser.open(desk)
  const { page: tillPage } = await browser.open(counter)
  await tillPage.goto(shop.till.url)
  await connectTheTill(tillPage, hubPage, shop)
  await takeTheTill(tillPage, shop)
  await takeTheBackOffice(hubPage, shop)
} finally {
  await browser.close()
  await shop.close()
}
