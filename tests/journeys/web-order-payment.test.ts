// A web order from its settlement to its end, and its facture: W-8, W-7, W-11 and «Envoi Factures sur HubRise».
import { openBrowser, type TestBrowser } from '@hub/testing'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startStubHub } from '../../apps/till/src/connector/testing/stub-hub.ts'
import type { OrderFields } from '../../apps/till/src/connector/testing/stub-order.ts'
import { startConnectedTill, until } from '../../apps/till/src/connector/testing/till.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true })
const band = (page: Page, text: RegExp) => page.locator('.band').getByText(text).waitFor()

async function openWith(order: OrderFields) {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  const { id } = hub.place({ status: 'accepted', expected_time: '2031-05-01T20:30:00+02:00', ...order })
  await until(async () => expect(await till.orders()).toHaveLength(1))
  const opened = await browser.open({ width: 1024, height: 768 })
  await opened.page.addInitScript('window.print = () => {}')
  await opened.page.goto(till.url)
  await opened.page.getByRole('menubar').waitFor()
  return { hub, till, id, ...opened }
}

async function openList(page: Page) {
  await button(page, 'Commandes Web').click()
  await page.getByLabel('Vendeur :').selectOption({ index: 1 })
}

test('a delivery that is not paid is settled at its end, or later; the facture shows its options (kezia W-7, W-8, D36)', async () => {
  const { page, hub, id, errors } = await openWith({
    created_by: 'LivePepper',
    status: 'awaiting_shipment',
    service_type: 'delivery',
    collection_code: '12088610',
    customer_notes: 'Sonner deux fois',
    items: [
      {
        quantity: '2',
        options: [
          { option_list_name: 'Extras', name: 'Tomates', ref: '6', price: '0.50 EUR', quantity: 1 },
          {
            option_list_name: 'Sans',
            name: 'Oignon',
            ref: null,
            price: '0.00 EUR',
            quantity: 1,
            removed: true,
          },
        ],
      },
    ],
    charges: [{ price: '2.00 EUR' }],
    payments: [{ type: 'cash', name: 'Cash', amount: '27.00 EUR' }],
    total: '27.00 EUR',
  })
  await openList(page)
  await button(page, 'Départ livraison').click()
  await band(page, /^En livraison/)
  await button(page, 'Commande livrée').click()
  const question = dialog(page, 'Commande livrée')
  await question.getByText(/il reste 27,00.€ à régler/).waitFor()
  await question.getByRole('button', { name: 'Livrée sans règlement' }).waitFor()
  await question.getByRole('button', { name: 'Paiement' }).click()

  const settlement = dialog(page, 'Règlement')
  await settlement.getByLabel('Montant').fill('30')
  await settlement.getByRole('button', { name: 'Espèces' }).click()
  await settlement
    .getByText(/3,00.€/)
    .first()
    .waitFor()
  await settlement.getByLabel('SANS').check()
  await settlement.getByRole('button', { name: 'Valider' }).click()

  const facture = page.getByRole('article', { name: 'Facture 1' })
  await facture.getByText('SANS Oignon').waitFor()
  await expect.poll(() => facture.locator('.ticket-option').count()).toBe(2)
  const text = await facture.textContent()
  for (const part of [`LIVP-${id}`, '12088610', 'Livraison', 'Client : Martin Inès', 'Sonner deux fois'])
    expect(text).toContain(part)
  await page.getByRole('dialog', { name: 'Facture 1' }).getByRole('button', { name: 'Fermer' }).click()
  await band(page, /^Terminée/)
  await page.getByText('Facture n° 1', { exact: true }).waitFor()
  await until(() => expect(hub.order(id).status).toBe('completed'))
  // In cash as promised: the hub is told of the end, and of no payment.
  expect(hub.order(id).payments).toHaveLength(1)
  expect(errors).toEqual([])
})

test('«Facturer» of F3; then the facture is chosen in «Envoi Factures sur HubRise» (kezia W-11, W-19, D9)', async () => {
  const { page, hub, id, errors } = await openWith({})
  await openList(page)
  await page.keyboard.press('Escape')
  await page.keyboard.press('F3')
  await button(page, 'Facturer').click()
  const settlement = dialog(page, 'Règlement')
  await settlement.getByRole('button', { name: 'Cartes' }).click()
  await settlement.getByLabel('SANS').check()
  await settlement.getByRole('button', { name: 'Valider' }).click()
  await page.getByRole('dialog', { name: 'Facture 1' }).getByRole('button', { name: 'Fermer' }).click()
  await until(() => expect(hub.order(id).payments).toMatchObject([{ ref: '3', amount: '12.00 EUR' }]))
  await expect.poll(() => button(page, 'Facturer').isDisabled()).toBe(true)
  await page.keyboard.press('Escape')

  await page.getByRole('menuitem', { name: 'Hubrise' }).click()
  await page.getByRole('tab', { name: 'E/S' }).click()
  await button(page, 'Envoi Factures sur HubRise').click()
  const picker = dialog(page, 'Envoi Factures sur HubRise')
  await picker.getByRole('cell', { name: id }).waitFor()
  await expect.poll(() => picker.getByRole('button', { name: 'Valider' }).isDisabled()).toBe(true)
  await picker.getByRole('button', { name: 'Tout' }).click()
  await picker.getByText('1 choisie(s) sur 1').waitFor()
  await picker.getByRole('button', { name: 'Aucun' }).click()
  await picker.getByLabel('Choisir 1').check()
  await picker.getByRole('button', { name: 'Valider' }).click()
  await page.getByRole('alertdialog').getByText('1 facture(s) vont partir').waitFor()
  await button(page, 'Confirmer').click()
  await page.getByText('Envoi terminé : 1 élément(s), 0 erreur(s)', { exact: true }).waitFor()
  expect(hub.orders.size).toBe(1)
  expect(errors).toEqual([])
})
