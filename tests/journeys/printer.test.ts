// A sale whose ticket goes to a printer of the network (kezia §5.6), in a real browser.
import { openBrowser, type TestBrowser } from '@hub/testing'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  addPrinter,
  idle,
  impatient,
  plugPrinter,
  printed,
} from '../../apps/till/src/printing/testing/till.ts'
import { startTestTill } from '../../apps/till/src/testing/start.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** MARGHERITA, in cash, by Enter alone. */
async function sell(page: Page) {
  const entry = page.getByLabel('Code, nom ou quantité').and(page.getByRole('textbox'))
  await entry.fill('1')
  await page.keyboard.press('Enter')
  await page.getByText('MARGHERITA').first().waitFor()
  await button(page, 'TOTAL').click()
  await page.getByRole('dialog', { name: 'Règlement' }).getByRole('radio', { name: 'TICKET' }).check()
  await page.getByLabel('Montant').press('Enter')
  await page.keyboard.press('Enter')
  await page.getByText('À Rendre 0,00 €').waitFor()
  await page.keyboard.press('Enter')
}

test('sold, the ticket comes out; without paper a strip says so, and the paper back prints it', async () => {
  const [till, printer] = [await startTestTill(impatient), await plugPrinter()]
  await addPrinter(till, printer, { name: 'Caisse', printsTickets: true })
  const { page, errors } = await browser.open({ width: 1024, height: 768 })
  page.setDefaultTimeout(30_000)
  await page.addInitScript('globalThis.printed = 0; globalThis.print = () => { printed += 1 }')
  await page.goto(till.url)
  await page.getByRole('menubar').waitFor()
  await page.keyboard.press('F12')
  await button(page, 'Léa').click()

  await sell(page)
  const [first] = await printed(printer, 1)
  expect(first).toContain('Ticket n° 1')

  printer.paper = 'out'
  await sell(page)
  await page.getByText('Imprimante Caisse : plus de papier (1 en attente)').waitFor()
  await button(page, 'Voir').click()
  const window = page.getByRole('dialog', { name: 'Imprimantes' })
  await window.getByRole('table', { name: "File d'impression" }).getByText('Ticket 2').waitFor()

  printer.paper = 'full'
  const [, second] = await printed(printer, 2)
  expect(second).toContain('Ticket n° 2')
  await idle(till)
  await window.getByText("Rien n'attend.").waitFor()
  // Paper came from the printer, and from nowhere else.
  expect(await page.evaluate('printed')).toBe(0)
  expect(errors).toEqual([])
})
