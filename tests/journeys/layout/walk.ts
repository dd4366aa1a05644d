// Opens every window of the till, and looks at each of its states.
import type { TestBrowser } from '@hub/testing'
import type { Page } from 'playwright-core'
import { startStubHub } from '../../../apps/till/src/connector/testing/stub-hub.ts'
import { startHubTill } from '../../../apps/till/src/connector/testing/till.ts'
import { stationUrl } from '../../../apps/till/src/testing/send.ts'
import { startTestTill } from '../../../apps/till/src/testing/start.ts'
import { pairStation } from '../../../apps/till/src/testing/station.ts'
import { startStationProxy } from '../station-proxy.ts'
import { layoutCheck, registeredWindows, type Size, smallestSize } from './check.ts'
import { unseenDialogs } from './dialogs.ts'
import { firstStart } from './home.ts'
import { unconnected } from './hub.ts'
import type { Look } from './steps.ts'
import { pairing, stations } from './tools.ts'
import { visits } from './visits.ts'
import { startFullTill } from './world.ts'

/**
 * @returns what is wrong, windows that no visit reached included; and a line on what was looked at. One visit that goes
 * astray stops itself only.
 */
export async function walkEveryWindow(browser: TestBrowser, sizes: Size[]) {
  const check = await layoutCheck(sizes)
  const astray: string[] = []
  // Each in a browser of its own: no sale in progress of another visit comes back.
  async function visit(
    name: string,
    url: string,
    go: (page: Page, look: Look) => Promise<void>,
    proxy?: string,
  ) {
    const { page, context } = await openPage(browser, proxy)
    await page.goto(url)
    // The pairing page has no menus.
    await page.locator('[role=menubar], h1').first().waitFor()
    await go(page, check.lookAt(page)).catch((error: Error) => astray.push(`${name}: ${error.message}`))
    await context.close()
  }
  const world = await startFullTill()
  for (const [name, go] of Object.entries(visits))
    await visit(name, world.till.url, (page, look) => go(page, look, world))

  await visit('firstStart', (await startTestTill({ demo: false })).url, firstStart)
  await visit('unconnected', (await startHubTill(await startStubHub())).url, unconnected)
  const networked = await startTestTill({ host: '0.0.0.0' })
  await visit('pairing', stationUrl(networked), pairing, await startStationProxy())
  await pairStation(networked)
  await visit('stations', networked.url, stations)

  const unseen = registeredWindows().filter((id) => !check.windows.has(id))
  const notOpened = unseen.map((id) => `no visit opens the window «${id}»`)
  const notAsked = (await unseenDialogs(check.dialogs)).map((key) => `no visit opens the dialog «${key}»`)
  return { faults: [...astray, ...notOpened, ...notAsked, ...check.faults], summary: check.summary() }
}

async function openPage(browser: TestBrowser, proxy?: string) {
  const opened = await browser.open({
    ...smallestSize,
    ...(proxy !== undefined && { proxy, acceptsAnyCertificate: true }),
  })
  opened.page.setDefaultTimeout(10_000)
  await opened.page.addInitScript('globalThis.print = () => {}')
  return opened
}
