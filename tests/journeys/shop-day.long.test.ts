// A day in the shop: 20 sales at the counter, 10 orders from two apps, a cut line, a printer without paper, the closing.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Order } from '@hub/contract'
import {
  type App,
  openBrowser,
  personPassword,
  startHub,
  startProxy,
  startTestTill,
  type TestBrowser,
  type TestHub,
  type TestProxy,
  type TestTill,
  until,
} from '@hub/testing'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FakePrinter, startPrinter } from '../../apps/till/src/printing/testing/printer.ts'
import { printerForm } from '../../apps/till/src/printing/testing/till.ts'
import type { ClosingReport, ClosingRow } from '../../apps/till/src/sales/closings/wire.ts'
import type { Sale, SaleRow } from '../../apps/till/src/sales/wire.ts'
import { connectTill, openTill } from './world.ts'

let hub: TestHub
let proxy: TestProxy
let till: TestTill
let browser: TestBrowser
let printer: FakePrinter
let page: Page
let errors: string[]
let shop: App
let platform: App

beforeAll(async () => {
  hub = await startHub()
  proxy = await startProxy(hub.origin)
  const client = await hub.client('Kezia II')
  till = await startTestTill({ hubOrigin: proxy.origin, managerOrigin: hub.origin, client })
  browser = await openBrowser()
  printer = await startPrinter()
})
afterAll(async () => {
  await browser.close()
  await till.close()
  await printer.close()
  await proxy.close()
  await hub.close()
})

