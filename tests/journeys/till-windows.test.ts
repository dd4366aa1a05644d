// W-3, W-8, W-9 and W-10 in a real browser, against a hub that does as it is told.
import { openBrowser, type TestBrowser } from '@hub/testing'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type StubHub, startStubHub } from '../../apps/till/src/connector/testing/stub-hub.ts'
import { startConnectedTill, startHubTill, until } from '../../apps/till/src/connector/testing/till.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const openPage = async (url: string) => {
  const opened = await browser.open({ width: 1024, height: 768 })
  await opened.page.goto(url)
  await opened.page.getByRole('menubar').waitFor()
  return opened
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const codeField = (page: Page) => page.getByLabel("Entrez le code d'autorisation obtenu :")

async function openHubWindow(page: Page) {
  await page.getByRole('menuitem', { name: 'Hubrise' }).click()
  await page.getByRole('dialog', { name: 'Kezia II/HubRise' }).waitFor()
}

/** A connected till with an open page; the order list is one click away. */
async function openConnected() {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  return { hub, till, ...(await openPage(till.url)) }
}

async function openList(page: Page) {
  await button(page, 'Commandes Web').click()
  await page.getByRole('dialog', { name: 'Commandes Web' }).waitFor()
}

async function chooseSeller(page: Page) {
  await page.getByLabel('Vendeur :').selectOption({ index: 1 })
}

