// What a shop does with a web order once it is validated: W-8, W-11, W-12, W-13 and W-14 in a real browser.
import { openBrowser, type TestBrowser } from '@hub/testing'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startStubHub } from '../../apps/till/src/connector/testing/stub-hub.ts'
import type { OrderFields } from '../../apps/till/src/connector/testing/stub-order.ts'
import { startConnectedTill, until } from '../../apps/till/src/connector/testing/till.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
/** Printing stops at the dialog of the browser, which has no one to answer it. */
const silencePrinter = "window.print = () => { document.body.dataset.printed = 'yes' }"

/** A connected till with these orders, in a page at the size of the till. */
async function openWith(...orders: OrderFields[]) {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  const ids = orders.map((order) => hub.place(order).id)
  await until(async () => expect(await till.orders()).toHaveLength(orders.length))
  const opened = await browser.open({ width: 1024, height: 768 })
  await opened.page.addInitScript(silencePrinter)
  await opened.page.goto(till.url)
  await opened.page.getByRole('menubar').waitFor()
  return { hub, till, id: ids[0]!, ...opened }
}

async function openList(page: Page) {
  await button(page, 'Commandes Web').click()
  await page.getByRole('dialog', { name: 'Commandes Web' }).waitFor()
}
const band = (page: Page, text: RegExp) => page.locator('.band').getByText(text).waitFor()

test('texts of 255 signs without a blank push neither a column of W-8 and W-11 nor a button out of sight (kezia 6.4)', async () => {
  const long = 'W'.repeat(255)
  const { page, errors } = await openWith({
    status: 'received',
    ref: long,
    created_by: long,
    seller_notes: long,
    customer: { first_name: long, last_name: long },
    custom_fields: { restaurant: { table_name: long } },
    expected_time: '2041-05-01T20:30:00+02:00',
  })
  await openList(page)
  await page.getByRole('columnheader', { name: 'MEMO' }).waitFor()
  const beyond = (window: string) =>
    page
      .getByRole('dialog', { name: window })
      .getByRole('grid')
      .first()
      .evaluate((table) => table.scrollWidth - table.parentElement!.clientWidth)
  expect(await beyond('Commandes Web')).toBeLessThanOrEqual(0)
  await page.getByText('Attendu pour 01/05/2041 20:30').waitFor()
  await button(page, 'Filtres').click()
  await page.getByLabel('Canal').waitFor()
  const bottomOf = async (box: Locator) => {
    const { y, height } = (await box.boundingBox())!
    return y + height
  }
  expect(await bottomOf(button(page, 'Paiement'))).toBeLessThan(await bottomOf(page.locator('.order-panel')))
  await page.keyboard.press('F3')
  await page.getByRole('columnheader', { name: 'Acompte' }).waitFor()
  expect(await beyond('Cdes en cours')).toBeLessThanOrEqual(0)
  expect(errors).toEqual([])
})

describe('W-8, from «Validée» on', () => {
  test('«Retard», «Commentaire», «Impression» and «Notifier commande prête» reach the hub', async () => {
    const { page, hub, id, errors } = await openWith({
      status: 'accepted',
      service_type: 'delivery',
      expected_time: '2031-05-01T20:30:00+02:00',
      items: [{ options: [] }, { sku_ref: 'NOPE', product_name: 'Pizza du web' }],
      customer_notes: 'Sonner',
    })
    await openList(page)
    await button(page, 'Filtres').click()
    await band(page, /^Validée/)

    await button(page, 'Retard').click()
    await page.getByRole('dialog', { name: /^Retard/ }).waitFor()
    // From +10 min, which is proposed, to +15.
    for (const key of ['ArrowDown', 'Enter']) await page.keyboard.press(key)
    await page.getByText(/^Confirmé pour .*20:45/).waitFor()
    await until(() => expect(hub.order(id).confirmed_time).toBe('2031-05-01T18:45:00Z'))

    await button(page, 'Commentaire').click()
    await page
      .getByRole('dialog', { name: /^Commentaire/ })
      .getByLabel('Commentaire')
      .fill('Client fidèle')
    await page.keyboard.press('Enter')
    await page.getByRole('gridcell', { name: 'Client fidèle' }).waitFor()
    await until(() => expect(hub.order(id).seller_notes).toBe('Client fidèle'))

    await button(page, 'Impression').click()
    const choice = page.getByRole('dialog', { name: 'Fiche Commande Client' })
    await choice.getByText('Impression sur Ticket, A4 ou Sans Impression ?').waitFor()
    await button(page, 'TICKET').click()
    const preview = page.locator('.print-preview')
    await preview.getByText('Pizza du web').waitFor()
    await page.locator('body[data-printed]').waitFor()
    expect(await preview.textContent()).not.toContain('€')
    await button(page, 'Fermer').click()
    await band(page, /^En préparation/)
    await until(() => expect(hub.order(id).status).toBe('in_preparation'))

    await button(page, 'Notifier commande prête').click()
    await band(page, /^Prête/)
    await until(() => expect(hub.order(id).status).toBe('awaiting_shipment'))
    // Touched twice: «Commande livrée» stands there by then.
    await button(page, 'Départ livraison').click()
    await band(page, /^En livraison/)
    await page.mouse.down({ clickCount: 2 })
    await page.mouse.up({ clickCount: 2 })
    expect(await page.getByRole('dialog', { name: 'Commande livrée' }).count()).toBe(0)
    await until(() => expect(hub.order(id).status).toBe('in_delivery'))
    expect(errors).toEqual([])
  })

  test('a second ticket says «DUPLICATA»; A4 has the prices; «SANS» prints nothing', async () => {
    const { page } = await openWith({ status: 'in_preparation' })
    await openList(page)
    for (const isDuplicate of [false, true]) {
      await button(page, 'Impression').click()
      await button(page, 'TICKET').click()
      const preview = page.locator('.print-preview')
      await preview.getByText('PREPARATION').waitFor()
      await expect.poll(() => preview.getByText('DUPLICATA').count()).toBe(isDuplicate ? 1 : 0)
      await page.keyboard.press('Escape')
    }
    await button(page, 'Impression').click()
    await button(page, 'A4').click()
    await page.locator('.print-preview').getByText('Total TTC', { exact: true }).waitFor()
    await expect.poll(() => page.locator('.print-preview').textContent()).toContain('12,00')
    await page.keyboard.press('Escape')
    await button(page, 'Impression').click()
    await button(page, 'SANS').click()
    await page.locator('.print-preview').waitFor({ state: 'detached' })
  })
})

