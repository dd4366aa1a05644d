// What whoever supports a shop does at the till: W-3 «E/S», W-4, W-5, and the bell, in a real browser.
import { orderStatuses } from '@hub/contract'
import { openBrowser, type TestBrowser } from '@hub/testing'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type StubHub, startStubHub } from '../../apps/till/src/connector/testing/stub-hub.ts'
import type { OrderFields } from '../../apps/till/src/connector/testing/stub-order.ts'
import { startConnectedTill, startHubTill, until } from '../../apps/till/src/connector/testing/till.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true })

async function openPage(url: string, script = '') {
  const opened = await browser.open({ width: 1024, height: 768 })
  if (script) await opened.page.addInitScript(script)
  await opened.page.goto(url)
  await opened.page.getByRole('menubar').waitFor()
  return opened
}

async function openWith(...orders: OrderFields[]) {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  const ids = orders.map((order) => hub.place(order).id)
  await until(async () => expect(await till.orders()).toHaveLength(orders.length))
  return { hub, till, ids, ...(await openPage(till.url)) }
}

async function openExchange(page: Page) {
  await page.getByRole('menuitem', { name: 'Hubrise' }).click()
  await page.getByRole('tab', { name: 'E/S' }).click()
}

describe('«Changement Statut commande» (kezia W-3, R-A7)', () => {
  async function ask(page: Page, idcde: string, status: string) {
    await button(page, 'Changement Statut commande').click()
    const asked = dialog(page, 'Changement Statut commande')
    await asked.getByLabel('IDCDE').fill(idcde)
    await asked.getByLabel('Statut').selectOption(status)
    await asked.getByRole('button', { name: 'Valider' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Confirmer' }).click()
  }

  test('each of the eleven statuses is offered with the word of the till, and reaches the hub', async () => {
    const { page, hub, ids, errors } = await openWith({ created_by: 'LivePepper', status: 'accepted' })
    const [id] = ids
    await openExchange(page)
    await button(page, 'Changement Statut commande').click()
    const asked = dialog(page, 'Changement Statut commande')
    await expect
      .poll(() => asked.getByLabel('Statut').locator('option').allTextContents())
      .toEqual([
        'En attente (new)',
        'En attente (received)',
        'Validée (accepted)',
        'En préparation (in_preparation)',
        'Prête (awaiting_shipment)',
        'Prête (awaiting_collection)',
        'En livraison (in_delivery)',
        'Terminée (completed)',
        'Rejetée (rejected)',
        'Annulée (cancelled)',
        'Échec livraison (delivery_failed)',
      ])
    await expect.poll(() => asked.getByRole('button', { name: 'Valider' }).isDisabled()).toBe(true)
    await asked.getByRole('button', { name: 'Annuler' }).click()
    for (const status of orderStatuses) {
      await ask(page, id!, status)
      await page.getByText('Envoi terminé : 1 élément(s), 0 erreur(s)', { exact: true }).waitFor()
      // `new` is acknowledged like any new order.
      const shown = status === 'new' ? 'received' : status
      await until(() => expect(hub.order(id!).status).toBe(shown))
      expect(hub.patches(id!)).toContainEqual({ status })
    }
    expect(errors).toEqual([])
  })

  test('an id that the hub does not know: its 404 is shown; one that cannot be: beside the field', async () => {
    const { page } = await openWith()
    await openExchange(page)
    await ask(page, 'zzzzz', 'cancelled')
    await page.getByText('Envoi terminé : 0 élément(s), 1 erreur(s)', { exact: true }).waitFor()
    await page.getByText(/^Commande zzzzz inconnue de HubRise : .*404/).waitFor()
    await ask(page, 'LIVP pjkg2k', 'accepted')
    await page.getByText('Un id de HubRise est attendu : des lettres et des chiffres, sans espace.').waitFor()
    await expect.poll(() => page.getByLabel('IDCDE').inputValue()).toBe('LIVP pjkg2k')
  })
})

describe('one transfer at a time (kezia D9)', () => {
  const name = 'Récupérer toutes les commandes sans filtre de date'

  async function startHeld(page: Page, hub: StubHub) {
    const held = Promise.withResolvers<void>()
    hub.misbehave(/GET \/v1\/location\/orders$/, { hold: held.promise })
    await button(page, name).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Confirmer' }).click()
    await page.getByRole('progressbar').waitFor()
    return held
  }

  test('the other poste sees it run, and a click says what to wait for', async () => {
    const { page, hub, till } = await openWith()
    const { page: other } = await openPage(till.url)
    await openExchange(page)
    await openExchange(other)
    const held = await startHeld(page, hub)
    await other.getByRole('progressbar').waitFor()
    await other.locator('.export-name').getByText(name).waitFor()
    const customers = button(other, 'Envoi Clients sur HubRise')
    expect(await customers.getAttribute('aria-disabled')).toBe('true')
    await customers.click({ force: true })
    await other
      .getByRole('alert')
      .getByText(/^Récupération : .*Attendez la fin de cet envoi/)
      .waitFor()
    held.resolve()
    await other.getByText(/^Envoi terminé/).waitFor()
    await until(async () => expect(await customers.getAttribute('aria-disabled')).toBe('false'))
  })

  test('what was being asked for meanwhile is refused with what runs, and stays to be sent again', async () => {
    const { page, hub, till, ids } = await openWith({ status: 'accepted' })
    const { page: other } = await openPage(till.url)
    await openExchange(page)
    await openExchange(other)
    await button(other, 'Changement Statut commande').click()
    const asked = dialog(other, 'Changement Statut commande')
    await asked.getByLabel('IDCDE').fill(ids[0]!)
    const held = await startHeld(page, hub)
    const validate = async () => {
      await asked.getByRole('button', { name: 'Valider' }).click()
      await other.getByRole('alertdialog').getByRole('button', { name: 'Confirmer' }).click()
    }
    await validate()
    await asked.getByText(`«${name}» est déjà en cours`).waitFor()
    expect(hub.patches(ids[0]!)).toEqual([])
    held.resolve()
    await other.getByText(/^Envoi terminé/).waitFor()
    await validate()
    await until(() => expect(hub.patches(ids[0]!)).toEqual([{ status: 'accepted' }]))
  })
})

describe('W-4 and W-5', () => {
  async function openSettings(page: Page) {
    await page.getByRole('menuitem', { name: 'Fichier' }).click()
    await page.getByRole('menuitem', { name: 'Paramètres' }).click()
    await page.getByRole('menuitem', { name: 'Commandes Web' }).click()
  }

  test('«Configurer» is the second door to the connection: code, names and ids, the hub, «Déconnexion», the cog', async () => {
    const hub = await startStubHub()
    const till = await startHubTill(hub)
    const { page, context } = await openPage(till.url)
    await openSettings(page)
    await button(page, 'Configurer').click()
    const service = dialog(page, 'HubRise')
    const group = service.getByRole('group', { name: 'Informations connexion' })
    for (const label of ['Point de vente', 'Catalogue', 'Liste client'])
      await expect.poll(() => group.getByLabel(label).isDisabled()).toBe(true)
    const resume = button(page, 'Reprendre les paramètres de Connexion à HubRise')
    expect(await resume.getAttribute('aria-disabled')).toBe('true')

    const opening = context.waitForEvent('page')
    await button(page, 'Nouvelle Connexion à HubRise').click()
    const hubPage = await opening
    expect(hubPage.url()).toContain(`${hub.origin}/oauth2/v1/authorize`)
    await hubPage.close()
    await service.getByLabel("Entrez le code d'autorisation obtenu :").fill(hub.issueCode())
    await service.getByRole('button', { name: 'OK' }).click()
    await expect.poll(() => group.getByLabel('Point de vente').inputValue()).toBe('Lille (k7w2p-0)')
    await expect.poll(() => group.getByLabel('Catalogue').inputValue()).toBe('Carte (q9f4x)')
    await expect.poll(() => group.getByLabel('Liste client').inputValue()).toBe('Clients (d3m8v)')

    const dashboard = context.waitForEvent('page')
    await button(page, 'Accéder à HubRise').click()
    expect((await dashboard).url()).toBe(`${hub.origin}/`)
    await (await dashboard).close()

    await service.getByRole('button', { name: 'Paramètres' }).click()
    await dialog(page, 'Services').getByRole('button', { name: 'HubRise' }).click()
    await page.getByRole('group', { name: 'Connecté à HubRise' }).waitFor()
    // The same page from W-3 (kezia R-C6).
    const again = context.waitForEvent('page')
    await button(page, 'Compte HubRise').click()
    expect((await again).url()).toBe(`${hub.origin}/`)
    await (await again).close()
    await page.keyboard.press('Escape')
    await service.getByRole('button', { name: 'Déconnexion' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Confirmer' }).click()
    await button(page, 'Nouvelle Connexion à HubRise').waitFor()
    expect(hub.tokens).toEqual([])
  })

  test('«Log.»: «Ecran» shows the exchanges as they come', async () => {
    const { page, hub } = await openWith()
    await openSettings(page)
    await button(page, 'Ecran').click()
    const log = dialog(page, 'Journal')
    await log.getByText(/GET \/v1\/location 200/).waitFor()
    const { id } = hub.place()
    await log.getByText(new RegExp(`PATCH /v1/location/orders/${id} 200`)).waitFor()
    await log.getByRole('button', { name: 'Fermer' }).click()
  })
})

describe('the bell (kezia R-O7)', () => {
  /** Runs in the page: a browser that lets no page sound before a click or a key; notes are counted on the body. */
  const blockedSound = `
    let isUnlocked = false
    for (const type of ['pointerdown', 'keydown'])
      addEventListener(type, () => { isUnlocked = true }, { capture: true })
    Object.defineProperty(AudioContext.prototype, 'state', { get: () => (isUnlocked ? 'running' : 'suspended') })
    AudioContext.prototype.resume = async () => {}
    const create = AudioContext.prototype.createOscillator
    AudioContext.prototype.createOscillator = function () {
      document.body.dataset.notes = String(Number(document.body.dataset.notes ?? 0) + 1)
      return create.call(this)
    }`

  test('where the browser blocks the sound, the till says so; a click lets the missed bell be heard; what is seen never waits for it', async () => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub)
    const { page } = await openPage(till.url, blockedSound)
    const notes = async () => Number((await page.locator('body').getAttribute('data-notes')) ?? 0)
    hub.place()
    await page.getByText('Nouvelle(s) commande(s) WEB disponible sur Kezia', { exact: true }).waitFor()
    await page.locator('.mcu-waiting').waitFor()
    const hint = button(page, "Le navigateur bloque le son : cliquez ici pour l'activer.")
    await hint.waitFor()
    expect(await notes()).toBe(0)
    await hint.click()
    await until(async () => expect(await notes()).toBe(4))
    await hint.waitFor({ state: 'detached' })
  })

  test('«Couper le son» is of this poste: the other one rings on, and both see the order', async () => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub)
    const count = blockedSound.replace('let isUnlocked = false', 'let isUnlocked = true')
    const [quiet, loud] = await Promise.all([openPage(till.url, count), openPage(till.url, count)])
    await button(quiet.page, 'Commandes Web').click()
    await button(quiet.page, 'Couper le son').click()
    await button(quiet.page, 'Quitter').click()
    hub.place()
    await until(async () => expect(await loud.page.locator('body').getAttribute('data-notes')).toBe('4'))
    await quiet.page.getByText('Nouvelle(s) commande(s) WEB disponible sur Kezia', { exact: true }).waitFor()
    await quiet.page.locator('.mcu-waiting').waitFor()
    expect(await quiet.page.locator('body').getAttribute('data-notes')).toBeNull()
  })
})