describe('W-3', () => {
  test('disconnected there is one tab and one button; connected, the seven tabs in their order', async () => {
    const hub = await startStubHub()
    const till = await startHubTill(hub)
    const { page, context, outside } = await openPage(till.url)
    await openHubWindow(page)
    await button(page, 'Connexion à HubRise').waitFor()
    await expect.poll(() => page.getByRole('tab').allTextContents()).toEqual(['Connexion'])
    const [hubPage] = await Promise.all([
      context.waitForEvent('page'),
      button(page, 'Connexion à HubRise').click(),
    ])
    expect(hubPage.url()).toContain(`${hub.origin}/oauth2/v1/authorize?redirect_uri=urn`)
    await hubPage.close()

    await expect.poll(() => button(page, 'OK').isDisabled()).toBe(true)
    await codeField(page).fill('   ')
    await expect.poll(() => button(page, 'OK').isDisabled()).toBe(true)
    await codeField(page).fill(`  ${hub.issueCode()} `)
    await button(page, 'OK').click()
    await page.getByRole('group', { name: 'Connecté à HubRise' }).waitFor()
    await expect
      .poll(() => page.getByRole('tab').allTextContents())
      .toEqual([
        'Connexion',
        'E/S',
        'Options',
        'Personnalisation',
        'Maintenance',
        'Synchronisation auto',
        'Export',
      ])
    await expect.poll(() => page.getByLabel('Point de vente').inputValue()).toBe('Lille (k7w2p-0)')
    await expect.poll(() => page.getByLabel('ID Catalogue').inputValue()).toBe('q9f4x')
    await expect.poll(() => page.getByLabel('ID Liste client').inputValue()).toBe('d3m8v')
    expect(await page.content()).not.toContain(hub.tokens[0])
    expect(outside).toEqual([])
  })

  test('a refused code says so, and the field keeps it', async () => {
    const hub = await startStubHub()
    const till = await startHubTill(hub)
    const { page, context } = await openPage(till.url)
    context.on('page', (opened) => void opened.close())
    await openHubWindow(page)
    await button(page, 'Connexion à HubRise').click()
    await codeField(page).fill('c0de')
    await codeField(page).press('Enter')
    await page.getByText('Code invalide ou expiré', { exact: true }).waitFor()
    await expect.poll(() => codeField(page).inputValue()).toBe('c0de')
    await button(page, 'Annuler').click()
    await codeField(page).waitFor({ state: 'detached' })
  })

  test('«Envoi Articles sur HubRise» asks with its counts, then tells the result', async () => {
    const { page, hub } = await openConnected()
    await openHubWindow(page)
    await page.getByRole('tab', { name: 'E/S' }).click()
    await button(page, 'Envoi Articles sur HubRise').click()
    await page.getByText('12 article(s) et 1 menu(s) dans 8 catégorie(s)').waitFor()
    await button(page, 'Annuler').click()
    expect(hub.calls(/PUT/)).toEqual([])
    await button(page, 'Envoi Articles sur HubRise').click()
    await button(page, 'Confirmer').click()
    await page.getByText('Envoi terminé : 13 élément(s), 0 erreur(s)', { exact: true }).waitFor()
    await button(page, 'Envoi Stock sur HubRise').click()
    await page.getByText(/La gestion du stock est désactivée/).waitFor()
  })

  test('without a catalogue, the same button is greyed and says why', async () => {
    const hub = await startStubHub()
    hub.catalog = null
    const till = await startConnectedTill(hub)
    const { page } = await openPage(till.url)
    await openHubWindow(page)
    await page.getByRole('tab', { name: 'E/S' }).click()
    const send = button(page, 'Envoi Articles sur HubRise')
    expect(await send.getAttribute('aria-disabled')).toBe('true')
    expect(await send.getAttribute('title')).toContain('Aucun catalogue')
  })

  test('«Déconnexion» asks first, and the other tabs leave', async () => {
    const { page, hub } = await openConnected()
    await openHubWindow(page)
    await button(page, 'Déconnexion').click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Confirmer' }).click()
    await button(page, 'Connexion à HubRise').waitFor()
    await expect.poll(() => page.getByRole('tab').allTextContents()).toEqual(['Connexion'])
    expect(hub.tokens).toEqual([])
  })

  test.each([
    ['blocked', 'The connection has been blocked', 'Connexion bloquée'],
    [
      'suspended',
      'The account/location has been suspended for non payment of the subscription',
      'Compte suspendu',
    ],
    [
      'revoked',
      'The access token is invalid or the connection has been revoked',
      'La connexion à HubRise a été révoquée',
    ],
  ])('%s: the reason stands beside «Connexion à HubRise»', async (trouble, message, shown) => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub, { pollSeconds: 1 })
    const { page } = await openPage(till.url)
    hub.refusal = message
    await page.locator('.strip').getByText(shown).waitFor()
    await openHubWindow(page)
    await page.locator('.connect').getByText(shown, { exact: true }).waitFor()
    await expect.poll(() => button(page, 'Connexion à HubRise').isEnabled()).toBe(true)
    if (trouble === 'revoked') return
    hub.refusal = null
    await button(page, 'Réessayer maintenant').click()
    await page.locator('.connect').waitFor({ state: 'detached' })
  })

  test('an option out of range is refused beside its field, and what was typed stays until it is given up', async () => {
    const { page, till } = await openConnected()
    await openHubWindow(page)
    await page.getByRole('tab', { name: 'Options' }).click()
    await page.getByLabel('Fréq. récupération (s)').fill('29')
    await button(page, 'Enregistrer').click()
    await page.getByText(/un nombre entier de 30 à 3600/).waitFor()
    await expect.poll(() => page.getByLabel('Fréq. récupération (s)').inputValue()).toBe('29')
    const question = page.getByRole('alertdialog', { name: 'Abandonner les modifications ?' })
    await page.getByRole('tab', { name: 'E/S' }).click()
    await question.waitFor()
    // «Annuler», and Escape in the same instant: a question of its own, which stays.
    await page.evaluate(`
      document.querySelector('dialog[open] button').click()
      document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))`)
    await question.getByRole('button', { name: 'Annuler' }).click()
    await expect.poll(() => page.getByLabel('Fréq. récupération (s)').inputValue()).toBe('29')
    await page.getByLabel('Fréq. récupération (s)').fill('45')
    await button(page, 'Enregistrer').click()
    await page.getByText('Options enregistrées.').waitFor()
    expect((await till.get('/api/hub/options')).body).toMatchObject({ pollSeconds: 45 })
    await page.getByRole('tab', { name: 'E/S' }).click()
    await button(page, 'Envoi Articles sur HubRise').waitFor()
  })
})

/** Runs in the page: counts the notes on the body, since nobody listens here. */
const countNotes = `
  const create = AudioContext.prototype.createOscillator
  AudioContext.prototype.createOscillator = function () {
    document.body.dataset.notes = String(Number(document.body.dataset.notes ?? 0) + 1)
    return create.call(this)
  }`

