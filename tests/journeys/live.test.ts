// support U11: lists and pages follow what happens, and nothing moves under the finger.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type App,
  openBrowser,
  type PageOptions,
  type Person,
  startHub,
  startReceiver,
  type TestAccount,
  type TestBrowser,
  type TestHub,
  until,
} from '@hub/testing'
import type { BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { listed, watchOrders } from './live-orders.ts'
import { openBackOffice } from './world.ts'

let hub: TestHub
let browser: TestBrowser
let account: TestAccount
let lea: Person
let shop: App
beforeAll(async () => {
  ;[hub, browser] = await Promise.all([startHub(), openBrowser()])
})
beforeEach(async () => {
  account = await hub.account()
  lea = await hub.person({ admin: [account] })
  shop = await hub.app('Ma boutique', { account })
})
const contexts: BrowserContext[] = []
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close()
})
afterAll(async () => {
  await browser.close()
  await hub.close()
})

/** Léa's browser at that page, until the test ends. */
async function openPage(path: string, options: PageOptions = {}) {
  const opened = await openBackOffice({ hub, browser }, lea, path, options)
  contexts.push(opened.context)
  return opened
}

/** With `SCREENSHOTS`, a folder, each page is kept there. */
async function picture(page: Page, name: string) {
  const folder = process.env.SCREENSHOTS
  if (folder === undefined) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}

const place = async (firstName = 'Zoé'): Promise<string> => {
  const customer = { first_name: firstName, last_name: 'Martin', phone: '+33 6 12 34 56 78' }
  const items = [{ product_name: 'Pizza', price: '9.50 EUR', quantity: '1' }]
  const { body } = await shop.post('/location/orders', { status: 'new', customer, items })
  return body.id
}
/** Moves the pointer within the row until the other element is visible. */
const workIn = (row: Locator, until: Locator) => {
  let x = 10
  return expect
    .poll(async () => {
      x = 30 - x
      await row.hover({ position: { x, y: 10 } })
      return until.isVisible()
    })
    .toBe(true)
}
const live = (page: Page) => page.getByText('Suivi en direct').waitFor()

test('two browsers show 100 orders, in order, none twice, after a cut too (support 8.4)', async () => {
  await watchOrders(async () => undefined)
})

test('an older page that is asked for while the list is read again ends no reading (support U11)', async () => {
  for (let n = 0; n < 60; n++)
    expect((await shop.post('/location/orders', { status: 'new' })).status).toBe(200)
  const { page, errors } = await openPage('/orders')
  await live(page)
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const asked = new Promise<void>((resolve) => {
    void page.route(
      (url) => url.pathname === '/api/orders',
      async (route) => {
        resolve()
        await held
        await route.continue()
      },
    )
  })
  const newest = await place()
  await asked
  await page.getByRole('button', { name: 'Afficher la suite' }).click()
  release()
  await page.mouse.move(5, 5)
  await expect.poll(async () => (await listed(page)).length).toBe(61)
  expect((await listed(page))[0]).toBe(newest)
  expect(errors).toEqual([])
})

test('rows do not move under the pointer; what waits is shown by a button or once it leaves (support U11)', async () => {
  const first = [await place('Ali'), await place('Léo')].reverse()
  const { page, errors } = await openPage('/orders')
  await live(page)
  const row = (id: string) => page.getByRole('row').filter({ hasText: id })
  await row(first[1]!).hover()
  const before = await row(first[1]!).boundingBox()
  const second = await place('Zoé')
  const button = page.getByRole('button', { name: 'Afficher 1 nouvelle commande' })
  await workIn(row(first[1]!), button)
  expect(await row(first[1]!).boundingBox()).toEqual(before)
  expect(await listed(page)).toEqual(first)
  // A row that is already shown updates in place.
  await shop.patch(`/location/orders/${first[1]}`, { status: 'accepted' })
  await workIn(row(first[1]!), row(first[1]!).getByText('Acceptée'))
  expect(await row(first[1]!).boundingBox()).toEqual(before)
  await picture(page, 'orders-waiting-1280')
  await button.click()
  await expect.poll(() => listed(page)).toEqual([second, ...first])
  expect(await row(second).getAttribute('data-new')).toBe('true')
  const third = await place('Inès')
  await workIn(row(first[0]!), button)
  await page.mouse.move(5, 5)
  await expect.poll(() => listed(page)).toEqual([third, second, ...first])
  await picture(page, 'orders-new-1280')
  expect(errors).toEqual([])
})

