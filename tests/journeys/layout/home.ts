// The home screen, its menus, and the windows that say what the till is.
import { button, leave, menu, type OwnVisit, question, type Visit, windowOf } from './steps.ts'

export const homeScreen: Visit = async (page, look) => {
  await look('home')
  for (const name of ['Fichier', 'Client', 'Article', 'Compta', 'Outils', 'Caisse']) {
    await menu(page, name)
    await look(`menu ${name}`)
    await leave(page)
  }
  for (const [name, entry] of [
    ['Fichier', 'Paramètres'],
    ['Client', 'Outils'],
    ['Article', 'Menus'],
  ] as const) {
    await menu(page, name, entry)
    await look(`menu ${name}, ${entry}`)
    await leave(page)
  }
  await menu(page, '?')
  await button(page, "Guide d'utilisation").waitFor()
  await look('about')
  await button(page, "Guide d'utilisation").click()
  await page.getByRole('article').first().waitFor()
  await look('guide')
  await leave(page)
  await leave(page)
  await button(page, 'Quitter la caisse').click()
  await question(page, look, 'leaving the till')
  await button(page, 'Quitter la caisse').click()
  await button(page, 'Quitter').click()
  await button(page, 'Rouvrir la caisse').waitFor()
  await look('the till was left')
}

/** The wizard of a till that was never set up, step by step; each is looked at refused, then filled. */
export const firstStart: OwnVisit = async (page, look) => {
  await windowOf(page, 'setup').waitFor()
  await look('wizard, 1')
  await button(page, 'Suivant').click()
  await page.locator('.field-error').first().waitFor()
  await look('wizard, 1 refused')
  const fill = (label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text)
  await fill('Nom de la société', 'Chez Léa')
  await fill('Adresse', '1 rue du Four')
  await fill('Code postal', '59000')
  await fill('Ville', 'Lille')
  await fill('SIRET', '73282932000074')
  await button(page, 'Suivant').click()
  await page.getByText('Étape 2 sur 3').waitFor()
  await look('wizard, 2')
  await fill('Autres taux (%)', 'abc')
  await button(page, 'Suivant').click()
  await page.locator('.field-error').first().waitFor()
  await look('wizard, 2 refused')
  await fill('Autres taux (%)', '')
  await button(page, 'Suivant').click()
  await page.getByText('Étape 3 sur 3').waitFor()
  await look('wizard, 3')
  await leave(page)
  await question(page, look, 'wizard, leaving')
}
