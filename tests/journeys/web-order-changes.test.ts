// An accepted web order that its source changes or cancels (counter T54, T55, T56), on two stations in a real browser.
import { openBrowser, type TestBrowser } from '@hub/testing'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startStubHub } from '../../apps/till/src/connector/testing/stub-hub.ts'
import { buildOrder, type OrderFields } from '../../apps/till/src/connector/testing/stub-order.ts'
import { onlyOrder, startConnectedTill, until } from '../../apps/till/src/connector/testing/till.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const strip = (page: Page) => page.locator('.order-strip')
/** Runs in the page: counts the notes on the body, since nobody listens here. */
const countNotes = `
  const create = AudioContext.prototype.createOscillator
  AudioContext.prototype.createOscillator = function () {
    document.body.dataset.notes = String(Number(document.body.dataset.notes ?? 0) + 1)
    return create.call(this)
  }`
const notesOf = async (page: Page) => Number((await page.locator('body').getAttribute('data-notes')) ?? 0)

const order: OrderFields = {
  service_type: 'delivery',
  items: [
    { id: 'p', quantity: '2.0', customer_notes: 'Bien cuite' },
    { id: 't', product_name: 'Tiramisu', sku_ref: 'TIRA', price: '5.00 EUR', quantity: '2.0' },
  ],
  payments: [{ amount: '34.00 EUR' }],
  customer: { address_1: '8 rue de Gand', postal_code: '59800', city: 'Lille', phone_access_code: '12A4' },
}

/** An order that was validated, and as many stations as wanted. */
async function openStations(count: number, fields: OrderFields = order) {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  const { id } = hub.place(fields)
  const { number, code } = await onlyOrder(till)
  await until(() => expect(hub.order(id).status).toBe('received'))
  await till.accept(number)
  await until(() => expect(hub.order(id).status).toBe('accepted'))
  const pages: Page[] = []
  for (let index = 0; index < count; index += 1) {
    const { page } = await browser.open({ width: 1024, height: 768 })
    await page.clock.install()
    await page.addInitScript(countNotes)
    await page.goto(till.url)
    await page.getByRole('menubar').waitFor()
    pages.push(page)
  }
  const change = (next: OrderFields) => {
    const built = buildOrder(id, { ...fields, ...next }, '2031-01-01T12:00:00Z')
    const keys = [...Object.keys(next), 'total'] as (keyof typeof built)[]
    hub.change(id, Object.fromEntries(keys.map((key) => [key, built[key]])))
  }
  return { hub, till, id, number, code, change, pages }
}

async function openList(page: Page) {
  await button(page, 'Commandes Web').click()
  const list = page.getByRole('dialog', { name: 'Commandes Web' })
  await list.waitFor()
  return list
}

/** Whether the button is there to be pressed: nothing lies over its middle. */
const isFree = (page: Page, name: string) =>
  button(page, name)
    .first()
    .evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect()
      return element.contains(element.ownerDocument.elementFromPoint(left + width / 2, top + height / 2))
    })

test('a change is told on every station, sounds every 30 s, and «Vu» on one ends it on both (T55)', async () => {
  const { change, pages, code } = await openStations(2)
  const [one, two] = pages as [Page, Page]
  change({
    items: [
      { id: 'p', quantity: '3.0', customer_notes: 'Bien cuite' },
      { id: 'd', product_name: 'Panna cotta', sku_ref: 'PANNA', price: '5.00 EUR' },
    ],
  })
  for (const page of [one, two]) {
    await strip(page).getByText(`Commande ${code} modifiée`).waitFor()
    await strip(page).getByText('1 à voir').waitFor()
    await expect
      .poll(() => strip(page).textContent())
      .toMatch(/2 → 3 MARGHERITA.*\+ 1 Panna cotta.*− 2 Tiramisu/)
    await until(async () => expect(await notesOf(page)).toBe(3))
    await page.clock.runFor(30_000)
    await until(async () => expect(await notesOf(page)).toBe(6))
  }
  const list = await openList(one)
  const row = list.getByRole('grid').locator('tbody tr').first()
  await row.getByText('MODIFIÉE').waitFor()
  await row.getByText('2 → 3 MARGHERITA').waitFor()
  await list.locator('.order-panel .alarm-box').getByText('1 Panna cotta').waitFor()
  await two.keyboard.press('F3')
  const open = two.getByRole('dialog', { name: 'Cdes en cours' })
  await open.getByText('MODIFIÉE').waitFor()

  await strip(two).getByRole('button', { name: 'Vu' }).click()
  for (const page of [one, two]) await strip(page).waitFor({ state: 'detached' })
  await row.getByText('MODIFIÉE').waitFor({ state: 'detached' })
  await open.getByText('MODIFIÉE').waitFor({ state: 'detached' })
  const before = await notesOf(one)
  await one.clock.runFor(90_000)
  expect(await notesOf(one)).toBe(before)
})

