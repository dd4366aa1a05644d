// A whole service at the counter as a person lives it: keys held down, the till shrunk, keyboards, sales put aside.
import { openBrowser, type TestBrowser } from '@hub/testing'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startStubHub } from '../../apps/till/src/connector/testing/stub-hub.ts'
import { startConnectedTill, until } from '../../apps/till/src/connector/testing/till.ts'
import type { Sale, SaleRow } from '../../apps/till/src/sales/wire.ts'
import { changeArticle } from '../../apps/till/src/testing/change-article.ts'
import { settableClock } from '../../apps/till/src/testing/counter-sale.ts'
import { startTestTill, type TestTill } from '../../apps/till/src/testing/start.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

async function openTill(till: TestTill) {
  const { page, errors } = await browser.open({ width: 1024, height: 768 })
  page.setDefaultTimeout(30_000)
  await page.addInitScript('globalThis.print = () => {}')
  await page.goto(till.url)
  await page.getByRole('menubar').waitFor()
  return { till, page, errors }
}
const button = (page: Page | Locator, name: string) => page.getByRole('button', { name, exact: true })
const entry = (page: Page) => page.getByLabel('Code, nom ou quantité').and(page.getByRole('textbox'))
const rows = (page: Page) => page.getByRole('table', { name: 'Vente en cours' }).locator('tbody tr')
const counter = (page: Page) => page.getByRole('dialog', { name: 'CAISSE' })

async function openWithSeller(page: Page) {
  await page.keyboard.press('F12')
  await button(page, 'Léa').click()
}
async function ring(page: Page, ...codes: string[]) {
  for (const code of codes) {
    const before = await rows(page).count()
    await entry(page).fill(code)
    await page.keyboard.press('Enter')
    await until(async () => expect(await rows(page).count()).toBeGreaterThan(before))
  }
}
const salesOf = async (till: TestTill) => (await till.get<SaleRow[]>('/api/sales')).body

describe('CAISSE (W-6)', () => {
  test('Enter held down opens the settlement and pays nothing; each question takes a stroke of its own', async () => {
    const { till, page } = await openTill(await startTestTill())
    await openWithSeller(page)
    // A key held down: the same key goes down again and again.
    const hold = async () => {
      for (let times = 0; times < 12; times += 1) await page.keyboard.down('Enter')
      await page.keyboard.up('Enter')
    }
    await entry(page).fill('1')
    await hold()
    await until(async () => expect(await rows(page).count()).toBe(1))
    expect(await page.getByRole('dialog', { name: 'Règlement' }).count()).toBe(0)
    await hold()
    const settlement = page.getByRole('dialog', { name: 'Règlement' })
    await settlement.getByText('Entrée = Espèces').waitFor()
    expect(await settlement.getByLabel('Règlements saisis').getByRole('listitem').count()).toBe(0)
    await hold()
    await settlement.getByText('Entrée = Valider.').waitFor()
    expect(await salesOf(till)).toEqual([])
    await hold()
    await page.getByRole('article', { name: 'Ticket 1' }).waitFor()
    expect((await till.get<Sale>('/api/sales/1')).body.payments).toHaveLength(1)
    // The next customer does not wait for the ticket to be closed.
    await page.keyboard.type('2*11')
    await page.keyboard.press('Enter')
    await expect.poll(() => rows(page).allTextContents()).toEqual([expect.stringContaining('COLA 33 CL2')])
  })

  test('F12 shrinks the till with its sale, and brings it back as it was (W-1, W-2)', async () => {
    const { page } = await openTill(await startTestTill())
    await openWithSeller(page)
    await ring(page, '1', '11')
    await page.keyboard.press('F12')
    await counter(page).waitFor({ state: 'hidden' })
    await page.getByText('Réduite : F12 la rouvre').waitFor()
    await button(page, 'CLIENTS').click()
    await page.getByRole('dialog', { name: 'Clients' }).waitFor()
    await page.keyboard.press('Escape')
    // Whoever works here now has other windows: the till stays shrunk.
    await button(page, 'SUPERVISEUR').click()
    await button(page, 'Passer au profil Vendeur').click()
    await page.getByRole('dialog', { name: 'Profils' }).waitFor({ state: 'detached' })
    expect(await counter(page).isVisible()).toBe(false)
    await page.keyboard.press('F12')
    await counter(page).waitFor()
    await expect.poll(() => rows(page).count()).toBe(2)
    await ring(page, '2')
  })

  test('long names and large amounts stay within their place', async () => {
    const { till, page } = await openTill(await startTestTill())
    const name = 'Marie-Antoinette de la Rochefoucauld-Montmorency du Plessis'
    await till.put('/api/sellers/1', { code: '1', name, isAsleep: false })
    await page.keyboard.press('F12')
    await button(page, name).click()
    // Just below what a line may be worth: CAISSE asks first (counter T20).
    await entry(page).fill('52631*14')
    await page.keyboard.press('Enter')
    await button(page, 'Vendre quand même').click()
    await until(async () => expect(await rows(page).count()).toBe(1))
    await ring(page, '1')
    const outside = await page.evaluate<string[]>(`
      [...document.querySelectorAll('.counter-head, .counter-due, .counter-due *, .counter-facts, .counter-main > *')]
        .filter((part) => part.getBoundingClientRect().right > document.querySelector('.counter-middle').getBoundingClientRect().left)
        .map((part) => part.className || part.textContent)`)
    expect(outside).toEqual([])
  })

  test('«CLAVIERS» chooses which articles the keys sell; «Site» hides the sellers of other sites', async () => {
    const { till, page } = await openTill(await startTestTill())
    await till.put('/api/sellers/2', { code: '2', name: 'Marco', isAsleep: false, site: 4 })
    await page.keyboard.press('F12')
    await button(page, 'Marco').waitFor()
    await button(page, 'Site').click()
    await until(async () => expect(await button(page, 'Marco').count()).toBe(0))
    await button(page, 'Tous').click()
    await button(page, 'Marco').waitFor()
    await button(page, 'Léa').click()
    await button(page, 'CLAVIERS').click()
    const keys = counter(page).locator('.counter-page')
    await button(keys, 'PLUS VENDUS').click()
    await keys.getByText('Rien n’a été vendu ces 30 derniers jours.').waitFor()
    await button(page, 'CLAVIERS').click()
    await button(keys, 'DESSERTS').click()
    await keys.getByRole('button', { name: /^TIRAMISU/ }).click()
    await until(async () => expect(await rows(page).count()).toBe(1))
    expect(await keys.getByRole('button', { name: /^MARGHERITA/ }).count()).toBe(0)
  })

  test('MCU keys do what «Configuration» binds them to, beside «Commandes Web»', async () => {
    const { till, page } = await openTill(await startTestTill())
    await page.keyboard.press('F9')
    await page.getByRole('tab', { name: 'Poste', exact: true }).click()
    await page.getByLabel('MCU 2').selectOption({ label: 'Cdes en cours' })
    await expect.poll(() => page.getByLabel('MCU 1').isDisabled()).toBe(true)
    await button(page, 'Enregistrer').last().click()
    await page.getByText('Configuration enregistrée.').waitFor()
    expect((await till.get('/api/counter/mcu-keys')).body).toMatchObject({
      actions: [null, 'orders', null, null, null, null],
    })
    await page.keyboard.press('Escape')
    await openWithSeller(page)
    await button(counter(page), 'Cdes en cours').click()
    await page.getByRole('dialog', { name: 'Cdes en cours' }).waitFor()
  })
})

