// The till is connected from a phone, with nothing to copy (kezia D69, extensions X5).
import type { Person, TestAccount } from '@hub/testing'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startStubHub } from '../../apps/till/src/connector/testing/stub-hub.ts'
import { StubPairings } from '../../apps/till/src/connector/testing/stub-pairings.ts'
import { startHubTill } from '../../apps/till/src/connector/testing/till.ts'
import { openBackOffice, openHubWindow, openTill, openWorld, type World } from './world.ts'

let world: World
let account: TestAccount
let lea: Person
beforeAll(async () => {
  world = await openWorld()
  account = await world.hub.account()
  lea = await world.hub.person({ admin: [account] })
})
afterAll(() => world.close())

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const phone = { width: 390, height: 844 }

/** The letters of the window, and the page that its QR code opens. */
async function readCode(tillPage: Page) {
  const code = tillPage.getByRole('region', { name: 'Connecter avec un QR code' })
  await code.getByRole('img', { name: "QR code de la page d'autorisation" }).waitFor()
  const letters = await code.getByText(/^[B-Z]{4}-[B-Z]{4}$/).textContent()
  const address = await code.getByRole('link').getAttribute('href')
  await expect.poll(() => code.getByRole('timer').textContent()).toMatch(/^Temps restant : (10:00|9:5\d)$/)
  return { letters: letters ?? '', address: new URL(address ?? '') }
}

test('refused, then begun again: the merchant allows it on a phone, and the till shows «Connecté à HubRise»', async () => {
  const { page, errors } = await openTill(world)
  await openHubWindow(page)
  await button(page, 'Connecter avec un QR code').click()
  const first = await readCode(page)
  expect(first.address.searchParams.get('user_code')).toBe(first.letters)
  const { page: merchant } = await openBackOffice(
    world,
    lea,
    first.address.pathname + first.address.search,
    phone,
  )
  await button(merchant, 'Continuer').click()
  await button(merchant, 'Refuser').click()
  await page.getByText('La connexion a été refusée sur HubRise.').waitFor()

  await button(page, 'Recommencer').click()
  const { letters, address } = await readCode(page)
  expect(letters).not.toBe(first.letters)
  await merchant.goto(world.hub.origin + address.pathname)
  await merchant.getByLabel('Code :').fill(letters.toLowerCase().replace('-', ''))
  await button(merchant, 'Continuer').click()
  // Contract, security S27: what tells this till from one that somebody else set up.
  await merchant
    .getByText('Ne continuez que si ce code est affiché maintenant sur votre caisse', { exact: true })
    .waitFor()
  await merchant.getByText(letters, { exact: true }).waitFor()
  await merchant.getByText(/^Demandé le .*, depuis l'adresse 127\.0\.0\.1$/).waitFor()
  await button(merchant, 'Autoriser').click()
  await merchant.getByText('Vous pouvez retourner à votre caisse').waitFor()
  await page.getByRole('group', { name: 'Connecté à HubRise' }).waitFor()
  await expect
    .poll(() => page.getByLabel('Point de vente').inputValue())
    .toBe(`Lille (${account.locationId})`)
  await page.getByRole('tab', { name: 'E/S' }).waitFor()
  expect(errors).toEqual([])
})

const networkSentence = "Une erreur système a été détectée pendant l'envoi de la requête HTTP."
const site = 'https://hub.pizzeria-roma.fr/device'

/** A stub hub and its till with the window open. Discovery fails until `hub.behave()`. */
async function openStubbed(pairings: StubPairings | null) {
  const hub = await startStubHub()
  hub.pairings = pairings
  hub.misbehave(/well-known/, { status: 502 }, Number.POSITIVE_INFINITY)
  const till = await startHubTill(hub)
  const opened = await world.browser.open({ width: 1024, height: 768 })
  await opened.page.goto(till.url)
  await openHubWindow(opened.page)
  return { hub, ...opened }
}

test('a hub that does not answer greys the button with the reason, and is asked again: without the grant the button goes', async () => {
  const { hub, page } = await openStubbed(null)
  const qr = button(page, 'Connecter avec un QR code')
  await page.getByText('HubRise ne répond pas : la caisse réessaie.').waitFor()
  expect(await qr.getAttribute('aria-disabled')).toBe('true')
  hub.behave()
  await qr.waitFor({ state: 'detached' })
  await expect.poll(() => button(page, 'Connexion à HubRise').isEnabled()).toBe(true)
})

test('a silence of the hub is told over the code, which stays until «Annuler»', async () => {
  const pairings = new StubPairings()
  pairings.overrides = {
    interval: 1,
    verification_uri: site,
    verification_uri_complete: `${site}?user_code=BCDF-GHJK`,
  }
  const { hub, page } = await openStubbed(pairings)
  hub.behave()
  await button(page, 'Connecter avec un QR code').and(page.locator('[aria-disabled="false"]')).click()
  await readCode(page)
  const folder = process.env.SCREENSHOTS
  if (folder !== undefined) await page.screenshot({ path: `${folder}/qr-code.png`, caret: 'hide' })
  hub.misbehave(/token/, { status: 502 })
  await page.getByText(`${networkSentence} La caisse réessaie.`).waitFor()
  await page.getByText(networkSentence).waitFor({ state: 'detached' })
  await page.getByText('BCDF-GHJK').waitFor()
  await button(page, 'Annuler').click()
  await button(page, 'Connecter avec un QR code').waitFor()
})
