// A commande of the till from its first line to its facture, by the keyboard: W-11, W-12, W-13; and R-A6 in a real browser.

import { openBrowser, type TestBrowser } from '@hub/testing'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startStubHub } from '../../apps/till/src/connector/testing/stub-hub.ts'
import { startConnectedTill, until } from '../../apps/till/src/connector/testing/till.ts'
import type { OwnOrderDetails } from '../../apps/till/src/orders/wire.ts'
import { changeArticle } from '../../apps/till/src/testing/change-article.ts'
import { orderForm, orderLine } from '../../apps/till/src/testing/own-order.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name, exact: true })

async function open() {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  const opened = await browser.open({ width: 1024, height: 768 })
  await opened.page.addInitScript("window.print = () => { document.body.dataset.printed = 'yes' }")
  await opened.page.goto(till.url)
  await opened.page.getByRole('menubar').waitFor()
  return { hub, till, ...opened }
}

test('a tariff, options and a menu by the keyboard; each ticket is counted; changed, it is asked about paper again (kezia W-12, W-13, §4.5)', async () => {
  const { page, till, errors } = await open()
  await changeArticle(till, 2, {
    tariffs: [
      { idtar: null, title: 'Normale', price: '13,50' },
      { idtar: null, title: 'Grande', price: '9,00' },
    ],
  })
  const { keyboard } = page
  await keyboard.press('F6')
  const sheet = dialog(page, 'Fiche Commande')
  await sheet.getByLabel('Vendeur').selectOption({ index: 1 })
  await sheet.getByLabel('Code', { exact: true }).focus()
  await keyboard.type('2')
  await keyboard.press('Enter')
  await dialog(page, 'Tarif de REGINA').waitFor()
  await keyboard.press('2')
  await keyboard.press('Enter')
  await sheet.getByRole('row', { name: /REGINA.*Grande/ }).waitFor()

  // «+» on the line, the first option, Enter; then its quantity, and back to where codes are typed.
  await sheet.getByLabel('Unités de REGINA, ligne 1').focus()
  await keyboard.press('+')
  await dialog(page, 'Options de REGINA').waitFor()
  await keyboard.press('Space')
  await keyboard.press('Enter')
  await sheet.getByRole('row', { name: /TOMATES/ }).waitFor()
  await sheet.getByLabel('Unités de REGINA, ligne 1').fill('2')
  for (let cell = 0; cell < 3; cell += 1) await keyboard.press('Enter')
  expect(await page.evaluate("document.activeElement.getAttribute('aria-label')")).toBe('Code')

  // What is typed after a search that came to nothing goes where codes are typed.
  await keyboard.press('F2')
  await dialog(page, 'Rechercher un article').waitFor()
  await keyboard.press('Escape')
  await dialog(page, 'Rechercher un article').waitFor({ state: 'detached' })
  await until(async () => {
    await keyboard.type('x')
    expect(await sheet.getByLabel('Code', { exact: true }).inputValue()).toMatch(/x$/)
  })
  await sheet.getByLabel('Code', { exact: true }).fill('')
  await keyboard.press('F2')
  await dialog(page, 'Rechercher un article').waitFor()
  await keyboard.type('menu')
  await button(page, 'MENU DEJEUNER').waitFor()
  await keyboard.press('Enter')
  const menu = dialog(page, 'Menu DEJEUNER')
  for (const name of ['MARGHERITA', 'TIRAMISU', 'COLA 33 CL'])
    await menu.getByRole('button', { name }).click()
  await menu.getByRole('button', { name: 'Valider' }).click()
  await sheet.getByText('menu DEJEUNER').nth(2).waitFor()
  await button(page, 'SS/TOT').click()
  // 2 × (9,00 + 0,50) + 16,50
  await page.getByText('Sous-total : 35,50 €. 1 menu reconnu.').waitFor()

  await button(page, 'OK').click()
  await dialog(page, 'Fiche Commande Client').waitFor()
  await button(page, 'TICKET').click()
  const preview = page.locator('.print-preview')
  await preview.getByText('2 × REGINA - Grande').waitFor()
  await preview.getByText('2 × TOMATES').waitFor()
  expect(await preview.getByText('DUPLICATA').count()).toBe(0)
  await button(page, 'Imprimer').click()
  await preview.getByText('DUPLICATA').waitFor()
  await keyboard.press('Escape')

  await keyboard.press('F3')
  await dialog(page, 'Cdes en cours').getByRole('cell', { name: 'REGINA - Grande' }).waitFor()
  await keyboard.press('Enter')
  await sheet.getByLabel('Nota').fill('Sonner')
  await button(page, 'OK').click()
  await dialog(page, 'Fiche Commande Client').waitFor()
  await keyboard.press('ArrowLeft')
  await keyboard.press('Enter')
  await sheet.waitFor({ state: 'detached' })
  const { body } = await till.get<OwnOrderDetails>('/api/orders/1')
  expect(body).toMatchObject({ nota: 'Sonner', totalCents: 3550, ticketCount: 2, isInPreparation: true })
  expect(errors).toEqual([])
})