describe('sales put aside (§5.4)', () => {
  test('what changed meanwhile is said until it is read; a tariff that is gone is asked for again', async () => {
    const { till, page } = await openTill(await startTestTill())
    const tariffs = ['Petite', 'Grande'].map((title, index) => ({
      idtar: null,
      title,
      price: String(10 + index),
    }))
    const { tariffs: made } = await changeArticle(till, 2, { tariffs })
    await openWithSeller(page)
    await ring(page, '11', '2|2')
    await page.keyboard.press('F7')
    await button(page, 'RAPPEL (1) ATTENTE').waitFor()
    await changeArticle(till, 2, { tariffs: [{ idtar: made[0]!.idtar, title: 'Petite', price: '10' }] })
    await changeArticle(till, 11, { isSaleBlocked: true })
    await page.keyboard.press('F7')
    const changes = page.getByRole('dialog', { name: 'Vente reprise : à vérifier' })
    await changes
      .getByText("La vente de COLA 33 CL est bloquée : 1 × 2,80 € n'est plus dans la vente.")
      .waitFor()
    await changes.getByText('REGINA, vendu 11,00 € : choisissez son tarif.').waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Tarif de REGINA' }).waitFor()
    for (const key of ['1', 'Enter']) await page.keyboard.press(key)
    await expect
      .poll(() => rows(page).allTextContents())
      .toEqual([expect.stringContaining('REGINA - Petite')])
  })

  test('of several parked sales the list says whose and what; touched twice, a key parks and recalls once', async () => {
    const { page } = await openTill(await startTestTill())
    await openWithSeller(page)
    for (const codes of [
      ['1', '11'],
      ['2', '3', '4', '5'],
    ]) {
      await ring(page, ...codes)
      await button(page, 'ATTENTE').dblclick()
      await until(async () => expect(await rows(page).count()).toBe(0))
    }
    await button(page, 'RAPPEL (2) ATTENTE').click()
    const list = page.getByRole('dialog', { name: 'Ventes en attente' })
    await list.getByText('MARGHERITA, COLA 33 CL').waitFor()
    await list.getByText('REGINA, QUATRE FROMAGES, CALZONE et 1 de plus').waitFor()
    await page.keyboard.press('2')
    await page.keyboard.press('Enter')
    await until(async () => expect(await rows(page).count()).toBe(4))
    await button(page, 'RAPPEL (1) ATTENTE').waitFor()
    expect(await page.getByRole('alert').filter({ hasText: /./ }).count()).toBe(0)
  })
})

