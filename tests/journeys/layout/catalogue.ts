// Articles, menus and stock: W-15 to W-17.
import { button, leave, menu, openDialog, question, row, type Visit, windowOf } from './steps.ts'

export const articles: Visit = async (page, look) => {
  await page.keyboard.press('F2')
  const cell = page.getByRole('gridcell', { name: 'REGINA', exact: true })
  await cell.waitFor()
  await look('W-15')
  await cell.dblclick()
  const sheet = windowOf(page, 'article-sheet')
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
    await look(`W-16, ${name}`)
  }
  await button(page, 'Supprim.').click()
  await question(page, look, 'W-16, deleting')
  await page.getByLabel('Definition').fill('')
  await button(page, 'Appliq.').click()
  await page.locator('.field-error').first().waitFor()
  await look('W-16, refused')
  await leave(page)
  await question(page, look, 'W-16, leaving')
  await button(page, 'Nouveau').click()
  await question(page, look, 'W-16, leaving for a new one')
}

export const menus: Visit = async (page, look) => {
  await menu(page, 'Article', 'Menus', 'Liste')
  await row(page, /DEJEUNER/).waitFor()
  await look('W-17')
  await button(page, 'Ajouter un menu').click()
  await openDialog(page)
  await page.keyboard.press('Enter')
  await page.locator('dialog[open] .field-error').first().waitFor()
  await look('W-17, refused')
  await button(page, 'Rech. (F2)').click()
  await question(page, look, 'W-17, article of a menu')
  await leave(page)
  await row(page, /DEJEUNER/).click()
  await button(page, 'Supprimer le menu').click()
  await question(page, look, 'W-17, deleting')
  await button(page, 'Modifier').click()
  await page.locator('dialog[open]').getByLabel('Compo').fill('E')
  await page.keyboard.press('Enter')
  await page.getByRole('alertdialog').waitFor()
  await question(page, look, 'W-17, letters to lose')
  await leave(page)
  await button(page, 'Gestion des menus').click()
  const letters = windowOf(page, 'deal-letters')
  await letters.waitFor()
  await look('letters of a menu')
  await button(page, 'Ajouter un article').click()
  await question(page, look, 'article of a letter')
}

export const articleRestore: Visit = async (page, look, { till }) => {
  await till.delete('/api/articles/14')
  await menu(page, 'Article', 'Outil', 'Restauration Article')
  await windowOf(page, 'article-restore').getByRole('row').nth(1).waitFor()
  await look('articles to restore')
}

export const stock: Visit = async (page, look) => {
  await button(page, 'ETAT DU STOCK').click()
  await look('stock')
  await button(page, 'Entrée / sortie').click()
  await page.getByLabel('Motif').waitFor()
  await look('stock entry')
  await button(page, 'Rech. (F2)').click()
  await question(page, look, 'stock entry, search')
  await button(page, 'Coller depuis Excel').click()
  await page.getByLabel('Lignes collées').fill('Code\tQuantité\n11\t24\nNOPE\t3')
  await button(page, 'Lire').click()
  await page.getByText(/Ligne 3/).waitFor()
  await look('pasted lines')
  await button(page, 'Ajouter la ligne correcte').click()
  await row(page, /COLA/).waitFor()
  await look('stock entry, one line')
  await leave(page)
  await question(page, look, 'stock entry, leaving')
}

export const inventory: Visit = async (page, look) => {
  await button(page, 'ETAT DU STOCK').click()
  await button(page, 'Inventaire').click()
  await button(page, 'Nouvel inventaire').waitFor()
  await look('inventory, none')
  await button(page, 'Nouvel inventaire').click()
  await page.getByLabel('Code', { exact: true }).fill('11')
  await page.getByLabel('Quantité', { exact: true }).fill('23')
  await page.keyboard.press('Enter')
  await page.getByRole('cell', { name: 'COLA 33 CL', exact: true }).waitFor()
  await look('inventory')
  await button(page, 'Voir les écarts').click()
  await button(page, "Valider l'inventaire").waitFor()
  await look('inventory, differences')
  await button(page, "Valider l'inventaire").click()
  await question(page, look, 'inventory, to validate')
  await button(page, 'Abandonner').click()
  await question(page, look, 'inventory, to abandon')
}