test('codes follow one another; «Facturer» shows the facture and what is to be given back, though the commande has left the list (kezia W-11, W-7)', async () => {
  const { page, errors } = await open()
  const { keyboard } = page
  await keyboard.press('F6')
  const sheet = dialog(page, 'Fiche Commande')
  await sheet.getByLabel('Vendeur').selectOption({ index: 1 })
  await sheet.getByLabel('Code', { exact: true }).focus()
  for (const code of ['1', '11', '11']) {
    await keyboard.type(code)
    await keyboard.press('Enter')
  }
  await expect.poll(() => sheet.getByLabel('Unités de COLA 33 CL, ligne 2').inputValue()).toBe('2')
  await button(page, 'OK').click()
  await dialog(page, 'Fiche Commande Client').waitFor()
  await button(page, 'SANS').click()
  await keyboard.press('F3')
  await dialog(page, 'Cdes en cours').getByRole('cell', { name: 'MARGHERITA' }).waitFor()
  await button(page, 'Facturer').click()
  const settlement = dialog(page, 'Règlement')
  await settlement.getByLabel('SANS').check()
  await settlement.getByLabel('Montant').fill('20')
  await keyboard.press('Enter')
  await keyboard.press('Enter')
  const ticket = dialog(page, 'Ticket 1')
  await ticket.getByText('2,40 €').first().waitFor()
  await ticket.getByRole('button', { name: 'Fermer' }).click()
  await page.getByText('Aucune commande en cours.').waitFor()
  expect(errors).toEqual([])
})

test('what another poste changes meanwhile is told, and nothing typed is lost', async () => {
  const { page, till } = await open()
  const form = orderForm({ lines: [orderLine(1, '12,00')] })
  const { number, revision } = (await till.post<OwnOrderDetails>('/api/orders', form)).body
  await page.keyboard.press('F3')
  await dialog(page, 'Cdes en cours').getByRole('cell', { name: 'MARGHERITA' }).waitFor()
  await page.keyboard.press('Enter')
  const sheet = dialog(page, 'Fiche Commande')
  await sheet.getByLabel('Nota').fill('Sonner')
  await till.put(`/api/orders/${number}`, { ...form, revision, nota: 'Vite' })
  await sheet.getByText(/Modifiée sur un autre poste/).waitFor()
  await expect.poll(() => sheet.getByLabel('Nota').inputValue()).toBe('Sonner')
  await button(page, 'Relire la commande').click()
  await until(async () => expect(await sheet.getByLabel('Nota').inputValue()).toBe('Vite'))
})

test('an alert that is closed gives the keyboard back: arrows and Enter go on in «Cdes en cours» (kezia W-10, W-11)', async () => {
  const { page, till, hub } = await open()
  for (const expected_time of ['2031-05-01T20:30:00+02:00', '2031-05-01T21:30:00+02:00'])
    hub.place({ status: 'accepted', expected_time })
  await until(async () => expect(await till.orders()).toHaveLength(2))
  await page.keyboard.press('F3')
  const rows = dialog(page, 'Cdes en cours').getByRole('grid').getByRole('row')
  await rows.nth(2).waitFor()
  const chosen = async () => (await rows.nth(2).getAttribute('aria-selected')) === 'true'
  hub.place({ expected_time: '2031-05-01T22:30:00+02:00' })
  await page.locator('.overlay-alert').getByRole('button', { name: 'Fermer' }).click()
  await until(async () => expect(await page.evaluate('document.activeElement.tagName')).toBe('TR'))
  await page.keyboard.press('ArrowDown')
  await until(async () => expect(await chosen()).toBe(true))
  await page.keyboard.press('Enter')
  await dialog(page, 'Fiche Commande').waitFor()
})

