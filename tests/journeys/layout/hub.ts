// What concerns the hub: W-3 to W-5.
import { expect } from 'vitest'
import { until } from '../../../apps/till/src/connector/testing/till.ts'
import { answer, button, menu, type OwnVisit, question, row, tabs, type Visit, windowOf } from './steps.ts'

export const hub: Visit = async (page, look, { hub, till, acceptedNumber }) => {
  // Something waits in the queue, and a strip says why.
  hub.misbehave(/^PATCH /, { status: 500 }, 1000)
  expect((await till.post(`/api/web-orders/${acceptedNumber}/ready`, {})).status).toBeLessThan(300)
  await until(async () => expect((await till.maintenance()).queue).not.toEqual([]))
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
  const tab = (name: string) => page.getByRole('tab', { name, exact: true }).click()
  await tab('Maintenance')
  await row(page, /Changement de statut/)
    .getByRole('button', { name: 'Supprimer' })
    .click()
  await question(page, look, 'W-3, deleting from the queue')
  hub.behave()
  await tab('E/S')
  for (const name of [
    'Envoi Articles sur HubRise',
    'Envoi Images sur HubRise',
    'Envoi Stock sur HubRise',
    'Envoi Clients sur HubRise',
    'Changement Statut commande',
    'Envoi Commandes sur HubRise',
    'Envoi Factures sur HubRise',
    'Récupération Commandes / Clients sur KeziaII',
  ]) {
    await button(page, name).click()
    await answer(page, look, `W-3, ${name}`)
  }
  await tab('Connexion')
  await button(page, 'Déconnexion').click()
  await question(page, look, 'W-3, disconnecting')
  await tab('Synchronisation auto')
  await page.getByLabel('Envoyer les articles').click()
  await question(page, look, 'W-3, articles by themselves')
  await tab('Export')
  await button(page, 'Enregistrer sous…').click()
  await question(page, look, 'W-3, saving the catalogue')
  await tab('Options')
  await page.getByLabel('Fréq. récupération (s)').fill('29')
  await button(page, 'Enregistrer').click()
  await page
    .getByText(/un nombre entier de 30 à 3600/)
    .first()
    .waitFor()
  await look('W-3, options refused')
}

export const webOrderSettings: Visit = async (page, look) => {
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

/** Last, since it locks W-4. */
export const intervenant: Visit = async (page, look) => {
  await menu(page, 'Fichier', 'Paramètres', 'Commandes Web')
  await page.getByLabel('Nouveau mot de passe').fill('porte-7-verte')
  await page.getByLabel('Confirmation').fill('porte-7-verte')
  await button(page, 'Enregistrer le mot de passe').click()
  await button(page, 'Supprimer le mot de passe').waitFor()
  await look('W-4, identified')
  await button(page, 'Supprimer le mot de passe').click()
  await question(page, look, 'W-4, removing the password')
  await page.reload()
  await menu(page, 'Fichier', 'Paramètres', 'Commandes Web')
  await button(page, "S'identifier").waitFor()
  await look('W-4, closed')
}

/** Before the connection, from a till that has none. */
export const unconnected: OwnVisit = async (page, look) => {
  await menu(page, 'Hubrise')
  await button(page, 'Connexion à HubRise').waitFor()
  await look('W-3, not connected')
  await button(page, 'Connexion à HubRise').click()
  await page.getByLabel("Entrez le code d'autorisation obtenu :").waitFor()
  await look('W-3, code to type')
  await page.keyboard.press('Escape')
  await page.keyboard.press('F8')
  await windowOf(page, 'web-orders').waitFor()
  await look('W-8, not connected')
}
