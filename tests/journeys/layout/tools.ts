// «Outils» and «Paramètres»: exchange, backups, profiles, configuration, printers, sellers.
import { expect } from 'vitest'
import { until } from '../../../apps/till/src/connector/testing/till.ts'
import { printerForm } from '../../../apps/till/src/printing/testing/till.ts'
import type { PrintJobRow } from '../../../apps/till/src/printing/wire.ts'
import { button, leave, menu, type OwnVisit, question, row, tabs, type Visit, windowOf } from './steps.ts'

const csv = (text: string) => ({ name: 'carte.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })

export const exchange: Visit = async (page, look) => {
  await menu(page, 'Outils', 'Import / Export')
  await button(page, 'Choisir le fichier').waitFor()
  await look('exchange')
  const file = page.getByLabel('Fichier CSV ou XLSX')
  await file.setInputFiles(csv('IDART;Prix de Vente TTC\n1;12.80\n'))
  await page.getByText('1 erreur : rien ne sera importé.').waitFor()
  await look('exchange, refused')
  await file.setInputFiles(csv('IDART;Prix de Vente TTC\n1;12,80\n'))
  await button(page, 'Importer').click()
  await question(page, look, 'exchange, to import')
  await look('exchange, read')
}

export const backups: Visit = async (page, look) => {
  await menu(page, 'Outils', 'Sauvegarde')
  await button(page, 'Restaurer').waitFor()
  await look('backups')
  await button(page, 'Copier vers…').click()
  await page.getByLabel('Dossier de cette machine', { exact: true }).fill('/nulle/part')
  await button(page, 'Copier').click()
  await page.locator('dialog[open] .field-error').waitFor()
  await question(page, look, 'backups, copy refused')
  await button(page, 'Restaurer').click()
  await question(page, look, 'backups, restore')
  await leave(page)
  await menu(page, 'Outils', 'Profils')
  await button(page, /^Passer au profil/).waitFor()
  await look('profiles')
  await leave(page)
  await menu(page, 'Outils', 'Journal des événements techniques')
  await windowOf(page, 'technical-events').waitFor()
  await look('technical events')
}

export const configuration: Visit = async (page, look) => {
  await page.keyboard.press('F9')
  const window = windowOf(page, 'configuration')
  await window.waitFor()
  await tabs(page, look, 'Configuration', await window.getByRole('tab').allTextContents())
  await page.getByRole('tab', { name: 'Société', exact: true }).click()
  await page.getByLabel('Agence').fill('Nord')
  await leave(page)
  await question(page, look, 'Configuration, leaving')
}

/** Of a till that other stations reach, with one of them. */
export const stations: OwnVisit = async (page, look) => {
  await page.keyboard.press('F9')
  await page.getByRole('tab', { name: 'Postes', exact: true }).click()
  await button(page, /^Révoquer/).click()
  await question(page, look, 'Configuration, revoking a station')
  await button(page, 'Associer un poste').click()
  await page.locator('.stations-code').waitFor()
  await look('Configuration, code of a station')
}

/** On a station that is not paired. */
export const pairing: OwnVisit = async (page, look) => {
  await page.getByRole('heading', { name: 'Associer ce poste' }).waitFor()
  await look('pairing')
  await page.getByRole('textbox', { name: 'Code' }).fill('1234 5678')
  await page.getByRole('textbox', { name: 'Nom de ce poste' }).fill('Tablette')
  await button(page, 'Associer').click()
  await page.getByText(/^Code refusé/).waitFor()
  await look('pairing, refused')
}

export const sellers: Visit = async (page, look) => {
  await menu(page, 'Fichier', 'Paramètres', 'Vendeurs')
  await windowOf(page, 'sellers').getByRole('row').nth(1).waitFor()
  await look('sellers')
  await button(page, 'Nouveau').click()
  await look('new seller')
  await button(page, 'Enregistrer').click()
  await page.locator('.field-error').first().waitFor()
  await look('new seller, refused')
}

/** Runs late: the strip of a printer that does not answer stays on every window after it. */
export const printers: Visit = async (page, look, { till }) => {
  await menu(page, 'Fichier', 'Paramètres', 'Imprimantes')
  await windowOf(page, 'printers').waitFor()
  await look('printers, none')
  await button(page, 'Nouvelle').click()
  await page.getByLabel('Nom', { exact: true }).fill('Cuisine')
  await look('new printer')
  await leave(page)
  await question(page, look, 'new printer, leaving')
  // Nothing listens there.
  for (const name of ['Caisse', 'Cuisine'])
    expect((await till.post('/api/printers', printerForm({ port: 9 }, { name }))).status).toBe(201)
  await till.post('/api/printers/1/test', {})
  await until(async () => {
    const [job] = (await till.get<PrintJobRow[]>('/api/print-jobs')).body
    expect(job?.trouble).toBeTruthy()
  })
  await page.reload()
  await look('home, strip of a printer')
  await menu(page, 'Fichier', 'Paramètres', 'Imprimantes')
  const job = row(page, /Essai|Test|test/)
  await job.waitFor()
  await look('printers')
  await job.getByRole('button', { name: 'Rediriger' }).click()
  await question(page, look, 'printers, redirecting')
  await job.getByRole('button', { name: 'Supprimer' }).click()
  await question(page, look, 'printers, deleting a job')
  await page.locator('.printer-buttons').getByRole('button', { name: 'Supprimer' }).click()
  await question(page, look, 'printers, deleting a printer')
}
