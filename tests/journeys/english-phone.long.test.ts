// English back office on a phone: no French left, nothing sideways, too small or too pale, nothing from elsewhere
// (back-office §1, §10.10).
import type { App, TestAccount } from '@hub/testing'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { en } from '../../apps/back-office/src/i18n/en/index.ts'
import { fr } from '../../apps/back-office/src/i18n/fr/index.ts'
import { openBackOffice, openWorld, type World } from './world.ts'

const phone = { width: 390, height: 844 }

let world: World
let account: TestAccount
let shop: App
beforeAll(async () => {
  world = await openWorld()
  const { hub } = world
  const firstLocation = { name: 'Leith', country: 'GB', timezone: 'Europe/London' }
  account = await hub.account({ name: 'Harbour Noodles', currency: 'GBP', country: 'GB', firstLocation })
  await hub.customerList(account.id, 'Guests', account.locationId)
  shop = await hub.app('Basil Web', { account })
  await hub.app('Courier', { account, deviceId: 'Scooter 4' })
})
afterAll(() => world.close())

/** A key of the API, such as `postal_code`, is one word; the id of a client, such as `7.clients.hub.test`, none. */
const wordsOf = (text: string) => text.toLowerCase().match(/(?<![.\p{L}_])[\p{L}_]{3,}/gu) ?? []
const english = new Set(wordsOf(Object.values(en).join(' ')))
/** Words of the French sentences that no English sentence has. */
const french = new Set(wordsOf(Object.values(fr).join(' ')).filter((word) => !english.has(word)))

/** Runs in the page: all that is read or read aloud there. */
const textOfPage = `[
  document.title,
  document.body.innerText,
  ...[...document.querySelectorAll('[aria-label],[title],[placeholder],[alt]')].flatMap((element) =>
    ['aria-label', 'title', 'placeholder', 'alt'].map((name) => element.getAttribute(name) ?? '')),
].join('\\n')`
const sideways = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'

/** What is pressed and is under 44 pixels; a box is ticked by its words too. */
const small = `[...document.querySelectorAll('a,button,input,select,textarea,[role=tab],[role^=menuitem],[role=option]')]
  .filter((element) => !element.matches('.hub-skip, [type=checkbox]'))
  .filter((element) => element.checkVisibility({ visibilityProperty: true }))
  .map((element) => [element, element.getBoundingClientRect()])
  .filter(([, { width, height }]) => width > 0 && Math.min(width, height) < 44)
  .map(([element, { width, height }]) => width + ' × ' + height + ': ' + element.outerHTML.slice(0, 200))`
const pale = `axe.run(document, { runOnly: ['color-contrast'] }).then(({ violations }) =>
  violations.flatMap(({ nodes }) => nodes.map(({ html }) => html)))`

/** Looks at a page once it is there: its words, its width, the size of what is pressed, its contrast. */
async function look(page: Page, shown: string | RegExp) {
  await page.getByText(shown).filter({ visible: true }).first().waitFor()
  const text = String(await page.evaluate(textOfPage))
  const remaining = wordsOf(text).filter((word) => french.has(word))
  expect({ at: page.url(), remaining, lang: await page.locator('html').getAttribute('lang') }).toEqual({
    at: page.url(),
    remaining: [],
    lang: 'en-GB',
  })
  await page.evaluate(axe.source)
  const seen = async () => ({
    at: page.url(),
    sideways: await page.evaluate(sideways),
    small: await page.evaluate(small),
    pale: await page.evaluate(pale),
  })
  // What opens grows and fades in.
  await expect.poll(seen).toEqual({ at: page.url(), sideways: 0, small: [], pale: [] })
}

async function openMenu(page: Page, entry: string) {
  await page.getByRole('button', { name: 'Open the menu' }).click()
  await look(page, 'DASHBOARD')
  await page.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name: entry }).click()
}