const button = (name: string) => page.getByRole('button', { name, exact: true })
const dialog = (name: string) => page.getByRole('dialog', { name, exact: true })
/** A picture of the screen: for who wants to look at it, and for the guide (docs/till). */
const look = async (name: string) => {
  const folder = process.env.SCREENSHOTS
  if (folder === undefined) return
  // What was just done passes by over the window.
  await page.locator('.notice').waitFor({ state: 'detached' })
  await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled', caret: 'hide' })
}
async function ask<T>(path: string, method = 'GET', body?: unknown): Promise<T> {
  const response = await fetch(till.url + path, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

// At the counter -------------------------------------------------------------------------------------------------

const lines = () => page.getByRole('table', { name: 'Vente en cours' }).locator('tbody tr')

async function enter(...codes: string[]) {
  const entry = page.getByLabel('Code, nom ou quantité').and(page.getByRole('textbox'))
  for (const code of codes) {
    const before = (await lines().allTextContents()).join()
    await entry.fill(code)
    await page.keyboard.press('Enter')
    await until(async () => (await lines().allTextContents()).join() !== before)
  }
}
async function discount(key: string, kind: '%' | 'Montant', typed: string) {
  await button(key).click()
  if (kind === 'Montant') await page.getByLabel('Montant').check()
  await page.getByRole('textbox', { name: 'Remise' }).fill(typed)
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Remise' }).waitFor({ state: 'detached' })
}
/** «TOTAL», each mode with what is typed for it, «Valider», and the ticket is closed. */
async function settle(paid: [mode: string, typed?: string][], paper: 'TICKET' | 'SANS' = 'SANS') {
  await button('TOTAL').click()
  const settlement = dialog('Règlement')
  await settlement.getByRole('radio', { name: paper }).check()
  for (const [mode, typed] of paid) {
    if (typed !== undefined) await settlement.getByLabel('Montant').fill(typed)
    await settlement.getByRole('button', { name: mode, exact: true }).click()
  }
  await settlement.getByRole('button', { name: 'Valider' }).click()
  await page.getByRole('article', { name: /^(Ticket|Facture) / }).waitFor()
  await page.keyboard.press('Enter')
  await until(async () => (await lines().count()) === 0)
}

type Step = () => Promise<unknown>
const sell =
  (codes: string[], paid: [string, string?][], before: Step = async () => undefined) =>
  async () => {
    await enter(...codes)
    await before()
    await settle(paid)
  }
const click = (name: string) => () => button(name).click()

const cash: [string, string?][] = [['Espèces']]
const card: [string, string?][] = [['Cartes']]

/** One of every kind; the printer comes to them. */
const counterSales: Step[] = [
  sell(['1'], cash),
  sell(['1', '11'], [['Espèces', '20']]),
  sell(['3*2', '10'], card),
  sell(['13', '14'], card),
  sell(['2', '3'], [['Cartes', '10'], ['Espèces']]),
  sell(['5'], [['Titre restaurant', '10'], ['Espèces']]),
  sell(['4'], [['Chèques']]),
  sell(['1', '15', '11'], card, click('SOUS-TOTAL')),
  sell(['1', '13'], cash, click('Emporté')),
  sell(['16', '12'], cash, () => discount('REMISE LIGNE', '%', '10')),
  sell(['2', '13'], card, () => discount('REMISE TOTAL', 'Montant', '2')),
  async () => {
    await button('RETOUR ARTICLE').click()
    await enter('11')
    await settle(cash)
  },
  async () => {
    await enter('1', '12')
    await button('ATTENTE').click()
    await until(async () => (await lines().count()) === 0)
    await sell(['15'], cash)()
    await button('RAPPEL (1) ATTENTE').click()
    await until(async () => (await lines().count()) === 2)
    await settle(card)
  },
  sell(['1', '2', '3', '4', '5'], card),
  sell(['10', '10', '10'], cash),
  sell(
    ['2*14', '13'],
    [
      ['Cartes', '20'],
      ['Chèques', '10'],
      ['Espèces', '20'],
    ],
  ),
  sell(['16'], [['Espèces', '50']]),
  sell(['0.5*3'], cash),
  async () => {
    await enter('3', '1')
    await button('ANNULE LIGNE').click()
    await settle(cash)
  },
]

// Web orders -----------------------------------------------------------------------------------------------------

const item = (name: string, ref: string, price: string, more: object = {}) => ({
  product_name: name,
  sku_ref: ref,
  price: `${price} EUR`,
  quantity: '1',
  ...more,
})
const online = (amount: string) => [{ type: 'online', name: 'Carte en ligne', amount: `${amount} EUR` }]
const promised = (amount: string) => [{ type: 'cash', name: 'Espèces', amount: `${amount} EUR` }]

const margherita = item('Margherita', '1', '12.00')
const cola = item('Cola', '11', '2.80')

/** Of every kind, from both apps. */
const webOrders: [app: () => App, order: object][] = [
  [() => shop, { service_type: 'collection', items: [margherita], payments: online('12.00') }],
  [
    () => shop,
    {
      service_type: 'delivery',
      items: [{ ...margherita, quantity: '2' }],
      charges: [{ name: 'Livraison', type: 'delivery', price: '3.00 EUR' }],
      payments: promised('27.00'),
    },
  ],
  [
    () => platform,
    {
      service_type: 'collection',
      items: [item('Pizza surprise', 'NOPE', '11.00', { tax_rate: '10.0' })],
      payments: online('11.00'),
    },
  ],
  [
    () => platform,
    {
      service_type: 'collection',
      deals: { menu: { name: 'Déjeuner', ref: '17' } },
      items: [
        item('Margherita', '1', '9.00', { deal_line: { deal_key: 'menu' } }),
        item('Tiramisu', '15', '4.50', { deal_line: { deal_key: 'menu' } }),
        item('Cola', '11', '3.00', { deal_line: { deal_key: 'menu' } }),
      ],
      payments: online('16.50'),
    },
  ],
  [
    () => shop,
    {
      service_type: 'collection',
      items: [
        item('Regina', '2', '13.50', {
          options: [
            { option_list_name: 'Suppléments', name: 'Olives', ref: '7', price: '0.80 EUR', quantity: 1 },
          ],
        }),
      ],
      payments: online('14.30'),
    },
  ],
  [
    () => platform,
    {
      service_type: 'delivery',
      items: [margherita, cola],
      discounts: [{ name: 'Bienvenue', price_off: '2.80 EUR' }],
      payments: online('12.00'),
    },
  ],
  [
    () => shop,
    {
      service_type: 'eat_in',
      custom_fields: { restaurant: { table_name: '13' } },
      items: [cola],
      payments: promised('2.80'),
    },
  ],
  [
    () => platform,
    { service_type: 'collection', items: [margherita], payments: [...online('6.00'), ...promised('6.00')] },
  ],
  [() => shop, { service_type: 'collection', items: [{ ...margherita, quantity: '9' }] }],
  [() => platform, { service_type: 'delivery', items: [cola], payments: online('2.80') }],
]

const placed: string[] = []
async function place(index: number) {
  const [app, order] = webOrders[index]!
  const { status, body } = await app().post<Order>('/location/orders', { status: 'new', ...order })
  expect([index, status]).toEqual([index, 200])
  placed[index] = body.id
}
const statusAtHub = async (index: number) => {
  const { body } = await webOrders[index]![0]().get<Order>(`/location/orders/${placed[index]}`)
  return body.status
}

const rowOf = (index: number) => page.getByRole('grid').getByRole('row').filter({ hasText: placed[index]! })
const band = (text: RegExp) => page.locator('.band').getByText(text).waitFor()

async function openOrders() {
  if (await dialog('Commandes Web').isVisible()) return
  await page.getByRole('button', { name: 'Commandes Web' }).last().click()
  await page.getByLabel('Vendeur :').selectOption({ label: 'Léa' })
}
async function accept(index: number) {
  await rowOf(index).click()
  await button('Valider commande').click()
  await button('Confirmer').click()
  await band(/^Validée/)
}
/** Settles what is left of an order, and closes its facture. */
async function invoice(paid: [mode: string][]) {
  const settlement = dialog('Règlement')
  await settlement.getByRole('radio', { name: 'SANS' }).check()
  for (const [mode] of paid) await settlement.getByRole('button', { name: mode, exact: true }).click()
  await settlement.getByRole('button', { name: 'Valider' }).click()
  await closeInvoice()
}
async function closeInvoice() {
  const facture = page.getByRole('dialog', { name: /^(Facture|Ticket) / })
  await facture.getByRole('button', { name: 'Fermer', exact: true }).click()
  await facture.waitFor({ state: 'detached' })
}

const cents = (money: string) => Math.round(Number(money.split(' ')[0]) * 100)
const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0)
/** By key, of all that a list of sales says. */
function sumBy<T>(
  entries: T[],
  key: (entry: T) => string,
  value: (entry: T) => number,
): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const entry of entries) sums[key(entry)] = (sums[key(entry)] ?? 0) + value(entry)
  return sums
}

