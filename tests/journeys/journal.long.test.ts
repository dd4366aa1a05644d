// Extensions X3 and X4 in the back office: the journal of a connection and of an order, «Renvoyer», the signing secret.
import {
  type App,
  openBrowser,
  type Receiver,
  startHub,
  startReceiver,
  type TestAccount,
  type TestBrowser,
  type TestHub,
  until,
} from '@hub/testing'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bar, openBackOffice } from './world.ts'

let hub: TestHub
let browser: TestBrowser
let account: TestAccount
let receiver: Receiver
let kitchen: App
let orderId: string

beforeAll(async () => {
  hub = await startHub()
  browser = await openBrowser()
  account = await hub.account()
  receiver = await startReceiver(404)
  kitchen = await hub.app('Cuisine', { account })
  const shop = await hub.app('Boutique', { account })
  await kitchen.receive(receiver.url, { order: ['create', 'update'] })
  orderId = (await shop.post('/location/orders', { status: 'new' })).body.id
  await until(() => receiver.received.length === 1)
})
afterAll(async () => {
  await browser.close()
  await hub.close()
  await receiver.close()
})

/** A picture of the page for who wants to look at it. */
const look = async (page: Page, name: string) => {
  const folder = process.env.SCREENSHOTS
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' })
}

const openMenu = async (page: Page, entry: string) => {
  await page.getByRole('article', { name: 'Cuisine' }).getByRole('button', { name: 'Actions' }).click()
  await page.getByRole('menuitem', { name: entry, exact: true }).click()
}
const events = async () =>
  (await kitchen.get('/callback/journal')).body as { id: string; attempts: unknown[] }[]

test('the back office shows the journal of a connection, with «Renvoyer» for one event or a period (X3)', async () => {
  const lea = await hub.person({ admin: [account] })
  const { page, errors, outside } = await openBackOffice({ hub, browser }, lea, '/connections')
  await openMenu(page, 'Journal des événements')
  const row = page.getByRole('row', { name: `Commande créée ${orderId}` })
  await row.getByText('Reçu', { exact: true }).waitFor()
  await row.getByText('404', { exact: true }).waitFor()
  await row.getByRole('button', { name: 'Détails' }).click()
  await page.getByText(`POST ${receiver.url}`, { exact: false }).waitFor()
  await look(page, 'journal')

  await row.getByRole('button', { name: 'Renvoyer' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Renvoyer' }).click()
  await bar(page, 'Opération réussie').waitFor()
  await until(() => receiver.received.length === 2)
  const [event] = await events()
  expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([event!.id, event!.id])

  await page.getByRole('button', { name: 'Renvoyer une période' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Renvoyer' }).click()
  await dialog.getByText('Ce champ doit être rempli.').waitFor()
  await dialog.getByLabel('Du').fill('2020-01-01T08:00')
  await look(page, 'journal-period')
  await dialog.getByRole('button', { name: 'Renvoyer' }).click()
  await bar(page, '1 événement sera renvoyé').waitFor()
  await until(() => receiver.received.length === 3)

  await page.getByLabel('ÉTAT').selectOption('Abandonné')
  await page.getByText('Aucun événement').waitFor()
  // The browser tells of the period without a start, and of nothing else.
  expect({ errors, outside }).toEqual({ errors: [expect.stringContaining('422')], outside: [] })
})

test('the page of an order tells which app was sent what; a Manager sees it and sends nothing again (X3)', async () => {
  const marc = await hub.person({ manager: [account] })
  const path = `/orders/${account.locationId}/${orderId}`
  const { page, errors } = await openBackOffice({ hub, browser }, marc, path)
  const card = page.getByRole('region', { name: 'Événements envoyés' })
  const row = card.getByRole('row', { name: 'Commande créée' })
  await row.getByText('Cuisine', { exact: true }).waitFor()
  expect(await card.getByRole('button', { name: 'Renvoyer' }).count()).toBe(0)
  await look(page, 'order-events')
  expect(errors).toEqual([])
})

test('a signing secret is shown once, and renewed with 24 hours of overlap (X4)', async () => {
  const lea = await hub.person({ admin: [account] })
  const { page, errors } = await openBackOffice({ hub, browser }, lea, '/connections', { width: 390 })
  const dialog = page.getByRole('dialog')
  await openMenu(page, 'Secret de signature')
  await dialog.getByRole('button', { name: 'Afficher' }).click()
  const first = await dialog.locator('code').textContent()
  expect(first).toMatch(/^whsec_/)
  await dialog.getByText('il ne sera plus affiché', { exact: false }).waitFor()
  await look(page, 'signing-secret')
  await dialog.getByRole('button', { name: 'Fermer', exact: true }).last().click()

  await openMenu(page, 'Secret de signature')
  await dialog.getByRole('button', { name: 'Afficher' }).click()
  await dialog.getByText('Il a déjà été affiché', { exact: false }).waitFor()
  await dialog.getByRole('button', { name: 'Renouveler' }).click()
  await dialog.getByText('pendant 24 heures', { exact: false }).waitFor()
  await dialog.getByRole('button', { name: 'Confirmer' }).click()
  await dialog.getByText("L'ancien secret reste valable jusqu'au", { exact: false }).waitFor()
  expect(await dialog.locator('code').textContent()).not.toBe(first)
  await look(page, 'signing-secret-renewed')
  expect(errors).toEqual([])
})
