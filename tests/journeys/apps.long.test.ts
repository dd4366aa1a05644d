// Back-office §4.2 and §4.3: an App is connected, opened, moved to another catalogue and disconnected.
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseScope } from '@hub/contract'
import {
  type OAuthClient,
  openBrowser,
  type Person,
  startHub,
  type TestAccount,
  type TestBrowser,
  type TestHub,
} from '@hub/testing'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBackOffice } from './world.ts'

const scope = 'location[orders.write,catalog.read]'
let hub: TestHub
let browser: TestBrowser
let site: Server
let address: string
let account: TestAccount
let lea: Person
let app: OAuthClient
/** What browsers asked the App's own site for. */
const asked: URL[] = []

beforeAll(async () => {
  hub = await startHub()
  browser = await openBrowser()
  site = createServer((request, response) => {
    asked.push(new URL(request.url!, address))
    response.writeHead(200, { 'content-type': 'text/html' }).end('<title>OrderLine</title><h1>OrderLine</h1>')
  }).listen(0, '127.0.0.1')
  await once(site, 'listening')
  address = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
  account = await hub.account()
  lea = await hub.person({ admin: [account] })
  app = await hub.oauthApp('OrderLine', {
    locationScope: parseScope(scope)!,
    connectUrl: `${address}/connect`,
    openUrl: `${address}/open?lang=fr`,
  })
  await hub.oauthApp('Statistiques', {
    accountScope: parseScope('account[orders.read]')!,
    connectUrl: `${address}/statistics`,
  })
})
afterAll(async () => {
  await browser.close()
  site.close()
  await hub.close()
})

const newTab = async (page: Page, click: () => Promise<void>) => {
  const opening = page.context().waitForEvent('page')
  await click()
  return opening
}
const exchange = async (tab: Page) => {
  await tab.waitForURL(`${address}/**`)
  const { body } = await app.post('token', { code: asked.at(-1)!.searchParams.get('code')! })
  await tab.close()
  return body
}
/** A picture of the page for who wants to look at it. */
const look = async (page: Page, name: string) => {
  const folder = process.env.SCREENSHOTS
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' })
}

test('«Voir les apps disponibles», «Connecter», «Ouvrir», «Reconnecter», «Déconnecter» (back-office §4.2, §4.3)', async () => {
  const second = await hub.catalog(account.id, 'Livraison')
  const opened = await openBackOffice({ hub, browser }, lea, '/connections')
  const { page, errors, outside } = opened
  await page.getByText('Aucune connexion').first().waitFor()
  await page.getByRole('link', { name: 'Voir les apps disponibles', exact: true }).click()
  await page.getByRole('button', { name: 'Statistiques' }).waitFor()
  await look(page, 'apps')
  const dialog = page.getByRole('dialog')

  // One location only, but the account as a whole is chosen.
  await page.getByRole('button', { name: 'OrderLine' }).click()
  const connect = dialog.getByRole('button', { name: 'Connecter', exact: true })
  expect(await connect.getAttribute('aria-disabled')).toBe('true')
  await dialog.getByText('Cette app se connecte à un point de vente', { exact: false }).waitFor()
  await look(page, 'app-greyed')
  await dialog.getByRole('button', { name: 'Fermer', exact: true }).last().click()
  await page.goto(`${hub.origin}/connections/apps?account=${account.id}&location=${account.locationId}`)
  await page.getByRole('button', { name: 'OrderLine' }).click()
  await dialog.getByText('Voir et modifier les commandes', { exact: true }).waitFor()
  await look(page, 'app-dialog')
  const consent = await newTab(page, () =>
    dialog.getByRole('link', { name: 'Connecter', exact: true }).click(),
  )
  await consent.getByText('OrderLine souhaite accéder à un point de vente', { exact: false }).waitFor()
  await consent.getByRole('button', { name: 'Suivant', exact: true }).click()
  await consent.getByLabel('Catalogue :').selectOption(account.catalogId)
  await consent.getByRole('button', { name: 'Autoriser', exact: true }).click()
  const first = await exchange(consent)
  expect(first).toMatchObject({ location_id: account.locationId, catalog_id: account.catalogId })

  await page.getByRole('link', { name: 'Retour', exact: true }).click()
  const card = page.getByRole('article', { name: 'OrderLine' })
  await card.getByText(`Catalogue : Pizzeria Roma - ${account.catalogId}`).waitFor()
  await look(page, 'connections')
  const itsSite = await newTab(page, () => card.getByRole('link', { name: 'Ouvrir', exact: true }).click())
  await itsSite.waitForURL(`${address}/**`)
  expect(asked.at(-1)!.search).toBe(`?lang=fr&app_instance_id=${first.app_instance_id}`)
  await itsSite.close()

  await card.getByRole('button', { name: 'Actions' }).click()
  await page.getByRole('menuitem', { name: 'Déconnecter', exact: true }).waitFor()
  await look(page, 'actions')
  const again = await newTab(page, () =>
    page.getByRole('menuitem', { name: 'Reconnecter', exact: true }).click(),
  )
  await again.getByRole('button', { name: 'Suivant', exact: true }).waitFor()
  await look(again, 'reconnect')
  // It is this connection that is changed: neither another place nor another terminal is proposed.
  expect(await again.getByText('ID du terminal').count()).toBe(0)
  expect(await again.getByRole('button', { name: 'Créer un nouveau point de vente' }).count()).toBe(0)
  await again.getByRole('button', { name: 'Suivant', exact: true }).click()
  await expect.poll(() => again.getByLabel('Catalogue :').inputValue()).toBe(account.catalogId)
  await again.getByLabel('Catalogue :').selectOption(second)
  await again.getByRole('button', { name: 'Autoriser', exact: true }).click()
  const moved = await exchange(again)
  expect(moved).toMatchObject({ access_token: first.access_token, catalog_id: second })

  await page.reload()
  await card.getByText(`Catalogue : Livraison - ${second}`).waitFor()
  await card.getByRole('button', { name: 'Actions' }).click()
  await page.getByRole('menuitem', { name: 'Déconnecter', exact: true }).click()
  await dialog.getByRole('button', { name: 'Confirmer', exact: true }).click()
  await card.waitFor({ state: 'detached' })
  expect({ errors, outside }).toEqual({ errors: [], outside: [] })
})

test('the pages of Apps hold on a phone, in English without a French word', async () => {
  const person = await hub.person({ admin: [account], locale: 'en-GB' })
  await app.connect(person, { scope, redirect_uri: `${address}/connect` }, { catalog_id: account.catalogId })
  const { page } = await openBackOffice({ hub, browser }, person, '/connections', {
    width: 375,
    locale: 'en-GB',
  })
  const card = page.getByRole('article', { name: 'OrderLine' })
  await card.getByRole('link', { name: 'Open', exact: true }).waitFor()
  await card.getByRole('button', { name: 'Actions' }).click()
  await page.getByRole('menuitem', { name: 'Reconnect', exact: true }).waitFor()
  await look(page, 'phone-connections')
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'View available apps', exact: true }).click()
  await page.getByRole('button', { name: 'OrderLine' }).click()
  const connect = page.getByRole('dialog').getByText('Connect', { exact: true })
  await connect.waitFor()
  await look(page, 'phone-apps')
  const width = await page.evaluate('document.documentElement.scrollWidth')
  expect(width).toBeLessThanOrEqual(375)
})
