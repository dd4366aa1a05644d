// W-19 and the end of a day in a real browser: FACTURES, REGLEMENTS, JOURNAUX, «Clôture».
import { readFileSync } from 'node:fs'
import { openBrowser, type TestBrowser } from '@hub/testing'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { jumpingClock, until } from '../../apps/till/src/connector/testing/till.ts'
import type { Sale } from '../../apps/till/src/sales/wire.ts'
import { sellAtCounter } from '../../apps/till/src/testing/counter-sale.ts'
import { startTestTill, type TestTill } from '../../apps/till/src/testing/start.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const window = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true })
// Intl writes other blanks than a keyboard does.
const textOf = async (page: Page, table: string) =>
  (await page.getByRole('table', { name: table }).textContent())?.replace(/\s/g, ' ')

async function openTill() {
  const till = await startTestTill()
  await sellAtCounter(till, {
    lines: [['margherita', '2'], ['cola']],
    totalCents: 2680,
    paid: [[1, 3000]],
  })
  await sellAtCounter(till, { lines: [['beer']], totalCents: 420, paid: [[3, 420]], sellerId: 2 })
  return { till, ...(await openScreen(till)) }
}

async function openScreen(till: TestTill) {
  const opened = await browser.open({ width: 1024, height: 768 })
  opened.page.setDefaultTimeout(30_000)
  await opened.page.addInitScript(`
    globalThis.printed = []
    globalThis.print = () => printed.push(...[...document.querySelectorAll('.print-sheet')].map((one) => one.textContent))
  `)
  await opened.page.goto(till.url)
  await opened.page.getByRole('menubar').waitFor()
  return opened
}

test('a credit note is made, then the day is read, closed and printed (W-19, §5.9, D64)', async () => {
  const { till, page, errors } = await openTill()

  await button(page, 'FACTURES').click()
  await page.getByRole('row', { name: /^1 Ticket/ }).click()
  await button(page, 'Avoir').click()
  const credit = window(page, 'Avoir du ticket 1')
  await credit.getByRole('button', { name: 'Aucune' }).click()
  await expect.poll(() => credit.getByRole('button', { name: 'Valider' }).isDisabled()).toBe(true)
  const back = credit.getByLabel('Quantité rendue de MARGHERITA')
  await back.fill('3')
  await credit.getByText('une quantité de 0 à 2 est attendue').waitFor()
  await back.fill('1')
  await credit.getByRole('button', { name: 'Valider' }).click()
  await credit.getByText('À remplir.').waitFor()
  await credit.getByText('Choisissez un vendeur.').waitFor()
  await credit.getByLabel('Motif').fill('Pizza froide')
  await credit.getByLabel('Vendeur').selectOption({ label: 'Léa' })
  await credit.getByRole('button', { name: 'Valider' }).click()
  await page.getByRole('article', { name: 'Avoir 3' }).getByText('Pizza froide').waitFor()
  expect((await till.get<Sale>('/api/sales/3')).body).toMatchObject({
    kind: 'credit_note',
    totalCents: -1200,
  })
  await button(page, 'Fermer').last().click()
  await page.keyboard.press('Escape')

  const from = page.getByLabel('Date début')
  await button(page, 'REGLEMENTS').click()
  await page.getByRole('row', { name: /Ticket 2/ }).waitFor()
  // A day is typed and shown as 29/07/2021 in any browser (D4); what is none is refused beside the field.
  const today = await from.inputValue()
  expect(today).toMatch(/^\d\d\/\d\d\/\d{4}$/)
  await from.fill('31/02/2026')
  await from.blur()
  await page.getByText('« 31/02/2026 » est refusé').waitFor()
  await from.fill('01012026')
  await from.press('ArrowUp')
  await expect.poll(() => from.inputValue()).toBe('02/01/2026')
  await page.getByLabel('Période prédéfinie').selectOption({ label: "Aujourd'hui" })
  await expect.poll(() => from.inputValue()).toBe(today)
  await page.getByRole('row', { name: /Ticket 2/ }).waitFor()
  expect(await textOf(page, 'Totaux par mode')).toContain('Total319,00 €')
  await page.keyboard.press('Escape')

  await button(page, 'JOURNAUX').click()
  await page.getByRole('table', { name: 'Par taux de TVA' }).waitFor()
  expect(await textOf(page, 'Par mode de règlement')).toContain('Espèces214,80 €')
  const saving = page.waitForEvent('download')
  await button(page, 'Exporter').click()
  await button(page, 'CSV (;)').click()
  const file = await saving
  expect(file.suggestedFilename()).toMatch(/^journal-\d{4}-\d\d-\d\d\.csv$/)
  expect(readFileSync(await file.path(), 'utf8')).toContain('Par mode de règlement;Espèces;;2;;;14,80')
  await button(page, 'Clôture').click()
  const question = page.getByRole('alertdialog')
  await question.getByText("ne s'annule pas").waitFor()
  await question.getByRole('button', { name: 'Clôture' }).click()
  const report = page.getByRole('article', { name: 'Clôture du jour n° 1' })
  await report.getByText('Grand total perpétuel').waitFor()
  await button(page, 'Imprimer').click()
  await until(async () =>
    expect(await page.evaluate<string[]>('printed')).toEqual([
      expect.stringContaining('Clôture du jour n° 1'),
    ]),
  )
  await button(page, 'Fermer').last().click()
  await page.getByRole('row', { name: /^Jour \(Z\) 1/ }).waitFor()
  // Closings are listed whole: no period to choose.
  await expect.poll(() => from.isDisabled()).toBe(true)
  await page.getByRole('tab', { name: 'Journal', exact: true }).click()
  await expect.poll(() => from.isEnabled()).toBe(true)
  await button(page, 'Clôture').click()
  await page.getByText("il n'y a rien à clôturer").waitFor()
  // The credit note without a reason, and nothing else.
  expect(errors).toEqual([expect.stringContaining('422')])
})

