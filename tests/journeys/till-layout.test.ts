// Every window of the till at the smallest screen: each control can be touched, and nothing is cut (contract, counter B1).
import { openBrowser, type TestBrowser } from '@hub/testing'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestTill } from '../../apps/till/src/testing/start.ts'
import { everySize, layoutCheck } from './layout-check.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

test('in «Commandes Web» of «Paramètres», no box lies over a control, at any size (counter B1)', async () => {
  const till = await startTestTill()
  const { page } = await browser.open()
  const check = await layoutCheck(page, everySize)
  await page.goto(till.url)
  await page.getByRole('menuitem', { name: 'Fichier', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Paramètres', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Commandes Web', exact: true }).click()
  await button(page, 'Enregistrer').waitFor()
  await check.look('W-4, open to all')
  await page.getByLabel('Masquer les commandes de la Borne').check()
  await check.look('W-4, words of a kiosk')
  await page.getByLabel('Masquer les commandes de la Borne').uncheck()
  await button(page, 'Enregistrer').click()
  await page.getByText('Paramètres enregistrés.').waitFor()
  await page.getByLabel('Nouveau mot de passe').fill('porte-7-verte')
  await page.getByLabel('Confirmation').fill('porte-7-verte')
  await button(page, 'Enregistrer le mot de passe').click()
  await button(page, 'Supprimer le mot de passe').waitFor()
  await check.look('W-4, identified')
  await button(page, 'Fermer').last().click()
  await page.reload()
  await page.getByRole('menuitem', { name: 'Fichier', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Paramètres', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Commandes Web', exact: true }).click()
  await button(page, "S'identifier").waitFor()
  await check.look('W-4, closed')
  console.log(check.summary())
  expect(check.faults).toEqual([])
})
