// The check of a window's layout: what it finds, and one window where it found much (contract, counter B1).
import { openBrowser, type TestBrowser } from '@hub/testing'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestTill } from '../../apps/till/src/testing/start.ts'
import { everySize, layoutCheck, smallestSize } from './layout/check.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

test('in «Commandes Web» of «Paramètres», no box lies over a control, at any size (counter B1)', async () => {
  const till = await startTestTill()
  const { page } = await browser.open()
  const check = await layoutCheck(everySize)
  const look = check.lookAt(page)
  await page.goto(till.url)
  await page.getByRole('menuitem', { name: 'Fichier', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Paramètres', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Commandes Web', exact: true }).click()
  await button(page, 'Enregistrer').waitFor()
  await look('W-4, open to all')
  await page.getByLabel('Masquer les commandes de la Borne').check()
  await look('W-4, words of a kiosk')
  await page.getByLabel('Masquer les commandes de la Borne').uncheck()
  await button(page, 'Enregistrer').click()
  await page.getByText('Paramètres enregistrés.').waitFor()
  await page.getByLabel('Nouveau mot de passe').fill('porte-7-verte')
  await page.getByLabel('Confirmation').fill('porte-7-verte')
  await button(page, 'Enregistrer le mot de passe').click()
  await button(page, 'Supprimer le mot de passe').waitFor()
  await look('W-4, identified')
  await button(page, 'Fermer').last().click()
  await page.reload()
  await page.getByRole('menuitem', { name: 'Fichier', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Paramètres', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Commandes Web', exact: true }).click()
  await button(page, "S'identifier").waitFor()
  await look('W-4, closed')
  console.log(check.summary())
  expect(check.faults).toEqual([])
})

test('a box over a key, a cut word and a key beyond the screen are faults (counter B1)', async () => {
  const till = await startTestTill()
  const { page } = await browser.open(smallestSize)
  const check = await layoutCheck([smallestSize])
  const look = check.lookAt(page)
  await page.goto(till.url)
  await button(page, 'CAISSE').waitFor()
  await look('home')
  expect(check.faults).toEqual([])
  // By its sheet: the page's policy takes no style element.
  await page.evaluate(`
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(\`
      .home-top::after { content: ''; position: fixed; inset: 0 0 50% 0; z-index: 9 }
      .facts span { display: inline-block; width: 3ch; overflow: hidden; white-space: nowrap }
      .power { translate: 60px }\`)
    document.adoptedStyleSheets = [sheet]`)
  await look('home')
  const found = check.faults.join('\n')
  expect(found).toMatch(/«CAISSE.*» lies under div\.home-top/)
  expect(found).toMatch(/the text «Version .*» is cut by span/)
  expect(found).toMatch(/div\.home-holder .* scrolls sideways/)
})
