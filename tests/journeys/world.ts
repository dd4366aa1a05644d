import {
  openBrowser,
  startHub,
  startTestTill,
  type TestBrowser,
  type TestHub,
  type TestTill,
} from '@hub/testing'
import type { Page } from 'playwright-core'

export interface World {
  hub: TestHub
  till: TestTill
  browser: TestBrowser
  kezia: { clientId: string; clientSecret: string }
  close(): Promise<void>
}

/** A hub, a till wired to it and a browser: what a shop has, before anyone connected anything. */
export async function openWorld(): Promise<World> {
  const hub = await startHub()
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