test('on a phone the mark, the line and the search are as readable (support U11)', async () => {
  await place('Ali')
  const { page, errors } = await openPage('/orders', { width: 390, height: 844 })
  await live(page)
  const order = await place('Zoé')
  await expect.poll(() => listed(page)).toContain(order)
  await picture(page, 'orders-new-390')
  await page.getByLabel('Commande ou client').fill('zoe 0612')
  await page.getByRole('button', { name: 'Rechercher' }).click()
  await expect.poll(() => listed(page)).toEqual([order])
  await picture(page, 'orders-search-390')
  // A search follows too: what matches comes, and nothing else.
  await place('Ali')
  const other = await place('Zoé')
  await expect.poll(() => listed(page)).toEqual([other, order])
  expect(errors).toEqual([])
})

test('the order’s page, the dashboard, connections and a journal follow (support U11)', async () => {
  const order = await place()
  const kitchen = await hub.app('Écran cuisine', { account })
  const to = await startReceiver(200)
  await kitchen.receive(to.url, { order: ['create', 'update'] })
  const before = hub.parts.live.count()
  const pages = await Promise.all([
    openPage(`/orders/${account.locationId}/${order}`),
    openPage('/dashboard'),
    openPage('/connections'),
    openPage(`/connections/${account.id}/${kitchen.connectionId}/journal`),
  ])
  const [ofOrder, dashboard, connections, journal] = pages.map(({ page }) => page) as [Page, Page, Page, Page]
  await until(() => hub.parts.live.count() === before + pages.length)
  await shop.patch(`/location/orders/${order}`, { status: 'accepted' })
  await ofOrder.getByText('Acceptée').first().waitFor()
  await journal.getByRole('cell', { name: order }).first().waitFor()
  await journal.getByText('200').first().waitFor()
  const second = await place('Inès')
  await dashboard.getByRole('link', { name: second }).waitFor()
  await picture(dashboard, 'dashboard-new-1280')
  await hub.disconnect(account.id, kitchen)
  await connections.getByRole('article', { name: 'Écran cuisine' }).waitFor({ state: 'detached' })
  for (const { errors } of pages) expect(errors).toEqual([])
  await to.close()
})

test('a page that nobody sees holds no stream, and is right once it is seen (support U11)', async () => {
  const { page, errors } = await openPage('/orders')
  await live(page)
  const before = hub.parts.live.count()
  const see = (isSeen: boolean) =>
    page.evaluate(`
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => ${!isSeen} })
      document.dispatchEvent(new Event('visibilitychange'))`)
  await see(false)
  await until(() => hub.parts.live.count() === before - 1)
  const orders = [await place('Ali'), await place('Zoé')].reverse()
  await see(true)
  await expect.poll(() => listed(page)).toEqual(orders)
  expect(errors).toEqual([])
})

test('streams that end again and again leave a page as it is, and it goes on following (support U11)', async () => {
  const brief = await startHub({ config: { live: { lifetimeMs: [100, 200] } } })
  const own = await brief.account()
  const person = await brief.person({ admin: [own] })
  const app = await brief.app('Ma boutique', { account: own })
  const { page, context, errors } = await openBackOffice({ hub: brief, browser }, person, '/orders')
  await live(page)
  const ids: string[] = []
  for (let n = 0; n < 10; n++) {
    ids.unshift((await app.post('/location/orders', { status: 'new' })).body.id)
    await expect.poll(() => listed(page)).toEqual(ids)
    expect(brief.parts.live.count()).toBeLessThanOrEqual(1)
  }
  await live(page)
  expect(errors).toEqual([])
  await context.close()
  await brief.close()
})

test('a session that ended elsewhere leads to the login and back (support U11)', async () => {
  const { page } = await openPage('/orders')
  await live(page)
  expect((await lea.post('/logout-everywhere')).status).toBe(204)
  await page.waitForURL(/\/login\?next=%2Forders/)
})