test('what is said at the edge of the screen covers no control, whatever is open (W-10, §3.9)', async () => {
  const hub = await startStubHub()
  const { page } = await openTill(await startConnectedTill(hub))
  hub.place({ created_by: 'LivePepper' })
  const alert = page.locator('.overlay-alert')
  await alert.waitFor()
  const covered = () =>
    page.evaluate<string[]>(`{
      const boxes = [...document.querySelectorAll('.overlay-box, .notice')].map((box) => box.getBoundingClientRect());
      [...document.querySelectorAll('button, input, select')]
        .filter((control) => !control.closest('.overlay, [inert], [hidden]') && control.checkVisibility())
        .filter((control) => {
          const own = control.getBoundingClientRect()
          return boxes.some((box) => own.left < box.right - 1 && own.right > box.left + 1 &&
            own.top < box.bottom - 1 && own.bottom > box.top + 1)
        })
        .map((control) => control.textContent || control.ariaLabel)
    }`)
  expect(await covered()).toEqual([])
  await openWithSeller(page)
  await entry(page).fill('zzz')
  await page.keyboard.press('Enter')
  await page.getByText('Aucun article pour « zzz ».').waitFor()
  expect(await covered()).toEqual([])
  await button(alert, 'Fermer').click()
  await alert.waitFor({ state: 'detached' })
})

test('«RGPD : Fichier client à contrôler» opens those of whom nothing was heard for three years (W-1, D5)', async () => {
  const clock = settableClock('2022-01-01T10:00:00Z')
  const till = await startTestTill({ clock })
  await till.post('/api/customers', { lastName: 'Perdu', civility: '' })
  clock.set('2026-11-27T10:00:00Z')
  await till.post('/api/customers', { lastName: 'Nouveau', civility: '' })
  const { page } = await openTill(till)
  await button(page, 'RGPD : Fichier client à contrôler').click()
  const customers = page.getByRole('dialog', { name: 'CLIENTS' })
  await customers.getByText('Sans commande ni achat depuis 3 ans').waitFor()
  const names = customers.getByRole('grid').getByRole('row')
  await until(async () => expect(await names.allTextContents()).toHaveLength(2))
  expect((await names.allTextContents()).at(-1)).toContain('Perdu')
  await button(customers, 'Rech.').click()
  await customers.getByText('Nouveau', { exact: true }).first().waitFor()
})

test('the red key leaves the till at this poste, and says what waits (W-1)', async () => {
  const { page } = await openTill(await startTestTill())
  await button(page, 'Quitter la caisse').click()
  const question = page.getByRole('alertdialog')
  await question.getByText('les commandes web continuent d’arriver').waitFor()
  await button(question, 'Quitter').click()
  await page.getByText('La caisse est fermée sur ce poste.').waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('menubar').waitFor()
})

test('arrows move among the tiles of the home screen, Enter opens one', async () => {
  const { page } = await openTill(await startTestTill())
  await button(page, 'CAISSE').focus()
  for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key)
  await page.getByRole('dialog', { name: 'CLIENTS' }).waitFor()
})

test('arrows go through the menus, and after the window the keyboard is at the bar again (W-2)', async () => {
  const { page } = await openTill(await startTestTill())
  await page.getByRole('menuitem', { name: 'Fichier' }).focus()
  const focused = (name: string) => page.locator('[role=menuitem]:focus').getByText(name).waitFor()
  await page.keyboard.press('ArrowDown')
  await focused('Paramètres')
  await page.keyboard.press('ArrowRight')
  await focused('Configuration')
  await page.keyboard.press('ArrowDown')
  await focused('Commandes Web')
  await page.keyboard.press('Enter')
  await page.getByLabel('Masquer les commandes de la Borne').check()
  await page.keyboard.press('Escape')
  // What was ticked is not saved.
  await page.getByRole('alertdialog').getByRole('button', { name: 'Abandonner' }).click()
  await focused('Fichier')
})

test('behind its password W-4 is opened by typing at once, its footer in sight', async () => {
  const till = await startTestTill()
  const password = { newPassword: 'technicien', confirmation: 'technicien' }
  expect((await till.put('/api/intervenant/password', password)).status).toBe(204)
  const { page } = await openTill(till)
  for (const name of ['Fichier', 'Paramètres', 'Commandes Web'])
    await page.getByRole('menuitem', { name, exact: true }).click()
  const ask = page.getByText('Veuillez vous identifier comme intervenant')
  await ask.waitFor()
  const { y, height } = (await button(page, 'Fermer').boundingBox())!
  expect(y + height).toBeLessThan((await page.locator('.statusbar').boundingBox())!.y)
  await page.keyboard.type('technicien')
  await page.keyboard.press('Enter')
  await ask.waitFor({ state: 'detached' })
})
