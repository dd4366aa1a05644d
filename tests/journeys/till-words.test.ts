// What screens and papers say of a sale, in a real browser: names, amounts, rates, states (contract, counter §12).
import { readFileSync } from 'node:fs'
import { openBrowser, type TestBrowser } from '@hub/testing'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startStubHub } from '../../apps/till/src/connector/testing/stub-hub.ts'
import { onlyOrder, startConnectedTill, until } from '../../apps/till/src/connector/testing/till.ts'
import {
  addPrinter,
  impatient,
  plugPrinter,
  printed,
  stripsOf,
  testTiming,
} from '../../apps/till/src/printing/testing/till.ts'
import type { BasketForm, Sale } from '../../apps/till/src/sales/wire.ts'
import { changeArticle } from '../../apps/till/src/testing/change-article.ts'
import { margherita, sellAtCounter } from '../../apps/till/src/testing/counter-sale.ts'
import { manageStock } from '../../apps/till/src/testing/manage-stock.ts'
import { startTestTill, type TestTill } from '../../apps/till/src/testing/start.ts'
import type { WebOrderSettings } from '../../apps/till/src/web-order-settings/wire.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
/** Intl writes other blanks than a keyboard does. */
const plain = (text: string | null) => text?.replace(/\s/g, ' ') ?? ''

async function openScreen(till: TestTill) {
  const { page } = await browser.open({ width: 1024, height: 768 })
  page.setDefaultTimeout(30_000)
  await page.addInitScript(`
    globalThis.printed = []
    globalThis.print = () => printed.push(document.querySelector('.print-sheet')?.textContent ?? '')
  `)
  await page.goto(till.url)
  await page.getByRole('menubar').waitFor()
  return page
}

async function openMenu(page: Page, ...path: string[]) {
  for (const name of path) await page.getByRole('menuitem', { name, exact: true }).click()
}