test('a day in the shop adds up, on paper, in the chain and at the hub', { timeout: 300_000 }, async () => {
  const account = await hub.account()
  const lea = await hub.person({ admin: [account] })
  shop = await hub.app('LivePepper', { account })
  platform = await hub.app('Uber Eats', { account })
  const opened = await openTill({ browser, till })
  page = opened.page
  errors = opened.errors
  page.setDefaultTimeout(20_000)
  await page.evaluate('globalThis.print = () => undefined')

  // Opening: connect, send the articles, a printer for the tickets.
  await connectTill(page, lea.email, personPassword)
  await look('connexion')
  await page.getByRole('tab', { name: 'E/S' }).click()
  await button('Envoi Articles sur HubRise').click()
  await button('Confirmer').click()
  await page.getByText(/^Envoi terminé : \d+ élément\(s\), 0 erreur\(s\)$/).waitFor()
  await page.keyboard.press('Escape')
  await ask('/api/printers', 'POST', printerForm(printer, { printsTickets: true }))
  await look('accueil')
  await page.keyboard.press('F2')
  await page.getByRole('row').filter({ hasText: 'MARGHERITA' }).dblclick()
  await dialog('Fiche Article').waitFor()
  await look('article')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')

  // The morning at the counter.
  await page.keyboard.press('F12')
  await button('Léa').click()
  for (const step of counterSales) await step()
  // The twentieth prints: the paper is out, a strip says so, and the paper back prints it.
  printer.paper = 'out'
  await enter('12')
  await settle([['Espèces']], 'TICKET')
  await page.getByText('plus de papier', { exact: false }).first().waitFor()
  await look('imprimante')
  printer.paper = 'full'
  await until(() => printer.tickets.length === 1)
  const morning = await ask<SaleRow[]>('/api/sales')
  expect(morning).toHaveLength(counterSales.length + 2)

  // Noon: both apps send, while a sale is in progress.
  await enter('1', '2*11', '15')
  await look('caisse')
  await button('TOTAL').click()
  await dialog('Règlement').waitFor()
  await look('reglement')
  await page.keyboard.press('Escape')
  for (const index of webOrders.keys()) await place(index)
  await page.getByText('Nouvelle(s) commande(s) WEB disponible sur Kezia').first().waitFor()
  await look('alerte')
  await page.locator('.overlay-alert').getByRole('button', { name: 'Fermer' }).click()
  for (const index of webOrders.keys()) await until(async () => (await statusAtHub(index)) === 'received')
  await openOrders()
  await until(async () => (await page.getByRole('grid').getByRole('row').count()) >= webOrders.length)
  await look('commandes-web')

  // Paid and collected: ready, handed over, and its facture is made by itself.
  for (const index of [0, 2, 3, 4]) {
    await accept(index)
    await button('Notifier commande prête').click()
    await band(/^Prête/)
    await button('Commande remise').click()
    await band(/^Terminée/)
  }
  // A delivery to be paid at the door: paid by card instead of the cash that was promised.
  await accept(1)
  await button('Notifier commande prête').click()
  await band(/^Prête/)
  await button('Départ livraison').click()
  await band(/^En livraison/)
  await button('Commande livrée').click()
  await dialog('Commande livrée').getByRole('button', { name: 'Paiement' }).click()
  await invoice([['Cartes']])
  await band(/^Terminée/)
  // At the table: paid before it is ready.
  await accept(6)
  await button('Paiement').click()
  await invoice([['Espèces']])
  // Half online, half in cash.
  await accept(7)
  await button('Paiement').click()
  await invoice([['Espèces']])
  // Too much for one evening.
  await rowOf(8).click()
  await button('Rejeter').click()
  await page.getByLabel('Trop de commandes').check()
  await button('Confirmer').click()
  await band(/^Rejetée/)
  // Accepted, then called off by the customer.
  await accept(9)
  await until(async () => (await statusAtHub(9)) === 'accepted')
  await platform.patch(`/location/orders/${placed[9]}`, { status: 'cancelled' })
  await rowOf(9).getByText('Annulée').waitFor()
  await page.getByText('a été annulée').waitFor()
  await page.locator('.order-strip').getByRole('button', { name: 'Vu' }).click()

  // The line is cut: the till goes on, and what it decided arrives afterwards.
  proxy.fault(() => ({ kind: 'cut' }))
  proxy.cutAll()
  await accept(5)
  await button('Notifier commande prête').click()
  await band(/^Prête/)
  await page.getByText('Hub injoignable : la caisse continue.').first().waitFor()
  await look('coupure')
  await page.keyboard.press('Escape')
  await settle([['Espèces']])
  proxy.fault(() => undefined)
  await until(async () => (await statusAtHub(5)) === 'awaiting_shipment')
  await openOrders()
  await rowOf(5).click()
  await button('Départ livraison').click()
  await band(/^En livraison/)
  await button('Commande livrée').click()
  await band(/^Terminée/)
  const ends = ['completed', 'completed', 'completed', 'completed', 'completed', 'completed']
  for (const [index, end] of ends.entries()) await until(async () => (await statusAtHub(index)) === end)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')

  // Closing.
  await button('JOURNAUX').click()
  await page.getByRole('table', { name: 'Par taux de TVA' }).waitFor()
  await look('journaux')
  await button('Clôture').click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Clôture' }).click()
  await page.getByRole('article', { name: 'Clôture du jour n° 1' }).waitFor()
  await look('cloture')

  const [closing] = await ask<ClosingRow[]>('/api/closings')
  const report = await ask<ClosingReport>(`/api/closings/${closing!.id}`)
  const numbers = Array.from({ length: report.lastSale! }, (_, index) => index + 1)
  const sales = await Promise.all(numbers.map((number) => ask<Sale>(`/api/sales/${number}`)))
  expect(report.saleCount).toBe(sales.length)
  const rows = (dimension: string) =>
    Object.fromEntries(
      report.rows
        .filter((row) => row.dimension === dimension)
        .map(({ label, totalCents }) => [label, totalCents]),
    )
  // Per VAT rate and per mode, the closing is the sum of the tickets.
  const perRate = sumBy(
    sales.flatMap(({ vat }) => vat),
    ({ rate }) => rate,
    ({ totalCents }) => totalCents,
  )
  expect(Object.values(rows('vat')).sort()).toEqual(Object.values(perRate).sort())
  const perMode = sumBy(
    sales.flatMap(({ payments }) => payments),
    ({ modeName }) => modeName,
    ({ cents: paid }) => paid,
  )
  perMode.Espèces! -= sum(sales.map(({ changeCents }) => changeCents))
  expect(rows('mode')).toEqual(perMode)
  expect(report.totalCents).toBe(sum(sales.map(({ totalCents }) => totalCents)))

  // The hub's figures agree: what was invoiced here is what each order comes to there.
  const invoiced = sales.filter(({ origin }) => origin.kind === 'web-order')
  const { body: orders } = await shop.get<Order[]>('/location/orders?count=100')
  const settledThere = orders.filter(({ id }) =>
    [0, 1, 2, 3, 4, 5, 6, 7].some((index) => placed[index] === id),
  )
  expect(invoiced).toHaveLength(settledThere.length)
  expect(sum(invoiced.map(({ totalCents }) => totalCents))).toBe(
    sum(settledThere.map(({ total }) => cents(total))),
  )

  // The chain holds, and one byte changed breaks it.
  const file = join(till.dataDir, 'till.sqlite')
  const copy = join(till.dataDir, 'copy.sqlite')
  execFileSync(process.execPath, [
    '-e',
    `new (require('node:sqlite').DatabaseSync)(${JSON.stringify(file)}).exec("vacuum into '${copy}'")`,
  ])
  const verify = () =>
    execFileSync(process.execPath, ['apps/till/src/sales/verify-cli.ts', copy], {
      encoding: 'utf8',
      stdio: 'pipe',
    })
  expect(verify()).toMatch(/\d/)
  const bytes = readFileSync(copy)
  // In the row of a sale's line code, definition and quantity stand side by side.
  const at = bytes.indexOf('1MARGHERITA1')
  expect(at).toBeGreaterThan(0)
  bytes[at + 1] = 'N'.charCodeAt(0)
  writeFileSync(copy, bytes)
  expect(verify).toThrow()
  expect(errors.filter((error) => !/ERR_|422/.test(error))).toEqual([])
})
