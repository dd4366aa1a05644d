// What the seller sees when something is wrong (kezia §3.9): CAISSE goes on, one strip says why, a full disk is told.
import { openBrowser, type TestBrowser } from '@hub/testing'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TillConfig } from '../../apps/till/src/config.ts'
import { startStubHub } from '../../apps/till/src/connector/testing/stub-hub.ts'
import { startConnectedTill, until } from '../../apps/till/src/connector/testing/till.ts'
import { Database } from '../../apps/till/src/platform/database.ts'
import type { SaleRow } from '../../apps/till/src/sales/wire.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

async function openCounter(overrides: Partial<TillConfig> = {}) {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub, { pollSeconds: 1, ...overrides })
  const opened = await browser.open({ width: 1024, height: 768 })
  const { page } = opened
  page.setDefaultTimeout(30_000)
  await page.addInitScript('globalThis.print = () => {}')
  await page.goto(till.url)
  await page.getByRole('menubar').waitFor()
  await page.keyboard.press('F12')
  await button(page, 'Léa').click()
  return { hub, till, ...opened }
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** A margherita, «TOTAL», «Espèces», «Valider», by the keyboard. */
async function sell(page: Page) {
  const entry = page.getByLabel('Code, nom ou quantité').and(page.getByRole('textbox'))
  await entry.fill('1')
  await page.keyboard.press('Enter')
  await page.getByRole('table', { name: 'Vente en cours' }).getByText('MARGHERITA').waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Règlement' }).waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
}
const ticket = (page: Page, number: number) => page.getByRole('article', { name: `Ticket ${number}` })

describe('no network, hub down, proxy', () => {
  test('one strip over CAISSE, closed once for the whole outage; the sale goes on (counter T21)', async () => {
    const { hub, page } = await openCounter()
    await hub.stop()
    const strip = page.locator('.strip')
    await strip.getByText('Hub injoignable : la caisse continue.', { exact: true }).waitFor()
    expect(await page.getByRole('alertdialog').count()).toBe(0)
    await sell(page)
    await ticket(page, 1).waitFor()
    await page.keyboard.press('Enter')
    await strip.getByRole('button', { name: 'Fermer' }).click()
    await sell(page)
    await ticket(page, 2).waitFor()
    expect(await strip.count()).toBe(0)
    hub.place()
    await hub.start()
    await page.getByRole('alert').filter({ hasText: 'Nouvelle(s) commande(s) WEB' }).waitFor()
    expect(await strip.count()).toBe(0)
  })
})

test('429: the strip names the hour of the next try', async () => {
  const { hub, page } = await openCounter()
  hub.misbehave(/GET \/v1\/callback\/events$/, { status: 429, body: {}, headers: { 'retry-after': '90' } })
  await page
    .locator('.strip')
    .getByText(/^Limite HubRise atteinte, nouvel essai à \d\d:\d\d$/)
    .waitFor()
})

test('orders not arriving: the header of «Commandes Web» says why', async () => {
  const { hub, till, page } = await openCounter()
  const header = page.getByRole('dialog', { name: 'Commandes Web' })
  await page.keyboard.press('Escape')
  await button(page, 'Commandes Web').click()
  const settings = (await till.get<object>('/api/web-order-settings')).body
  await till.put('/api/web-order-settings', { ...settings, isHubActive: false })
  await header.getByText('HubRise : service non actif, aucune commande ne peut arriver.').waitFor()
  await till.put('/api/web-order-settings', { ...settings, isHubActive: true })
  hub.refusal = 'The connection has been blocked'
  await header.getByText(/Connexion bloquée/).waitFor()
  hub.revokeAll()
  hub.refusal = null
})

describe('disk full', () => {
  test('the settlement says so and keeps the sale; with room, «Valider» again sells it once', async () => {
    let database!: Database
    const { till, page } = await openCounter({
      openDatabase: (...args) => (database = new Database(...args)),
    })
    database.exec('pragma query_only = on')
    await sell(page)
    const dialog = page.getByRole('dialog', { name: 'Règlement' })
    await dialog
      .getByText(/est en lecture seule\. L'opération n'a pas été faite, rien n'est perdu\./)
      .waitFor()
    database.exec('pragma query_only = off')
    await dialog.getByRole('button', { name: 'Valider' }).click()
    await ticket(page, 1).waitFor()
    await until(async () => expect((await till.get<SaleRow[]>('/api/sales')).body).toHaveLength(1))
  })
})