test('three services, a table and any form of phone are read in the list, in W-9 and on the ticket (kezia R-K11, R-K12, R-K14)', async () => {
  const { page } = await openWith(
    {
      created_by: 'A',
      status: 'accepted',
      service_type: 'delivery',
      customer: { phone: '+33612345678' },
    },
    {
      created_by: 'B',
      status: 'accepted',
      service_type: 'collection',
      customer: { phone: '06 12 34 56 78' },
    },
    {
      created_by: 'C',
      status: 'accepted',
      service_type: 'eat_in',
      custom_fields: { restaurant: { table_name: '13' } },
    },
  )
  await button(page, 'Commandes Web').click()
  const rows = page.getByRole('grid', { name: 'Liste des commandes web' }).locator('tbody tr')
  const panel = page.locator('.order-panel')
  for (const [channel, service, phone] of [
    ['A', 'Livraison', '+33612345678'],
    ['B', 'A emporter', '06 12 34 56 78'],
    ['C', 'Sur place', null],
  ] as const) {
    const row = rows.filter({ has: page.locator('.channel').getByText(channel, { exact: true }) })
    await row.click()
    await panel.getByText(`${channel} / ${service}`).waitFor()
    if (channel === 'C') await row.getByText('Table : 13').waitFor()
    await button(page, 'Détails commande').click()
    const details = dialog(page, 'Détails commande')
    await details.getByText(phone ?? 'Table : 13', { exact: true }).waitFor()
    await details.getByRole('button', { name: 'Fermer' }).first().click()
    await button(page, 'Impression').click()
    await button(page, 'TICKET').click()
    const ticket = dialog(page, 'Aperçu')
    await ticket.getByText(phone ? `Tél. ${phone}` : 'Table : 13').waitFor()
    await page.keyboard.press('Escape')
  }
})