async function placeOrder(): Promise<string> {
  const { body } = await shop.post('/location/orders', {
    status: 'new',
    ref: 'W-2087',
    collection_code: 'K7',
    service_type: 'delivery',
    asap: true,
    expected_time: '2025-07-04T18:30:00Z',
    customer_notes: 'Ring twice',
    seller_notes: 'Regular guest',
    coupon_codes: ['SUMMER'],
    items: [
      {
        product_name: 'Pad Thai',
        sku_name: 'Large',
        sku_ref: 'PT-L',
        price: '12.50 GBP',
        quantity: '2',
        options: [
          { option_list_name: 'Extras', name: 'Prawns', price: '2.00 GBP' },
          { option_list_name: 'Remove', name: 'Peanuts', removed: true },
        ],
      },
    ],
    discounts: [{ name: 'Welcome', price_off: '3.00 GBP' }],
    charges: [{ name: 'Delivery zone 2', price: '2.40 GBP' }],
    payments: [{ name: 'Card', amount: '28.40 GBP' }],
    customer: { first_name: 'Ines', phone: '+447700900123', address_1: '1 Shore', city: 'Edinburgh' },
  })
  const rejection = { cause: 'The kitchen is closed', info: { reason: 'closed' } }
  await shop.patch(`/location/orders/${body.id}`, {
    status: 'rejected',
    custom_fields: { epos: { rejection } },
  })
  await shop.post('/location/orders', { status: 'new' })
  return body.id
}

test('from the login to the code, in English at 390 pixels: no French, no sideways scroll, nothing from outside', async () => {
  const { hub, browser, till } = world
  const orderId = await placeOrder()
  const owner = await hub.person({ admin: [account], firstName: 'Ailsa', lastName: 'Reid' })
  await hub.person({ manager: [account.locationId], firstName: 'Callum', lastName: 'Orr' })
  const { page, outside, errors } = await browser.open(phone)
  const button = (name: string) => page.getByRole('button', { name, exact: true })

  await page.goto(`${hub.origin}/login`)
  await page.getByText('English', { exact: true }).click()
  await look(page, 'Already registered?')
  await page.getByText('Forgot your password?').click()
  await look(page, 'Reset Password')
  await page.goto(`${hub.origin}/signup`)
  await look(page, 'First name')
  await page.goto(`${hub.origin}/login`)
  await page.getByLabel('Email:').fill(owner.email)
  await page.getByLabel('Password:').fill('trente-deux fourchettes')
  await button('Login').click()
  // The profile's language is French: what was chosen before the login is kept.
  await look(page, 'State of the connections')

  await openMenu(page, 'CONNECTIONS')
  await look(page, 'Device ID: Scooter 4')
  await page.getByRole('article', { name: 'Courier' }).getByRole('button', { name: 'Actions' }).click()
  await look(page, 'Disconnect')
  await page.getByRole('menuitem', { name: 'Block' }).click()
  await look(page, 'Block Courier?')
  await page.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click()
  await look(page, 'Successful operation')

  await openMenu(page, 'ORDERS')
  await look(page, 'Basil Web')
  await page
    .getByRole('link', { name: new RegExp(orderId) })
    .first()
    .click()
  await look(page, 'The kitchen is closed')
  await button('See more information').click()
  await look(page, '"reason": "closed"')

  await openMenu(page, 'ACCOUNTS')
  await page.getByRole('link', { name: `Harbour Noodles - ${account.id}` }).click()
  await look(page, 'Customer lists')
  await page.getByRole('link', { name: 'Modify account' }).click()
  await look(page, 'Billing details')
  await page.goBack()
  await page.getByRole('link', { name: `Leith - ${account.locationId}` }).click()
  await look(page, 'Callum Orr')
  const permissions = page.getByRole('region', { name: 'Permissions' })
  await permissions.getByLabel('Email').fill('x@')
  await button('+').click()
  await look(page, 'This is not an email address.')
  await permissions.getByLabel('Email').fill('desk@pos.example')
  await button('+').click()
  await look(page, 'Invitation pending')
  await page.getByRole('button', { name: 'Remove desk@pos.example' }).click()
  await look(page, 'Remove this user?')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('link', { name: 'Modify location' }).click()
  await look(page, 'Postcode:')
  await openMenu(page, 'PROFILE')
  await look(page, 'Logout from all devices')

  const { authorizeUrl } = (await (await fetch(`${till.url}/api/hub`)).json()) as { authorizeUrl: string }
  await page.goto(authorizeUrl)
  await look(page, 'Kezia II will be able to:')
  await button('Next').click()
  await look(page, 'Customer list:')
  await button('Allow').click()
  await look(page, 'Copy this code')
  expect(outside).toEqual([])
  expect(errors.filter((error) => !error.includes('422'))).toEqual([])
})