describe('W-11 to W-14', () => {
  const sheetOf = (page: Page) => page.getByRole('dialog', { name: 'Fiche Commande', exact: true })

  test('F3 lists the open orders; «Envoyer en prépa.» and «Solder» reach the hub', async () => {
    const { page, hub, id } = await openWith({ status: 'accepted', created_by: 'HubRise' })
    await page.keyboard.press('F3')
    const list = page.getByRole('dialog', { name: 'Cdes en cours' })
    await list.getByRole('gridcell', { name: `HUB-${id.toUpperCase()}` }).waitFor()
    await list.getByRole('cell', { name: 'MARGHERITA' }).waitFor()
    for (const name of ['Passer en BL', 'Voir F3', 'Central T'])
      expect(await button(page, name).getAttribute('title')).toBe('Non disponible')
    // Its stock is not managed: nothing is kept aside of it.
    await button(page, 'Q Reserv.').click()
    await page
      .getByText(/^Aucune quantité réservée/)
      .first()
      .waitFor()
    await page.keyboard.press('Escape')
    await button(page, 'Envoyer en prépa.').click()
    await until(() => expect(hub.order(id).status).toBe('in_preparation'))
    await page.getByLabel('Retard').check()
    await list.getByText('Aucune commande en cours.').waitFor()
    await page.getByLabel('Toutes').check()
    await button(page, 'Solder').click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Confirmer' }).click()
    await list.getByText('Aucune commande en cours.').waitFor()
    await until(() => expect(hub.order(id).status).toBe('cancelled'))
  })

  test('«OK» with an unknown article shows W-14; F2, «Efface» and «OK» again validate the order', async () => {
    const { page, hub, id } = await openWith({
      service_type: 'collection',
      customer_notes: '<b>Sonner</b>',
      items: [{}, { sku_ref: 'NOPE', product_name: 'Pizza du web', price: '9.30 EUR' }],
      payments: [{ type: 'cash', name: 'Cash', amount: '21.30 EUR' }],
    })
    await until(() => expect(hub.order(id).status).toBe('received'))
    await page.keyboard.press('F3')
    await button(page, 'Visualiser').click()
    const sheet = sheetOf(page)
    await expect.poll(() => sheet.getByLabel('Ets').inputValue()).toBe('EMPORTE')
    await expect.poll(() => sheet.getByLabel('Mode Règ.').inputValue()).toBe('Espèces')
    await expect
      .poll(() => sheet.getByLabel('Nota').inputValue())
      .toBe('-- Etat commande :received --\n<b>Sonner</b>\nCash')
    await button(page, 'OK').click()
    await sheet.getByText('Choisissez un vendeur.').waitFor()
    await sheet.getByLabel('Vendeur').selectOption({ index: 1 })
    await button(page, 'OK').click()
    const refusal = page.getByRole('dialog', { name: 'KeziaII...' })
    await refusal
      .getByText(
        'Au moins un article de la commande est inconnu. La commande ne sera pas transmise au webservice.',
        { exact: true },
      )
      .waitFor()
    await refusal.getByRole('button', { name: 'OK', exact: true }).click()
    expect(hub.order(id).status).toBe('received')

    await page.keyboard.press('F2')
    await page.getByRole('dialog', { name: 'Rechercher un article' }).getByLabel('Designation').fill('regi')
    await button(page, 'REGINA').click()
    await sheet.getByRole('gridcell', { name: 'Pizza du web' }).click()
    await button(page, 'Efface').click()
    await sheet.getByRole('row', { name: /REGINA.*9,30/ }).waitFor()
    await sheet.getByText('Pizza du web').waitFor({ state: 'detached' })
    await button(page, 'OK').click()
    await page.getByRole('dialog', { name: 'Fiche Commande Client' }).waitFor()
    await button(page, 'SANS').click()
    await sheet.waitFor({ state: 'detached' })
    await until(() => expect(hub.order(id).status).toBe('accepted'))
  })

  test('«Supprimer» is «Rejeter» while the order waits', async () => {
    const { page, hub, id } = await openWith({})
    await page.keyboard.press('F3')
    await page.getByRole('gridcell', { name: id, exact: true }).dblclick()
    await sheetOf(page).getByLabel('Vendeur').selectOption({ index: 1 })
    await button(page, 'Supprimer').click()
    await page.getByRole('dialog', { name: /^Rejeter la commande/ }).waitFor()
    await button(page, 'Confirmer').click()
    await until(() => expect(hub.order(id).status).toBe('rejected'))
  })
})