test('the lines of a web order are read only, until W-4 allows to change them here (kezia R-A6)', async () => {
  const { page, till, hub } = await open()
  const { id } = hub.place({ status: 'accepted' })
  await until(async () => expect(await till.orders()).toHaveLength(1))
  await page.keyboard.press('F3')
  await page.getByRole('gridcell', { name: id, exact: true }).dblclick()
  const sheet = dialog(page, 'Fiche Commande')
  await sheet.getByRole('gridcell', { name: 'MARGHERITA' }).waitFor()
  const units = sheet.getByLabel('Unités de MARGHERITA, ligne 1')
  expect(await units.count()).toBe(0)

  const { body } = await till.get<object>('/api/web-order-settings')
  await till.put('/api/web-order-settings', { ...body, isEditingAllowed: true })
  await units.fill('3')
  await sheet.getByText('36,00 €').last().waitFor()
  await sheet.getByLabel('Vendeur').selectOption({ index: 1 })
  await button(page, 'OK').click()
  await dialog(page, 'Fiche Commande Client').waitFor()
  await button(page, 'SANS').click()
  await until(async () => expect(await till.orders()).toMatchObject([{ totalCents: 3600, isEdited: true }]))
  expect(hub.patches(id)).toEqual([])
})

test('two columns pasted from Excel are lines; what is no article or no quantity is named (kezia D63)', async () => {
  const { page } = await open()
  await page.keyboard.press('F6')
  const sheet = dialog(page, 'Fiche Commande')
  await sheet.getByLabel('Code', { exact: true }).focus()
  await page.evaluate(`
    const clipboardData = new DataTransfer()
    clipboardData.setData('text', 'Code\\tQuantité\\n11\\t2,5\\nNOPE\\t3\\n1\\t4\\n12\\tdeux')
    document.activeElement.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  `)
  await sheet.getByText('Non ajoutés, à corriger (code ou quantité) : NOPE × 3 ; 12 × deux').waitFor()
  await expect.poll(() => sheet.getByLabel('Unités de COLA 33 CL, ligne 1').inputValue()).toBe('2,5')
  await expect.poll(() => sheet.getByLabel('Unités de MARGHERITA, ligne 2').inputValue()).toBe('4')
})

test('lines and articles that cannot be read say so, and «Réessayer» reads them (kezia W-11, W-12)', async () => {
  const { page, till, hub } = await open()
  const { id } = hub.place({ status: 'accepted' })
  await until(async () => expect(await till.orders()).toHaveLength(1))
  const failing = /\/api\/(web-orders\/\d+|articles\?.*)$/
  await page.route(failing, (route) => route.fulfill({ status: 500, json: { message: 'Panne.' } }))
  await page.keyboard.press('F3')
  const orders = dialog(page, 'Cdes en cours')
  await orders.getByRole('gridcell', { name: id, exact: true }).waitFor()
  await orders.getByRole('alert').getByText('Panne.').waitFor()
  await page.unroute(failing)
  await orders.getByRole('button', { name: 'Réessayer' }).click()
  await orders.getByRole('cell', { name: 'MARGHERITA' }).waitFor()

  await page.keyboard.press('F6')
  await page.route(failing, (route) => route.fulfill({ status: 500, json: { message: 'Panne.' } }))
  await dialog(page, 'Fiche Commande').getByLabel('Code', { exact: true }).press('F2')
  const search = dialog(page, 'Rechercher un article')
  await search.getByRole('alert').getByText('Panne.').waitFor()
  await page.unroute(failing)
  await search.getByRole('button', { name: 'Réessayer' }).click()
  await search.getByRole('button', { name: 'MARGHERITA' }).waitFor()
})
