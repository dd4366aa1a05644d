// What CAISSE asks before it takes an odd line, and how a failure is told (counter T20, T21).
import { openBrowser, type TestBrowser } from '@hub/testing'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../../apps/till/src/connector/testing/till.ts'
import { startTestTill } from '../../apps/till/src/testing/start.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const entry = (page: Page) => page.getByLabel('Code, nom ou quantité').and(page.getByRole('textbox'))
const rows = (page: Page) => page.getByRole('table', { name: 'Vente en cours' }).locator('tbody tr')
const enter = async (page: Page, text: string) => {
  await entry(page).fill(text)
  await page.keyboard.press('Enter')
}

async function openCounter() {
  const till = await startTestTill()
  const { page } = await browser.open({ width: 1024, height: 768 })
  page.setDefaultTimeout(10_000)
  await page.goto(till.url)
  await page.getByRole('menubar').waitFor()
  await page.keyboard.press('F12')
  await button(page, 'Léa').click()
  return page
}

test('99 999 colas are asked about: «Corriger» has the keyboard, the other key sells them (counter T20)', async () => {
  const page = await openCounter()
  const question = page.getByRole('dialog', { name: /^Vérifiez : 99\s999 × 2,80\s€ = 279\s997,20\s€$/ })
  await enter(page, '99999*11')
  await question.waitFor()
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Corriger')
  await page.keyboard.press('Enter')
  await question.waitFor({ state: 'detached' })
  expect(await rows(page).count()).toBe(0)
  await until(async () => expect(await entry(page).evaluate((it) => it.matches(':focus'))).toBe(true))

  await enter(page, '99999*11')
  await button(page, 'Vendre quand même').click()
  await rows(page).getByText('COLA 33 CL').waitFor()
  // Ten times the price of the fiche.
  await enter(page, '15')
  await rows(page).getByText('TIRAMISU').waitFor()
  await page.getByRole('button', { name: /^PV de TIRAMISU/ }).click()
  await page.getByLabel('PV', { exact: true }).fill('999')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: /^Vérifiez : 1 × 999,00/ }).waitFor()
  await page.keyboard.press('Escape')
  await rows(page).getByText('TIRAMISU').waitFor()
  expect(await rows(page).last().textContent()).not.toContain('999,00')
  await enter(page, '999999*11')
  await page.getByText('COLA 33 CL : une ligne ne dépasse pas 999 999,99 €.').waitFor()
})

test('a failure goes at the next good entry, and when it is touched (counter T21)', async () => {
  const page = await openCounter()
  const failure = page.getByText('Aucun article pour « zzz ».')
  await enter(page, 'zzz')
  await failure.waitFor()
  await enter(page, '1')
  await rows(page).getByText('MARGHERITA').waitFor()
  expect(await failure.count()).toBe(0)
  await enter(page, 'zzz')
  await failure.click()
  expect(await failure.count()).toBe(0)
})
