// Customers, documents, journals and the lists of «Compta».
import { answer, button, leave, menu, question, row, tabs, type Visit, windowOf } from './steps.ts'

export const customers: Visit = async (page, look) => {
  await button(page, 'CLIENTS').click()
  await row(page, /Petit/).waitFor()
  await look('W-18')
  await row(page, /Petit/).dblclick()
  await page.getByRole('table', { name: 'Historique' }).waitFor()
  await look('customer')
  await page.getByLabel('Modifiable').check()
  await look('customer, to change')
  await button(page, 'Supprimer').click()
  await question(page, look, 'customer, deleting')
  await page.getByLabel('E-mail', { exact: true }).fill('lea')
  await button(page, 'Enregistrer').click()
  await page.locator('.field-error').first().waitFor()
  await look('customer, refused')
  await leave(page)
  await question(page, look, 'customer, leaving')
}

export const newCustomer: Visit = async (page, look) => {
  await button(page, 'CLIENTS').click()
  await button(page, 'Nouveau').click()
  await windowOf(page, 'customer-sheet').waitFor()
  await look('new customer')
}

export const customerRestore: Visit = async (page, look, { till }) => {
  const { body } = await till.post<{ idcli: number }>('/api/customers', { lastName: 'Parti', civility: '' })
  await till.delete(`/api/customers/${body.idcli}`)
  await menu(page, 'Client', 'Outils', 'Restauration Clients')
  await windowOf(page, 'customer-restore').getByRole('row').nth(1).waitFor()
  await look('customers to restore')
}

export const documents: Visit = async (page, look) => {
  await button(page, 'FACTURES').click()
  await row(page, /Petit/).waitFor()
  await look('FACTURES')
  await row(page, /Petit/).dblclick()
  await page.getByRole('article', { name: /^Facture/ }).waitFor()
  await question(page, look, 'an invoice')
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
}

export const journals: Visit = async (page, look) => {
  await button(page, 'JOURNAUX').click()
  await page.getByRole('table', { name: 'Par taux de TVA' }).waitFor()
  await look('JOURNAUX')
  await tabs(page, look, 'JOURNAUX', await page.getByRole('tab').allTextContents())
  await page.getByRole('tab', { name: 'Clôtures' }).click()
  await row(page, /Jour/).dblclick()
  await page.getByRole('article', { name: /Clôture/ }).waitFor()
  await question(page, look, 'closing')
  await button(page, 'Exporter').click()
  await question(page, look, 'JOURNAUX, export')
  await page.getByRole('tab', { name: 'Journal', exact: true }).click()
  for (const name of ['Lecture X', 'Clôture', 'Clôture du mois', "Clôture de l'année"]) {
    await button(page, name).click()
    await answer(page, look, `JOURNAUX, ${name}`)
  }
}

export const lists: Visit = async (page, look) => {
  await menu(page, 'Compta', 'TVA')
  await windowOf(page, 'vat-rates').getByRole('row').nth(1).waitFor()
  await look('VAT')
  await leave(page)
  await menu(page, 'Compta', 'Mode Règlement Paiement')
  await windowOf(page, 'payment-modes').getByRole('row').nth(1).waitFor()
  await look('payment modes')
  await button(page, 'Nouveau').click()
  await question(page, look, 'new payment mode')
  await button(page, 'Modifier').click()
  await question(page, look, 'payment mode')
}