test('every page with its explanation for who opens a dead link or an unknown address, in English', async () => {
  const { hub, browser } = world
  const { page, outside } = await browser.open({ ...phone, locale: 'en-GB' })
  for (const [path, shown] of [
    ['/invitation/nope', 'already been used'],
    ['/reset_password/nope', 'already been used'],
    ['/verify/nope', 'already been used'],
    ['/nowhere', 'Page not found'],
  ] as const) {
    await page.goto(hub.origin + path)
    await look(page, shown)
  }
  expect(outside).toEqual([])
})

test('the pages of data, logs, hours and clients, in English at 390 pixels: no French, no sideways scroll', async () => {
  const { hub } = world
  const list = `/customer_lists/${account.customerListId}/customers`
  const desk = await hub.app('Desk', { account })
  await desk.post('/callback', { events: { order: ['create'] } })
  const { body: customer } = await shop.post(list, {
    first_name: 'Ines',
    email: 'ines.with.a.very.long.address@customers.harbour-noodles.example',
    phone: '+447700900123',
    birth_date: '1990-02-03',
    gender: 'female',
    custom_fields: { vip: true },
  })
  await shop.post('/location/orders', {
    status: 'new',
    customer_id: customer.id,
    loyalty_operations: [{ name: 'Tea Club', delta: '4' }],
  })
  const sku = { ref: 'PT-L', price: '12.50 GBP' }
  await shop.put(`/catalogs/${account.catalogId}`, {
    data: {
      categories: [{ ref: 'W', name: 'Woks' }],
      products: [{ category_ref: 'W', name: 'Pad Thai', skus: [sku, { price: '9.00 GBP', name: 'Small' }] }],
    },
  })
  await shop.patch(`/catalogs/${account.catalogId}/location/inventory`, [{ sku_ref: 'PT-L', stock: '0' }])
  const owner = await hub.person({ admin: [account], locale: 'en-GB' })
  const { body: client } = await owner.post('/clients', {
    name: 'My shop',
    redirect_uris: ['https://shop.example/callbacks/of/a/very/long/address/*'],
  })
  const { page, errors } = await openBackOffice(world, owner, '/customers?locale=en-GB', phone)
  const open = (path: string) => page.goto(hub.origin + path)
  await look(page, 'SPENDING')
  await page.getByRole('link', { name: new RegExp(customer.id) }).click()
  await look(page, 'Tea Club')
  await look(page, 'Custom fields:')
  await page.getByRole('button', { name: 'Anonymise' }).click()
  await look(page, 'Anonymise this customer?')
  await open('/catalogs')
  await look(page, '1 item without ref code: a till cannot recognise it.')
  await open('/inventory')
  await look(page, 'Choose a location to see its inventory.')
  await open(`/inventory?location=${account.locationId}`)
  await look(page, '0: out of stock')
  await open(`/logs/${account.id}/customer-list/${account.customerListId}`)
  await page
    .getByRole('button', { name: /^Show POST/ })
    .first()
    .click()
  await look(page, 'REQUEST')
  await open(`/connections/${account.id}/${shop.connectionId}/logs`)
  await page.getByRole('button', { name: 'Edit' }).click()
  await look(page, 'Loyalty Operation')
  await open(`/connections/${account.id}/${desk.connectionId}/journal`)
  await look(page, 'Pending')
  await open(`/locations/${account.locationId}/hours`)
  await page.getByRole('button', { name: 'Add a slot, Friday' }).click()
  await page.getByLabel('State').selectOption('busy')
  await look(page, 'More minutes')
  await open('/developer')
  await look(page, 'My shop')
  await open(`/developer/${client.client_id}`)
  await look(page, 'No connection yet')
  await open('/developer/new')
  await look(page, 'Redirect URIs:')
  await open('/device')
  await look(page, 'Connect a device')
  expect(errors).toEqual([])
})