const look = async (page: Page, name: string) => {
  if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}.png` })
}

/** The text of the file that «Enregistrer le fichier» gives. */
async function exported(page: Page, dataset: string): Promise<string> {
  await openMenu(page, 'Outils', 'Import / Export')
  await page.getByRole('group', { name: 'Export' }).getByLabel('Données').selectOption({ label: dataset })
  const saving = page.waitForEvent('download')
  await button(page, 'Enregistrer le fichier').click()
  const text = readFileSync(await (await saving).path(), 'utf8')
  await page.keyboard.press('Escape')
  return text
}

test('«Mairie de Lille» on ticket, A4, lists and exports, Dupont below it (counter B4, T85)', async () => {
  const till = await startTestTill()
  const townHall = { civility: '', company: 'Mairie de Lille', lastName: 'Dupont', firstName: 'Anne' }
  const { body: customer } = await till.post<{ idcli: number }>('/api/customers', townHall)
  await sellAtCounter(till, { lines: [['margherita']], totalCents: 1200, customerId: customer.idcli })
  const page = await openScreen(till)
  await button(page, 'FACTURES').click()
  const row = page.getByRole('row', { name: /^1 Facture/ })
  await row.getByText('Mairie de Lille').waitFor()
  await row.click()
  await button(page, 'Visualiser').click()
  const facture = page.getByRole('article', { name: 'Facture 1' })
  await facture.getByText('Mairie de Lille').waitFor()
  await facture.getByText("À l'attention de Dupont Anne").waitFor()
  const dialog = page.getByRole('dialog', { name: 'Facture 1' })
  await dialog.getByRole('button', { name: 'A4' }).click()
  await until(async () =>
    expect(await page.evaluate<string[]>('printed')).toEqual([
      expect.stringMatching(/Mairie de Lille.*À l'attention de Dupont Anne/s),
    ]),
  )
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await button(page, 'REGLEMENTS').click()
  await page.getByRole('row', { name: /Mairie de Lille/ }).waitFor()
  await page.keyboard.press('Escape')
  for (const dataset of ['Tickets, factures et avoirs', 'Règlements', 'Ventes, ligne par ligne'])
    expect([dataset, await exported(page, dataset)]).toEqual([
      dataset,
      expect.stringContaining(';Mairie de Lille;'),
    ])
})

test('«Payé» of the exported web orders says 30,00 once; «Acompte» of W-11 what came online (counter B10, B24)', async () => {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  hub.place({
    status: 'accepted',
    created_by: 'WEB',
    items: [{ price: '30.00 EUR', subtotal: '30.00 EUR' }],
    payments: [{ type: 'online', name: 'Carte', ref: 'CB', amount: '10.00 EUR' }],
  })
  const { number } = await onlyOrder(till)
  const page = await openScreen(till)
  await page.keyboard.press('F3')
  const open = page.getByRole('dialog', { name: 'Cdes en cours' })
  await open.getByRole('columnheader', { name: 'Acompte' }).waitFor()
  await open.getByRole('gridcell', { name: /^10,00\s€$/ }).waitFor()
  await page.keyboard.press('Escape')
  const { status } = await till.post(`/api/web-orders/${number}/invoice`, {
    draftId: crypto.randomUUID(),
    sellerId: 1,
    dueCents: 2000,
    payments: [{ modeId: 1, cents: 2000 }],
  })
  expect(status).toBe(201)
  await until(async () => expect((await till.maintenance()).queue).toEqual([]))
  const [heading = '', line = ''] = (await exported(page, 'Commandes web')).split('\r\n')
  expect(line.split(';')[heading.split(';').indexOf('Payé')]).toBe('30,00')
})

test('the demo sells by the rates of the law, shown ascending; amounts have their euro (counter B17, B24, T86)', async () => {
  const till = await startTestTill()
  const shop = { name: 'Pizzeria Roma', siret: '73282932000074', vatNumber: 'FR44732829320' }
  expect((await till.put('/api/company', { ...shop, timeZone: 'Europe/Paris' })).status).toBe(200)
  const sell = (service: BasketForm['service']) =>
    sellAtCounter(till, { lines: [['beer'], ['margherita', '2'], ['cola']], service, totalCents: 3100 })
  await sell('eat_in')
  await sell('take_away')
  const page = await openScreen(till)
  const rates: string[][] = []
  for (const number of [1, 2]) {
    await button(page, 'FACTURES').click()
    await page.getByRole('row', { name: new RegExp(`^${number} Ticket`) }).click()
    await button(page, 'Visualiser').click()
    const ticket = page.getByRole('article', { name: `Ticket ${number}` })
    await ticket.getByText('SIRET 73282932000074').waitFor()
    await ticket.getByText('TVA FR44732829320').waitFor()
    expect(plain(await ticket.textContent())).toContain('2 × 12,00 €24,00 €')
    await look(page, `ticket-${number}`)
    const table = ticket.getByRole('table', { name: 'TVA' })
    rates.push((await table.locator('tbody td:first-child').allTextContents()).map(plain))
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
  }
  const withoutCode = rates.map((one) => one.map((text) => text.replace(/^\S+ /, '')))
  expect(withoutCode).toEqual([
    ['10 %', '20 %'],
    ['5,5 %', '10 %', '20 %'],
  ])
})

test('a printer that nobody asked is «Non vérifiée», in grey (counter B24)', async () => {
  const [till, printer] = [await startTestTill(), await plugPrinter()]
  await addPrinter(till, printer, { name: 'Caisse', printsTickets: true })
  const page = await openScreen(till)
  await openMenu(page, 'Fichier', 'Paramètres', 'Imprimantes')
  const colourOf = async (state: string) => {
    await page.getByRole('gridcell', { name: state, exact: true }).waitFor()
    const span = `[...document.querySelectorAll('td span')].find((one) => one.textContent === '${state}')`
    return page.evaluate<string>(`getComputedStyle(${span}).color`)
  }
  const unknown = await colourOf('Non vérifiée')
  const channels = (unknown.match(/\d+/g) ?? []).slice(0, 3).map(Number)
  expect(channels).toHaveLength(3)
  expect(Math.max(...channels) - Math.min(...channels)).toBeLessThan(48)
  await button(page, "Vérifier l'état").click()
  await page.getByRole('gridcell', { name: 'Prête', exact: true }).waitFor()
  expect(await colourOf('Prête')).not.toBe(unknown)
})

test('a printer back after 15 s prints and opens no drawer: «Tiroir non ouvert» (counter B25, T62)', async () => {
  const till = await startTestTill({ printing: { ...testTiming, kickMs: 10_000 } })
  const printer = await plugPrinter()
  await addPrinter(till, printer, { name: 'Caisse', printsTickets: true, hasDrawer: true })
  const page = await openScreen(till)
  await printer.unplug()
  expect((await till.post<Sale>('/api/sales', margherita({ isPrinted: true }))).status).toBe(201)
  await page.getByText(/^Tiroir non ouvert à \d\d:\d\d:\d\d : imprimante Caisse/).waitFor()
  await until(async () => expect(await stripsOf(till)).not.toEqual([]))
  await printer.plug()
  await printed(printer, 1)
  expect(printer.kicks).toBe(0)
})

test('«Retard» +10: the kitchen is told, and the next paper promises the new time (counter B13, T41)', async () => {
  const hub = await startStubHub()
  const [till, oven] = [await startConnectedTill(hub, impatient), await plugPrinter()]
  await addPrinter(till, oven, { name: 'Four', printsOtherPreparations: true })
  const { body: settings } = await till.get<WebOrderSettings>('/api/web-order-settings')
  await till.put('/api/web-order-settings', { ...settings, isPreparationPrinted: true })
  hub.place({ status: 'received', expected_time: '2031-05-01T20:30:00+02:00', items: [{ options: [] }] })
  const { number } = await onlyOrder(till)
  await till.accept(number)
  await printed(oven, 1)
  const page = await openScreen(till)
  await button(page, 'Commandes Web').click()
  await page
    .locator('.band')
    .getByText(/^Validée/)
    .waitFor()
  await button(page, 'Retard').click()
  await page.getByRole('dialog', { name: /^Retard/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByText(/^Confirmé pour .*20:40/).waitFor()
  expect((await printed(oven, 2))[1]).toContain('RETARD 01/05/2031 20:30 -> 01/05/2031 20:40')
  await button(page, 'Impression').click()
  await button(page, 'A4').click()
  const sheet = page.locator('.print-preview')
  await sheet.getByText(/20:40/).first().waitFor()
  expect(await sheet.textContent()).not.toContain('20:30')
})

test('a key says name, price, «MENU» and what is left; what is not sold alone has none (counter B23, T4)', async () => {
  const till = await startTestTill()
  const delivery = { definition: 'FRAIS DE PORT TTC', price: '3,00', vat1Id: 3, internalCode: 'WEB_1_PORT' }
  expect((await till.post('/api/articles', delivery)).status).toBe(201)
  await manageStock(till, 11)
  await till.post('/api/articles/11/stock', { direction: 'in', reason: 'Livraison', quantity: '3' })
  await changeArticle(till, 2, { isAsleep: true })
  const page = await openScreen(till)
  await page.keyboard.press('F12')
  await button(page, 'Léa').click()
  const board = page.locator('.counter-page')
  await board.getByRole('button', { name: /MARGHERITA/ }).waitFor()
  const keys: string[] = []
  for (;;) {
    keys.push(...(await board.getByRole('button').allTextContents()).map(plain))
    const next = button(page, 'Page suivante')
    if (await next.isDisabled()) break
    await next.click()
  }
  const keyOf = (name: string) => keys.filter((key) => key.includes(name))
  expect(keyOf('COLA 33 CL')).toEqual([expect.stringMatching(/2,80 €.*Reste 3/)])
  expect(keyOf('MENU DEJEUNER')).toEqual([expect.stringMatching(/MENU DEJEUNER.*MENU/)])
  for (const absent of ['REGINA', 'TOMATES', 'FRAIS DE PORT']) expect(keyOf(absent)).toEqual([])
})