test('a cancellation is red, says what to pay back, and ends where the order is opened (T56)', async () => {
  const { hub, id, pages, code } = await openStations(2)
  const [one, two] = pages as [Page, Page]
  hub.change(id, { status: 'cancelled' })
  for (const page of [one, two]) {
    await strip(page)
      .getByText(`La commande ${code} a été annulée. Déjà payée : 34,00 € à rembourser.`)
      .waitFor()
    await until(async () => expect(await notesOf(page)).toBe(3))
  }
  const list = await openList(two)
  await list.getByRole('grid').getByText('ANNULÉE', { exact: true }).waitFor()
  // What is called off is no money.
  await list.getByText('Total TTC : 0,00 €').waitFor()
  await strip(one).getByRole('button', { name: 'Voir' }).click()
  const details = one.getByRole('dialog', { name: 'Détails commande' })
  for (const page of [one, two]) await strip(page).waitFor({ state: 'detached' })
  // What was told stays where it was opened.
  await details.getByText('Déjà payée : 34,00 € à rembourser.').waitFor()
  await list.getByRole('grid').getByText('ANNULÉE', { exact: true }).waitFor({ state: 'detached' })
})

test('a change while its order stands open waits for «Vu» (T56)', async () => {
  const { change, pages } = await openStations(1)
  const [page] = pages as [Page]
  await openList(page)
  await button(page, 'Détails commande').click()
  const details = page.getByRole('dialog', { name: 'Détails commande' })
  await details.waitFor()
  change({ customer_notes: 'Sonner' })
  await strip(page).getByText('Note : Sonner').waitFor()
  await details.getByText('MODIFIÉE').waitFor()
  await expect.poll(() => strip(page).count()).toBe(1)
})

test('a reload, or a station that opens later, finds the alarm (T55)', async () => {
  const { change, pages } = await openStations(1)
  const [page] = pages as [Page]
  change({ customer_notes: 'Sonner' })
  await strip(page).waitFor()
  await page.reload()
  await strip(page).getByText('Note : Sonner').waitFor()
  await until(async () => expect(await notesOf(page)).toBe(3))
})

test('the strip lies over no key of CAISSE (T56, B1)', async () => {
  const { change, pages } = await openStations(1)
  const [page] = pages as [Page]
  await page.keyboard.press('F12')
  await button(page, 'Léa').click()
  await button(page, 'TOTAL').waitFor()
  change({ customer_notes: 'Sonner' })
  await strip(page).waitFor()
  for (const name of ['TOTAL', 'QUITTER CAISSE', 'ANNULE LIGNE', 'FONCTIONS', 'CLAVIERS', 'Vu', 'Voir'])
    expect(await isFree(page, name), name).toBe(true)
  const { y, height } = (await strip(page).boundingBox())!
  const window = (await page.getByRole('dialog').first().boundingBox())!
  expect(window.y).toBeGreaterThanOrEqual(y + height)
  expect(window.y + window.height).toBeLessThanOrEqual(768)
})

describe('what the panel shows without a click (T54)', () => {
  test('«ALLERGIE» first, dishes with options and notes, phone, address, code; a note of 1 000 signs scrolls, the buttons stay', async () => {
    const long = 'Merci de sonner deux fois. '.repeat(38).slice(0, 1000)
    const { pages } = await openStations(1, {
      ...order,
      customer_notes: `INTOLÉRANCE au gluten. ${long}`,
      expected_time: '2031-05-01T20:30:00+02:00',
    })
    const [page] = pages as [Page]
    await openList(page)
    const panel = page.locator('.panel-facts')
    await panel.getByText('ALLERGIE', { exact: true }).waitFor()
    for (const text of [
      'Attendu pour 01/05/2031 20:30',
      'Payée',
      '2 × MARGHERITA',
      'Bien cuite',
      '2 × Tiramisu',
      'Tél. +33612345678',
      '8 rue de Gand',
      '59800 Lille',
      "Code d'accès : 12A4",
      'Total 34,00 €',
    ])
      await panel.getByText(text, { exact: true }).waitFor()
    const text = (await panel.textContent()) ?? ''
    expect(text.indexOf('ALLERGIE')).toBeLessThan(text.indexOf('Attendu'))
    expect((await page.locator('.order-panel').boundingBox())!.width).toBe(380)
    for (const name of [
      'Détails commande',
      'Valider commande',
      'Rejeter',
      'Retard',
      'Impression',
      'Paiement',
    ])
      expect(await isFree(page, name), name).toBe(true)
    expect(await panel.evaluate(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight)).toBe(true)

    // W-9: «Fermer» has its own place below what scrolls.
    await button(page, 'Détails commande').click()
    const texts = (await page.locator('.details-texts').boundingBox())!
    const close = (await page.locator('.details-side > .button').boundingBox())!
    expect(close.y).toBeGreaterThanOrEqual(texts.y + texts.height)
    expect(await isFree(page, 'Fermer')).toBe(true)
  })

  test('«Total TTC» leaves out Rejetée, Annulée and Échec livraison', async () => {
    const { hub, till, pages } = await openStations(1)
    const [page] = pages as [Page]
    for (const status of ['rejected', 'cancelled', 'delivery_failed'] as const) {
      const { id } = hub.place({ status: 'received' })
      await until(async () => expect((await till.orders()).map(({ sourceId }) => sourceId)).toContain(id))
      hub.change(id, { status })
    }
    const list = await openList(page)
    await list.getByText('Total TTC : 34,00 €').waitFor()
    await until(async () => expect(await list.getByRole('grid').locator('tbody tr').count()).toBe(4))
    await list.getByText('Total TTC : 34,00 €').waitFor()
  })
})
