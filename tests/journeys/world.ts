import {
  type OpenPage,
  openBrowser,
  type Person,
  personPassword,
  startHub,
  startTestTill,
  type TestBrowser,
  type TestHub,
  type TestTill,
} from '@hub/testing'
import type { BrowserContext, Page } from 'playwright-core'

export interface World {
  hub: TestHub
  till: TestTill
  browser: TestBrowser
  kezia: { clientId: string; clientSecret: string }
  close(): Promise<void>
}

/** A hub, a till wired to it and a browser: what a shop has, before anyone connected anything. */
export async function openWorld(options: Parameters<typeof startHub>[0] = {}): Promise<World> {
  const hub = await startHub(options)
  const kezia = await hub.client('Kezia II')
  const [till, browser] = await Promise.all([
    startTestTill({ hubOrigin: hub.origin, client: kezia }),
    openBrowser(),
  ])
  return {
    hub,
    till,
    browser,
    kezia,
    async close() {
      await browser.close()
      await till.close()
      await hub.close()
    },
  }
}

/** The till's screen, at its size. */
export async function openTill({ browser, till }: Pick<World, 'browser' | 'till'>) {
  const opened = await browser.open({ width: 1024, height: 768 })
  await opened.page.goto(till.url)
  return opened
}

/** «Hubrise»: the window «Kezia II/HubRise». */
export async function openHubWindow(tillPage: Page) {
  const window = tillPage.getByRole('dialog', { name: 'Kezia II/HubRise' })
  if (!(await window.isVisible())) await tillPage.getByRole('menuitem', { name: 'Hubrise' }).click()
  return window
}

/** «Hubrise» > «Connexion à HubRise»: the hub's page in a new tab, the code field in the till. */
export async function askToConnect(tillPage: Page): Promise<Page> {
  await openHubWindow(tillPage)
  const opening = tillPage.context().waitForEvent('page')
  await tillPage.getByRole('button', { name: 'Connexion à HubRise' }).click()
  return opening
}

export async function signIn(page: Page, email: string, password: string) {
  await page.getByLabel('Email :').fill(email)
  await page.getByLabel('Mot de passe :').fill(password)
  await page.getByRole('button', { name: 'Connexion', exact: true }).click()
}

/** «Autoriser», then the code of the page, as the merchant would copy it. */
export async function allow(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Autoriser' }).click()
  return (await page.locator('code#authorization-code').textContent()) ?? ''
}

/** The whole of it by a person who is known: sign in, «Autoriser», copy, paste, «OK», «Connecté à HubRise». */
export async function connectTill(tillPage: Page, email: string, password: string) {
  const hubPage = await askToConnect(tillPage)
  await signIn(hubPage, email, password)
  await carryCode(tillPage, hubPage)
}

/** The same by a person whose browser is still signed in at the hub. */
export async function reconnectTill(tillPage: Page) {
  await carryCode(tillPage, await askToConnect(tillPage))
}

async function carryCode(tillPage: Page, hubPage: Page) {
  await enterCode(tillPage, await allow(hubPage))
  await tillPage.getByText('Connecté à HubRise').waitFor()
  await hubPage.close()
}

/** Pastes the code and «OK». */
export async function enterCode(tillPage: Page, code: string) {
  await tillPage.getByLabel("Entrez le code d'autorisation obtenu :").fill(code)
  await tillPage.getByRole('button', { name: 'OK', exact: true }).click()
}

/** That person's browser, signed in, at a page of the back office. */
export async function openBackOffice(
  { hub, browser }: Pick<World, 'hub' | 'browser'>,
  person: Person,
  path: string,
  options: Parameters<TestBrowser['open']>[0] = {},
): Promise<OpenPage> {
  const opened = await browser.open(options)
  const cookies = Object.entries(person.cookies).map(([name, value]) => ({ name, value, url: hub.origin }))
  await opened.context.addCookies(cookies)
  await opened.page.goto(hub.origin + path)
  return opened
}

/** Whoever is signed in there, without the pages: calls made by hand, past every button that they hide. */
export async function byHand(hub: TestHub, context: BrowserContext): Promise<Person> {
  const cookie = (await context.cookies()).find(({ name }) => name === 'hub_session')
  if (!cookie) throw new Error('nobody is signed in there')
  return hub.visitor().withSession(cookie.value)
}

/** Signs in a person of {@link TestHub.person}. */
export const signInAs = (page: Page, { email }: { email: string }) => signIn(page, email, personPassword)

/** Chooses in a drop-down with a search field. */
export async function choose(page: Page, label: string, option: string) {
  await page.getByLabel(label, { exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

/** The bar at the bottom of the back office's pages: what was done, or why not. */
export const bar = (page: Page, text: string) => page.getByRole('alert').filter({ hasText: text }).last()
