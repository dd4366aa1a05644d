// The wizard of the first start, step by step (contract, kezia §5.1, counter B18).
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

const look = async (page: Page, name: string) => {
  if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}.png` })
}

test('each wrong input is told at its step, and no F-key leaves the wizard (counter B18)', async () => {
  const till = await startTestTill({ demo: false })
  const { page, errors } = await browser.open({ width: 1024, height: 768 })
  await page.goto(till.url)
  const wizard = page.getByRole('dialog', { name: 'Premier démarrage' })
  await wizard.getByText('Étape 1 sur 3').waitFor()
  for (const key of ['F2', 'F3', 'F6', 'F8', 'F9', 'F12']) await page.keyboard.press(key)
  await expect.poll(() => page.getByRole('dialog').count()).toBe(1)
  const next = wizard.getByRole('button', { name: 'Suivant' })
  const focused = () => page.evaluate<string>('document.activeElement.labels?.[0]?.textContent ?? ""')

  await next.click()
  await wizard.getByText('À remplir.').waitFor()
  await until(async () => expect(await focused()).toBe('Nom de la société'))
  await wizard.getByLabel('Nom de la société').fill('Chez Anne')
  await wizard.getByLabel('SIRET').fill('732 829 320 00075')
  await next.click()
  await wizard.getByText("Ce numéro n'est pas un SIRET").waitFor()
  await until(async () => expect(await focused()).toBe('SIRET'))
  await look(page, 'setup-siret')
  // An office of La Poste: the sum of its digits tells, not Luhn.
  await wizard.getByLabel('SIRET').fill('356 000 000 49837')
  await next.click()

  await wizard.getByText('Étape 2 sur 3').waitFor()
  await expect.poll(() => wizard.getByLabel('Restauration : 10 %').isChecked()).toBe(true)
  await wizard.getByLabel('Autres taux').fill('120')
  await next.click()
  await wizard.getByText('« 120 » est refusé').waitFor()
  await look(page, 'setup-rates')
  await wizard.getByLabel('Autres taux').fill('')
  await next.click()

  await wizard.getByText('Étape 3 sur 3').waitFor()
  // The code is proposed: the first field that is still empty is the name.
  await until(async () => expect(await focused()).toBe('Nom du vendeur'))
  await page.keyboard.press('Enter')
  await wizard.getByText('À remplir.').waitFor()
  await wizard.getByLabel('Nom du vendeur').fill('Anne')
  await page.keyboard.press('Enter')
  await wizard.waitFor({ state: 'detached' })
  expect((await till.get('/api/shop')).body).toMatchObject({ isSetUp: true, name: 'Chez Anne' })
  // The browser tells of each refusal, which is what was asked for.
  expect(errors.filter((error) => !error.includes('status of 422'))).toEqual([])
})
