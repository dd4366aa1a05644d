// ETAT DU STOCK and «Outils» in a real browser: stock, import, backup and restore, profiles.
import { openBrowser, type TestBrowser } from '@hub/testing'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestTill } from '../../apps/till/src/testing/start.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const answer = (page: Page, name: string) =>
  page.getByRole('alertdialog').getByRole('button', { name, exact: true }).click()
const cell = (page: Page, name: string) => page.getByRole('cell', { name, exact: true })

async function openTool(page: Page, name: string) {
  await page.getByRole('menuitem', { name: 'Outils', exact: true }).click()
  await page.getByRole('menuitem', { name, exact: true }).click()
}

test('a delivery is entered and counted, a file imported, a backup restored, and a Vendeur only sells (W-19, D63, §5.8, §5.11, §5.12)', async () => {
  const till = await startTestTill()
  const { page } = await browser.open({ width: 1024, height: 768 })
  await page.goto(till.url)
  await page.getByText('Dernière Sauvegarde: jamais').waitFor()

  await button(page, 'ETAT DU STOCK').click()
  await button(page, 'Entrée / sortie').click()
  await page.getByLabel('Motif').fill('Livraison')
  await button(page, 'Coller depuis Excel').click()
  await page.getByLabel('Lignes collées').fill('Code\tQuantité\n11\t24\nNOPE\t3')
  await button(page, 'Lire').click()
  await page.getByText("Ligne 3 : Aucun article n'a le code « NOPE ».").waitFor()
  await button(page, 'Ajouter la ligne correcte').click()
  await button(page, 'Enregistrer').click()
  await page.getByText('1 article mouvementé.').waitFor()
  await page.keyboard.press('Escape')

  await button(page, 'Inventaire').click()
  await button(page, 'Nouvel inventaire').click()
  await page.getByLabel('Code', { exact: true }).fill('11')
  await page.getByLabel('Quantité', { exact: true }).fill('23')
  await page.keyboard.press('Enter')
  await cell(page, 'COLA 33 CL').waitFor()
  await button(page, 'Voir les écarts').click()
  await cell(page, '-1').waitFor()
  await button(page, "Valider l'inventaire").click()
  await answer(page, 'Valider')
  await page.getByText('Inventaire validé : 1 mouvement(s).').waitFor()
  await page.keyboard.press('Escape')
  await page.getByLabel('Stock ≠ 0').check()
  await page.getByText('1 article', { exact: true }).waitFor()
  await expect.poll(() => page.getByRole('row').filter({ hasText: 'COLA' }).textContent()).toMatch(/23(?!,)/)
  await page.keyboard.press('Escape')

  await openTool(page, 'Sauvegarde')
  await button(page, 'Sauvegarder maintenant').click()
  await page.getByText(/^Dernière Sauvegarde: \d\d\/\d\d\/\d{4} à \d\d h \d\d$/).waitFor()
  await page.keyboard.press('Escape')

  await openTool(page, 'Import / Export')
  const file = page.getByLabel('Fichier CSV ou XLSX')
  const carte = (price: string) => ({
    name: 'carte.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`IDART;Prix de Vente TTC\n1;${price}\n`),
  })
  await file.setInputFiles(carte('12.80'))
  await page.getByText('1 erreur : rien ne sera importé.').waitFor()
  await cell(page, 'Prix de Vente TTC').waitFor()
  await file.setInputFiles(carte('12,80'))
  await button(page, 'Importer').click()
  await answer(page, 'Importer')
  await page.getByText('Import terminé : 0 création(s), 1 modification(s).').waitFor()
  await page.keyboard.press('Escape')
  const price = async () =>
    (await till.get<{ article: { priceCents: number } }>('/api/articles/1')).body.article.priceCents
  expect(await price()).toBe(1280)

  await openTool(page, 'Sauvegarde')
  await button(page, 'Restaurer').click()
  await page.getByText('La sauvegarde est intacte').waitFor()
  await Promise.all([page.waitForEvent('load'), answer(page, 'Restaurer')])
  await page.getByText(/^Dernière Sauvegarde: \d/).waitFor()
  expect(await price()).toBe(1200)

  await page.getByRole('button', { name: 'SUPERVISEUR' }).click()
  await page.getByLabel('Nouveau mot de passe').fill('le patron 42')
  await page.getByLabel('Confirmation').fill('le patron 42')
  await button(page, 'Enregistrer le mot de passe').click()
  await page.getByText('Mot de passe SUPERVISEUR enregistré.').waitFor()
  // The window waits for nothing that is read anew: a hub that is down is long in answering.
  const late = Promise.withResolvers<void>()
  await page.route('**/api/shop', async (route) => {
    await late.promise
    await route.fallback()
  })
  await button(page, 'Passer au profil Vendeur').click()
  await page.getByRole('dialog', { name: 'Profils' }).waitFor({ state: 'detached' })
  late.resolve()
  await page.getByRole('contentinfo').getByRole('button', { name: 'Vendeur' }).waitFor()
  expect(await button(page, 'ETAT DU STOCK').getAttribute('aria-disabled')).toBe('true')
  await button(page, 'CAISSE').click()
  await page.getByRole('dialog', { name: 'CAISSE' }).waitFor()
  // The guide is for whoever sells, too.
  await page.getByRole('menuitem', { name: '?' }).click()
  await button(page, "Guide d'utilisation").click()
  await page.getByRole('article', { name: 'Premier démarrage' }).waitFor()
})