describe('W-8 and W-10', () => {
  const alertText = 'Nouvelle(s) commande(s) WEB disponible sur Kezia'
  const alert = (page: Page) => page.getByText(alertText, { exact: true })

  test('the popup does not wait until the waiting orders are read again (kezia W-10)', async () => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub)
    const { page } = await browser.open({ width: 1024, height: 768 })
    const waiting = '**/api/web-orders/waiting'
    let answers = 0
    let isHeld = false
    page.on('requestfinished', (request) => {
      if (request.url().endsWith('/api/web-orders/waiting')) answers += 1
    })
    await page.route(waiting, (route) => (isHeld ? undefined : route.continue()))
    await Promise.all([page.waitForResponse('**/api/live'), page.goto(till.url)])
    // A push before the page listens is lost, and one before its first reading ended waits for it. The second reading
    // follows both; its answer is older than the push, and must not come after it.
    await until(() => expect(answers).toBeGreaterThan(1))
    isHeld = true
    hub.place()
    await alert(page).waitFor()
  })

  test('an order rings over any screen, the key turns red, and opening the list removes the popup only', async () => {
    const { page, hub } = await openConnected()
    await page.keyboard.press('F2')
    await page.getByRole('dialog', { name: 'Sélection Article' }).waitFor()
    hub.place()
    await alert(page).waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.mcu-waiting').waitFor()
    await openList(page)
    await alert(page).waitFor({ state: 'detached' })
    await button(page, 'Quitter').click()
    await expect.poll(() => page.locator('.mcu-waiting').count()).toBe(1)
    expect(await alert(page).count()).toBe(0)
    hub.place()
    await alert(page).waitFor()
    await page.locator('.overlay-alert').getByRole('button', { name: 'Fermer' }).click()
    await alert(page).waitFor({ state: 'detached' })
  })

  test('an order that comes while the page is still opening is shown as soon as it listens', async () => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub)
    const { page } = await browser.open({ width: 1024, height: 768 })
    const listening = Promise.withResolvers<void>()
    await page.route('**/api/live', async (route) => {
      await listening.promise
      await route.continue()
    })
    await Promise.all([page.waitForResponse('**/api/web-orders/waiting'), page.goto(till.url)])
    hub.place()
    await until(async () => expect(await till.orders()).toHaveLength(1))
    listening.resolve()
    await page.locator('.mcu-waiting').waitFor()
    await alert(page).waitFor()
  })

  test('each new order sounds, unless this poste is muted', async () => {
    const { page, hub } = await openConnected()
    await page.evaluate(countNotes)
    const notes = async () => Number(await page.locator('body').getAttribute('data-notes'))
    hub.place()
    await until(async () => expect(await notes()).toBe(4))
    await openList(page)
    await button(page, 'Couper le son').click()
    await button(page, 'Rétablir le son').waitFor()
    hub.place()
    await until(async () => expect(await page.getByRole('grid').locator('tbody tr').count()).toBe(2))
    expect(await notes()).toBe(4)
  })

  test('«Desactiver la fenêtre popup»: no popup, and the key is red', async () => {
    const { page, hub, till } = await openConnected()
    const settings = (await till.get<object>('/api/web-order-settings')).body
    await till.put('/api/web-order-settings', { ...settings, isPopupDisabled: true })
    hub.place()
    await page.locator('.mcu-waiting').waitFor()
    expect(await alert(page).count()).toBe(0)
  })

  test('«Valider commande» proposes the time, and the other application reads it', async () => {
    const { page, hub } = await openConnected()
    const { id } = hub.place({ created_by: 'LivePepper', service_type: 'delivery' })
    await page.locator('.mcu-waiting').waitFor()
    await openList(page)
    await page.locator('tbody tr:focus').getByText(`LIVP-${id}`).waitFor()
    for (const name of ['Retard', 'Notifier commande prête', 'Impression', 'Commentaire', 'Paiement'])
      expect(await button(page, name).getAttribute('aria-disabled')).toBe('true')
    await chooseSeller(page)
    await button(page, 'Valider commande').press('Enter')
    await page.getByRole('dialog', { name: `Valider la commande LIVP-${id}` }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByText(/^Validée\(/).waitFor()
    await until(() => expect(hub.order(id).status).toBe('accepted'))
    expect(await button(page, 'Valider commande').getAttribute('aria-disabled')).toBe('true')
    await page.locator('.mcu-waiting').waitFor({ state: 'detached' })
  })

  test('without a seller, the sentence stands beside the field; «Rejeter» asks for the reason', async () => {
    const { page, hub } = await openConnected()
    const { id } = hub.place()
    await page.locator('.mcu-waiting').waitFor()
    await openList(page)
    await button(page, 'Rejeter').click()
    const dialog = page.getByRole('dialog', { name: `Rejeter la commande MABO-${id}` })
    await dialog.getByRole('button', { name: 'Confirmer' }).click()
    await dialog.getByText('Choisissez un vendeur.').waitFor()
    await dialog.getByLabel('Vendeur').selectOption({ index: 1 })
    await dialog.getByLabel('Autre').check()
    await dialog.getByRole('button', { name: 'Confirmer' }).click()
    await dialog.getByText('À remplir.').waitFor()
    await dialog.getByLabel('Précision').fill('Panne de four')
    await dialog.getByRole('button', { name: 'Confirmer' }).click()
    await page.getByText('Raison : Panne de four').waitFor()
    await until(() => expect(hub.order(id).status).toBe('rejected'))
  })

  test('unpaid, partly paid and paid say so in words; filters keep what they name', async () => {
    const { page, hub, till } = await openConnected()
    hub.place({ created_by: 'Uber Eats', payments: [{ amount: '12.00 EUR' }] })
    hub.place({ payments: [{ type: 'cash', amount: '12.00 EUR' }] })
    hub.place({ payments: [{ amount: '6.00 EUR' }, { type: 'cash', amount: '6.00 EUR' }] })
    await until(async () => expect(await till.orders()).toHaveLength(3))
    await openList(page)
    const rows = page.getByRole('grid').locator('tbody tr')
    await until(async () => expect(await rows.count()).toBe(3))
    for (const badge of ['Payée', 'Non Payée', 'Partielle']) {
      await rows.nth(['Payée', 'Non Payée', 'Partielle'].indexOf(badge)).click()
      await page.locator('.order-panel .badge').getByText(badge, { exact: true }).waitFor()
    }
    await button(page, 'Filtres').click()
    await page.getByLabel('Canal').selectOption('Uber Eats')
    await until(async () => expect(await rows.count()).toBe(1))
  })

  test('the cog leads to the tabs of W-3', async () => {
    const { page } = await openConnected()
    await openList(page)
    await button(page, 'Paramètres').click()
    await page.getByRole('dialog', { name: 'Services' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('tab', { name: 'E/S' }).waitFor()
  })

  test('a cancellation from elsewhere is shown over any screen, until «Vu» (T56)', async () => {
    const { page, hub } = await openConnected()
    const { id } = hub.place()
    // Acknowledged first: the cancellation is then one change more, and not the answer to the acknowledgement.
    await until(() => expect(hub.order(id).status).toBe('received'))
    hub.change(id, { status: 'cancelled' })
    const notice = page.getByText(`La commande MABO-${id} a été annulée.`)
    await notice.waitFor()
    await page.locator('.order-strip').getByRole('button', { name: 'Vu' }).click()
    await notice.waitFor({ state: 'detached' })
  })

  test('a cancellation that comes while the page still reads its first notices is shown', async () => {
    const hub = await startStubHub()
    const till = await startConnectedTill(hub)
    const { id } = hub.place()
    await until(() => expect(hub.order(id).status).toBe('received'))
    const { page } = await browser.open({ width: 1024, height: 768 })
    // The first answer is older than the cancellation, and comes after its push. The route stays: a request that leaves
    // the page while the browser stops asking about requests is never answered.
    let readings = 0
    await page.route('**/api/web-orders/notices', async (route) => {
      readings += 1
      if (readings > 1) return route.continue()
      const answer = await route.fetch()
      hub.change(id, { status: 'cancelled' })
      await page.getByRole('button', { name: 'Commandes Web' }).waitFor()
      await until(async () => expect((await till.orders())[0]).toMatchObject({ status: 'cancelled' }))
      await page.evaluate(() => fetch('/api/web-orders/waiting').then(({ ok }) => ok))
      await route.fulfill({ response: answer })
    })
    await page.goto(till.url)
    await page.getByText(`La commande MABO-${id} a été annulée.`).waitFor()
  })

  test('the header says why no order can arrive', async () => {
    const hub: StubHub = await startStubHub()
    const till = await startHubTill(hub)
    const { page } = await openPage(till.url)
    await openList(page)
    await page.getByText('HubRise : caisse déconnectée, aucune commande ne peut arriver.').waitFor()
  })
})

describe('W-9', () => {
  test('lines, unknown articles, gap and totals; no text of an order runs as HTML', async () => {
    const { page, hub, till, errors } = await openConnected()
    hub.place({
      items: [
        { price: '8.90 EUR' },
        { product_name: '<img src=x onerror=alert(1)>', sku_ref: 'NOPE', price: '1.90 EUR' },
      ],
      charges: [{ price: '2.00 EUR' }],
      payments: [{ type: 'cash', name: 'Cash', amount: '12.80 EUR' }],
      customer_notes: '<b>Sonner</b>',
      total: '12.90 EUR',
    })
    await until(async () => expect(await till.orders()).toHaveLength(1))
    await openList(page)
    await button(page, 'Détails commande').click()
    const details = page.getByRole('dialog', { name: 'Détails commande' })
    await details.getByText('<img src=x onerror=alert(1)>').waitFor()
    await details.getByText('<b>Sonner</b>', { exact: true }).waitFor()
    expect(await details.locator('img:not([role])').count()).toBe(0)
    await details.getByRole('img', { name: 'Article connu' }).first().waitFor()
    await details.getByRole('img', { name: 'Article inconnu : NOPE' }).waitFor()
    await details.getByText('Écart de total : 0,10 €').waitFor()
    await details.getByText('FRAIS DE PORT TTC').waitFor()
    await expect.poll(() => details.locator('tfoot').textContent()).toContain('12,80')
    expect(errors).toEqual([])
  })
})