test('«Menus» and «Remises accordées» stand apart on X and Z (counter T71)', async () => {
  const { till, page } = await openTill()
  // DEJEUNER takes 3,80 off its three articles; then 10 % of 16,50.
  const lunch = [
    [1, 1200],
    [15, 550],
    [11, 280],
  ].map(([idart, unitCents]) => ({ idart, unitCents, quantity: '1', discount: null }))
  const { status } = await till.post<Sale>('/api/sales', {
    draftId: crypto.randomUUID(),
    sellerId: 1,
    basket: { service: 'eat_in', lines: lunch, discount: { kind: 'percent', percent: '10' } },
    payments: [{ modeId: 1, cents: 1485 }],
    totalCents: 1485,
  })
  expect(status).toBe(201)
  const textOfReport = async (name: string) =>
    (await page.getByRole('article', { name }).textContent())?.replace(/\s/g, ' ')
  const apart = 'Menus3,80 €Remises accordées1,65 €'

  await button(page, 'JOURNAUX').click()
  await page.getByText('Remises accordées').waitFor()
  if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/journal.png` })
  await button(page, 'Lecture X').click()
  await page.getByRole('article', { name: 'Lecture X' }).getByText('Grand total perpétuel').waitFor()
  expect(await textOfReport('Lecture X')).toContain(apart)
  await button(page, 'Fermer').last().click()
  await button(page, 'Clôture').click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Clôture' }).click()
  await page
    .getByRole('article', { name: 'Clôture du jour n° 1' })
    .getByText('Grand total perpétuel')
    .waitFor()
  expect(await textOfReport('Clôture du jour n° 1')).toContain(apart)
  if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/closing.png` })
})

test('an avoir of another day is shown once it is made, and counts in the day that it is made (W-19)', async () => {
  const clock = jumpingClock()
  clock.jump({ hours: -24 })
  const till = await startTestTill({ clock })
  await sellAtCounter(till, { lines: [['margherita']], totalCents: 1200, paid: [[3, 1200]] })
  clock.jump({ hours: 24 })
  const { page } = await openScreen(till)
  await button(page, 'FACTURES').click()
  await page.getByLabel('Période prédéfinie').selectOption({ label: 'Hier' })
  await page.getByRole('row', { name: /^1 Ticket/ }).waitFor()
  await button(page, 'Avoir').click()
  const credit = window(page, 'Avoir du ticket 1')
  await credit.getByRole('status').getByText('12,00').waitFor()
  await credit.getByLabel('Motif').fill('Pizza froide')
  await credit.getByLabel('Vendeur').selectOption({ label: 'Léa' })
  await credit.getByRole('button', { name: 'Valider' }).click()
  await page.getByRole('article', { name: 'Avoir 2' }).waitFor()
  await button(page, 'Fermer').last().click()
  expect(await page.getByRole('row', { name: /Avoir/ }).count()).toBe(0)
  await page.getByLabel('Période prédéfinie').selectOption({ label: "Aujourd'hui" })
  await page.getByRole('row', { name: /^2 Avoir/ }).waitFor()
})
